"""The store on a Neo4j server or cluster: `neo4j://host/database`, `bolt+s://user:password@host:7687`, and so on."""

from graph.port import GraphStore

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_neo4j(url: str, *, reader: str, patience: float) -> GraphStore:
    """The store in the database that `url` names, its constraints and indexes made if they are not there.

    User and password come from the URL, else from CANCU_NEO4J_USER, CANCU_NEO4J_PASSWORD or the file that
    CANCU_NEO4J_PASSWORD_FILE names. The driver is imported only here: who keeps a file does not wait for it.
    """
    from graph.stores.neo4j.address import read_address
    from graph.stores.neo4j.connections import Connections
    from graph.stores.neo4j.store import Neo4jStore

    return Neo4jStore(Connections(read_address(url), patience), reader)
