"""The outlines of documents: their sections, those within these, and the tasks that stand in each."""

from collections.abc import Collection, Iterator, Mapping

from graph.binding import tasks_of
from graph.model import Reading
from graph.stores.neo4j.connections import Transaction, ask, ask_in_batches
from graph.stores.neo4j.outline import outline
from graph.stores.neo4j.values import Properties, section_properties


def section_rows(node: str, reading: Reading) -> Iterator[Properties]:
    """The sections of a document that are shown, each with the path of the one around it, None at the top."""
    for section, around in outline(reading.sections).shown:
        yield {"within": around, "document": node, "section": section_properties(section, node)}


def task_rows(node: str, reading: Reading) -> Iterator[Properties]:
    """The tasks of a document that stand in such a section, each with the path of the innermost."""
    homes = outline(reading.sections).homes
    for task in tasks_of(reading, node):
        if home := homes.get(task.section or ""):
            yield {"within": home, "document": node, "task": task.id}


def write(tx: Transaction, spoken: Mapping[str, Reading]) -> None:
    """Lay down the sections of documents whose tasks are there."""
    sections = [row for node, reading in spoken.items() for row in section_rows(node, reading)]
    query = (
        "UNWIND $rows AS row MERGE (d:Document {id: row.document})"
        " CREATE (d)-[:CONTAINS]->(s:Section) SET s = row.section"
    )
    ask_in_batches(tx, query, [row for row in sections if row["within"] is None])
    inner = [row for row in sections if row["within"] is not None]
    ask_in_batches(tx, "UNWIND $rows AS row CREATE (s:Section) SET s = row.section", inner)
    query = (
        "UNWIND $rows AS row MATCH (around:Section {document: row.document, path: row.within})"
        " MATCH (s:Section {document: row.document, path: row.section.path}) CREATE (around)-[:CONTAINS]->(s)"
    )
    ask_in_batches(tx, query, inner)
    query = (
        "UNWIND $rows AS row MATCH (s:Section {document: row.document, path: row.within})"
        " MATCH (t:Task {id: row.task}) CREATE (s)-[:CONTAINS]->(t)"
    )
    ask_in_batches(tx, query, [row for node, reading in spoken.items() for row in task_rows(node, reading)])


def erase(tx: Transaction, nodes: Collection[str]) -> None:
    """Take away the sections of documents."""
    query = "UNWIND $nodes AS node MATCH (s:Section) WHERE s.document = node AND s.path IS NOT NULL DETACH DELETE s"
    ask(tx, query, nodes=[*nodes])
