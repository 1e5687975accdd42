"""What queries around a document are made of: whom they meet, and the nodes and edges of these."""

from graph.stores.neo4j.nodes import EDGE, NODE, types_of
from graph.stores.neo4j.walks import beside, reaching
from graph.stores.walk import Walk

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


def crowd(walk: Walk) -> str:
    """Whether those next to the start are too many to be walked."""
    return f"COUNT {{ (s)<-[:{types_of(walk.relations)}]-() }} > $crowd"


def near(walk: Walk) -> str:
    """The first `near` of a crowd, if it is one: none otherwise."""
    return f"CALL (crowded) {{ WITH crowded WHERE crowded {beside(walk)} RETURN collect(d) AS near }}"


def walked(walk: Walk) -> str:
    """Whom a walk meets, with their `distances`, if there is to be one: none otherwise."""
    return f"CALL (walking) {{ WITH walking WHERE walking {reaching(walk)} {MET} }}"


def at(distance: str, taken: str) -> str:
    """Of so many documents that are met those at this distance."""
    return f"[n IN range(0, {taken} - 1) WHERE distances[n] {distance} | met[n]]"


def steps(walk: Walk) -> str:
    """The edges of the `next` to the start."""
    return STEPS.format(types=types_of(walk.relations))


def edges(walk: Walk) -> str:
    """These, and those of the ones `beyond`: down to what is `around`, up to anything."""
    ends = "b IN around AND " if walk.direction == "down" else ""
    return f"{steps(walk)}, {EDGES.format(types=types_of(walk.relations), ends=ends)}"
