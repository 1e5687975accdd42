"""The Neo4j store as the port has it: each question a transaction that reads, each change one that writes."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from types import TracebackType
from typing import Protocol, TypeVar

from graph.model import Reading, Score, Section, Source, Task
from graph.port import (
    Change,
    Direction,
    DocumentCriteria,
    DocumentNode,
    Edge,
    Found,
    GraphReader,
    Health,
    Hit,
    Mention,
    OpenSeries,
    Page,
    Reached,
    TaskCriteria,
    TaskMention,
    TitleGiven,
)
from graph.stores.cursors import page_size
from graph.stores.neo4j import health, lists, open_series, search, walks, writer
from graph.stores.neo4j.around import see, see_more
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.nodes import (
    citations_of,
    counts,
    edges_at,
    find_node,
    find_nodes,
    find_reading,
    find_task,
    find_text,
    mentions_for_tasks,
    tasks_named,
    tasks_of,
    tasks_saying,
    titles_given,
)
from graph.stores.neo4j.readings import all_sources, readings_of
from graph.stores.neo4j.scoring import Frequencies
from graph.stores.neo4j.seen import Seen
from graph.stores.phrasing import phrasing
from graph.stores.rows import storable
from graph.stores.walk import Walk

T = TypeVar("T")


class Transactions(Protocol):
    """Where the questions and changes of a store are run, each in a transaction of its own."""

    def read(self, question: Callable[[Transaction], T]) -> T:
        """The answer to a question."""
        ...

    def write(self, change: Callable[[Transaction], T]) -> T:
        """A change, kept as a whole or not at all."""
        ...

    def close(self) -> None:
        """Let go of the server."""
        ...


class _Opened:
    """One transaction, for several questions that make one."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def read(self, question: Callable[[Transaction], T]) -> T:
        return question(self._tx)

    def write(self, change: Callable[[Transaction], T]) -> T:
        raise TypeError("a question changes nothing")

    def close(self) -> None:
        """The one who opened it ends it."""


class Neo4jStore:
    """A `GraphStore` in one Neo4j database; any number of threads and processes may read, one at a time writes."""

    def __init__(
        self, connections: Transactions, reader: str, frequencies: Frequencies | None = None
    ) -> None:
        self._connections = connections
        self._reader = reader
        self._frequencies = frequencies or Frequencies()

    def __enter__(self) -> "Neo4jStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the server."""
        self._connections.close()

    def _look(self, question: Callable[[Transaction], T]) -> T:
        return self._connections.read(question)

    # What changes

    def add(self, readings: Sequence[Reading]) -> tuple[Change, ...]:
        """Take in whole sources in one transaction."""
        return self._connections.write(lambda tx: writer.add(tx, readings, self._reader))

    def remove(self, sha256: str) -> bool:
        """Take out a source in one transaction."""
        return self._connections.write(lambda tx: writer.remove(tx, storable(sha256)))

    # What is asked

    def health(self) -> Health:
        """What the server is, and whether its constraints and indexes stand."""
        return self._look(health.examine)

    def holds(self, sha256: str) -> bool:
        """Whether the source is here as this reader reads it."""
        query = "MATCH (s:Source {sha256: $sha256}) WHERE s.reader = $reader RETURN 1 LIMIT 1"
        return bool(self._look(lambda tx: ask(tx, query, sha256=storable(sha256), reader=self._reader)))

    def readings(self, sha256: str) -> tuple[Reading, ...]:
        """The readings of a source."""
        return self._look(lambda tx: readings_of(tx, storable(sha256)))

    def version(self) -> int:
        """The number of the last change, from whatever process."""
        query = "MATCH (s:Store {id: 'cancu'}) RETURN s.version"
        return int(self._look(lambda tx: ask(tx, query))[0][0])

    def look(self, question: Callable[[GraphReader], T]) -> T:
        """The answer to a question of several, in one transaction."""
        return self._look(lambda tx: question(Neo4jStore(_Opened(tx), self._reader, self._frequencies)))

    def document(self, identifier: str) -> DocumentNode | None:
        """The document with this id."""
        return self._look(lambda tx: find_node(tx, storable(identifier)))

    def nodes(self, identifiers: Collection[str]) -> tuple[DocumentNode, ...]:
        """The documents with these ids."""
        return self._look(lambda tx: find_nodes(tx, [*map(storable, identifiers)]))

    def documents(
        self, criteria: DocumentCriteria, *, limit: int, after: str | None = None
    ) -> Page[DocumentNode]:
        """A page of documents."""
        return self._look(lambda tx: lists.documents(tx, self._frequencies, criteria, limit, after))

    def named(self, number: str) -> tuple[str, ...]:
        """Ids of the documents whose number reads like this."""
        return self._look(lambda tx: tuple(search.named(tx, phrasing(number))))

    def text(self, identifier: str) -> str | None:
        """The canonical text of a document."""
        return self._look(lambda tx: find_text(tx, storable(identifier)))

    def sections(self, identifier: str) -> tuple[Section, ...]:
        """The sections of a document."""
        reading = self._look(lambda tx: find_reading(tx, storable(identifier)))
        return reading.sections if reading else ()

    def scores(self, identifier: str) -> tuple[Score, ...]:
        """The results of indicators that a document reports."""
        reading = self._look(lambda tx: find_reading(tx, storable(identifier)))
        return reading.scores if reading else ()

    def citations(self, identifier: str) -> tuple[Mention, ...]:
        """What a document cites."""
        return self._look(lambda tx: citations_of(tx, storable(identifier)))

    def cited_by(self, identifier: str, *, limit: int, after: str | None = None) -> Page[Mention]:
        """A page of the mentions of a document in others."""
        return self._look(lambda tx: lists.cited_by(tx, storable(identifier), limit, after))

    def titles_given(self, identifier: str, documents: Collection[str]) -> tuple[TitleGiven, ...]:
        """What documents call the one."""
        return self._look(lambda tx: titles_given(tx, storable(identifier), [*map(storable, documents)]))

    def mentions_for_tasks(self, identifier: str) -> tuple[TaskMention, ...]:
        """Mentions of a document that stand for tasks of others."""
        return self._look(lambda tx: mentions_for_tasks(tx, storable(identifier)))

    def unresolved(self, *, limit: int, after: str | None = None) -> Page[Mention]:
        """A page of the mentions that are bound to no document."""
        return self._look(lambda tx: lists.unresolved(tx, limit, after))

    def open_series(self, *, limit: int, skip: int = 0) -> tuple[tuple[OpenSeries, ...], int]:
        """A stretch of what is bound to no document, by what would bind it."""
        return self._look(lambda tx: open_series.open_series(tx, limit, skip))

    def edges(
        self,
        nodes: Collection[str],
        direction: Direction,
        relations: Collection[str] | None = None,
        *,
        ends: Collection[str] | None = None,
    ) -> tuple[Edge, ...]:
        """The edges at these documents."""
        return self._look(
            lambda tx: edges_at(
                tx,
                [*map(storable, nodes)],
                direction,
                relations,
                None if ends is None else [*map(storable, ends)],
            )
        )

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
        """The documents above or below one."""
        walk = Walk(storable(start), direction, frozenset(relations), limit, depth, at, setting)
        return self._look(lambda tx: walks.reach(tx, walk))

    def around(
        self,
        start: str,
        direction: Direction,
        relations: Collection[str],
        *,
        limit: int | None = None,
        at: date | None = None,
        tasks: bool = False,
    ) -> GraphReader:
        """The store, with what is around a document in mind."""
        walk = Walk(storable(start), direction, frozenset(relations), limit, at=at)
        seen = self._look(lambda tx: see(tx, walk, tasks=tasks))
        return _Around(self._connections, self._reader, self._frequencies, seen)

    def tasks_below(
        self, start: str, relations: Collection[str], *, at: date | None = None
    ) -> tuple[int, tuple[TaskMention, ...]] | None:
        """How many tasks the documents below one set, and the mentions for tasks elsewhere."""
        walk = Walk(storable(start), "down", frozenset(relations), at=at)
        return self._look(lambda tx: walks.tasks_below(tx, walk))

    def tasks(self, documents: Collection[str]) -> tuple[Task, ...]:
        """The tasks of these documents."""
        return self._look(lambda tx: tasks_of(tx, [*map(storable, documents)]))

    def tasks_named(self, identifiers: Collection[str]) -> tuple[Task, ...]:
        """The tasks with these ids."""
        return self._look(lambda tx: tasks_named(tx, [*map(storable, identifiers)]))

    def tasks_saying(self, documents: Collection[str], pairs: Collection[str]) -> tuple[Task, ...]:
        """The tasks of these documents in which a pair of syllables stands."""
        return self._look(lambda tx: tasks_saying(tx, [*map(storable, documents)], pairs))

    def task(self, identifier: str) -> Task | None:
        """The task with this id."""
        return self._look(lambda tx: find_task(tx, storable(identifier)))

    def find_tasks(self, criteria: TaskCriteria, *, limit: int, after: str | None = None) -> Page[Task]:
        """A page of tasks."""
        return self._look(lambda tx: lists.tasks(tx, criteria, limit, after))

    def search(
        self, words: str, *, limit: int, kinds: Sequence[Found] = ("document", "task", "passage")
    ) -> tuple[Hit, ...]:
        """The best hits."""
        return self._look(
            lambda tx: tuple(search.search(tx, self._frequencies, phrasing(words), kinds, page_size(limit)))
        )

    def sources(self) -> tuple[Source, ...]:
        """Every file that was read, by path."""
        return self._look(all_sources)

    def counts(self) -> dict[str, int]:
        """How many there are of everything."""
        return self._look(counts)


class _Around(Neo4jStore):
    """The store with what is around a document in mind; it asks for what lies beyond."""

    def __init__(self, connections: Transactions, reader: str, frequencies: Frequencies, seen: Seen) -> None:
        super().__init__(connections, reader, frequencies)
        self._seen = seen

    def document(self, identifier: str) -> DocumentNode | None:
        if identifier == self._seen.walk.start:
            return next(iter(self._seen.find_nodes([identifier]) or ()), None)
        return super().document(identifier)

    def nodes(self, identifiers: Collection[str]) -> tuple[DocumentNode, ...]:
        if (known := self._seen.find_nodes(identifiers)) is not None:
            return known
        if not self._seen.is_looking_down:
            return super().nodes(identifiers)
        self._seen = self._look(lambda tx: see_more(tx, self._seen, [*map(storable, identifiers)]))
        return self._seen.nodes_among(identifiers)

    def edges(
        self,
        nodes: Collection[str],
        direction: Direction,
        relations: Collection[str] | None = None,
        *,
        ends: Collection[str] | None = None,
    ) -> tuple[Edge, ...]:
        is_seen = direction == "up" and relations is not None and {*relations} == self._seen.walk.relations
        known = self._seen.edges_up(nodes, ends) if is_seen else None
        return super().edges(nodes, direction, relations, ends=ends) if known is None else known

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
        known = self._seen.reach(Walk(start, direction, frozenset(relations), limit, depth, at, setting))
        if known is None:
            return super().reach(
                start, direction, relations, limit=limit, depth=depth, at=at, setting=setting
            )
        return known

    def mentions_for_tasks(self, identifier: str) -> tuple[TaskMention, ...]:
        known = self._seen.mentions_for_tasks() if identifier == self._seen.walk.start else None
        return super().mentions_for_tasks(identifier) if known is None else known

    def titles_given(self, identifier: str, documents: Collection[str]) -> tuple[TitleGiven, ...]:
        known = self._seen.titles_given(documents) if identifier == self._seen.walk.start else None
        return super().titles_given(identifier, documents) if known is None else known

    def tasks(self, documents: Collection[str]) -> tuple[Task, ...]:
        known = self._seen.tasks_of(documents)
        return super().tasks(documents) if known is None else known

    def tasks_named(self, identifiers: Collection[str]) -> tuple[Task, ...]:
        known = self._seen.tasks_named(identifiers)
        return super().tasks_named(identifiers) if known is None else known

    def tasks_saying(self, documents: Collection[str], pairs: Collection[str]) -> tuple[Task, ...]:
        known = self._seen.tasks_saying(documents, pairs)
        return super().tasks_saying(documents, pairs) if known is None else known
