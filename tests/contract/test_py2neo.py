"""A notebook that holds a py2neo graph asks the same questions, gets the same answers, and changes nothing."""

from collections.abc import Generator
from pathlib import Path

import py2neo
import pytest

from graph.errors import StoreDamaged, StoreIsNewer, StoreReadOnly
from graph.port import GraphReader, GraphStore
from graph.questions.basis import basis
from graph.questions.derivation import derived_tasks
from graph.questions.neighbourhood import neighbourhood
from graph.stores import open_store
from graph.stores.neo4j.address import read_address
from graph.stores.neo4j.py2neo import open_graph, to_subgraph
from loaders.ingest import load
from tests.contract.readings import DECREE, PLAN, contents, decree, plan
from tests.neo4j_server.server import emptied, run
from visualize.network import to_network


@pytest.fixture(scope="module")
def graph(neo4j_url: str) -> Generator[py2neo.Graph, None, None]:
    """The database as somebody's notebook opens it."""
    address = read_address(neo4j_url)
    opened = py2neo.Graph(address.uri, auth=(address.user, address.password))
    yield opened
    opened.service.connector.close()


@pytest.fixture(scope="module")
def loaded(neo4j_url: str, samples: Path) -> Generator[GraphStore, None, None]:
    """The store with the samples in it."""
    with open_store(emptied(neo4j_url)) as opened:
        assert all(outcome.result == "added" for outcome in load(sorted(samples.glob("*.txt")), opened))
        yield opened


@pytest.fixture
def asked(loaded: GraphStore, graph: py2neo.Graph) -> GraphReader:
    """The same, through py2neo."""
    del loaded
    return open_graph(graph)


def test_it_reads_all_that_the_store_holds(loaded: GraphStore, asked: GraphReader) -> None:
    assert contents(asked) == contents(loaded)
    assert asked.counts() == loaded.counts()
    assert asked.search("nghi dinh 61", limit=9) == loaded.search("nghi dinh 61", limit=9) != ()


def test_it_answers_the_questions(loaded: GraphStore, asked: GraphReader) -> None:
    tasks = [*derived_tasks(loaded, DECREE)]
    assert [*derived_tasks(asked, DECREE)] == tasks != []
    assert [*basis(asked, PLAN)] == [*basis(loaded, PLAN)] != []


def test_it_changes_nothing(loaded: GraphStore, asked: GraphReader) -> None:
    version = loaded.version()
    with pytest.raises(StoreReadOnly):
        asked.add([decree(), plan()])  # type: ignore[attr-defined]
    assert loaded.version() == version


def test_a_view_becomes_its_nodes_and_comes_back_once(
    loaded: GraphStore, graph: py2neo.Graph, neo4j_url: str
) -> None:
    network = to_network(neighbourhood(loaded, DECREE, depth=1))
    view = to_subgraph(network)
    emptied(neo4j_url)
    for _ in range(2):
        graph.merge(view)
    labels = {attributes["kind"].capitalize() for _, attributes in network.nodes(data=True)}
    assert {*view.labels()} == labels
    assert run(neo4j_url, "MATCH (n) RETURN count(n)") == [[len(network)]]
    query = "MATCH (p:Document {id: $plan})-[e]->(d:Document {id: $decree}) RETURN e.quote, type(e) ORDER BY e.start"
    told = run(neo4j_url, query, plan=PLAN, decree=DECREE)
    edges = network.get_edge_data(PLAN, DECREE).values()
    assert told == [
        [edge["quote"], edge["type"]] for edge in sorted(edges, key=lambda edge: int(edge["start"]))
    ]
    assert told != []


def test_a_database_that_is_no_store_of_ours_is_told(graph: py2neo.Graph, neo4j_url: str) -> None:
    emptied(neo4j_url)
    with pytest.raises(StoreDamaged):
        open_graph(graph)
    open_store(neo4j_url).close()
    run(neo4j_url, "MATCH (s:Store) SET s.schema = s.schema + 1")
    with pytest.raises(StoreIsNewer):
        open_graph(graph)
    emptied(neo4j_url)
