"""Every store keeps the same promises: one line of `STORES` puts an engine under the whole suite.

`SERVERS` are those that a fixture starts; their one database is emptied before each test.
"""

from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import pytest

from graph.port import GraphStore
from graph.stores import open_store
from tests.neo4j_server.server import emptied

STORES: Mapping[str, Callable[[Path], str]] = {
    "file": lambda folder: f"sqlite:///{folder / 'store.db'}",
    "memory": lambda folder: "sqlite://",
}
SERVERS = [pytest.param("neo4j_url", id="neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=[*STORES, *SERVERS])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store of each engine."""
    if request.param in STORES:
        return STORES[request.param](tmp_path)
    return emptied(str(request.getfixturevalue(request.param)))


@pytest.fixture
def store(store_url: str) -> Generator[GraphStore, None, None]:
    """An empty store of each engine."""
    with open_store(store_url, reader="1") as opened:
        yield opened
