"""Keeping what was read, many files at a time, while others are being read.

A change of a store costs much the same for one document as for a hundred: a disk is flushed, a network is crossed.
So what comes in while one change is under way is kept by the next; where reading is slower, each file by itself.
"""

from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from graph.port import GraphStore
from loaders.outcomes import Outcome, Read, keep_all

MOST_FILES = 200
MOST_CHARACTERS = 8_000_000


class Keeper:
    """One thread that writes; at most as much waits for it as makes one change."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(1)
        self._waiting: list[Read] = []
        self._writing: Future[list[Outcome]] | None = None

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def take(self, file: Read) -> list[Outcome]:
        """Keep a file as soon as may be; what came of others meanwhile. Waits while too much waits."""
        self._waiting.append(file)
        told = self._told(wait=_is_much(self._waiting))
        self._go_on()
        return told

    def rest(self) -> list[Outcome]:
        """What came of all that was taken and not told yet; waits for it."""
        told = self._told(wait=True)
        self._go_on()
        return told + self._told(wait=True)

    def _told(self, *, wait: bool) -> list[Outcome]:
        if self._writing is None or not (wait or self._writing.done()):
            return []
        writing, self._writing = self._writing, None
        return writing.result()

    def _go_on(self) -> None:
        if self._waiting and self._writing is None:
            self._writing = self._pool.submit(keep_all, self._waiting, self._store)
            self._waiting = []


def _is_much(waiting: Collection[Read]) -> bool:
    return len(waiting) >= MOST_FILES or sum(map(_size, waiting)) >= MOST_CHARACTERS


def _size(file: Read) -> int:
    return sum(len(reading.text) for reading in file.readings)
