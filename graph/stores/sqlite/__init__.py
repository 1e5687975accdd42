"""The embedded store: one file, no server; `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` in memory."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from graph.errors import StoreError
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
from graph.stores.phrasing import phrasing
from graph.stores.rows import storable
from graph.stores.sqlite import health, lists, open_series, search, walks, writer
from graph.stores.sqlite.connections import MEMORY, Connections, Lender, Opened
from graph.stores.sqlite.nodes import (
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
from graph.stores.sqlite.readings import all_sources, readings_of
from graph.stores.walk import Walk

T = TypeVar("T")


def open_sqlite(url: str, *, reader: str, patience: float) -> "SqliteStore":
    """The store in the file that `url` names, made if it is not there, with the folder it lies in."""
    path = url.partition("://")[2].removeprefix("/") or MEMORY
    try:
        if path != MEMORY:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        return SqliteStore(Connections(path, url, patience), reader)
    except (OSError, ValueError) as fault:
        raise StoreError(url=url) from fault


class SqliteStore:
    """A `GraphStore` in one SQLite file; any number of threads and processes may read, one at a time writes."""

    def __init__(self, connections: Lender, reader: str) -> None:
        self._connections = connections
        self._reader = reader

    def __enter__(self) -> "SqliteStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()

    def _look(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._connections.reading()

    # What changes

    def add(self, readings: Sequence[Reading]) -> tuple[Change, ...]:
        """Take in whole sources in one transaction."""
        with self._connections.writing() as db:
            return writer.add(db, readings, self._reader)

    def remove(self, sha256: str) -> bool:
        """Take out a source in one transaction."""
        with self._connections.writing() as db:
            return writer.remove(db, storable(sha256))

    # What is asked

    def health(self) -> Health:
        """Whether the file is sound."""
        with self._look() as db:
            return health.examine(db)

    def holds(self, sha256: str) -> bool:
        """Whether the source is here as this reader reads it."""
        with self._look() as db:
            row = db.execute(
                "SELECT 1 FROM reading WHERE sha256 = ? AND reader = ? LIMIT 1",
                (storable(sha256), self._reader),
            ).fetchone()
        return row is not None

    def readings(self, sha256: str) -> tuple[Reading, ...]:
        """The readings of a source."""
        with self._look() as db:
            return readings_of(db, storable(sha256))

    def version(self) -> int:
        """The number of the last change, from whatever process."""
        with self._look() as db:
            return int(db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0])

    def look(self, question: Callable[[GraphReader], T]) -> T:
        """The answer to a question about the file as it is at this moment."""
        with self._look() as db:
            return question(SqliteStore(Opened(db), self._reader))

    def document(self, identifier: str) -> DocumentNode | None:
        """The document with this id."""
        with self._look() as db:
            return find_node(db, storable(identifier))

    def nodes(self, identifiers: Collection[str]) -> tuple[DocumentNode, ...]:
        """The documents with these ids."""
        with self._look() as db:
            return find_nodes(db, [*map(storable, identifiers)])

    def documents(
        self, criteria: DocumentCriteria, *, limit: int, after: str | None = None
    ) -> Page[DocumentNode]:
        """A page of documents."""
        with self._look() as db:
            return lists.documents(db, criteria, limit, after)

    def named(self, number: str) -> tuple[str, ...]:
        """Ids of the documents whose number reads like this."""
        with self._look() as db:
            return tuple(search.named(db, phrasing(number)))

    def text(self, identifier: str) -> str | None:
        """The canonical text of a document."""
        with self._look() as db:
            return find_text(db, storable(identifier))

    def sections(self, identifier: str) -> tuple[Section, ...]:
        """The sections of a document."""
        with self._look() as db:
            reading = find_reading(db, storable(identifier))
        return reading.sections if reading else ()

    def scores(self, identifier: str) -> tuple[Score, ...]:
        """The results of indicators that a document reports."""
        with self._look() as db:
            reading = find_reading(db, storable(identifier))
        return reading.scores if reading else ()

    def citations(self, identifier: str) -> tuple[Mention, ...]:
        """What a document cites."""
        with self._look() as db:
            return citations_of(db, storable(identifier))

    def cited_by(self, identifier: str, *, limit: int, after: str | None = None) -> Page[Mention]:
        """A page of the mentions of a document in others."""
        with self._look() as db:
            return lists.cited_by(db, storable(identifier), limit, after)

    def titles_given(self, identifier: str, documents: Collection[str]) -> tuple[TitleGiven, ...]:
        """What documents call the one."""
        with self._look() as db:
            return titles_given(db, storable(identifier), documents)

    def mentions_for_tasks(self, identifier: str) -> tuple[TaskMention, ...]:
        """Mentions of a document that stand for tasks of others."""
        with self._look() as db:
            return mentions_for_tasks(db, storable(identifier))

    def unresolved(self, *, limit: int, after: str | None = None) -> Page[Mention]:
        """A page of the mentions that are bound to no document."""
        with self._look() as db:
            return lists.unresolved(db, limit, after)

    def open_series(self, *, limit: int, skip: int = 0) -> tuple[tuple[OpenSeries, ...], int]:
        """A stretch of what is bound to no document, by what would bind it."""
        with self._look() as db:
            return open_series.open_series(db, limit, skip)

    def edges(
        self,
        nodes: Collection[str],
        direction: Direction,
        relations: Collection[str] | None = None,
        *,
        ends: Collection[str] | None = None,
    ) -> tuple[Edge, ...]:
        """The edges at these documents."""
        with self._look() as db:
            return edges_at(db, nodes, direction, relations, ends)

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
        with self._look() as db:
            return walks.reach(db, walk)

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
        """The file is at hand: nothing need come beforehand."""
        return self

    def tasks_below(
        self, start: str, relations: Collection[str], *, at: date | None = None
    ) -> tuple[int, tuple[TaskMention, ...]] | None:
        """How many tasks the documents below one set, and the mentions for tasks elsewhere."""
        with self._look() as db:
            return walks.tasks_below(db, Walk(storable(start), "down", frozenset(relations), at=at))

    def tasks(self, documents: Collection[str]) -> tuple[Task, ...]:
        """The tasks of these documents."""
        with self._look() as db:
            return tasks_of(db, documents)

    def tasks_named(self, identifiers: Collection[str]) -> tuple[Task, ...]:
        """The tasks with these ids."""
        with self._look() as db:
            return tasks_named(db, [*map(storable, identifiers)])

    def tasks_saying(self, documents: Collection[str], pairs: Collection[str]) -> tuple[Task, ...]:
        """The tasks of these documents in which a pair of syllables stands."""
        with self._look() as db:
            return tasks_saying(db, documents, pairs)

    def task(self, identifier: str) -> Task | None:
        """The task with this id."""
        with self._look() as db:
            return find_task(db, storable(identifier))

    def find_tasks(self, criteria: TaskCriteria, *, limit: int, after: str | None = None) -> Page[Task]:
        """A page of tasks."""
        with self._look() as db:
            return lists.tasks(db, criteria, limit, after)

    def search(
        self, words: str, *, limit: int, kinds: Sequence[Found] = ("document", "task", "passage")
    ) -> tuple[Hit, ...]:
        """The best hits."""
        with self._look() as db:
            return tuple(search.search(db, phrasing(words), kinds, page_size(limit)))

    def sources(self) -> tuple[Source, ...]:
        """Every file that was read, by path."""
        with self._look() as db:
            return all_sources(db)

    def counts(self) -> dict[str, int]:
        """How many there are of everything."""
        with self._look() as db:
            return counts(db)
