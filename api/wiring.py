"""The one place where real parts are made: which store the doors open, and that its folder is there."""

from pathlib import Path
from threading import Lock

from api.settings import Settings
from graph.port import GraphStore
from graph.stores import open_store

_OF_FILES = "sqlite:///"


def open_graph(settings: Settings) -> GraphStore:
    """The store of these settings, open; the folder of a new file is made. Raises StoreError."""
    if settings.store.startswith(_OF_FILES):
        folder = Path(settings.store.removeprefix(_OF_FILES)).parent
        folder.mkdir(parents=True, exist_ok=True)
    return open_store(settings.store)


class Graph:
    """A store that is opened when it is first asked for, and then kept for all that ask."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._store: GraphStore | None = None

    def store(self) -> GraphStore:
        """The open store. Raises StoreError."""
        with self._lock:
            if self._store is None:
                self._store = open_graph(self._settings)
            return self._store

    def close(self) -> None:
        """Let go of the store; the next question opens it again."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None
