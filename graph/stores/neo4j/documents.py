"""The nodes of documents, loaded or known by citation: kept in step with what is read and said of them."""

from collections.abc import Collection, Mapping
from typing import Any

from graph.binding import describe, has_gaps
from graph.model import Citation, Document
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.readings import speakers
from graph.stores.neo4j.values import document_properties, native, to_citation
from graph.stores.neo4j.word_counts import count_words


def texts_in_place(tx: Transaction, nodes: Collection[str]) -> dict[str, int]:
    """The readings whose texts the documents' nodes were made from."""
    query = "UNWIND $nodes AS node MATCH (d:Document {id: node}) WHERE d.reading IS NOT NULL RETURN d.id, d.reading"
    return dict(map(tuple, ask(tx, query, nodes=[*nodes])))


def refresh(tx: Transaction, identifiers: Collection[str]) -> None:
    """Set the nodes to what is known of the documents now; without a text or a mention of it there is none."""
    speaking = speakers(tx, identifiers)
    there, mentioned, tasks = _there(tx, identifiers)
    gone = [i for i in identifiers if i not in speaking and i not in mentioned]
    kept = {i: speaking.get(i) for i in identifiers if i not in {*gone}}
    due = {
        identifier: document_properties(document, (kept[identifier] or {}).get("key"), tasks[identifier])
        for identifier, document in _described(tx, kept).items()
    }
    changed = [row for identifier, row in due.items() if native(there.get(identifier) or {}) != row]
    ask(tx, "UNWIND $gone AS id MATCH (d:Document {id: id}) DETACH DELETE d", gone=gone)
    ask(tx, "UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d = row", rows=changed)
    before = sum((there.get(i) or {}).get("length", 0) for i in (*gone, *(row["id"] for row in changed)))
    count_words(tx, "document_words", sum(row["length"] for row in changed) - before)


def _there(
    tx: Transaction, identifiers: Collection[str]
) -> tuple[dict[str, dict[str, Any] | None], set[str], dict[str, int]]:
    """The nodes as they are, those that are mentioned, and how many tasks they contain."""
    query = (
        "UNWIND $ids AS id OPTIONAL MATCH (d:Document {id: id}) RETURN id, properties(d),"
        " EXISTS { MATCH (c:Citation {bound: id}) } OR EXISTS { MATCH (c:Citation {source: id}) },"
        " COUNT { (d)-[:CONTAINS]->(:Task) }"
    )
    found = ask(tx, query, ids=[*identifiers])
    return (
        {i: there for i, there, _, _ in found},
        {i for i, _, mentioned, _ in found if mentioned},
        {i: tasks for i, _, _, tasks in found},
    )


def _described(tx: Transaction, speaking: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Document]:
    own = {i: rows.to_own(source["document"]) if source else None for i, source in speaking.items()}
    lacking = [i for i, document in own.items() if document is None or has_gaps(document)]
    told = _told(tx, lacking)
    return {i: describe(i, document, told.get(i, ())) for i, document in own.items()}


def _told(tx: Transaction, identifiers: Collection[str]) -> dict[str, list[Citation]]:
    """Of all citations of a document with the same gaps the first: the others tell nothing that it does not."""
    query = (
        "UNWIND $asked AS asked RETURN asked.id, COLLECT {"
        " MATCH (c:Citation) WHERE c.bound = asked.id AND c.gaps > asked.last"
        " AND c.document IS NOT NULL AND c.place IS NOT NULL"
        " RETURN properties(c) ORDER BY c.gaps, c.document, c.place LIMIT 1 }"
    )
    told: dict[str, list[Citation]] = {identifier: [] for identifier in identifiers}
    last = dict.fromkeys(identifiers, -1)
    while last:
        found = ask(tx, query, asked=[{"id": i, "last": gaps} for i, gaps in last.items()])
        last = {identifier: first[0]["gaps"] for identifier, first in found if first}
        for identifier, first in found:
            told[identifier] += map(to_citation, first)
    return told
