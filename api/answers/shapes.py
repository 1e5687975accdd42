"""The JSON of documents, and what other answers are made of: the same over HTTP, with `--json` and from `extract`.

Dates are ISO, offsets are code points of the canonical text, what is not known is null.
"""

from typing import Generic, TypeVar

from typing_extensions import TypedDict

Item = TypeVar("Item")


class Listing(TypedDict, Generic[Item]):
    """A stretch of a list, the count of all of it, and the cursor to ask for what follows."""

    items: list[Item]
    total: int
    next: str | None


class Span(TypedDict):
    """Characters of the canonical text, and what they read."""

    start: int
    end: int
    text: str


class Body(TypedDict):
    """A body or typed collective."""

    id: str
    name: str


class Issuer(TypedDict):
    """Who issued a document."""

    id: str | None
    name: str | None


class DocumentRef(TypedDict):
    """What a document is called."""

    id: str
    kind_name: str | None
    number: str | None
    title: str | None


class SourceFile(TypedDict):
    """The file that was read."""

    path: str
    format: str
    sha256: str


class Source(SourceFile):
    """The file that was read, and what it is where it only reports; `confidence` is below 1 if it was recognised."""

    title: str | None
    publisher: str | None
    published_on: str | None
    genre: str
    confidence: float


class Score(TypedDict):
    """A reported result of an indicator."""

    indicator: str
    kind: str
    value: float
    of: float | None
    place: str | None
    year: int | None
    raw: Span
    evidence: Span


class ExtractedDocument(TypedDict):
    """What a text says about the document that it is or reports."""

    id: str
    number: str | None
    kind: str | None
    issuer: Issuer
    issued_on: str | None
    effective_on: str | None
    title: str | None
    signer: str | None
    signer_post: str | None
    place: str | None
    genre: str
    reported: bool


class Document(ExtractedDocument):
    """A document in the graph; `loaded` if a text of it was read, else known by citation."""

    kind_name: str | None
    loaded: bool
    task_count: int
    cited_by_count: int


class DocumentPage(Document):
    """A document with the files that it comes from and the results that it reports."""

    sources: list[Source]
    scores: list[Score]


class Section(TypedDict):
    """A numbered part of a document."""

    path: str
    label: str
    heading: str
    level: int
    start: int
    end: int


class DocumentText(TypedDict):
    """The canonical text and its parts."""

    id: str
    text: str
    sections: list[Section]


Citation = TypedDict(
    "Citation",
    {
        "quote": str,
        "start": int,
        "end": int,
        "class": str,
        "number": str | None,
        "kind": str | None,
        "issuer": str | None,
        "dated": str | None,
        "target": str | None,
        "candidates": list[str],
        "status": str,
        "relation": str,
        "subject": str,
        "provision": str | None,
        "section": str | None,
        "confidence": float,
        "rule": str,
        "evidence": Span,
    },
)


class BoundCitation(Citation):
    """A citation as bound against everything loaded: the `index`-th of its document.

    `label` is what its relation is called; `reason` why it is bound to nothing, `reason_label` the same in words.
    """

    title: str | None
    index: int
    label: str
    reason: str | None
    reason_label: str | None


class CitedBy(TypedDict):
    """A mention of a document in another."""

    document: DocumentRef
    index: int
    citation: BoundCitation


class Evidence(TypedDict):
    """The sentence that proves a step; `secondary` where only a report says so, `official` where a list does."""

    document: str
    start: int
    end: int
    text: str
    section: str | None
    secondary: bool
    official: bool


class Acting(TypedDict):
    """What a document does to another's force, with the sentence, and from which day.

    `day` tells how the day is known: `stated` by the sentence, `entry` into force of the document that acts, its day of
    `issue`, or `unknown`. `provision` is the part that is meant, null for all of it.
    """

    document: DocumentRef
    relation: str
    label: str
    on: str | None
    day: str
    provision: str | None
    confidence: float
    evidence: Evidence


class Standing(TypedDict):
    """How a document stands at a day, in short, and by what; `confidence` is that of the least sure sentence needed."""

    at: str
    status: str
    label: str
    since: str | None
    until: str | None
    confidence: float
    by: list[Acting]


class Standings(TypedDict):
    """How a basis stood when the plan was issued, null where that day is not known, and how it stands today."""

    then: Standing | None
    now: Standing


class Hit(TypedDict):
    """One result of a search; `ref` is the document or task, or the document that a passage stands in."""

    found: str
    ref: str
    title: str
    start: int | None
    end: int | None
    quote: str | None


class Loaded(TypedDict):
    """What loading one document did; `healed` counts citations that it let be bound."""

    document: str
    outcome: str
    healed: int


class Health(TypedDict):
    """Whether the service runs and its store answers."""

    status: str
    version: str
    counts: dict[str, int]
