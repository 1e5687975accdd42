"""What a first page of derived tasks shows, in one query, and little else."""

from collections.abc import Mapping
from typing import Any

from graph.stores import rows
from graph.stores.neo4j.meeting import NODES, REACHED, START, at, crowd, edges, near, walked
from graph.stores.neo4j.nodes import CALLING, IN_ORDER, MENTIONING, SAYING, TITLE
from graph.stores.neo4j.seen import Row, by_document
from graph.stores.walk import Walk

# A page; how many may lead to a document without being a crowd; and of how many of a crowd it is told what they call
# the document, as a second portion asks only which tasks share its words.
LIMITS: Mapping[str, int] = {"page": 50, "crowd": 64, "titled": 96}
TASKS = (
    "COLLECT { UNWIND setting AS d MATCH (d)-[:CONTAINS]->(t:Task)"
    " WITH d, t ORDER BY t.running RETURN [d.id, t.body, t.syllables] }"
)
TITLES = f"COLLECT {{ UNWIND titled AS id {CALLING}{IN_ORDER} RETURN {TITLE} }}"
FOR_TASKS, TELLER = (f"one[{rows.TASK_MENTION.index(name)}]" for name in ("for_tasks", "document"))
# `[[1], [2, 3]]` are three, `[[1], []]` is one.
TOLD = f"reduce(told = 0, one IN said | told + size(split({FOR_TASKS}, ',')) - size(split({FOR_TASKS}, '[]')) + 1)"
# The tasks that mentions stand for by their own words or also by their section's, as `for_tasks` has them.
STOOD_FOR = f"CASE WHEN is_direct THEN split({FOR_TASKS}, ']')[0] ELSE {FOR_TASKS} END"
NUMBERS = f"split(replace(replace({STOOD_FOR}, '[', ''), ']', ''), ', ')"
TOLD_TASKS = (
    f"COLLECT {{ UNWIND said AS one WITH one WHERE {TELLER} IN telling UNWIND {NUMBERS} AS number"
    f" WITH DISTINCT {TELLER} + ':t' + number AS id MATCH (t:Task {{id: id}})"
    " WITH t ORDER BY t.document, t.running RETURN [t.id, t.body] }"
)
BESIDE = "reduce(sum = 0, one IN reached | sum + CASE one[1] WHEN 1 THEN one[2] ELSE 0 END)"
WANTED = "CASE WHEN beside < $page THEN beside + $page WHEN crowded THEN $page ELSE beside END"
TAKEN = (
    "reduce(taken = [0, 0], one IN reached | CASE WHEN taken[1] < wanted"
    " THEN [taken[0] + 1, taken[1] + one[2]] ELSE taken END)[0]"
)


def for_tasks(walk: Walk) -> str:
    """The documents that mention the start for tasks, and if these tasks are too few, those that are met.

    Of these, next to the start, as many as set enough tasks; if they do not, of the farther ones as well.
    """
    clauses = (
        START,
        f"WITH s, COLLECT {{ {MENTIONING}{IN_ORDER}{SAYING} }} AS said",
        f"WITH *, {TOLD} < $page AS lacking,"
        f" {_telling('STARTS', '[[]')} AS direct, {_telling('ENDS', '[]]')} AS governed",
        "WITH *, size(direct) >= $page AS is_direct",
        "WITH *, CASE WHEN is_direct THEN direct ELSE direct + governed END AS telling",
        f"WITH *, lacking AND {crowd(walk)} AS crowded",
        near(walk.beside),
        "WITH *, lacking AND reduce(sum = 0, d IN near | sum + d.task_count) < $page AS walking",
        walked(walk),
        "WITH *, near + [d IN met WHERE NOT d IN near] AS all,"
        " [d IN near | 1] + [n IN range(0, size(met) - 1) WHERE NOT met[n] IN near | distances[n]] AS far",
        "WITH s, said, is_direct, telling, crowded, near, walking,"
        f" CASE WHEN crowded AND walking THEN {REACHED} END AS walked, all AS met, far AS distances",
        f"WITH *, {REACHED} AS reached",
        f"WITH *, {BESIDE} AS beside",
        f"WITH *, {WANTED} AS wanted",
        f"WITH *, {TAKEN} AS taken",
        f"WITH *, [s] + met AS around, {at('= 1', 'taken')} AS next, {at('> 1', 'taken')} AS beyond,"
        " [d IN met[..taken] WHERE d.task_count > 0] AS setting,"
        " COLLECT { UNWIND telling AS id MATCH (d:Document {id: id}) RETURN d } AS tellers",
        "WITH *, [d IN CASE WHEN crowded THEN near[..$titled] ELSE next END WHERE d.task_count > 0 | d.id] AS titled,"
        " COLLECT { UNWIND [s] + setting + tellers AS d RETURN DISTINCT d } AS shown",
        f"RETURN CASE WHEN crowded THEN walked WHEN walking THEN reached END, {NODES}, {edges(walk)},"
        f" {TASKS}, titled, {TITLES}, {TOLD_TASKS}, said,"
        " CASE WHEN crowded THEN [d IN near | [d.id, 1, d.task_count]] END",
    )
    return " ".join(clauses)


def _telling(where: str, none: str) -> str:
    """The first documents with mentions that stand for tasks: `none` is what `for_tasks` has there without any."""
    return (
        f"COLLECT {{ UNWIND said AS one WITH one WHERE NOT {FOR_TASKS} {where} WITH '{none}'"
        f" RETURN DISTINCT {TELLER} LIMIT $page }}"
    )


def of_tasks(
    tasks: list[Row],
    titled: list[str],
    titles: list[Row],
    told: list[tuple[str, str]],
    mentions: list[Row],
    setting: list[Row] | None,
) -> dict[str, Any]:
    """What `Seen` knows for tasks, by name."""
    of_titled = dict.fromkeys(titled, ()) | by_document(titles)
    return {
        **{"tasks": by_document(tasks), "titles": of_titled, "told": dict(told)},
        **{"mentions": mentions, "setting": setting},
    }
