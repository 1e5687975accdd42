"""The rows of documents, loaded or known by citation: kept in step with what is read and said of them."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from graph.binding import describe, has_gaps
from graph.model import Citation, Document
from graph.stores.phrasing import found_by
from graph.stores.rows import CITATION, DOCUMENT, document_row, to_citation, to_own
from graph.stores.sqlite.columns import columns, marks
from graph.stores.sqlite.contents import index_document

COLUMNS = (*DOCUMENT, "reading", "loaded", "year", "ordinal", "named", "words")


def refresh(db: sqlite3.Connection, identifier: str, speaker: int | None) -> None:
    """Set the document's row to what is known of it now; without a text or a mention of it there is none.

    `speaker` is the reading that speaks for it.
    """
    row = db.execute(
        f"SELECT key, {columns(COLUMNS, 'd')} FROM document AS d WHERE id = ?", (identifier,)
    ).fetchone()
    if speaker is None and not _is_mentioned(db, identifier):
        _drop(db, row[0] if row else None)
        return
    due = _row(_described(db, identifier, speaker), speaker)
    if row is None:
        _insert(db, due)
    elif row[1:] != due:
        _update(db, row[0], due, reword=row[-1] != due[-1])


def text_in_place(db: sqlite3.Connection, identifier: str) -> int | None:
    """The reading whose text the document's rows were made from."""
    row = db.execute("SELECT reading FROM document WHERE id = ?", (identifier,)).fetchone()
    return row[0] if row else None


def _is_mentioned(db: sqlite3.Connection, identifier: str) -> bool:
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM citation WHERE bound = ?1) OR EXISTS (SELECT 1 FROM citation WHERE source = ?1)",
        (identifier,),
    ).fetchone()
    return bool(row[0])


def _described(db: sqlite3.Connection, identifier: str, speaker: int | None) -> Document:
    own = _own(db, speaker) if speaker is not None else None
    told = list(_told(db, identifier)) if own is None or has_gaps(own) else []
    return describe(identifier, own, told)


def _own(db: sqlite3.Connection, speaker: int) -> Document:
    (text,) = db.execute("SELECT document FROM reading WHERE key = ?", (speaker,)).fetchone()
    return to_own(text)


def _told(db: sqlite3.Connection, identifier: str) -> Iterator[Citation]:
    """Of all citations with the same gaps the first: the others tell nothing that it does not."""
    last = -1
    statement = (
        f"SELECT gaps, {columns(CITATION, 'c')} FROM citation AS c WHERE bound = ? AND gaps > ?"
        " ORDER BY gaps, document, place LIMIT 1"
    )
    while row := db.execute(statement, (identifier, last)).fetchone():
        last = row[0]
        yield to_citation(row[1:])


def _row(document: Document, speaker: int | None) -> tuple[Any, ...]:
    return (*document_row(document), speaker, speaker is not None, *found_by(document))


def _insert(db: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    key = db.execute(f"INSERT INTO document ({', '.join(COLUMNS)}) VALUES ({marks(COLUMNS)})", row).lastrowid
    assert key is not None
    index_document(db, key, row[-1])


def _update(db: sqlite3.Connection, key: int, row: tuple[Any, ...], *, reword: bool) -> None:
    db.execute(
        f"UPDATE document SET {', '.join(f'{name} = ?' for name in COLUMNS)} WHERE key = ?", (*row, key)
    )
    if reword:
        index_document(db, key, row[-1])


def _drop(db: sqlite3.Connection, key: int | None) -> None:
    if key is not None:
        db.execute("DELETE FROM document_words WHERE rowid = ?", (key,))
        db.execute("DELETE FROM document WHERE key = ?", (key,))
