"""The store that all requests share."""

from threading import Lock

from api.settings import Settings
from api.web.counting import Counts
from api.wiring import open_graph
from graph.port import GraphStore


class Graph:
    """A store that is opened when it is first asked for and then kept for all that ask, with what was counted in it."""

    def __init__(self, settings: Settings) -> None:
        self.counts = Counts()
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
