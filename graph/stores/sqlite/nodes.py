"""One document, one task, one text, and the edges at a set of documents."""

import json
import sqlite3
from collections.abc import Collection

from graph.binding import edge_order
from graph.identity import document_of_task
from graph.model import Reading, Task
from graph.port import Direction, DocumentNode, Edge, Mention, TaskMention, TitleGiven
from graph.stores.rows import (
    DOCUMENT,
    EDGE,
    MENTION,
    TASK_MENTION,
    to_document,
    to_edge,
    to_mention,
    to_task,
    to_task_mention,
    to_text,
)
from graph.stores.sqlite.columns import columns
from graph.stores.sqlite.readings import reading_of, sources_of

# Here, and there: the columns of a citation that a step leads from and to.
ENDS: dict[Direction, tuple[str, str]] = {"up": ("source", "bound"), "down": ("bound", "source")}


def find_node(db: sqlite3.Connection, identifier: str) -> DocumentNode | None:
    """The document with this id."""
    row = db.execute(
        f"SELECT {columns(DOCUMENT, 'd')}, d.loaded, (SELECT count(*) FROM task WHERE document = d.id),"
        " (SELECT count(*) FROM citation WHERE bound = d.id AND document <> bound)"
        " FROM document AS d WHERE d.id = ?",
        (identifier,),
    ).fetchone()
    if row is None:
        return None
    *document, loaded, tasks, cited_by = row
    return DocumentNode(to_document(document), bool(loaded), tasks, cited_by, sources_of(db, identifier))


def find_nodes(db: sqlite3.Connection, identifiers: Collection[str]) -> tuple[DocumentNode, ...]:
    """The documents with these ids that there are, in the order asked."""
    return tuple(node for identifier in identifiers if (node := find_node(db, identifier)))


def find_text(db: sqlite3.Connection, identifier: str) -> str | None:
    """The canonical text of a document, None if it is not loaded."""
    row = db.execute(
        "SELECT r.text FROM document AS d JOIN reading AS r ON r.key = d.reading WHERE d.id = ?",
        (identifier,),
    ).fetchone()
    return to_text(row[0]) if row else None


def find_reading(db: sqlite3.Connection, identifier: str) -> Reading | None:
    """The reading that speaks for a document."""
    row = db.execute(
        "SELECT reading FROM document WHERE id = ? AND reading IS NOT NULL", (identifier,)
    ).fetchone()
    return reading_of(db, row[0]) if row else None


def citations_of(db: sqlite3.Connection, identifier: str) -> tuple[Mention, ...]:
    """What the document's text cites, in reading order."""
    rows = db.execute(
        f"SELECT {columns(MENTION, 'c')} FROM citation AS c WHERE document = ? ORDER BY place", (identifier,)
    )
    return tuple(map(to_mention, rows))


FOR_TASKS = (
    "FROM citation AS c INDEXED BY citation_for_tasks"
    " WHERE c.bound = ? AND c.document <> c.bound AND c.for_tasks IS NOT NULL"
)


def mentioning(db: sqlite3.Connection, identifier: str) -> set[str]:
    """The other documents that mention the document for tasks of theirs."""
    return {name for (name,) in db.execute(f"SELECT DISTINCT c.document {FOR_TASKS}", (identifier,))}


def mentions_for_tasks(
    db: sqlite3.Connection, identifier: str, documents: Collection[str] | None = None
) -> tuple[TaskMention, ...]:
    """Mentions of the document that stand for tasks of others (of these, or of any), by these and place."""
    among = "" if documents is None else " AND c.document IN (SELECT value FROM json_each(?))"
    rows = db.execute(
        f"SELECT {columns(TASK_MENTION, 'c')} {FOR_TASKS}{among} ORDER BY c.document, c.place",
        (identifier, *(() if documents is None else (json.dumps([*documents]),))),
    )
    return tuple(map(to_task_mention, rows))


def titles_given(
    db: sqlite3.Connection, identifier: str, documents: Collection[str]
) -> tuple[TitleGiven, ...]:
    """What these documents call the one, by these and place."""
    rows = db.execute(
        "SELECT c.document, c.relation, c.subject, c.title FROM json_each(?) AS asked CROSS JOIN citation AS c"
        " WHERE c.bound = ? AND c.document = asked.value AND c.title IS NOT NULL ORDER BY c.document, c.place",
        (json.dumps([*{*documents}]), identifier),
    )
    return tuple(TitleGiven(*row) for row in rows)


def edges_at(
    db: sqlite3.Connection,
    nodes: Collection[str],
    direction: Direction,
    relations: Collection[str] | None,
    ends: Collection[str] | None,
) -> tuple[Edge, ...]:
    """The edges that leave or reach any of the documents, to these ends or any."""
    here, there = ENDS[direction]
    narrowed = "" if relations is None else " AND c.relation IN (SELECT value FROM json_each(?))"
    narrowed += "" if ends is None else f" AND c.{there} IN (SELECT value FROM json_each(?))"
    rows = db.execute(
        f"SELECT {columns(EDGE, 'c')} FROM json_each(?) AS asked CROSS JOIN citation AS c"
        f" WHERE c.{here} = asked.value AND c.source IS NOT NULL{narrowed}",
        [json.dumps([*names]) for names in ({*nodes}, relations, ends) if names is not None],
    )
    return tuple(sorted(map(to_edge, rows), key=edge_order))


def tasks_of(db: sqlite3.Connection, documents: Collection[str]) -> tuple[Task, ...]:
    """All tasks of these documents, by document and running number."""
    rows = db.execute(
        "SELECT t.body FROM json_each(?) AS asked CROSS JOIN task AS t WHERE t.document = asked.value"
        " ORDER BY t.document, t.running",
        (json.dumps([*{*documents}]),),
    )
    return tuple(to_task(body) for (body,) in rows)


def tasks_named(db: sqlite3.Connection, identifiers: Collection[str]) -> tuple[Task, ...]:
    """The tasks with these ids that there are, by document and running number."""
    wanted = {*identifiers}
    asked = [(document_of_task(one), one.rpartition(":t")[2]) for one in wanted]
    rows = db.execute(
        "SELECT t.body FROM json_each(?) AS asked CROSS JOIN task AS t"
        " WHERE t.document = asked.value ->> 0 AND t.running = asked.value ->> 1 ORDER BY t.document, t.running",
        (json.dumps(asked),),
    )
    return tuple(task for (body,) in rows if (task := to_task(body)).id in wanted)


def tasks_saying(
    db: sqlite3.Connection, documents: Collection[str], pairs: Collection[str]
) -> tuple[Task, ...]:
    """The tasks of these documents in which one of these pairs stands, by document and running number."""
    rows = db.execute(
        "SELECT t.key, t.syllables FROM json_each(?) AS asked CROSS JOIN task AS t"
        " WHERE t.document = asked.value ORDER BY t.document, t.running",
        (json.dumps([*{*documents}]),),
    )
    keys = [key for key, syllables in rows if any(pair in syllables for pair in pairs)]
    bodies = db.execute(
        "SELECT t.body FROM json_each(?) AS asked CROSS JOIN task AS t WHERE t.key = asked.value"
        " ORDER BY asked.key",
        (json.dumps(keys),),
    )
    return tuple(to_task(body) for (body,) in bodies)


def find_task(db: sqlite3.Connection, identifier: str) -> Task | None:
    """The task with this id."""
    return next(iter(tasks_named(db, [identifier])), None)


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many there are of everything."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM document WHERE loaded) AS loaded,"
        " (SELECT count(*) FROM document WHERE NOT loaded) AS cited, (SELECT count(*) FROM citation) AS citations,"
        " (SELECT count(*) FROM edge) AS edges, (SELECT count(*) FROM task) AS tasks,"
        " (SELECT count(DISTINCT sha256) FROM reading) AS sources"
    )
    return dict(zip((name for name, *_ in row.description), row.fetchone(), strict=True))
