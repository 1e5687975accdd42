"""The JSON of answers on validity: how a document stands, what hangs on it, and what is still open.

As in `shapes`: dates are ISO, what is not known is null.
"""

from typing_extensions import TypedDict

from api.answers.derivation_shapes import DerivedTask
from api.answers.shapes import Acting, BoundCitation, DocumentRef, Evidence, Listing, Standing
from api.answers.task_shapes import Heir, Period


class Start(TypedDict):
    """From which day a document is in force.

    `known` tells how: `stated`, `listed` by an official list, it `acts` on others from that day, a text of that day
    `relied` on it, it binds from its day of `issue`, or `unknown`; `evidence` is the sentence of the middle ones.
    """

    on: str | None
    known: str
    evidence: Evidence | None


class Relying(TypedDict):
    """A text, issued `on` that day, that takes a document to be in force."""

    document: DocumentRef
    relation: str
    label: str
    on: str
    evidence: Evidence


class Validity(Standing):
    """How a document stands at a day; `by` had begun by then, `coming` had not.

    `reliance` shows that it stood, or is the last text that took it to, or rests on it after its end. `successors` lead
    to the one in its place; `upheld` is what it is still applied to after its end. `known_on` is the last day of issue
    of a text that tells of its force, `known_at` the day by which that had to be known, if one was asked for.
    """

    document: DocumentRef
    start: Start
    coming: list[Acting]
    reliance: Relying | None
    upheld: list[Relying]
    successors: list[Acting]
    known_on: str | None
    known_at: str | None


class Plan(TypedDict):
    """A document that rests on the one asked about; `grade` is null where none of its tasks derives.

    `relation`, `provisions` and `evidence` are what it says of the other itself, null and empty for one farther away;
    `period` are the years of a plan, and whether they are over today.
    """

    document: DocumentRef
    tasks: int
    grade: str | None
    distance: int
    relation: str | None
    label: str | None
    provisions: list[str]
    evidence: Evidence | None
    period: Period | None


class Lead(TypedDict):
    """A body, how many of the tasks it leads, and who has its duties `now`: empty where nothing changed."""

    agency: str | None
    name: str
    tasks: int
    now: list[Heir]


class Issuer(TypedDict):
    """A body whose documents are touched: how many, with how many tasks."""

    issuer: str
    name: str | None
    documents: int
    tasks: int


class Impact(Listing[DerivedTask]):
    """What is touched if a document ends: counts, and the tasks page by page.

    `standing` is how it stands today, `successors` lead to the one in its place; `altering` are the documents that
    altered it and fall with it.
    """

    document: DocumentRef
    standing: Standing
    successors: list[Acting]
    altering: list[Acting]
    grades: dict[str, int]
    plans: list[Plan]
    leads: list[Lead]
    issuers: list[Issuer]


class OpenSeries(TypedDict):
    """Mentions that are bound to no document; `heals` would be by one more text.

    `reason_labels` are the `reasons` in words.
    """

    name: str
    number: str | None
    mentions: int
    documents: int
    heals: int
    reasons: list[str]
    reason_labels: list[str]
    candidates: list[str]
    document: str
    example: BoundCitation
