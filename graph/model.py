"""The nouns: what one text says (`Reading`) and what its parts are. Frozen values, no behaviour beyond checks.

Offsets are code points in the canonical text (NFC), half-open `start:end`; `text[start:end]` is the quote.
Identity, relations and fields follow the domain guide, sections 1 to 4.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

Genre = Literal["directive", "news", "tracker", "register", "unknown"]
CitationClass = Literal["numbered", "named", "unnumbered", "self", "anaphora", "retold"]
Status = Literal["resolved", "unresolved", "none"]
Origin = Literal["table", "prose"]
Role = Literal["lead", "coordinating", "recipient", "head"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start:end` of the canonical text, and what they read."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way from canonical offsets to raw ones: from each of `canonical` on, both run in step."""

    canonical: tuple[int, ...] = (0,)
    raw: tuple[int, ...] = (0,)

    def to_raw(self, offset: int) -> int:
        """The raw offset of the character at canonical `offset`."""
        at = bisect_right(self.canonical, offset) - 1
        return self.raw[at] + offset - self.canonical[at]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read. `sha256` is the hash of its bytes; `part` counts documents inside one file from 0.

    `confidence` below 1 says that its text was recognised from pictures, and how surely.
    """

    sha256: str
    path: str
    format: str
    part: int = 0
    genre: Genre = "unknown"
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """A legal or administrative instrument (văn bản), as its own text, or a text that cites it, describes it.

    `id` is `<issuer>:<kind>:<number>:<year>` (guide 1.4), year `?` where unknown. `reported` marks a document
    known from a page that tells of it, not from its own text.
    """

    id: str
    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    title: str | None = None
    signer: str | None = None
    signer_post: str | None = None
    place: str | None = None
    genre: Genre = "unknown"
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a document. `path` is unique in it by position (`II.1.a`, a repeated `III` is `III-2`)."""

    path: str
    label: str
    heading: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a document; one that is `retold` stands there as a citation of its own, too.

    `target` is the id that is meant, its year `?` while unknown; `candidates` are the ids it may be; `status` says
    whether one is left. `subject` is `self`, or the id of the other document whose relation is told (guide 2.3).
    `title` is what the text calls the cited document ("về việc ..."). `section` is the path of the innermost
    section, None in the recitals. `rule` names the rule that settled the target. `takes_effect` is the day from which
    what is told holds, where the sentence gives one; `provision` then is the part that is altered or ended.
    """

    quote: Span
    klass: CitationClass
    evidence: Span
    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    dated: date | None = None
    target: str | None = None
    candidates: tuple[str, ...] = ()
    status: Status = "unresolved"
    reason: str | None = None
    relation: str = "cites"
    subject: str = "self"
    provision: str | None = None
    section: str | None = None
    title: str | None = None
    confidence: float = 1.0
    rule: str = ""
    takes_effect: date | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body or a typed collective (guide 4). `collective` names never stand for a stored list of members."""

    id: str
    name: str
    level: str | None = None
    place: str | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """A body's part in a task: `raw` is the quote, `agency` the body it names, or None where it is not known."""

    role: Role
    raw: Span
    agency: Agency | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task is due: the words, the window they give (dates inclusive), and the kind of wording (guide 3.4)."""

    raw: Span
    kind: str
    start: date | None = None
    end: date | None = None
    frequency: tuple[str, ...] = ()
    depends_on: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """What a task yields (sản phẩm); `inferred` where only a leading kind word tells (rule J16)."""

    raw: Span
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """Money for a task: `amount` in `currency` by the unit line; `literal_amount` where the suffix differs (J15)."""

    raw: Span
    amount: int | None = None
    currency: str = "VND"
    unit_line: str | None = None
    literal_amount: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """An indicator (PAR INDEX, SIPAS, PAPI, PCI ...) named in a text; a task that names it aims at it."""

    indicator: str
    raw: Span


@dataclass(frozen=True, slots=True)
class Task:
    """An action required of a body (nhiệm vụ). `id` is `<document>:t<n>`; `text` has white space folded.

    `progress` is how far it has come, where a tracker tells it.
    """

    id: str
    text: str
    start: int
    end: int
    origin: Origin
    no: str | None = None
    group: str | None = None
    section: str | None = None
    assignments: tuple[Assignment, ...] = ()
    deadline: Deadline | None = None
    product: Product | None = None
    budget: Budget | None = None
    indicators: tuple[IndicatorMention, ...] = ()
    flags: tuple[str, ...] = ()
    progress: Span | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A reported result of an indicator: a rank (`17/63`, `of` 63) or a score (`8,17/10`), with place and year."""

    indicator: str
    kind: Literal["rank", "score"]
    value: float
    raw: Span
    evidence: Span
    of: float | None = None
    place: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something noticed while reading: a code of `messages.tsv`, its facts, and where."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says, from its own text alone (design, idea 1): never depends on other documents.

    `offsets` leads from the canonical text back to the file's own.
    """

    source: Source
    document: Document
    text: str
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    tasks: tuple[Task, ...] = ()
    scores: tuple[Score, ...] = ()
    warnings: tuple[Notice, ...] = ()
    offsets: OffsetMap = OffsetMap()
