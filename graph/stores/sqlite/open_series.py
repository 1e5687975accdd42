"""What is bound to no document, counted by what it would take to bind it, without reading every mention."""

import json
import sqlite3

from graph.binding import NO_YEAR
from graph.port import OpenSeries
from graph.stores.cursors import page_size
from graph.stores.rows import MENTION, to_mention
from graph.stores.sqlite.columns import columns

UNRESOLVED = "status = 'unresolved' AND class IN ('numbered', 'named')"
_SAID = (
    "CASE WHEN target IS NULL THEN coalesce(number, replace(replace(quote, char(10), ' '), '  ', ' ')) END"
)
_COUNTED = f"""
    WITH series AS (
        SELECT target, NULL AS said, count(*) AS mentions, total(reason = ?) AS heals
        FROM citation WHERE {UNRESOLVED} AND target IS NOT NULL GROUP BY target
        UNION ALL
        SELECT NULL, {_SAID}, count(*), 0 FROM citation WHERE {UNRESOLVED} AND target IS NULL GROUP BY 2
    )
    SELECT target, said, mentions, heals, count(*) OVER () FROM series
    ORDER BY heals DESC, mentions DESC, coalesce(target, said) LIMIT ? OFFSET ?
"""


def open_series(db: sqlite3.Connection, limit: int, skip: int) -> tuple[tuple[OpenSeries, ...], int]:
    """A stretch of the series, what heals the most first, and the count of all."""
    rows = db.execute(_COUNTED, (NO_YEAR, page_size(limit), skip)).fetchall()
    total = rows[0][-1] if rows else _count(db) if skip else 0
    return tuple(_series(db, *row[:-1]) for row in rows), total


def _count(db: sqlite3.Connection) -> int:
    query = f"SELECT count(*) FROM (SELECT DISTINCT target, {_SAID} FROM citation WHERE {UNRESOLVED})"
    return int(db.execute(query).fetchone()[0])


def _series(
    db: sqlite3.Connection, target: str | None, said: str | None, mentions: int, heals: float
) -> OpenSeries:
    """With the first of its mentions, and what any of them may mean."""
    which = "target = ?" if target is not None else f"target IS NULL AND {_SAID} = ?"
    where = f"FROM citation WHERE {UNRESOLVED} AND {which}"
    asked = (target if target is not None else said,)
    counted = f"SELECT count(DISTINCT document), json_group_array(DISTINCT reason) {where}"
    documents, reasons = db.execute(counted, asked).fetchone()
    first = f"SELECT {columns(MENTION, 'citation')} {where} ORDER BY document, place LIMIT 1"
    may_mean = f"SELECT DISTINCT value FROM citation, json_each(candidates) WHERE {UNRESOLVED} AND {which}"
    return OpenSeries(
        target=target,
        said=said,
        mentions=mentions,
        documents=documents,
        heals=int(heals),
        reasons=tuple(sorted(filter(None, json.loads(reasons)))),
        candidates=tuple(sorted(identifier for (identifier,) in db.execute(may_mean, asked))),
        example=to_mention(db.execute(first, asked).fetchone()),
    )
