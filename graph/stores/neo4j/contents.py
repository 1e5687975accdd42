"""The nodes that one document's text gives: its citations and passages, its tasks and sections, and what joins them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.binding import Known, Speaker, bind, bind_some
from graph.model import Reading
from graph.port import Mention
from graph.stores import rows
from graph.stores.neo4j import sections, tasks
from graph.stores.neo4j.connections import Transaction, ask, ask_in_batches
from graph.stores.neo4j.schema import edge_types
from graph.stores.neo4j.values import (
    bound_row,
    citation_key,
    citation_properties,
    edge_properties,
    is_unresolved,
    named,
    to_mention,
    words,
)
from graph.stores.neo4j.word_counts import count_words
from graph.stores.passages import passages
from graph.stores.ripples import ends
from graph.vocabulary import relations

# Coming


def write(tx: Transaction, spoken: Mapping[str, Reading], known: Known) -> list[Mention]:
    """Lay down all that texts give to their documents, but not what joins these to others: see `link`."""
    mentions = {node: bind(reading, node, known) for node, reading in spoken.items()}
    said = [row for node, reading in spoken.items() for row in _citations(reading, mentions[node])]
    query = (
        "UNWIND $rows AS row MERGE (d:Document {id: row.document})"
        " CREATE (d)-[:MENTIONS]->(c:Citation) SET c = row"
    )
    ask_in_batches(tx, query, said)
    tasks.write(tx, spoken)
    sections.write(tx, spoken)
    _write_passages(tx, {node: reading.text for node, reading in spoken.items()})
    return [mention for of_node in mentions.values() for mention in of_node]


def _citations(reading: Reading, mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    tasks = rows.for_tasks(reading.citations, reading.tasks)
    return [
        citation_properties(mention, rows.said_row(citation), numbers)
        for mention, citation, numbers in zip(mentions, reading.citations, tasks, strict=True)
    ]


def _write_passages(tx: Transaction, texts: Mapping[str, str]) -> None:
    given = [row for node, text in texts.items() for row in passage_rows(node, text)]
    query = "UNWIND $rows AS row MERGE (d:Document {id: row.document}) CREATE (d)-[:SAYS]->(p:Passage) SET p = row"
    ask_in_batches(tx, query, given)
    count_words(tx, "passage_words", sum(row["length"] for row in given))


def passage_rows(node: str, text: str) -> Iterator[dict[str, Any]]:
    """The properties of the nodes that a document's text is searched by."""
    for start, end in passages(text):
        told = text[start:end]
        yield {"document": node, "start": start, "end": end, "name": named(told), "text": told, **words(told)}


# Joining


def link(tx: Transaction, mentions: Iterable[Mention]) -> None:
    """Join citations to the documents they mean, and those documents by the edges that the citations give."""
    bound = [row for mention in mentions if (row := bound_row(mention))["bound"]]
    for kind, is_own in (("MEANS", False), ("MEANS_ITSELF", True)):
        query = (
            "UNWIND $rows AS row MATCH (c:Citation {key: row.key}) MATCH (d:Document {id: row.bound})"
            f" CREATE (c)-[:{kind}]->(d)"
        )
        meant = [row for row in bound if (row["document"] == row["bound"]) is is_own]
        ask_in_batches(tx, query, [{"key": row["key"], "bound": row["bound"]} for row in meant])
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in bound:
        if row["source"]:
            by_type[relations()[row["relation"]].edge].append(edge_properties(row))
    for kind, edges in by_type.items():
        query = (
            "UNWIND $rows AS row MATCH (a:Document {id: row.source}) MATCH (b:Document {id: row.bound})"
            f" CREATE (a)-[e:{kind}]->(b) SET e = row"
        )
        ask_in_batches(tx, query, edges)


def _unlink(tx: Transaction, keys: Collection[str]) -> None:
    query = "UNWIND $keys AS key MATCH (:Citation {key: key})-[m:MEANS|MEANS_ITSELF]->() DELETE m"
    ask(tx, query, keys=[*keys])
    query = (
        "UNWIND $keys AS key MATCH (c:Citation {key: key}) WHERE c.source IS NOT NULL"
        f" MATCH (:Document {{id: c.source}})-[e:{'|'.join(edge_types())}]->(:Document {{id: c.bound}})"
        " WHERE e.document = c.document AND e.place = c.place DELETE e"
    )
    ask(tx, query, keys=[*keys])


# Going


def erase(tx: Transaction, nodes: Collection[str]) -> set[str]:
    """Take away all that texts gave to these documents; the documents that they pointed to."""
    found = ask(
        tx,
        "UNWIND $nodes AS node MATCH (:Document {id: node})-[:MENTIONS]->(c:Citation)"
        " RETURN c.key, c.source, c.bound",
        nodes=[*nodes],
    )
    keys = [key for key, _, _ in found]
    _unlink(tx, keys)
    ask(tx, "UNWIND $keys AS key MATCH (c:Citation {key: key}) DETACH DELETE c", keys=keys)
    tasks.erase(tx, nodes)
    sections.erase(tx, nodes)
    query = (
        "UNWIND $nodes AS node MATCH (:Document {id: node})-[:SAYS]->(p:Passage)"
        " WITH p, p.length AS length DETACH DELETE p RETURN sum(length)"
    )
    count_words(tx, "passage_words", -sum(gone for (gone,) in ask(tx, query, nodes=[*nodes])))
    return {end for _, *both in found for end in both if end is not None}


# Binding anew


def rebind(tx: Transaction, speakers: Collection[Speaker], known: Known) -> list[tuple[Mention, Mention]]:
    """Bind the documents' open citations anew; those that changed, as they were and as they are: see `link`."""
    found = _open(tx, [speaker.node for speaker in speakers])
    changed = []
    for speaker in speakers:
        old = [(to_mention(row), row["said"]) for row in found.get(speaker.node, ())]
        said = [(mention.index, rows.as_said(mention.citation, text)) for mention, text in old]
        new = bind_some(speaker, said, known)
        pairs = zip((mention for mention, _ in old), new, strict=True)
        changed += [(before, after) for before, after in pairs if before != after]
    kept = {(row["document"], row["place"]): row for of in found.values() for row in of}
    _rewrite(tx, [mention for _, mention in changed], kept)
    return changed


def _open(tx: Transaction, nodes: Collection[str]) -> Mapping[str, list[dict[str, Any]]]:
    query = (
        "UNWIND $nodes AS node MATCH (:Document {id: node})-[:MENTIONS]->(c:Citation)"
        " WHERE c.said IS NOT NULL RETURN properties(c) ORDER BY c.document, c.place"
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (citation,) in ask(tx, query, nodes=[*nodes]):
        found[citation["document"]].append(citation)
    return found


def _rewrite(
    tx: Transaction, mentions: Collection[Mention], kept: Mapping[tuple[str, int], Mapping[str, Any]]
) -> None:
    """Set the nodes to what the mentions are now, what binding does not bear on as it was."""
    old = [kept[mention.document, mention.index] for mention in mentions]
    given = [
        citation_properties(mention, row["said"], row.get("for_tasks"))
        for mention, row in zip(mentions, old, strict=True)
    ]
    _unlink(tx, [row["key"] for row in given])
    ask_in_batches(tx, "UNWIND $rows AS row MATCH (c:Citation {key: row.key}) SET c = row", given)


def mark_unresolved(tx: Transaction, mentions: Iterable[Mention]) -> None:
    """Give those that are bound to nothing their label, and take it from the others."""
    asked = [(citation_key(m.document, m.index), is_unresolved(m)) for m in mentions]
    for unresolved, change in ((True, "SET c:Unresolved"), (False, "REMOVE c:Unresolved")):
        keys = [key for key, is_so in asked if is_so is unresolved]
        ask(tx, f"UNWIND $keys AS key MATCH (c:Citation {{key: key}}) {change}", keys=keys)


def all_ends(mentions: Iterable[Mention]) -> set[str]:
    """The other documents at the ends of what the mentions say."""
    return {end for mention in mentions for end in ends(mention)}
