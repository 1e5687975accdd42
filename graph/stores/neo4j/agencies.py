"""The bodies that tasks are assigned to, and beside them those who followed them and those whom they are part of.

A body's node stands for as long as a task names it, or a tie leads to it from another that stands.
"""

from collections.abc import Collection, Iterable, Mapping

from graph.model import Task
from graph.stores.neo4j.connections import Transaction, ask, ask_in_batches
from graph.stores.neo4j.kin import Kinsman, kin, kinsman
from graph.stores.neo4j.values import Properties, assignment_properties, named

UNKNOWN = "?"


def assign(tx: Transaction, tasks: Iterable[Task]) -> None:
    """Join tasks to the bodies that have a part in them."""
    parts = [assignment_properties(part, task.id) for task in tasks for part in task.assignments]
    query = (
        "UNWIND $rows AS row MATCH (t:Task {id: row.task}) MERGE (a:Agency {key: row.key})"
        " ON CREATE SET a.id = row.id, a.name = row.name, a.spellings = []"
        " SET a.spellings = CASE WHEN row.named IN a.spellings THEN a.spellings ELSE a.spellings + row.named END,"
        " a.name = CASE WHEN row.name < a.name THEN row.name ELSE a.name END"
        " CREATE (t)-[:ASSIGNS_TO {role: row.role, raw: row.raw, named: row.named}]->(a)"
    )
    ask_in_batches(tx, query, parts)
    _draw(tx, {part["id"] for part in parts if part["id"]})


def _draw(tx: Transaction, identifiers: Collection[str]) -> None:
    """Make bodies and all to whom they lead what the vocabulary tells, where they are not."""
    assigned = {identifier: one for identifier in identifiers if (one := kinsman(identifier))}
    due = _unlike(tx, kin(_unlike(tx, assigned)))
    query = (
        "UNWIND $keys AS key MATCH (:Agency {key: key})-[tie:PART_OF|SUCCEEDED_BY]->(b)"
        " WITH tie, b.key AS led DELETE tie RETURN DISTINCT led"
    )
    led = {key for (key,) in ask(tx, query, keys=[*due])}
    query = "UNWIND $rows AS row MERGE (a:Agency {key: row.key}) ON CREATE SET a.spellings = [] SET a += row"
    ask(tx, query, rows=[one.properties for one in due.values()])
    for kind in ("PART_OF", "SUCCEEDED_BY"):
        query = (
            "UNWIND $rows AS row MATCH (a:Agency {key: row.key}) MATCH (b:Agency {key: row.to})"
            f" CREATE (a)-[tie:{kind}]->(b) SET tie = row.properties"
        )
        ask(tx, query, rows=[row for key, one in due.items() for row in _tie_rows(key, one, kind)])
    release(tx, led)


def _unlike(tx: Transaction, due: Mapping[str, Kinsman]) -> dict[str, Kinsman]:
    """Those whose nodes are not there, or do not bear the mark of what is told now."""
    query = (
        "UNWIND $rows AS row OPTIONAL MATCH (a:Agency {key: row.key})"
        " WITH row, a WHERE coalesce(a.drawn, '') <> row.drawn RETURN row.key"
    )
    rows = [{"key": key, "drawn": one.properties["drawn"]} for key, one in due.items()]
    return {key: due[key] for (key,) in ask(tx, query, rows=rows)}


def _tie_rows(key: str, of: Kinsman, kind: str) -> list[Properties]:
    """The relationships of one type that leave a body."""
    return [{"key": key, "to": tie.to, "properties": tie.properties} for tie in of.ties if tie.kind == kind]


# Going


def named_by(tx: Transaction, nodes: Collection[str]) -> list[list[str]]:
    """Who has a part in tasks of these documents: the key, the words it may be named by, the words as written."""
    query = (
        "UNWIND $nodes AS node MATCH (:Document {id: node})-[:CONTAINS]->(:Task)-[r:ASSIGNS_TO]->(a:Agency)"
        " RETURN DISTINCT a.key, r.named, r.raw"
    )
    return ask(tx, query, nodes=[*nodes])


def forget(tx: Transaction, parts: Collection[list[str]]) -> None:
    """Of bodies that had these parts, as `named_by` tells them, keep what others still tell."""
    query = (
        "UNWIND $rows AS row MATCH (a:Agency {key: row.key})"
        " WHERE NOT EXISTS { MATCH (a)<-[r:ASSIGNS_TO]-() WHERE r.named = row.named }"
        " SET a.spellings = [spelling IN a.spellings WHERE spelling <> row.named]"
    )
    ask(tx, query, rows=[{"key": key, "named": words} for key, words, _ in parts])
    _rename(tx, [{"key": key, "name": named(raw)} for key, _, raw in parts if key.startswith(UNKNOWN)])
    release(tx, {key for key, _, _ in parts})


def _rename(tx: Transaction, gone: list[Properties]) -> None:
    """Call bodies that are known by their words only as those who are left do."""
    query = (
        "UNWIND $gone AS gone MATCH (a:Agency {key: gone.key, name: gone.name})"
        " RETURN DISTINCT a.key, COLLECT { MATCH (a)<-[r:ASSIGNS_TO]-() RETURN DISTINCT r.raw }"
    )
    left = [{"key": key, "name": min(map(named, raws))} for key, raws in ask(tx, query, gone=gone) if raws]
    ask(tx, "UNWIND $rows AS row MATCH (a:Agency {key: row.key}) SET a.name = row.name", rows=left)


def release(tx: Transaction, keys: Collection[str]) -> None:
    """Let go of those bodies that nothing leads to any more, and of those to whom only they led."""
    query = (
        "UNWIND $keys AS key MATCH (a:Agency {key: key}) WHERE NOT EXISTS { (a)<--() }"
        " WITH a, COLLECT { MATCH (a)-->(b:Agency) RETURN b.key } AS led DETACH DELETE a RETURN led"
    )
    while keys:
        keys = {key for (led,) in ask(tx, query, keys=[*keys]) for key in led}
