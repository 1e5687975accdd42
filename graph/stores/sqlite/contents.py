"""The rows that one document's text gives: its citations, tasks and passages, and the words they are found by."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from graph.binding import Known, Speaker, bind, bind_some, tasks_of
from graph.fold import fold
from graph.model import Assignment, Reading, Task
from graph.port import Mention
from graph.stores.passages import passages
from graph.stores.phrasing import body_words, due_day, task_words
from graph.stores.ripples import ends
from graph.stores.rows import (
    BOUND,
    CITATION,
    MENTION,
    as_said,
    for_tasks,
    mention_row,
    said_row,
    to_json,
    to_mention,
)
from graph.stores.sqlite.columns import columns, marks
from graph.syllables import spelt


def write(db: sqlite3.Connection, reading: Reading, node: str, known: Known) -> set[str]:
    """Lay down all that the text gives to its document; the documents that it points to."""
    mentions = bind(reading, node, known)
    names = (*MENTION, *BOUND, "said", "for_tasks")
    rows = (
        (*mention_row(mention), said_row(citation), tasks)
        for mention, citation, tasks in zip(
            mentions, reading.citations, for_tasks(reading.citations, reading.tasks), strict=True
        )
    )
    db.executemany(f"INSERT INTO citation ({', '.join(names)}) VALUES ({marks(names)})", rows)
    _write_tasks(db, node, tasks_of(reading, node))
    _write_passages(db, node, reading.text)
    return {end for mention in mentions for end in ends(mention)}


def erase(db: sqlite3.Connection, node: str) -> set[str]:
    """Take away all that a text gave to the document; the documents that it pointed to."""
    touched = pointed_to(db, node)
    db.execute("DELETE FROM citation WHERE document = ?", (node,))
    for table in ("task", "passage"):
        db.execute(
            f"DELETE FROM {table}_words WHERE rowid IN (SELECT key FROM {table} WHERE document = ?)", (node,)
        )
    _erase_tasks(db, node)
    db.execute("DELETE FROM passage WHERE document = ?", (node,))
    return touched


def rebind(db: sqlite3.Connection, speaker: Speaker, known: Known) -> list[tuple[Mention, Mention]]:
    """Bind the document's open citations anew; those that changed, as they were and as they are."""
    rows = db.execute(
        f"SELECT said, {columns(MENTION, 'c')} FROM citation AS c"
        " WHERE document = ? AND said IS NOT NULL ORDER BY place",
        (speaker.node,),
    ).fetchall()
    old = [to_mention(row) for _, *row in rows]
    said = [
        (mention.index, as_said(mention.citation, row[0])) for mention, row in zip(old, rows, strict=True)
    ]
    new = bind_some(speaker, said, known)
    changed = [(before, after) for before, after in zip(old, new, strict=True) if before != after]
    _rewrite(db, [mention for _, mention in changed])
    return changed


def _rewrite(db: sqlite3.Connection, mentions: Iterable[Mention]) -> None:
    assigned = ", ".join(f"{name} = ?" for name in (*CITATION, *BOUND))
    rows = (mention_row(mention) for mention in mentions)
    db.executemany(
        f"UPDATE citation SET {assigned} WHERE document = ? AND place = ?",
        ((*values, document, place) for document, place, _, *values in rows),
    )


def pointed_to(db: sqlite3.Connection, node: str) -> set[str]:
    """The documents at the ends of what the document's text says."""
    rows = db.execute("SELECT DISTINCT source, bound FROM citation WHERE document = ?", (node,))
    return {identifier for ends in rows for identifier in ends if identifier}


# Tasks


def _write_tasks(db: sqlite3.Connection, node: str, tasks: Sequence[Task]) -> None:
    first = _next_key(db, "task")
    keyed = list(enumerate(tasks, first))
    rows = (
        (key, node, running, due_day(task), fold(task.group or ""), spelt(task.text), to_json(task))
        for running, (key, task) in enumerate(keyed, 1)
    )
    db.executemany("INSERT INTO task VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    _index(db, "task", ((key, task_words(task)) for key, task in keyed))
    for key, task in keyed:
        for assignment in task.assignments:
            _assign(db, key, assignment)


def _assign(db: sqlite3.Connection, task: int, assignment: Assignment) -> None:
    agency = assignment.agency.id if assignment.agency else ""
    body = (agency, body_words(assignment))
    db.execute("INSERT OR IGNORE INTO body (agency, named) VALUES (?, ?)", body)
    db.execute(
        "INSERT OR IGNORE INTO assignment SELECT ?, ?, key FROM body WHERE agency = ? AND named = ?",
        (task, assignment.role, *body),
    )


def _erase_tasks(db: sqlite3.Connection, node: str) -> None:
    bodies = db.execute(
        "SELECT DISTINCT body FROM assignment WHERE task IN (SELECT key FROM task WHERE document = ?)",
        (node,),
    ).fetchall()
    db.execute("DELETE FROM task WHERE document = ?", (node,))
    db.executemany(
        "DELETE FROM body WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM assignment WHERE body = ?1)", bodies
    )


# Words


def _write_passages(db: sqlite3.Connection, node: str, text: str) -> None:
    keyed = list(enumerate(passages(text), _next_key(db, "passage")))
    db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", ((key, node, *ends) for key, ends in keyed))
    _index(db, "passage", ((key, text[start:end]) for key, (start, end) in keyed))


def _index(db: sqlite3.Connection, table: str, texts: Iterable[tuple[int, str]]) -> None:
    rows: Iterable[tuple[Any, ...]] = ((key, text.lower(), fold(text)) for key, text in texts)
    db.executemany(f"INSERT INTO {table}_words (rowid, original, folded) VALUES (?, ?, ?)", rows)


def _next_key(db: sqlite3.Connection, table: str) -> int:
    (last,) = db.execute(f"SELECT max(key) FROM {table}").fetchone()
    return (last or 0) + 1


def index_document(db: sqlite3.Connection, key: int, words: str) -> None:
    """Make the document found by these words and no others."""
    db.execute("DELETE FROM document_words WHERE rowid = ?", (key,))
    _index(db, "document", [(key, words)])
