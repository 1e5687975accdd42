"""One document, one task, one text, and the edges at a set of documents."""

from collections.abc import Collection
from typing import Any

from graph.binding import edge_order
from graph.model import Reading, Task
from graph.port import Direction, DocumentNode, Edge, Mention, TaskMention, TitleGiven
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask, ask_at_once
from graph.stores.neo4j.schema import edge_types
from graph.stores.neo4j.values import (
    listed,
    precedence,
    to_mention,
    to_source,
)
from graph.vocabulary import relations

NODE = (
    f"[d.id, {listed('d', rows.DOCUMENT)}, d.loaded, COUNT {{ (d)<-[:MEANS]-() }},"
    " COLLECT { MATCH (file:Source {node: d.id}) RETURN file {.source, .reported, .characters, .sha256, .part} },"
    " d.task_count]"
)
EDGE = listed("e", rows.EDGE)
# Of a document that thousands mention few do so for tasks, which the planner does not know.
MENTIONING = (
    "MATCH (c:Citation) USING INDEX c:Citation(bound, tasked, document, place)"
    " WHERE c.bound = $start AND c.tasked = true"
    " AND c.document IS NOT NULL AND c.place IS NOT NULL AND c.document <> $start"
)
# What a document calls the start.
CALLING = (
    "MATCH (c:Citation) USING INDEX c:Citation(bound, document, place)"
    " WHERE c.bound = $start AND c.document = id AND c.place IS NOT NULL AND c.title IS NOT NULL"
)
TITLE = "[c.document, c.relation, c.subject, c.title]"
IN_ORDER = " WITH c ORDER BY c.document, c.place"
# One look at all properties costs less than many looks for one.
SAYING = f" WITH properties(c) AS kept RETURN {listed('kept', rows.TASK_MENTION)}"
END: dict[Direction, str] = {"up": "bound", "down": "source"}
ARROWS: dict[Direction, tuple[str, str]] = {"up": ("-", "->"), "down": ("<-", "-")}


def find_nodes(tx: Transaction, identifiers: Collection[str]) -> tuple[DocumentNode, ...]:
    """The documents with these ids that there are, in the order asked."""
    query = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) WITH {NODE} AS row RETURN collect(row)"
    found = {row[0]: row for row in ask_at_once(tx, query, ids=[*identifiers])}
    return tuple(to_node(*found[identifier]) for identifier in identifiers if identifier in found)


def find_node(tx: Transaction, identifier: str) -> DocumentNode | None:
    """The document with this id."""
    found = ask(tx, f"MATCH (d:Document {{id: $id}}) RETURN {NODE}", id=identifier)
    return to_node(*found[0][0]) if found else None


def to_node(
    identifier: str,
    document: list[Any],
    loaded: bool,
    cited_by: int,
    read: list[dict[str, Any]],
    tasks: int | None,
) -> DocumentNode:
    """The document of the values of `NODE`."""
    sources = tuple(map(to_source, sorted(read, key=precedence)))
    return DocumentNode(rows.to_document(document), loaded, tasks or 0, cited_by, sources)


def mentions_for_tasks(tx: Transaction, identifier: str) -> tuple[TaskMention, ...]:
    """Mentions of the document that stand for tasks of others, by these and place."""
    query = f"RETURN COLLECT {{ {MENTIONING}{IN_ORDER}{SAYING} }}"
    return tuple(map(rows.to_task_mention, ask_at_once(tx, query, start=identifier)))


def titles_given(tx: Transaction, identifier: str, documents: Collection[str]) -> tuple[TitleGiven, ...]:
    """What these documents call the one, by these and place."""
    query = f"UNWIND $documents AS id {CALLING}{IN_ORDER} RETURN collect({TITLE})"
    found = ask_at_once(tx, query, documents=[*{*documents}], start=identifier)
    return tuple(TitleGiven(*row) for row in found)


def find_text(tx: Transaction, identifier: str) -> str | None:
    """The canonical text of a document, None if it is not loaded."""
    query = "MATCH (d:Document {id: $id}) MATCH (p:Payload {key: d.reading}) RETURN p.text"
    found = ask(tx, query, id=identifier)
    return rows.to_text(found[0][0]) if found else None


def find_reading(tx: Transaction, identifier: str) -> Reading | None:
    """The reading that speaks for a document."""
    query = "MATCH (d:Document {id: $id}) MATCH (p:Payload {key: d.reading}) RETURN p.body, p.text"
    found = ask(tx, query, id=identifier)
    return rows.to_reading(*found[0]) if found else None


def citations_of(tx: Transaction, identifier: str) -> tuple[Mention, ...]:
    """What the document's text cites, in reading order."""
    match = "MATCH (:Document {id: $id})-[:MENTIONS]->(c:Citation)"
    query = f"{match} WITH c ORDER BY c.place RETURN collect(properties(c))"
    return tuple(map(to_mention, ask_at_once(tx, query, id=identifier)))


def edges_at(
    tx: Transaction,
    nodes: Collection[str],
    direction: Direction,
    asked: Collection[str] | None,
    ends: Collection[str] | None,
) -> tuple[Edge, ...]:
    """The edges that leave or reach any of the documents, to these ends or any."""
    before, after = ARROWS[direction]
    types = "|".join(edge_types()) if asked is None else types_of(asked)
    if not types:
        return ()
    wanted = [] if asked is None else ["e.relation IN $relations"]
    wanted += [] if ends is None else [f"e.{END[direction]} IN $ends"]
    narrowed = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    query = (
        f"UNWIND $nodes AS id MATCH (:Document {{id: id}}){before}[e:{types}]{after}(:Document){narrowed}"
        f" RETURN collect({EDGE})"
    )
    found = ask_at_once(tx, query, nodes=[*{*nodes}], relations=[*(asked or ())], ends=[*(ends or ())])
    return tuple(sorted(map(rows.to_edge, found), key=edge_order))


def types_of(asked: Collection[str]) -> str:
    """The types of the relationships that these relations are, as a pattern has them."""
    known = (relations().get(code) for code in asked)
    return "|".join(sorted({relation.edge for relation in known if relation and relation.edge}))


def tasks_of(tx: Transaction, documents: Collection[str]) -> tuple[Task, ...]:
    """All tasks of these documents, by document and running number."""
    query = (
        "UNWIND $documents AS id MATCH (:Document {id: id})-[:CONTAINS]->(t:Task)"
        " WITH t ORDER BY t.document, t.running RETURN collect(t.body)"
    )
    return tuple(map(rows.to_task, ask_at_once(tx, query, documents=[*{*documents}])))


def tasks_named(tx: Transaction, identifiers: Collection[str]) -> tuple[Task, ...]:
    """The tasks with these ids that there are, by document and running number."""
    query = (
        "UNWIND $ids AS id MATCH (t:Task {id: id})"
        " WITH t ORDER BY t.document, t.running RETURN collect(t.body)"
    )
    return tuple(map(rows.to_task, ask_at_once(tx, query, ids=[*{*identifiers}])))


def tasks_saying(tx: Transaction, documents: Collection[str], pairs: Collection[str]) -> tuple[Task, ...]:
    """The tasks of these documents in which one of these pairs stands, by document and running number."""
    query = (
        "UNWIND $documents AS id MATCH (:Document {id: id})-[:CONTAINS]->(t:Task)"
        " WHERE any(pair IN $pairs WHERE t.syllables CONTAINS pair)"
        " WITH t ORDER BY t.document, t.running RETURN collect(t.body)"
    )
    return tuple(map(rows.to_task, ask_at_once(tx, query, documents=[*{*documents}], pairs=[*pairs])))


def find_task(tx: Transaction, identifier: str) -> Task | None:
    """The task with this id."""
    found = ask(tx, "MATCH (t:Task {id: $id}) RETURN t.body", id=identifier)
    return rows.to_task(found[0][0]) if found else None


def counts(tx: Transaction) -> dict[str, int]:
    """How many there are of everything."""
    edges = " + ".join(f"COUNT {{ ()-[:{kind}]->() }}" for kind in edge_types())
    query = (
        "RETURN COUNT { (:Document) }, COUNT { (:Document {loaded: true}) }, COUNT { (:Citation) },"
        f" {edges}, COUNT {{ (:Task) }}, COUNT {{ MATCH (s:Source) RETURN DISTINCT s.sha256 }}"
    )
    ((documents, loaded, citations, edge_count, tasks, sources),) = ask(tx, query)
    return {
        **{"documents": documents, "loaded": loaded, "cited": documents - loaded, "citations": citations},
        **{"edges": edge_count, "tasks": tasks, "sources": sources},
    }
