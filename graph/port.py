"""The port between the questions and the engines: few methods, and the promises that the contract tests check.

Nothing above knows which engine answers. Ids are those of `graph.identity`. All lists come in a fixed order that
depends on the set loaded only, never on the order of arrival.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, Protocol, TypeVar

from graph.model import Citation, Document, Reading, Score, Section, Source, Span, Task

Direction = Literal["up", "down"]
Found = Literal["document", "task", "passage"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DocumentNode:
    """A document in the graph. `loaded` says that a text of it was read; else it is known by citation only."""

    document: Document
    loaded: bool
    task_count: int = 0
    cited_by_count: int = 0
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that proves an edge: where it stands, and whether only a report says so (rule J17).

    `official` marks a row of an official list of documents: what its issuer made known of others (NĐ 34/2016).
    """

    document: str
    span: Span
    section: str | None = None
    secondary: bool = False
    official: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` -[`relation`]-> `target`; `citation` is the index of its citation in the evidence's document.

    `provision` is the part of the target that is meant, None for all of it; `takes_effect` the day from which the
    sentence says that it holds.
    """

    source: str
    target: str
    relation: str
    evidence: Evidence
    citation: int
    confidence: float = 1.0
    provision: str | None = None
    takes_effect: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation as bound against everything loaded: the `index`-th of `document`."""

    document: str
    index: int
    citation: Citation
    secondary: bool = False


@dataclass(frozen=True, slots=True)
class DocumentCriteria:
    """Which documents to list; None means any. `words` are matched as `search` does."""

    words: str | None = None
    kind: str | None = None
    issuer: str | None = None
    year: int | None = None
    loaded: bool | None = None


@dataclass(frozen=True, slots=True)
class TaskCriteria:
    """Which tasks to list; bodies by agency id or by words of their name; dates inclusive.

    `product` is by words of what is to come of it, `indicator` by its code. `without_lead` are those that name nobody
    who leads, `without_deadline` those that tell no time, `undated` those that tell no day, recurring ones too.
    """

    words: str | None = None
    lead: str | None = None
    coordinating: str | None = None
    group: str | None = None
    due_before: date | None = None
    due_after: date | None = None
    document: str | None = None
    product: str | None = None
    indicator: str | None = None
    without_lead: bool = False
    without_deadline: bool = False
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search: `ref` is the id of the document or task, or of the document that a passage stands in."""

    found: Found
    ref: str
    title: str
    span: Span | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a list, the count of all of it, and the cursor that goes on (None at the end)."""

    items: tuple[T, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What adding a reading did; `healed` counts the citations of other documents that are bound now."""

    document: str
    outcome: Literal["added", "replaced", "unchanged"]
    healed: int = 0
    touched: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Health:
    """What the engine calls itself, and what is wrong with what it keeps, in its own words; nothing if sound."""

    engine: str
    faults: tuple[str, ...] = ()


class GraphReader(Protocol):
    """Everything the questions may ask of an engine."""

    def version(self) -> int:
        """A number that grows with every change of the graph; equal numbers mean an equal graph."""
        ...

    def document(self, identifier: str) -> DocumentNode | None:
        """The document with this id, loaded or known by citation."""
        ...

    def documents(
        self, criteria: DocumentCriteria, *, limit: int, after: str | None = None
    ) -> Page[DocumentNode]:
        """Documents by id order; with `words`, by the rank of `search`."""
        ...

    def named(self, number: str) -> tuple[str, ...]:
        """Ids of the documents whose number reads like this, however it is typed; loaded ones first."""
        ...

    def text(self, identifier: str) -> str | None:
        """The canonical text that was read of the document, None if it is known by citation only."""
        ...

    def sections(self, identifier: str) -> tuple[Section, ...]:
        """The sections of a loaded document in reading order."""
        ...

    def scores(self, identifier: str) -> tuple[Score, ...]:
        """Results of indicators that the document's text reports."""
        ...

    def citations(self, identifier: str) -> tuple[Mention, ...]:
        """What the document's text cites, in reading order, bound."""
        ...

    def cited_by(self, identifier: str, *, limit: int, after: str | None = None) -> Page[Mention]:
        """Mentions bound to the document, by citing document and place."""
        ...

    def unresolved(self, *, limit: int, after: str | None = None) -> Page[Mention]:
        """Numbered and named mentions that are bound to no document, by citing document and place."""
        ...

    def edges(
        self, nodes: Collection[str], direction: Direction, relations: Collection[str] | None = None
    ) -> tuple[Edge, ...]:
        """Edges that leave (`up`) or reach (`down`) any of `nodes`, of these relations or all.

        Ordered by source, target, relation, citation.
        """
        ...

    def tasks(self, documents: Collection[str]) -> tuple[Task, ...]:
        """All tasks of these documents, by document and running number."""
        ...

    def task(self, identifier: str) -> Task | None:
        """The task with this id."""
        ...

    def find_tasks(self, criteria: TaskCriteria, *, limit: int, after: str | None = None) -> Page[Task]:
        """Tasks by document and running number."""
        ...

    def search(
        self, words: str, *, limit: int, kinds: Sequence[Found] = ("document", "task", "passage")
    ) -> tuple[Hit, ...]:
        """Best first; matches with diacritics as typed come before folded ones; numbers however spaced."""
        ...

    def sources(self) -> Iterable[Source]:
        """Every file that was read, by path."""
        ...

    def counts(self) -> dict[str, int]:
        """How many documents (loaded, cited), citations, edges, tasks, sources."""
        ...


class GraphWriter(Protocol):
    """The two changes there are. Each is atomic: wholly there after it returns, wholly absent if it does not."""

    def add(self, readings: Sequence[Reading]) -> tuple[Change, ...]:
        """Take in all documents of one file at once; the same readings twice change nothing."""
        ...

    def remove(self, sha256: str) -> bool:
        """Take out a source and all that only it said; False if it was not there."""
        ...


class GraphStore(GraphReader, GraphWriter, AbstractContextManager["GraphStore"], Protocol):
    """An open store: reads, writes, and closes at the end of a `with`."""

    def close(self) -> None:
        """Let go of files and connections; closing twice is harmless."""
        ...

    def health(self) -> Health:
        """Whether what is kept is sound; may take as long as reading all of it."""
        ...

    def holds(self, sha256: str) -> bool:
        """Whether this source was loaded by this version of the reader, so that it need not be read again."""
        ...

    def readings(self, sha256: str) -> tuple[Reading, ...]:
        """What was read of this source, by part, exactly as it was given; empty if it is not there."""
        ...
