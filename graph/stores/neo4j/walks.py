"""Documents above or below one: the server's own breadth-first expansion, which never meets a node twice.

These texts are as they are for their plans: `min(length(way))` by end node over a pattern of variable length is
planned as a pruning breadth-first expansion, and a sort by distance with a limit right after it stops early. What
looks alike (`SHORTEST`, `shortestPath`, `collect` before the limit) enumerates ways, of which hubs have billions. Of
the end nothing is said that an index could answer: a planner that misjudges a young store would start at both ends.
"""

from typing import Any

from graph.port import Reached, TaskMention
from graph.stores.neo4j.connections import Transaction, ask, ask_at_once
from graph.stores.neo4j.nodes import ARROWS, IN_ORDER, MENTIONING, SAYING, types_of
from graph.stores.rows import to_task_mention
from graph.stores.walk import Walk
from graph.vocabulary import relations

ISSUED = "d.issued_on IS NULL OR d.issued_on <= $at"
ISSUED_ON_THE_WAY = (
    " AND all(n IN nodes(way) WHERE n.id = $start OR n.issued_on IS NULL OR n.issued_on <= $at)"
)


def values_of(walk: Walk) -> dict[str, Any]:
    """The parameters of what asks for a walk."""
    return {"start": walk.start, "relations": sorted(walk.relations), "limit": walk.limit, "at": walk.at}


def reach(tx: Transaction, walk: Walk) -> tuple[Reached, ...]:
    """Documents by distance and id, with their numbers of tasks."""
    meeting = beside(walk) if (walk.direction, walk.depth) == ("down", 1) else reaching(walk)
    query = f"{meeting} RETURN collect([d.id, distance, coalesce(d.task_count, 0)])"
    return tuple(Reached(*row) for row in ask_at_once(tx, query, **values_of(walk)))


def reaching(walk: Walk) -> str:
    """What meets each document as `d` with its `distance`, in order."""
    kept = " WHERE d.task_count > 0" if walk.setting else ""
    return f"{_ways(walk)} WITH d, min(length(way)) AS distance{kept} ORDER BY distance, d.id{_first(walk)}"


def beside(walk: Walk) -> str:
    """The same of those one step below: an index has them in order, so that the first do not wait for thousands."""
    kept = (" AND d.task_count > 0" if walk.setting else "") + (f" AND ({ISSUED})" if walk.at else "")
    parts = " UNION ".join(
        f"MATCH (d)-[e:{edge}]->() USING INDEX e:{edge}(bound, relation, source)"
        f" WHERE e.bound = $start AND e.relation = $relations[{place}]"
        f" AND e.source IS NOT NULL AND e.source <> $start{kept}"
        f" WITH d, e ORDER BY e.bound, e.relation, e.source WITH DISTINCT d{_first(walk)} RETURN d"
        for place, code in enumerate(sorted(walk.relations))
        if (edge := relations()[code].edge)
    )
    return f"CALL () {{ {parts} }} WITH d, 1 AS distance ORDER BY d.id{_first(walk)}"


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
    found = ask(tx, query, **values_of(walk))
    return next(((int(below), tuple(map(to_task_mention, apart))) for below, apart in found), None)


def _first(walk: Walk) -> str:
    return "" if walk.limit is None else " LIMIT $limit"


def _ways(walk: Walk) -> str:
    before, after = ARROWS[walk.direction]
    steps = f"{types_of(walk.relations)}*1..{walk.depth or ''}"
    return (
        f"MATCH way = (start:Document {{id: $start}}){before}[steps:{steps}]{after}(d)"
        " WHERE d <> start AND all(step IN steps WHERE step.relation IN $relations)"
        f"{ISSUED_ON_THE_WAY if walk.at else ''}"
    )
