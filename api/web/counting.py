"""How many there are, counted once for each state of the graph: a count costs more than the page that is shown."""

from collections.abc import Callable, Hashable
from threading import Lock

from graph.port import GraphReader

MOST = 10_000


class Counts:
    """What was counted while the store had its present version; another process's change empties it, too."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version: int | None = None
        self._found: dict[Hashable, int] = {}

    def of(self, store: GraphReader, question: Hashable, count: Callable[[], int]) -> int:
        """The count that answers the question; `count` is asked where it is not known."""
        version = store.version()
        with self._lock:
            if version != self._version or len(self._found) >= MOST:
                self._version, self._found = version, {}
            if question in self._found:
                return self._found[question]
        counted = count()
        with self._lock:
            # Only if nothing changed while it was counted.
            if version == self._version == store.version():
                self._found[question] = counted
        return counted
