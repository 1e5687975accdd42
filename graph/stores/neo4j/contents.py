"""The nodes that one document's text gives: its citations, tasks and passages, and what joins them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graph.binding import Known, Speaker, bind, bind_some, tasks_of
from graph.model import Reading, Task
from graph.port import Mention
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.values import (
    assignment_properties,
    citation_key,
    citation_properties,
    edge_properties,
    is_unresolved,
    named,
    task_properties,
    to_mention,
    words,
)
from graph.stores.passages import passages
from graph.stores.ripples import ends
from graph.vocabulary import indicators, relations

BATCH = 2000


def edge_types() -> str:
    """The types of the relationships between documents, as a pattern has them."""
    return "|".join(sorted({relation.edge for relation in relations().values() if relation.edge}))


def count_words(tx: Transaction, index: str, more: int) -> None:
    """Tell the store how many words its full-text index has more, or fewer."""
    if more:
        ask(tx, f"MATCH (s:Store {{id: 'cancu'}}) SET s.{index} = s.{index} + $more", more=more)


# Coming


def write(tx: Transaction, reading: Reading, node: str, known: Known) -> list[Mention]:
    """Lay down all that the text gives to its document, but not what joins it to others: see `link`."""
    mentions = bind(reading, node, known)
    said = [
        citation_properties(mention, rows.said_row(citation))
        for mention, citation in zip(mentions, reading.citations, strict=True)
    ]
    query = (
        "UNWIND $rows AS row MERGE (d:Document {id: row.document})"
        " CREATE (d)-[:MENTIONS]->(c:Citation) SET c = row"
    )
    _in_batches(tx, query, said)
    _write_tasks(tx, node, tasks_of(reading, node))
    _write_passages(tx, node, reading.text)
    return [*mentions]


def _in_batches(tx: Transaction, query: str, given: list[dict[str, Any]]) -> None:
    for start in range(0, len(given), BATCH):
        ask(tx, query, rows=given[start : start + BATCH])


def _write_tasks(tx: Transaction, node: str, tasks: Collection[Task]) -> None:
    given = [task_properties(task, node, running) for running, task in enumerate(tasks, 1)]
    query = "UNWIND $rows AS row MERGE (d:Document {id: row.document}) CREATE (d)-[:CONTAINS]->(t:Task) SET t = row"
    _in_batches(tx, query, given)
    count_words(tx, "task_words", sum(row["length"] for row in given))
    parts = [assignment_properties(part, task.id) for task in tasks for part in task.assignments]
    query = (
        "UNWIND $rows AS row MATCH (t:Task {id: row.task}) MERGE (a:Agency {key: row.key})"
        " ON CREATE SET a.id = row.id, a.name = row.name, a.spellings = []"
        " SET a.spellings = CASE WHEN row.named IN a.spellings THEN a.spellings ELSE a.spellings + row.named END"
        " CREATE (t)-[:ASSIGNS_TO {role: row.role, raw: row.raw, named: row.named}]->(a)"
    )
    _in_batches(tx, query, parts)
    aims = [
        {"task": task.id, "code": aim.indicator, "raw": aim.raw.text, "name": _indicator_name(aim.indicator)}
        for task in tasks
        for aim in task.indicators
    ]
    query = (
        "UNWIND $rows AS row MATCH (t:Task {id: row.task}) MERGE (i:Indicator {code: row.code})"
        " ON CREATE SET i.name = row.name CREATE (t)-[:TARGETS {raw: row.raw}]->(i)"
    )
    _in_batches(tx, query, aims)


def _indicator_name(code: str) -> str:
    indicator = indicators().get(code)
    return indicator.name if indicator else code


def _write_passages(tx: Transaction, node: str, text: str) -> None:
    given = [
        {
            **{"document": node, "start": start, "end": end, "name": named(text[start:end])},
            **words(text[start:end]),
        }
        for start, end in passages(text)
    ]
    query = "UNWIND $rows AS row MERGE (d:Document {id: row.document}) CREATE (d)-[:SAYS]->(p:Passage) SET p = row"
    _in_batches(tx, query, given)
    count_words(tx, "passage_words", sum(row["length"] for row in given))


# Joining


def link(tx: Transaction, mentions: Iterable[Mention]) -> None:
    """Join citations to the documents they mean, and those documents by the edges that the citations give."""
    keys = [citation_key(mention.document, mention.index) for mention in mentions]
    query = (
        "UNWIND $keys AS key MATCH (c:Citation {key: key}) WHERE c.bound IS NOT NULL"
        " MATCH (d:Document {id: c.bound})"
    )
    ask(tx, f"{query} WITH c, d WHERE c.document <> c.bound CREATE (c)-[:MEANS]->(d)", keys=keys)
    ask(tx, f"{query} WITH c, d WHERE c.document = c.bound CREATE (c)-[:MEANS_ITSELF]->(d)", keys=keys)
    query = (
        "UNWIND $keys AS key MATCH (c:Citation {key: key}) WHERE c.source IS NOT NULL RETURN properties(c)"
    )
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (citation,) in ask(tx, query, keys=keys):
        by_type[relations()[citation["relation"]].edge].append(edge_properties(citation))
    for kind, edges in by_type.items():
        query = (
            "UNWIND $rows AS row MATCH (a:Document {id: row.source}) MATCH (b:Document {id: row.bound})"
            f" CREATE (a)-[e:{kind}]->(b) SET e = row"
        )
        _in_batches(tx, query, edges)


def _unlink(tx: Transaction, keys: Collection[str]) -> None:
    query = "UNWIND $keys AS key MATCH (:Citation {key: key})-[m:MEANS|MEANS_ITSELF]->() DELETE m"
    ask(tx, query, keys=[*keys])
    query = (
        "UNWIND $keys AS key MATCH (c:Citation {key: key}) WHERE c.source IS NOT NULL"
        f" MATCH (:Document {{id: c.source}})-[e:{edge_types()}]->(:Document {{id: c.bound}})"
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
    _erase_tasks(tx, nodes)
    query = (
        "UNWIND $nodes AS node MATCH (:Document {id: node})-[:SAYS]->(p:Passage)"
        " WITH p, p.length AS length DETACH DELETE p RETURN sum(length)"
    )
    count_words(tx, "passage_words", -sum(gone for (gone,) in ask(tx, query, nodes=[*nodes])))
    return {end for _, *both in found for end in both if end is not None}


def _erase_tasks(tx: Transaction, nodes: Collection[str]) -> None:
    tasks = "UNWIND $nodes AS node MATCH (:Document {id: node})-[:CONTAINS]->(t:Task)"
    query = f"{tasks} MATCH (t)-[:ASSIGNS_TO|TARGETS]->(x) RETURN DISTINCT x.key, x.code"
    ends_of = ask(tx, query, nodes=[*nodes])
    query = f"{tasks} WITH t, t.length AS length DETACH DELETE t RETURN sum(length)"
    count_words(tx, "task_words", -sum(gone for (gone,) in ask(tx, query, nodes=[*nodes])))
    for label, name, values in (
        ("Agency", "key", [key for key, _ in ends_of if key]),
        ("Indicator", "code", [code for _, code in ends_of if code]),
    ):
        query = f"UNWIND $values AS value MATCH (x:{label} {{{name}: value}}) WHERE NOT EXISTS {{ (x)<--() }} DELETE x"
        ask(tx, query, values=values)


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
    texts = {(row["document"], row["place"]): row["said"] for of in found.values() for row in of}
    _rewrite(tx, [mention for _, mention in changed], texts)
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


def _rewrite(tx: Transaction, mentions: Collection[Mention], said: Mapping[tuple[str, int], str]) -> None:
    given = [citation_properties(mention, said[mention.document, mention.index]) for mention in mentions]
    _unlink(tx, [row["key"] for row in given])
    _in_batches(tx, "UNWIND $rows AS row MATCH (c:Citation {key: row.key}) SET c = row", given)


def mark_unresolved(tx: Transaction, mentions: Iterable[Mention]) -> None:
    """Give those that are bound to nothing their label, and take it from the others."""
    asked = [(citation_key(m.document, m.index), is_unresolved(m)) for m in mentions]
    for unresolved, change in ((True, "SET c:Unresolved"), (False, "REMOVE c:Unresolved")):
        keys = [key for key, is_so in asked if is_so is unresolved]
        ask(tx, f"UNWIND $keys AS key MATCH (c:Citation {{key: key}}) {change}", keys=keys)


def all_ends(mentions: Iterable[Mention]) -> set[str]:
    """The other documents at the ends of what the mentions say."""
    return {end for mention in mentions for end in ends(mention)}
