"""Every question is answered the same, item by item, by both engines on a generated graph of ten thousand documents.

The graph comes into Neo4j by its importer, which takes seconds; that loading through the driver makes the same graph
is tested on smaller ones.
"""

from collections.abc import Generator
from itertools import islice

import pytest

from benchmarks.generated import generated
from graph.port import GraphStore
from graph.stores import open_store
from graph.stores.neo4j.export import export
from tests.contract.questions import differences
from tests.neo4j_server.server import Server, emptied_by_parts

DOCUMENTS, AT_ONCE, ASKED = 10_000, 500, 40


@pytest.fixture(scope="module")
def pair(
    neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Generator[tuple[GraphStore, GraphStore], None, None]:
    """A file and a Neo4j that hold the same graph."""
    folder = tmp_path_factory.mktemp("national")
    with open_store(f"sqlite:///{folder / 'store.db'}") as file:
        readings = generated(DOCUMENTS)
        while batch := [*islice(readings, AT_ONCE)]:
            file.add(batch)
        neo4j_server.administer(*export(file, folder / "csv").command)
        with open_store(neo4j_server.url) as neo4j:
            yield file, neo4j
    emptied_by_parts(neo4j_server.url)


@pytest.mark.timeout(900)
def test_every_question_is_answered_the_same(pair: tuple[GraphStore, GraphStore]) -> None:
    one, other = pair
    counts = one.counts()
    assert counts == other.counts()
    assert (counts["loaded"], counts["tasks"] > DOCUMENTS) == (DOCUMENTS, True)
    assert differences(one, other, every=DOCUMENTS // ASKED) == []
