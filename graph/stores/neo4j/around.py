"""What is around a document, fetched in one trip: what the questions that walk from it ask first, and little else."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from graph.port import Direction
from graph.stores.neo4j import page_of_tasks
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.meeting import MET, NODES, REACHED, START, at, crowd, edges, near, steps, walked
from graph.stores.neo4j.seen import Seen, by_document
from graph.stores.neo4j.walks import reaching, values_of
from graph.stores.walk import Walk

# Whoever looks down sees a page, whoever looks up sees all. If more lead to a document, they are a crowd.
NEAREST: Mapping[Direction, int] = {"down": 64, "up": 256}
CROWD = 200


def see(tx: Transaction, walk: Walk, *, tasks: bool) -> Seen:
    """Look around; nothing is seen where there is no such document."""
    limits = {"nearest": NEAREST[walk.direction], "crowd": CROWD}
    if for_tasks := tasks and walk.direction == "down":
        limits |= page_of_tasks.LIMITS
    found = ask(tx, _query(_shape(walk), for_tasks=for_tasks), **limits, **values_of(walk))
    reached, nodes, next_steps, beyond, *told = found[0] if found else ([], [], [], [])
    known = by_document(nodes)
    upward = dict.fromkeys(known, ()) if walk.direction == "up" else {}
    of_tasks = page_of_tasks.of_tasks(*told) if told else {}
    met = None if reached is None else {row[0]: row for row in reached}
    return Seen(walk, met, known, by_document(next_steps), upward | by_document(beyond), **of_tasks)


def see_more(tx: Transaction, seen: Seen, names: Collection[str]) -> Seen:
    """Look at these documents as well: whoever asks for one will ask for its step to the start next."""
    clauses = (
        START,
        "WITH s, COLLECT { UNWIND $names AS id MATCH (d:Document {id: id}) RETURN d } AS shown",
        "WITH *, shown AS next",
        f"RETURN {NODES}, {steps(seen.walk)}",
    )
    found = ask(tx, " ".join(clauses), names=[*{*names}], **values_of(seen.walk))
    nodes, fresh = map(by_document, found[0]) if found else ({}, {})  # the start may have gone meanwhile
    return replace(seen, nodes={**seen.nodes, **nodes}, steps={**seen.steps, **fresh})


def _shape(walk: Walk) -> Walk:
    """What of a walk the text of its query depends on."""
    return replace(walk, start="", at=walk.at and date.min, limit=walk.limit and 1)


@cache
def _query(walk: Walk, *, for_tasks: bool) -> str:
    if walk.direction == "up":
        return _for_documents_above(walk)
    return page_of_tasks.for_tasks(walk) if for_tasks else _for_documents_below(walk)


def _for_documents_above(walk: Walk) -> str:
    clauses = (
        START,
        f"CALL () {{ {reaching(walk)} {MET} }}",
        "WITH *, [] AS next, [s] + met[..$nearest] AS beyond, [s] + met[..$nearest] AS shown",
        f"RETURN {REACHED}, {NODES}, {edges(walk)}",
    )
    return " ".join(clauses)


def _for_documents_below(walk: Walk) -> str:
    """The nearest documents, whether they set tasks or not; of a crowd those one step away are enough."""
    clauses = (
        START,
        f"WITH s, $limit IS NOT NULL AND {crowd(walk)} AS crowded",
        near(walk),
        "WITH s, near, NOT crowded OR size(near) < $limit AS walking",
        walked(walk),
        "WITH s, CASE WHEN walking THEN met ELSE near END AS met,"
        " CASE WHEN walking THEN distances ELSE [d IN near | 1] END AS distances",
        "WITH *, [s] + met AS around, [s] + met[..$nearest] AS shown,"
        f" {at('= 1', '$nearest')} AS next, {at('> 1', '$nearest')} AS beyond",
        f"RETURN {REACHED}, {NODES}, {edges(walk)}",
    )
    return " ".join(clauses)
