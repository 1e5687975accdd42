"""Documents above or below one: the server's own breadth-first expansion, which never meets a node twice.

These texts are as they are for their plans: `min(length(way))` by end node over a pattern of variable length is
planned as a pruning breadth-first expansion, and a sort by distance with a limit right after it stops early. What
looks alike (`SHORTEST`, `shortestPath`, `collect` before the limit) enumerates ways, of which hubs have billions.
"""

from collections.abc import Collection
from datetime import date

from graph.port import Direction, Reached
from graph.stores.neo4j.connections import Transaction, ask, ask_at_once
from graph.stores.neo4j.nodes import ARROWS, types_of

ISSUED = " AND all(n IN nodes(way) WHERE n.id = $start OR n.issued_on IS NULL OR n.issued_on <= $at)"


def reach(
    tx: Transaction,
    start: str,
    direction: Direction,
    relations: Collection[str],
    limit: int | None,
    at: date | None,
) -> tuple[Reached, ...]:
    """Documents by distance and id, with their numbers of tasks."""
    first = "" if limit is None else " LIMIT $limit"
    query = (
        f"{_ways(direction, relations, at)} WITH d, min(length(way)) AS distance"
        f" ORDER BY distance, d.id{first} RETURN collect([d.id, distance, coalesce(d.task_count, 0)])"
    )
    values = {"start": start, "relations": [*relations], "limit": limit, "at": at}
    return tuple(Reached(*row) for row in ask_at_once(tx, query, **values))


def tasks_below(
    tx: Transaction, start: str, relations: Collection[str], at: date | None, among: Collection[str]
) -> tuple[int, frozenset[str]]:
    """The tasks of all documents below, counted, and which of those `among` are below."""
    query = (
        f"{_ways('down', relations, at)} WITH DISTINCT d"
        " RETURN sum(d.task_count), collect(CASE WHEN d.id IN $among THEN d.id END)"
    )
    values = {"start": start, "relations": [*relations], "among": [*among], "at": at}
    ((total, met),) = ask(tx, query, **values)
    return int(total), frozenset(met)


def _ways(direction: Direction, relations: Collection[str], at: date | None) -> str:
    before, after = ARROWS[direction]
    return (
        f"MATCH way = (:Document {{id: $start}}){before}[steps:{types_of(relations)}*1..]{after}(d:Document)"
        f" WHERE d.id <> $start AND all(step IN steps WHERE step.relation IN $relations){ISSUED if at else ''}"
    )
