"""The JSON of answers on validity: how a document stands, what hangs on it, and what is still open.

As in `shapes`: dates are ISO, what is not known is null.
"""

from typing_extensions import TypedDict

from api.shapes import Acting, BoundCitation, DerivedTask, DocumentRef, Evidence, Listing, Standing


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
    """A document that rests on the one asked about; `grade` is null where none of its tasks derives."""

    document: DocumentRef
    tasks: int
    grade: str | None
    distance: int


class Lead(TypedDict):
    """A body, and how many of the tasks it leads."""

    agency: str | None
    name: str
    tasks: int


class Impact(Listing[DerivedTask]):
    """What is touched if a document ends: counts, and the tasks page by page."""

    document: DocumentRef
    grades: dict[str, int]
    plans: list[Plan]
    leads: list[Lead]


class OpenSeries(TypedDict):
    """Mentions that are bound to no document; `heals` would be by one more text."""

    name: str
    number: str | None
    mentions: int
    documents: int
    heals: int
    reasons: list[str]
    candidates: list[str]
    document: str
    example: BoundCitation
