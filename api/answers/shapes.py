"""The JSON of every answer, field by field: the same over HTTP, with `--json` and from `extract`.

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


class Assignment(TypedDict):
    """A body's part in a task, as written and as known."""

    role: str
    raw: str
    agency: Body | None


class Deadline(TypedDict):
    """When a task is due, as written, and the window that it means."""

    raw: str
    start: str | None
    end: str | None
    kind: str


class Product(TypedDict):
    """What a task yields; `inferred` where only its first word tells."""

    raw: str
    inferred: bool


class Budget(TypedDict):
    """Money for a task."""

    raw: str
    amount: int | None
    currency: str
    unit_line: str | None


class Named(TypedDict):
    """A body as written and as known."""

    raw: str
    agency: Body | None


class Instrument(TypedDict):
    """A document by which bodies ended or handed over."""

    id: str
    name: str


class Heir(TypedDict):
    """Who has a duty now; `id` is null where it ended and nobody alone has it.

    `field` is by which fields of work it took the duty over. `unverified`: the day or the change is not certain.
    """

    id: str | None
    name: str | None
    since: str | None
    field: str | None
    instrument: list[Instrument]
    unverified: bool


class Lead(Named):
    """A leading body as written, and who has its duty `now`: empty where nothing changed."""

    now: list[Heir]


class ExtractedTask(TypedDict):
    """An action required of a body."""

    id: str
    no: str | None
    group: str | None
    text: str
    start: int
    end: int
    origin: str
    assignments: list[Assignment]
    deadline: Deadline | None
    product: Product | None
    budget: Budget | None
    indicators: list[str]
    progress: str | None


class Task(ExtractedTask):
    """A task in the graph, with the document and the section that it stands in, and who leads it now."""

    document: str
    section: str | None
    flags: list[str]
    leads: list[Lead]


class Evidence(TypedDict):
    """The sentence that proves a step; `secondary` where only a report says so, `official` where a list does."""

    document: str
    start: int
    end: int
    text: str
    section: str | None
    secondary: bool
    official: bool


class Step(TypedDict):
    """One step upward, from what rests to what it rests on."""

    source: str
    target: str
    relation: str
    label: str
    evidence: Evidence


class Derivation(TypedDict):
    """The strongest way up to a document."""

    grade: str
    distance: int
    shared_words: list[str]
    path: list[Step]


class Period(TypedDict):
    """The days of a plan, by the years in its title; `over` on the day asked about."""

    start: str
    end: str
    over: bool


class DerivedTask(TypedDict):
    """A task that derives from the document asked about, and who leads it; `period` is that of its plan."""

    task: Task
    period: Period | None
    document: DocumentRef
    leads: list[Lead]
    coordinating: list[Named]
    derivation: Derivation


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


class Basis(Derivation):
    """A document that a task or document rests on."""

    document: Document
    validity: Standings


class Relative(TypedDict):
    """A document above or below another in its lineage."""

    document: Document
    distance: int
    path: list[Step]


class Hit(TypedDict):
    """One result of a search; `ref` is the document or task, or the document that a passage stands in."""

    found: str
    ref: str
    title: str
    start: int | None
    end: int | None
    quote: str | None


class Warned(TypedDict):
    """Something noticed while reading."""

    code: str
    message: str
    start: int | None
    end: int | None


class Extraction(TypedDict):
    """All that one document's text says, from this text alone."""

    source: SourceFile
    document: ExtractedDocument
    citations: list[Citation]
    tasks: list[ExtractedTask]
    scores: list[Score]
    warnings: list[Warned]


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
