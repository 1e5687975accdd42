"""Documents above or below one, level by level with a memory of what was met; no recursion inside the engine."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from graph.port import Direction, Reached, TaskMention
from graph.stores.sqlite.nodes import ENDS, mentioning, mentions_for_tasks


def reach(
    db: sqlite3.Connection,
    start: str,
    direction: Direction,
    relations: Collection[str],
    limit: int | None,
    depth: int | None,
    at: date | None,
) -> tuple[Reached, ...]:
    """Documents by distance and id, with their numbers of tasks."""
    found: list[tuple[str, int]] = []
    for distance, level in enumerate(levels(db, start, direction, relations, at), 1):
        found += [(name, distance) for name in level]
        if distance == depth or (limit is not None and len(found) >= limit):
            break
    found = found[:limit]
    tasks = _task_counts(db, [name for name, _ in found])
    return tuple(Reached(name, distance, tasks.get(name, 0)) for name, distance in found)


def tasks_below(
    db: sqlite3.Connection, start: str, relations: Collection[str], at: date | None
) -> tuple[int, tuple[TaskMention, ...]] | None:
    """The tasks of all documents below, counted, and the mentions for tasks of others; None without a start."""
    if db.execute("SELECT 1 FROM document WHERE id = ?", (start,)).fetchone() is None:
        return None
    met = frozenset(name for level in levels(db, start, "down", relations, at) for name in level)
    (total,) = db.execute(
        "SELECT count(*) FROM json_each(?) AS asked CROSS JOIN task AS t WHERE t.document = asked.value",
        (json.dumps([*met]),),
    ).fetchone()
    apart = _issued(db, mentioning(db, start) - met, at)
    return int(total), mentions_for_tasks(db, start, apart)


def levels(
    db: sqlite3.Connection,
    start: str,
    direction: Direction,
    relations: Collection[str],
    at: date | None,
) -> Iterator[list[str]]:
    """The ids at distance 1, then 2, and so on, each level in order."""
    met, frontier, wanted = {start}, [start], json.dumps([*relations])
    here, there = ENDS[direction]
    statement = (
        f"SELECT DISTINCT c.{there} FROM json_each(?) AS asked CROSS JOIN citation AS c"
        f" WHERE c.{here} = asked.value AND c.source IS NOT NULL"
        " AND c.relation IN (SELECT value FROM json_each(?))"
    )
    while frontier:
        beside = {name for (name,) in db.execute(statement, (json.dumps(frontier), wanted))}
        frontier = sorted(_issued(db, beside - met, at))
        met.update(frontier)
        if frontier:
            yield frontier


def _issued(db: sqlite3.Connection, names: Collection[str], at: date | None) -> Collection[str]:
    """Those that are not known to be issued after that day."""
    if at is None:
        return names
    rows = db.execute(
        "SELECT d.id FROM json_each(?) AS asked CROSS JOIN document AS d"
        " WHERE d.id = asked.value AND (d.issued_on IS NULL OR d.issued_on <= ?)",
        (json.dumps([*names]), at.isoformat()),
    )
    return [name for (name,) in rows]


def _task_counts(db: sqlite3.Connection, names: Sequence[str]) -> dict[str, int]:
    rows = db.execute(
        "SELECT t.document, count(*) FROM json_each(?) AS asked CROSS JOIN task AS t"
        " WHERE t.document = asked.value GROUP BY t.document",
        (json.dumps(names),),
    )
    return dict(rows.fetchall())
