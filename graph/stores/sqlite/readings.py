"""The readings in the file, and what they know and want of one another."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from graph.binding import Known, Speaker, claims, settle, wants, weight
from graph.identity import is_dated, series
from graph.model import Reading, Source
from graph.stores.rows import iso, to_body, to_json, to_own, to_reading, to_source

PRECEDENCE = "reported, length DESC, sha256, part"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A reading in the file: its key, its place in its source, its node and what it is recognised by."""

    key: int
    part: int
    node: str
    reader: str
    fingerprint: str

    def is_that_of(self, reading: Reading, reader: str) -> bool:
        """Whether this is what `reader` read."""
        return (self.reader, self.fingerprint) == (reader, to_body(reading)[0])


class Learnt:
    """What all readings together make known, looked up once for each series while they stay the same."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[str, dict[str, date | None]] = {}

    def of(self, names: Iterable[str]) -> Known:
        """What is known of these series, and perhaps of others."""
        for name in names:
            if name not in self._known:
                self._known[name] = dict(_ids_of(self._db, name))
        return self._known


def shelved(db: sqlite3.Connection, sha256: str) -> list[Shelved]:
    """The readings of a source, by part."""
    rows = db.execute(
        "SELECT key, part, node, reader, fingerprint FROM reading WHERE sha256 = ? ORDER BY part", (sha256,)
    )
    return [Shelved(*row) for row in rows]


def put_in(db: sqlite3.Connection, reading: Reading, reader: str) -> int:
    """Keep a reading; its node is the id it says until it is settled. Gives its key."""
    source, document = reading.source, reading.document
    row = (
        *(source.sha256, source.part, reader, document.id, document.id, document.reported, weight(reading)),
        *(to_json(source), to_json(document), *to_body(reading)),
    )
    key = db.execute(
        "INSERT INTO reading (sha256, part, reader, said, node, reported, length, source, document,"
        " fingerprint, body, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    ).lastrowid
    assert key is not None
    _put_bearings(db, key, reading)
    return key


def _put_bearings(db: sqlite3.Connection, key: int, reading: Reading) -> None:
    named = ((key, series(claim.id), claim.id, iso(claim.dated)) for claim in claims(reading))
    db.executemany("INSERT INTO claim VALUES (?, ?, ?, ?)", named)
    db.executemany("INSERT INTO want VALUES (?, ?)", ((wanted, key) for wanted in wants(reading)))


def take_out(db: sqlite3.Connection, keys: Iterable[int]) -> set[str]:
    """Forget readings, and with them what they claim and want; the nodes that lost one."""
    return {
        db.execute("DELETE FROM reading WHERE key = ? RETURNING node", (key,)).fetchall()[0][0]
        for key in keys
    }


def reading_of(db: sqlite3.Connection, key: int) -> Reading:
    """The reading as it was given."""
    return to_reading(*db.execute("SELECT body, text FROM reading WHERE key = ?", (key,)).fetchone())


def readings_of(db: sqlite3.Connection, sha256: str) -> tuple[Reading, ...]:
    """The readings of a source as they were given, by part."""
    rows = db.execute("SELECT body, text FROM reading WHERE sha256 = ? ORDER BY part", (sha256,))
    return tuple(to_reading(body, text) for body, text in rows)


def speaker(db: sqlite3.Connection, node: str) -> int | None:
    """The key of the reading that speaks for a document, None if no text of it is loaded."""
    row = db.execute(
        f"SELECT key FROM reading WHERE node = ? ORDER BY {PRECEDENCE} LIMIT 1", (node,)
    ).fetchone()
    return row[0] if row else None


def sources_of(db: sqlite3.Connection, node: str) -> tuple[Source, ...]:
    """The sources of a document, the one that speaks for it first."""
    rows = db.execute(f"SELECT source FROM reading WHERE node = ? ORDER BY {PRECEDENCE}", (node,))
    return tuple(to_source(source) for (source,) in rows)


def all_sources(db: sqlite3.Connection) -> tuple[Source, ...]:
    """Every file that was read, by path."""
    rows = db.execute(
        "SELECT source FROM reading AS r WHERE part = (SELECT min(part) FROM reading WHERE sha256 = r.sha256)"
    )
    found = (to_source(source) for (source,) in rows)
    return tuple(sorted(found, key=lambda source: (source.path, source.sha256)))


def resettle(db: sqlite3.Connection, key: int, known: Learnt) -> tuple[str, str]:
    """Give a reading the node that is due to it now; the node it had, and the one it has."""
    said, old, source = db.execute("SELECT said, node, source FROM reading WHERE key = ?", (key,)).fetchone()
    if is_dated(said):
        return old, said
    new = settle(said, to_source(source), known.of({series(said)}))
    if new != old:
        db.execute("UPDATE reading SET node = ? WHERE key = ?", (new, key))
    return old, new


def undated(db: sqlite3.Connection, keys: Collection[int]) -> list[int]:
    """Those of these readings whose own document has no year of its own."""
    rows = db.execute(
        "SELECT key, said FROM reading WHERE key IN (SELECT value FROM json_each(?))", (json.dumps([*keys]),)
    )
    return sorted(key for key, said in rows if not is_dated(said))


def speaking(db: sqlite3.Connection, keys: Collection[int]) -> list[tuple[int, Speaker]]:
    """Those of these readings that speak for their documents, by node."""
    rows = db.execute(
        "SELECT r.key, r.document, r.source, r.node FROM json_each(?) AS asked JOIN reading AS r ON r.key = asked.value"
        f" WHERE r.key = (SELECT key FROM reading AS s WHERE s.node = r.node ORDER BY {PRECEDENCE} LIMIT 1)",
        (json.dumps([*keys]),),
    )
    found = ((key, Speaker(to_own(own), to_source(source), node)) for key, own, source, node in rows)
    return sorted(found, key=lambda pair: pair[1].node)


def wants_of(db: sqlite3.Connection, key: int) -> set[str]:
    """The series that a reading wants to know more of."""
    return {name for (name,) in db.execute("SELECT series FROM want WHERE reading = ?", (key,))}


def series_claimed(db: sqlite3.Connection, keys: Collection[int]) -> set[str]:
    """The series of which these readings name an id."""
    rows = db.execute(
        "SELECT DISTINCT series FROM claim WHERE reading IN (SELECT value FROM json_each(?))",
        (json.dumps([*keys]),),
    )
    return {name for (name,) in rows}


def wanted(db: sqlite3.Connection, names: Collection[str]) -> set[str]:
    """Those of these series that some reading wants to know more of."""
    rows = db.execute(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM want WHERE series = value)",
        (json.dumps([*names]),),
    )
    return {name for (name,) in rows}


def wanting(db: sqlite3.Connection, names: Collection[str]) -> set[int]:
    """The readings that want to know more of one of these series."""
    rows = db.execute(
        "SELECT DISTINCT reading FROM want WHERE series IN (SELECT value FROM json_each(?))",
        (json.dumps([*names]),),
    )
    return {key for (key,) in rows}


def _ids_of(db: sqlite3.Connection, name: str) -> Iterable[tuple[str, date | None]]:
    """A jump from id to id: a decree that thousands cite is as quickly known as any."""
    rows = db.execute(
        """
        WITH RECURSIVE known (id) AS (
            SELECT min(id) FROM claim WHERE series = :name
            UNION ALL
            SELECT (SELECT min(id) FROM claim WHERE series = :name AND id > known.id)
            FROM known WHERE id IS NOT NULL
        )
        SELECT id, (SELECT min(dated) FROM claim WHERE series = :name AND id = known.id AND dated IS NOT NULL)
        FROM known WHERE id IS NOT NULL
        """,
        {"name": name},
    )
    return ((identifier, date.fromisoformat(dated) if dated else None) for identifier, dated in rows)
