"""The tasks that documents set: their nodes, and what these join: the bodies that have a part, what they aim at."""

from collections.abc import Collection, Mapping, Sequence

from graph.binding import tasks_of
from graph.model import Reading, Task
from graph.stores.neo4j import agencies
from graph.stores.neo4j.connections import Transaction, ask, ask_in_batches
from graph.stores.neo4j.values import Properties, task_properties
from graph.stores.neo4j.word_counts import count_words
from graph.vocabulary import indicators


def write(tx: Transaction, spoken: Mapping[str, Reading]) -> None:
    """Lay down the tasks of documents."""
    by_node = {node: tasks_of(reading, node) for node, reading in spoken.items()}
    given = [
        task_properties(task, node, running)
        for node, of_node in by_node.items()
        for running, task in enumerate(of_node, 1)
    ]
    query = "UNWIND $rows AS row MERGE (d:Document {id: row.document}) CREATE (d)-[:CONTAINS]->(t:Task) SET t = row"
    ask_in_batches(tx, query, given)
    count_words(tx, "task_words", sum(row["length"] for row in given))
    tasks = [task for of_node in by_node.values() for task in of_node]
    agencies.assign(tx, tasks)
    _aim(tx, tasks)


def _aim(tx: Transaction, tasks: Sequence[Task]) -> None:
    aims = [
        {"task": task.id, "raw": aim.raw.text, **indicator_row(aim.indicator)}
        for task in tasks
        for aim in task.indicators
    ]
    query = (
        "UNWIND $rows AS row MATCH (t:Task {id: row.task}) MERGE (i:Indicator {code: row.code})"
        " ON CREATE SET i.name = row.name CREATE (t)-[:TARGETS {raw: row.raw}]->(i)"
    )
    ask_in_batches(tx, query, aims)


def indicator_row(code: str) -> Properties:
    """The properties of an indicator's node."""
    indicator = indicators().get(code)
    return {"code": code, "name": indicator.name if indicator else code}


def erase(tx: Transaction, nodes: Collection[str]) -> None:
    """Take away the tasks of documents, and whatever nobody else assigns or aims at."""
    tasks = "UNWIND $nodes AS node MATCH (:Document {id: node})-[:CONTAINS]->(t:Task)"
    parts = agencies.named_by(tx, nodes)
    aims = ask(tx, f"{tasks} MATCH (t)-[:TARGETS]->(i:Indicator) RETURN DISTINCT i.code", nodes=[*nodes])
    query = f"{tasks} WITH t, t.length AS length DETACH DELETE t RETURN sum(length)"
    count_words(tx, "task_words", -sum(gone for (gone,) in ask(tx, query, nodes=[*nodes])))
    agencies.forget(tx, parts)
    query = "UNWIND $codes AS code MATCH (i:Indicator {code: code}) WHERE NOT EXISTS { (i)<--() } DELETE i"
    ask(tx, query, codes=[code for (code,) in aims])
