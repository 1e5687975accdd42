"""Every store keeps the same promises: one line of `STORES` puts an engine under the whole suite."""

from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import pytest

from graph.port import GraphStore
from graph.stores import open_store

STORES: Mapping[str, Callable[[Path], str]] = {
    "file": lambda folder: f"sqlite:///{folder / 'store.db'}",
    "memory": lambda folder: "sqlite://",
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[GraphStore, None, None]:
    """An empty store of each engine."""
    with open_store(STORES[request.param](tmp_path), reader="1") as opened:
        yield opened
