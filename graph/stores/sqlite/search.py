"""Full text: what was typed as an expression of the index, and what it finds in an order of our own.

A document whose number reads like what was typed comes first; then what bears the diacritics as typed; documents
before tasks before passages; then by the index's rank, loaded documents first, by id.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.model import Span
from graph.port import Found, Hit
from graph.stores.phrasing import Phrasing, Words, asked_ordinal, reads_like
from graph.stores.rows import storable, to_task, to_text

Rank: TypeAlias = tuple[int, int, float, int, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause and its parameters."""

    sql: str
    values: tuple[Any, ...] = ()


def joined(conditions: Iterable[Condition]) -> Condition:
    """All of the conditions; true if there are none."""
    parts = list(conditions)
    values = (value for part in parts for value in part.values)
    return Condition(
        sql=" AND ".join(part.sql for part in parts) or "true",
        values=tuple(storable(value) if isinstance(value, str) else value for value in values),
    )


def matching(asked: Phrasing) -> str:
    """The expression that finds what was typed without regard to marks."""
    return f"folded : ({_all(group.folded for group in asked.groups)})"


def as_typed(asked: Phrasing) -> str:
    """The expression that finds what bears the marks that were typed."""
    return f"original : ({_all(group.phrases for group in asked.groups)})"


def _all(groups: Iterable[Iterable[Words]]) -> str:
    return " AND ".join(f"({' OR '.join(map(_quoted, phrases))})" for phrases in groups)


def _quoted(phrase: Words) -> str:
    """A phrase as a string of the index's language; words hold letters and digits only, so nothing can end it."""
    return f'"{" ".join(phrase)}"'


def named(db: sqlite3.Connection, asked: Phrasing) -> list[str]:
    """Ids of the documents whose number reads like this, loaded ones first."""
    number = asked_ordinal(asked)
    rows = db.execute(
        "SELECT id, named FROM document WHERE ordinal = ? ORDER BY loaded DESC, id", (number,)
    ).fetchall()
    return [identifier for identifier, words in rows if reads_like(asked, words.split())]


def ranked_documents(db: sqlite3.Connection, asked: Phrasing, where: Condition) -> list[Rank]:
    """All documents found, in order; a rank ends with the id. `where` speaks of `d`."""
    if not asked.groups:
        return []
    first, exact = dict.fromkeys(named(db, asked)), _exact_documents(db, asked)
    found = db.execute(
        "SELECT w.rank, d.loaded, d.id FROM document_words AS w JOIN document AS d ON d.key = w.rowid"
        f" WHERE document_words MATCH ? AND {where.sql}",
        (matching(asked), *where.values),
    ).fetchall()
    also = db.execute(
        f"SELECT 0, d.loaded, d.id FROM document AS d WHERE d.id IN (SELECT value FROM json_each(?)) AND {where.sql}",
        (json.dumps([*first]), *where.values),
    ).fetchall()
    scored = {identifier: (score, 1 - loaded) for score, loaded, identifier in (*found, *also)}
    return sorted(
        (int(i not in first), int(i not in exact), 0.0 if i in first else score, unloaded, i)
        for i, (score, unloaded) in scored.items()
    )


def _exact_documents(db: sqlite3.Connection, asked: Phrasing) -> set[str]:
    if not asked.marked:
        return set()
    rows = db.execute(
        "SELECT d.id FROM document_words AS w JOIN document AS d ON d.key = w.rowid WHERE document_words MATCH ?",
        (as_typed(asked),),
    )
    return {identifier for (identifier,) in rows}


def search(db: sqlite3.Connection, asked: Phrasing, kinds: Sequence[Found], limit: int) -> list[Hit]:
    """The best hits of these kinds."""
    if not asked.groups:
        return []
    first = set(named(db, asked))
    hits = [hit for kind, find in FINDERS.items() if kind in kinds for hit in find(db, asked, limit)]
    return sorted(hits, key=lambda hit: (not (hit.found == "document" and hit.ref in first), not hit.exact))[
        :limit
    ]


def _documents(db: sqlite3.Connection, asked: Phrasing, limit: int) -> Iterator[Hit]:
    for _, inexact, _, _, identifier in ranked_documents(db, asked, Condition("true"))[:limit]:
        yield Hit("document", identifier, _title(db, identifier), exact=not inexact)


def _title(db: sqlite3.Connection, identifier: str) -> str:
    row = db.execute(
        "SELECT coalesce(title, number, id) FROM document WHERE id = ?", (identifier,)
    ).fetchone()
    return str(row[0])


def _tasks(db: sqlite3.Connection, asked: Phrasing, limit: int) -> Iterator[Hit]:
    statement = (
        "SELECT t.key FROM task_words AS w JOIN task AS t ON t.key = w.rowid WHERE task_words MATCH ?"
        " ORDER BY w.rank, t.document, t.running LIMIT ?"
    )
    for key, exact in _best(db, statement, asked, limit):
        (body,) = db.execute("SELECT body FROM task WHERE key = ?", (key,)).fetchone()
        task = to_task(body)
        yield Hit("task", task.id, task.text, exact=exact)


def _passages(db: sqlite3.Connection, asked: Phrasing, limit: int) -> Iterator[Hit]:
    statement = (
        "SELECT p.key FROM passage_words AS w JOIN passage AS p ON p.key = w.rowid WHERE passage_words MATCH ?"
        " ORDER BY w.rank, p.document, p.start LIMIT ?"
    )
    for key, exact in _best(db, statement, asked, limit):
        document, start, end, text = db.execute(
            'SELECT p.document, p.start, p."end", r.text FROM passage AS p JOIN document AS d ON d.id = p.document'
            " JOIN reading AS r ON r.key = d.reading WHERE p.key = ?",
            (key,),
        ).fetchone()
        span = Span(start, end, to_text(text)[start:end])
        yield Hit("passage", document, _title(db, document), span, exact=exact)


def _best(db: sqlite3.Connection, statement: str, asked: Phrasing, limit: int) -> list[tuple[int, bool]]:
    """Keys of the best rows and whether they bear the marks as typed; those that do come first."""
    exact = [key for (key,) in db.execute(statement, (as_typed(asked), limit))] if asked.marked else []
    enough = len(exact) == limit
    found = [] if enough else [key for (key,) in db.execute(statement, (matching(asked), limit))]
    return [(key, key in exact) for key in dict.fromkeys((*exact, *found))][:limit]


# In the order of hits that are equal otherwise.
FINDERS: Mapping[Found, Callable[[sqlite3.Connection, Phrasing, int], Iterator[Hit]]] = {
    "document": _documents,
    "task": _tasks,
    "passage": _passages,
}
