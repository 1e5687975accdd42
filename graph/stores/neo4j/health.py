"""Whether the server is sound: what it says that it is, and every constraint and index of ours standing and online."""

from graph.port import Health
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.schema import statements

ONLINE = "ONLINE"


def examine(tx: Transaction) -> Health:
    """Constraints and indexes that are lacking or do not work, by name and state."""
    query = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition"
    states = dict(ask(tx, "SHOW INDEXES YIELD name, state RETURN name, state"))
    unique = {name for (name,) in ask(tx, "SHOW CONSTRAINTS YIELD name RETURN name")}
    made = statements()
    faults = [f"{name}: {states.get(name, '–')}" for name in made if states.get(name) != ONLINE]
    faults += [
        name for name, text in made.items() if text.startswith("CREATE CONSTRAINT") and name not in unique
    ]
    return Health(" ".join(ask(tx, query)[0]), tuple(faults))
