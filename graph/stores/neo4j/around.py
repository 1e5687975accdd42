"""What is around a document, fetched in one trip: what the questions that walk from it ask first, and little else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.port import Direction
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.nodes import EDGE, IN_ORDER, MENTIONING, NODE, SAYING, types_of
from graph.stores.neo4j.seen import Row, Seen
from graph.stores.neo4j.walks import Walk, reaching

# Whoever looks down sees a page, whoever looks up sees all.
NEAREST: Mapping[Direction, int] = {"down": 64, "up": 256}
# A page of tasks; and among how many tasks it is found.
PAGE, ENOUGH = 50, 64
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
    "COLLECT { UNWIND shown AS d WITH d WHERE d <> s MATCH (d)-[:CONTAINS]->(t:Task)"
    " WITH d, t ORDER BY t.running RETURN [d.id, t.body, t.syllables] }"
)
TITLES = (
    "COLLECT { UNWIND next AS d WITH d WHERE d.task_count > 0 MATCH (d)-[:MENTIONS]->(c:Citation)"
    " WHERE c.bound = $start AND c.title IS NOT NULL"
    " WITH d, c ORDER BY c.place RETURN [d.id, c.relation, c.subject, c.title] }"
)
FOR_TASKS, TELLER = (f"one[{rows.TASK_MENTION.index(name)}]" for name in ("for_tasks", "document"))
# `[[1], [2, 3]]` are three, `[[1], []]` is one.
TOLD = f"reduce(told = 0, one IN said | told + size(split({FOR_TASKS}, ',')) - size(split({FOR_TASKS}, '[]')) + 1)"
BESIDE = "reduce(sum = 0, one IN reached | sum + CASE one[1] WHEN 1 THEN one[2] ELSE 0 END)"
TAKEN = (
    "reduce(taken = [0, 0], one IN reached | CASE"
    " WHEN taken[1] < $enough + CASE WHEN beside < $enough THEN beside ELSE 0 END"
    " THEN [taken[0] + 1, taken[1] + one[2]] ELSE taken END)[0]"
)


def see(tx: Transaction, walk: Walk, *, tasks: bool) -> Seen:
    """Look around; nothing is seen where there is no such document."""
    query = _for_tasks(walk) if tasks and walk.direction == "down" else _for_documents(walk)
    found = ask(tx, query, nearest=NEAREST[walk.direction], page=PAGE, enough=ENOUGH, **walk.values)
    reached, nodes, steps, edges, *told = found[0] if found else ([], [], [], [])
    known = _by_document(nodes)
    upward = dict.fromkeys(known, ()) if walk.direction == "up" else {}
    of_tasks = (_by_document(told[0]), _by_document(told[1]), told[2]) if told else ()
    return Seen(walk, reached, known, _by_document(steps), upward | _by_document(edges), *of_tasks)


def _for_documents(walk: Walk) -> str:
    """The nearest documents, whether they set tasks or not."""
    parted = (
        f"{_at('= 1', '$nearest')} AS next, {_at('> 1', '$nearest')} AS beyond"
        if walk.direction == "down"
        else "[] AS next, [s] + met[..$nearest] AS beyond"
    )
    return (
        f"{START} CALL () {{ {reaching(walk)} {MET} }}"
        f" WITH s, met, distances, [s] + met AS around, [s] + met[..$nearest] AS shown, {parted}"
        f" RETURN {REACHED}, {NODES}, {_edges(walk)}"
    )


def _for_tasks(walk: Walk) -> str:
    """The documents that mention the start for tasks, and if these tasks are too few, those that are met.

    Of these, next to the start, as many as set enough tasks; if they do not, of the farther ones as well.
    """
    return (
        f"{START} WITH s, COLLECT {{ {MENTIONING}{IN_ORDER}{SAYING} }} AS said"
        f" WITH s, said, {TOLD} < $page AS lacking, {_telling('STARTS', '[[]')} AS direct,"
        f" {_telling('ENDS', '[]]')} AS governed"
        f" CALL (lacking) {{ WITH lacking WHERE lacking {reaching(walk)} {MET} }}"
        " WITH s, said, lacking, met, distances, direct"
        f" + CASE WHEN size(direct) < $enough THEN governed ELSE [] END AS telling, {REACHED} AS reached"
        f" WITH s, said, lacking, met, distances, telling, reached, {BESIDE} AS beside"
        f" WITH s, said, lacking, met, distances, telling, reached, {TAKEN} AS taken"
        f" WITH s, said, lacking, reached, [s] + met AS around, {_at('= 1', 'taken')} AS next,"
        f" {_at('> 1', 'taken')} AS beyond,"
        " COLLECT { UNWIND [s] + [d IN met[..taken] WHERE d.task_count > 0]"
        " + COLLECT { UNWIND telling AS id MATCH (d:Document {id: id}) RETURN d } AS d RETURN DISTINCT d } AS shown"
        f" RETURN CASE WHEN lacking THEN reached END, {NODES}, {_edges(walk)}, {TASKS}, {TITLES}, said"
    )


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
