"""The port between the questions and the engines: few methods, and the promises that the contract tests check.

Nothing above knows which engine answers. Ids are those of `graph.identity`. All lists come in a fixed order that
depends on the set loaded only, never on the order of arrival.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
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
class TaskMention:
    """A mention that stands for tasks of its own document: in their words, or in the section or group they are in.

    `edge` is what it proves, `subject` whose relation that is, as the citation has it. Tasks by their running numbers;
    those of `direct` are not in `section` again.
    """

    edge: Edge
    subject: str
    direct: tuple[int, ...]
    section: tuple[int, ...]

    @property
    def relation(self) -> str:
        """The code of the relation."""
        return self.edge.relation


@dataclass(frozen=True, slots=True)
class TitleGiven:
    """What a document calls another that it mentions; `relation` and `subject` as the citation has them."""

    document: str
    relation: str
    subject: str
    title: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A document met on a walk: how many steps away at the least, and how many tasks it sets."""

    document: str
    distance: int
    tasks: int


@dataclass(frozen=True, slots=True)
class OpenSeries:
    """Mentions of one series that are bound to no document, or of one wording (`said`) where not even that is known.

    `target` is the undated id that they share. `heals` is how many would be bound once one document of the series is
    loaded: those that lack nothing but the year. `candidates` are the ids that they may mean; `example` is the first.
    """

    target: str | None
    said: str | None
    mentions: int
    documents: int
    heals: int
    reasons: tuple[str, ...]
    candidates: tuple[str, ...]
    example: Mention


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

    def look(self, question: Callable[["GraphReader"], T]) -> T:
        """The answer to a question that asks several times, of one opened store in one transaction.

        It may be asked anew if the engine was disturbed, so it must not change anything.
        """
        ...

    def document(self, identifier: str) -> DocumentNode | None:
        """The document with this id, loaded or known by citation."""
        ...

    def nodes(self, identifiers: Collection[str]) -> tuple[DocumentNode, ...]:
        """The documents with these ids that there are, in the order asked."""
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

    def titles_given(self, identifier: str, documents: Collection[str]) -> tuple[TitleGiven, ...]:
        """What any of `documents` calls the document where it mentions it, by these and place."""
        ...

    def mentions_for_tasks(self, identifier: str) -> tuple[TaskMention, ...]:
        """Mentions bound to the document that stand for tasks of another, by that and place."""
        ...

    def unresolved(self, *, limit: int, after: str | None = None) -> Page[Mention]:
        """Numbered and named mentions that are bound to no document, by citing document and place."""
        ...

    def open_series(self, *, limit: int, skip: int = 0) -> tuple[tuple[OpenSeries, ...], int]:
        """These mentions by what they lack, what heals the most first, then by how many, then by name; all counted."""
        ...

    def edges(
        self,
        nodes: Collection[str],
        direction: Direction,
        relations: Collection[str] | None = None,
        *,
        ends: Collection[str] | None = None,
    ) -> tuple[Edge, ...]:
        """Edges that leave (`up`) or reach (`down`) any of `nodes`, of these relations or all, to these `ends` or any.

        Ordered by source, target, relation, citation.
        """
        ...

    def reach(
        self,
        start: str,
        direction: Direction,
        relations: Collection[str],
        *,
        limit: int | None = None,
        depth: int | None = None,
        at: date | None = None,
        setting: bool = False,
    ) -> tuple[Reached, ...]:
        """Documents above or below `start` along these relations, by distance and id; all, or the first `limit`.

        None farther than `depth`; only those `setting` tasks, if this is asked, though the way leads through others.
        Those known to be issued after `at` are not entered.
        """
        ...

    def around(
        self,
        start: str,
        direction: Direction,
        relations: Collection[str],
        *,
        limit: int | None = None,
        at: date | None = None,
        tasks: bool = False,
    ) -> "GraphReader":
        """This reader, ready to be asked to `reach` so from `start`, for the nearest met and their edges, and `tasks`.

        It answers as this one does; where each question is a trip, what will be asked may have come in one.
        """
        ...

    def tasks_below(
        self, start: str, relations: Collection[str], *, at: date | None = None
    ) -> tuple[int, tuple[TaskMention, ...]] | None:
        """How many tasks all documents set that `reach` meets below `start`; None if there is no such document.

        Beside them the `mentions_for_tasks` of those that it does not meet, though not known to be issued after `at`.
        """
        ...

    def tasks(self, documents: Collection[str]) -> tuple[Task, ...]:
        """All tasks of these documents, by document and running number."""
        ...

    def tasks_named(self, identifiers: Collection[str]) -> tuple[Task, ...]:
        """The tasks with these ids that there are, by document and running number."""
        ...

    def tasks_saying(self, documents: Collection[str], pairs: Collection[str]) -> tuple[Task, ...]:
        """Those of the tasks of these documents in which one of these pairs of syllables stands (`graph.syllables`)."""
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
