"""What is around a document, fetched in one trip: what the questions that walk from it ask first, and little else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from graph.port import Direction
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.nodes import CALLING, EDGE, IN_ORDER, MENTIONING, NODE, SAYING, TITLE, types_of
from graph.stores.neo4j.seen import Row, Seen
from graph.stores.neo4j.walks import beside, reaching, values_of
from graph.stores.walk import Walk

# Whoever looks down sees a page, whoever looks up sees all.
NEAREST: Mapping[Direction, int] = {"down": 64, "up": 256}
# A page of tasks; and among how many tasks it is found.
PAGE, ENOUGH = 50, 64
# If more lead to a document, those one step away are found by an index, without the others: for tasks, and for all.
CROWD_FOR_TASKS, CROWD = 64, 200
# Of so many of a crowd it is told what they call the document: a second portion asks only which tasks share its words.
TITLED = 96
START = "MATCH (s:Document {id: $start})"
MET = "RETURN collect(d) AS met, collect(distance) AS distances"
REACHED = "[n IN range(0, size(met) - 1) | [met[n].id, distances[n], coalesce(met[n].task_count, 0)]]"
NODES = f"COLLECT {{ UNWIND shown AS d RETURN {NODE} }}"
STEPS = (
    "COLLECT {{ UNWIND next AS d MATCH (d)-[e:{types}]->(b) WHERE b = s AND e.relation IN $relations"
    f" RETURN {EDGE} }}}}"
)
EDGES = (
    "COLLECT {{ UNWIND beyond AS d MATCH (d)-[e:{types}]->(b:Document) WHERE {ends}e.relation IN $relations"
    f" RETURN {EDGE} }}}}"
)
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
WANTED = "CASE WHEN beside < $enough THEN beside + $enough WHEN crowded THEN $enough ELSE beside END"
TAKEN = (
    "reduce(taken = [0, 0], one IN reached | CASE WHEN taken[1] < wanted"
    " THEN [taken[0] + 1, taken[1] + one[2]] ELSE taken END)[0]"
)


def see(tx: Transaction, walk: Walk, *, tasks: bool) -> Seen:
    """Look around; nothing is seen where there is no such document."""
    limits = {"page": PAGE, "enough": ENOUGH, "titled": TITLED, "nearest": NEAREST[walk.direction]}
    crowd = CROWD_FOR_TASKS if tasks else CROWD
    found = ask(tx, _query(_shape(walk), tasks=tasks), crowd=crowd, **limits, **values_of(walk))
    reached, nodes, steps, edges, *of_tasks = found[0] if found else ([], [], [], [])
    known = _by_document(nodes)
    upward = dict.fromkeys(known, ()) if walk.direction == "up" else {}
    known_of_tasks = _of_tasks(*of_tasks) if of_tasks else {}
    return Seen(walk, reached, known, _by_document(steps), upward | _by_document(edges), **known_of_tasks)


def _of_tasks(
    tasks: list[Row],
    titled: list[str],
    titles: list[Row],
    told: list[tuple[str, str]],
    mentions: list[Row],
    setting: list[Row] | None,
) -> dict[str, Any]:
    """What `Seen` knows for tasks, by name."""
    of_titled = dict.fromkeys(titled, ()) | _by_document(titles)
    return {
        **{"tasks": _by_document(tasks), "titles": of_titled, "told": dict(told)},
        **{"mentions": mentions, "setting": setting},
    }


def _shape(walk: Walk) -> Walk:
    """What of a walk the text of its query depends on."""
    return replace(walk, start="", at=walk.at and date.min, limit=walk.limit and 1)


@cache
def _query(walk: Walk, *, tasks: bool) -> str:
    if walk.direction == "up":
        return _for_documents_above(walk)
    return _for_tasks(walk) if tasks else _for_documents_below(walk)


def _for_documents_above(walk: Walk) -> str:
    return (
        f"{START} CALL () {{ {reaching(walk)} {MET} }} WITH s, met, distances, [s] + met[..$nearest] AS shown,"
        f" [] AS next, [s] + met[..$nearest] AS beyond RETURN {REACHED}, {NODES}, {_edges(walk)}"
    )


def _for_documents_below(walk: Walk) -> str:
    """The nearest documents, whether they set tasks or not; of a crowd those one step away are enough."""
    return (
        f"{START} WITH s, $limit IS NOT NULL AND {_crowd(walk)} AS crowded {_near(walk)}"
        f" WITH s, near, NOT crowded OR size(near) < $limit AS walking {_walked(walk)}"
        " WITH s, CASE WHEN walking THEN met ELSE near END AS met,"
        " CASE WHEN walking THEN distances ELSE [d IN near | 1] END AS distances"
        " WITH s, met, distances, [s] + met AS around, [s] + met[..$nearest] AS shown,"
        f" {_at('= 1', '$nearest')} AS next, {_at('> 1', '$nearest')} AS beyond"
        f" RETURN {REACHED}, {NODES}, {_edges(walk)}"
    )


def _for_tasks(walk: Walk) -> str:
    """The documents that mention the start for tasks, and if these tasks are too few, those that are met.

    Of these, next to the start, as many as set enough tasks; if they do not, of the farther ones as well.
    """
    return (
        f"{START} WITH s, COLLECT {{ {MENTIONING}{IN_ORDER}{SAYING} }} AS said"
        f" WITH *, {TOLD} < $page AS lacking, {_telling('STARTS', '[[]')} AS direct,"
        f" {_telling('ENDS', '[]]')} AS governed"
        " WITH *, size(direct) >= $enough AS is_direct"
        " WITH *, CASE WHEN is_direct THEN direct ELSE direct + governed END AS telling,"
        f" lacking AND {_crowd(walk)} AS crowded {_near(replace(walk, setting=True, depth=1))}"
        " WITH *, lacking AND reduce(sum = 0, d IN near | sum + d.task_count) < $enough AS walking"
        f" {_walked(walk)} WITH *, near + [d IN met WHERE NOT d IN near] AS all, [d IN near | 1]"
        " + [n IN range(0, size(met) - 1) WHERE NOT met[n] IN near | distances[n]] AS far"
        f" WITH s, said, is_direct, telling, crowded, near, walking, CASE WHEN crowded AND walking THEN {REACHED} END"
        " AS walked, all AS met, far AS distances"
        f" WITH *, {REACHED} AS reached WITH *, {BESIDE} AS beside WITH *, {WANTED} AS wanted"
        f" WITH *, {TAKEN} AS taken WITH *, [s] + met AS around, {_at('= 1', 'taken')} AS next,"
        f" {_at('> 1', 'taken')} AS beyond"
        " WITH *, [d IN CASE WHEN crowded THEN near[..$titled] ELSE next END WHERE d.task_count > 0 | d.id] AS titled,"
        " [d IN met[..taken] WHERE d.task_count > 0] AS setting,"
        " COLLECT { UNWIND telling AS id MATCH (d:Document {id: id}) RETURN d } AS tellers"
        " WITH *, COLLECT { UNWIND [s] + setting + tellers AS d RETURN DISTINCT d } AS shown"
        f" RETURN CASE WHEN crowded THEN walked WHEN walking THEN reached END, {NODES}, {_edges(walk)}, {TASKS},"
        f" titled, {TITLES}, {TOLD_TASKS}, said, CASE WHEN crowded THEN [d IN near | [d.id, 1, d.task_count]] END"
    )


def _crowd(walk: Walk) -> str:
    return f"COUNT {{ (s)<-[:{types_of(walk.relations)}]-() }} > $crowd"


def _near(walk: Walk) -> str:
    return f"CALL (crowded) {{ WITH crowded WHERE crowded {beside(walk)} RETURN collect(d) AS near }}"


def _walked(walk: Walk) -> str:
    return f"CALL (walking) {{ WITH walking WHERE walking {reaching(walk)} {MET} }}"


def _telling(where: str, none: str) -> str:
    """The first documents with mentions that stand for tasks: `none` is what `for_tasks` has there without any."""
    return (
        f"COLLECT {{ UNWIND said AS one WITH one WHERE NOT {FOR_TASKS} {where} WITH '{none}'"
        f" RETURN DISTINCT {TELLER} LIMIT $enough }}"
    )


def _at(distance: str, taken: str) -> str:
    """Of so many documents that are met those at this distance."""
    return f"[n IN range(0, {taken} - 1) WHERE distances[n] {distance} | met[n]]"


def _edges(walk: Walk) -> str:
    types, ends = types_of(walk.relations), "b IN around AND " if walk.direction == "down" else ""
    return f"{STEPS.format(types=types)}, {EDGES.format(types=types, ends=ends)}"


def _by_document(found: Iterable[Row]) -> dict[str, Sequence[Row]]:
    """Rows by their first value, the document."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_document[row[0]].append(row)
    return {**by_document}
