"""For notebooks that hold a py2neo `Graph` already: our questions asked through it, and answers as its nodes.

py2neo came to its end in May 2023 and speaks Bolt 4.3 at most, which servers keep for now. A new notebook opens the
store by its URL, with the official driver. This needs the extra `[py2neo]`; nothing else imports it.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

import networkx as nx
import py2neo
from neo4j import Record
from py2neo.errors import (
    ConnectionBroken,
    ConnectionUnavailable,
    Neo4jError,
    ProtocolError,
    ServiceUnavailable,
    TransientError,
)

from graph.errors import StoreBusy, StoreDamaged, StoreError, StoreReadOnly, StoreUnreachable
from graph.port import GraphReader
from graph.stores.neo4j.connections import Transaction
from graph.stores.neo4j.schema import check_form
from graph.stores.neo4j.store import Neo4jStore

T = TypeVar("T")
AWAY = (ConnectionBroken, ConnectionUnavailable, ProtocolError, ServiceUnavailable)


def open_graph(graph: py2neo.Graph) -> GraphReader:
    """The store in the database of `graph`, to be asked anything that the port asks and never changed.

    Raises StoreDamaged where no store is, StoreIsNewer, StoreIsOlder, StoreUnreachable or StoreError.
    """
    connections = _Connections(graph)
    query = "MATCH (s:Store {id: 'cancu'}) RETURN s.schema"
    found = connections.read(lambda tx: [row["s.schema"] for row in tx.run(query, {})])
    if not found:
        raise StoreDamaged(url=connections.url)
    check_form(found[0], connections.url)
    return Neo4jStore(connections, reader="")


def to_subgraph(network: "nx.MultiDiGraph[str]") -> py2neo.Subgraph:
    """The nodes and relationships of a network (of `visualize.network.to_network`, or of that shape) for py2neo.

    A node's label is its `kind` with a capital, a relationship's type is its `type`; the other attributes become
    properties, what is unknown (the empty string) none. Nodes carry the key that `Graph.merge` knows them by, `id`.
    """
    nodes = {name: _node(name, attributes) for name, attributes in network.nodes(data=True)}
    edges = [
        py2neo.Relationship(nodes[source], attributes["type"], nodes[target], **_known(attributes, "type"))
        for source, target, attributes in network.edges(data=True)
    ]
    return py2neo.Subgraph(nodes.values(), edges)


def _node(name: str, attributes: Mapping[str, Any]) -> py2neo.Node:
    label = attributes["kind"].capitalize()
    node = py2neo.Node(label, id=name, **_known(attributes, "kind"))
    node.__primarylabel__, node.__primarykey__ = label, "id"
    return node


def _known(attributes: Mapping[str, Any], apart: str) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if name != apart and value != ""}


class _Connections:
    """The connections of a py2neo graph, used for reading only; they are its owner's to close."""

    def __init__(self, graph: py2neo.Graph) -> None:
        self._graph = graph
        self.url = f"{graph.service.uri}/{graph.name or ''}"

    def read(self, question: Callable[[Transaction], T]) -> T:
        """The answer to a question, in one transaction that the server lets only read."""
        with self._told():
            transaction = self._graph.begin(readonly=True)
            try:
                return question(_Transaction(transaction))
            finally:
                self._graph.rollback(transaction)

    def write(self, change: Callable[[Transaction], T]) -> NoReturn:
        """Nothing is written this way: raises StoreReadOnly."""
        raise StoreReadOnly(url=self.url)

    def close(self) -> None:
        """The graph was open before and stays so."""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except AWAY as fault:
            raise StoreUnreachable(url=self.url) from fault
        except TransientError as fault:
            raise StoreBusy(url=self.url) from fault
        except Neo4jError as fault:
            raise StoreError(url=self.url) from fault


class _Transaction:
    """A transaction of py2neo that gives records as the official driver does."""

    def __init__(self, transaction: py2neo.Transaction) -> None:
        self._transaction = transaction

    def run(self, query: str, parameters: dict[str, Any]) -> Iterable[Record]:
        """The records that a query gives."""
        cursor = self._transaction.run(query, parameters)
        names = cursor.keys()
        return [Record(zip(names, row.values(), strict=True)) for row in cursor]  # type: ignore[no-untyped-call]
