"""Documents above or below one, level by level with a memory of what was met; no recursion inside the engine."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from math import inf

from graph.port import Reached, TaskMention
from graph.stores.sqlite.nodes import ENDS, mentioning, mentions_for_tasks
from graph.stores.walk import Walk

_COUNTED_AT_ONCE = 1000


def reach(db: sqlite3.Connection, walk: Walk) -> tuple[Reached, ...]:
    """Documents by distance and id, with their numbers of tasks."""
    met: list[tuple[str, int]] = []
    enough = inf if walk.limit is None or walk.setting else walk.limit
    for distance, level in enumerate(levels(db, walk), 1):
        met += [(name, distance) for name in level]
        if distance == walk.depth or len(met) >= enough:
            break
    if walk.setting:
        return tuple(islice(_setting(db, met), walk.limit))
    return tuple(_counted(db, met[: walk.limit]))


def _setting(db: sqlite3.Connection, met: Sequence[tuple[str, int]]) -> Iterator[Reached]:
    """Those that set tasks, counted as they are asked for."""
    for place in range(0, len(met), _COUNTED_AT_ONCE):
        yield from (one for one in _counted(db, met[place : place + _COUNTED_AT_ONCE]) if one.tasks)


def _counted(db: sqlite3.Connection, met: Sequence[tuple[str, int]]) -> Iterator[Reached]:
    tasks = _task_counts(db, [name for name, _ in met])
    return (Reached(name, distance, tasks.get(name, 0)) for name, distance in met)


def tasks_below(db: sqlite3.Connection, walk: Walk) -> tuple[int, tuple[TaskMention, ...]] | None:
    """The tasks of all documents below, counted, and the mentions for tasks of others; None without a start."""
    if db.execute("SELECT 1 FROM document WHERE id = ?", (walk.start,)).fetchone() is None:
        return None
    met = frozenset(name for level in levels(db, walk) for name in level)
    (total,) = db.execute(
        "SELECT count(*) FROM json_each(?) AS asked CROSS JOIN task AS t WHERE t.document = asked.value",
        (json.dumps([*met]),),
    ).fetchone()
    apart = _issued(db, mentioning(db, walk.start) - met, walk.at)
    return int(total), mentions_for_tasks(db, walk.start, apart)


def levels(db: sqlite3.Connection, walk: Walk) -> Iterator[list[str]]:
    """The ids at distance 1, then 2, and so on, each level in order."""
    met, frontier, wanted = {walk.start}, [walk.start], json.dumps([*walk.relations])
    here, there = ENDS[walk.direction]
    statement = (
        f"SELECT DISTINCT c.{there} FROM json_each(?) AS asked CROSS JOIN citation AS c"
        f" WHERE c.{here} = asked.value AND c.source IS NOT NULL"
        " AND c.relation IN (SELECT value FROM json_each(?))"
    )
    while frontier:
        beside = {name for (name,) in db.execute(statement, (json.dumps(frontier), wanted))}
        frontier = sorted(_issued(db, beside - met, walk.at))
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
