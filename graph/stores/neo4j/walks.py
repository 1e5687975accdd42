"""Documents above or below one: the server's own breadth-first expansion, which never meets a node twice.

These texts are as they are for their plans: `min(length(way))` by end node over a pattern of variable length is
planned as a pruning breadth-first expansion, and a sort by distance with a limit right after it stops early. What
looks alike (`SHORTEST`, `shortestPath`, `collect` before the limit) enumerates ways, of which hubs have billions. Of
the end nothing is said that an index could answer: a planner that misjudges a young store would start at both ends.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.port import Direction, Reached, TaskMention
from graph.stores.neo4j.connections import Transaction, ask, ask_at_once
from graph.stores.neo4j.nodes import ARROWS, IN_ORDER, MENTIONING, SAYING, types_of
from graph.stores.rows import to_task_mention

ISSUED = "d.issued_on IS NULL OR d.issued_on <= $at"
ISSUED_ON_THE_WAY = (
    " AND all(n IN nodes(way) WHERE n.id = $start OR n.issued_on IS NULL OR n.issued_on <= $at)"
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What is asked of a walk: the first `limit` documents along these relations, not known to be issued after `at`.

    None farther than `depth`.
    """

    start: str
    direction: Direction
    relations: frozenset[str]
    limit: int | None = None
    at: date | None = None
    depth: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of what asks for it."""
        return {"start": self.start, "relations": [*self.relations], "limit": self.limit, "at": self.at}


def reach(tx: Transaction, walk: Walk) -> tuple[Reached, ...]:
    """Documents by distance and id, with their numbers of tasks."""
    query = f"{reaching(walk)} RETURN collect([d.id, distance, coalesce(d.task_count, 0)])"
    return tuple(Reached(*row) for row in ask_at_once(tx, query, **walk.values))


def reaching(walk: Walk) -> str:
    """What meets each document as `d` with its `distance`, in order."""
    first = "" if walk.limit is None else " LIMIT $limit"
    return f"{_ways(walk)} WITH d, min(length(way)) AS distance ORDER BY distance, d.id{first}"


def tasks_below(tx: Transaction, walk: Walk) -> tuple[int, tuple[TaskMention, ...]] | None:
    """The tasks of all documents below, counted, and the mentions for tasks of others; None without a start."""
    issued = f" AND EXISTS {{ MATCH (d:Document {{id: c.document}}) WHERE {ISSUED} }}" if walk.at else ""
    query = (
        f"MATCH (s:Document {{id: $start}}) WITH COLLECT {{ {MENTIONING}{issued}{IN_ORDER} RETURN c }} AS said"
        " WITH said, [c IN said | c.document] AS saying"
        f" CALL (saying) {{ {_ways(walk)} WITH DISTINCT d, saying RETURN sum(d.task_count) AS below,"
        " collect(CASE WHEN d.id IN saying THEN d.id END) AS met }"
        f" RETURN below, COLLECT {{ UNWIND said AS c WITH c WHERE NOT c.document IN met{SAYING} }}"
    )
    found = ask(tx, query, **walk.values)
    return next(((int(below), tuple(map(to_task_mention, apart))) for below, apart in found), None)


def _ways(walk: Walk) -> str:
    before, after = ARROWS[walk.direction]
    steps = f"{types_of(walk.relations)}*1..{walk.depth or ''}"
    return (
        f"MATCH way = (start:Document {{id: $start}}){before}[steps:{steps}]{after}(d)"
        " WHERE d <> start AND all(step IN steps WHERE step.relation IN $relations)"
        f"{ISSUED_ON_THE_WAY if walk.at else ''}"
    )
