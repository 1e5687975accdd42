"""The engines behind the port, by the scheme of a store's URL."""

import re
from collections.abc import Mapping
from typing import Protocol

from graph.errors import UnsupportedStore
from graph.port import GraphStore
from graph.stores.neo4j import SCHEMES, open_neo4j
from graph.stores.sqlite import open_sqlite

PATIENCE = 30.0


class Opener(Protocol):
    """What opens the stores of one engine."""

    def __call__(self, url: str, *, reader: str, patience: float) -> GraphStore:
        """The store at `url`; StoreError if it cannot be used."""
        ...


ENGINES: Mapping[str, Opener] = {
    "sqlite": open_sqlite,
    **dict.fromkeys(SCHEMES, open_neo4j),
}


def open_store(url: str, *, reader: str = "", patience: float = PATIENCE) -> GraphStore:
    """The store at `url`, made if it is not there.

    `reader` is the version of what reads files: `holds` knows by it what to read again. `patience` is how many seconds
    to wait for other processes before StoreBusy. Raises UnsupportedStore, StoreIsNewer, StoreIsOlder, StoreDamaged
    or StoreError.
    """
    opener = ENGINES.get(url.partition("://")[0]) if "://" in url else None
    if opener is None:
        known = ", ".join(f"{scheme}://" for scheme in ENGINES)
        raise UnsupportedStore(url=without_password(url), known=known)
    return opener(url, reader=reader, patience=patience)


def without_password(url: str) -> str:
    """The URL fit to be shown: `neo4j://user:word@host` gives `neo4j://user:***@host`."""
    return re.sub(r"(?<=://)([^/@:]*):.*@", r"\1:***@", url)
