"""A Neo4j store that remembers every query it sends, and from which lines of the adapter it came."""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from neo4j import Record

import graph.stores.neo4j
from graph.stores.neo4j.address import read_address
from graph.stores.neo4j.connections import Connections, Transaction, ask, ask_at_once
from graph.stores.neo4j.store import Neo4jStore

T = TypeVar("T")
Line = tuple[str, int]
ASKING = (ask.__name__, ask_at_once.__name__)
ADAPTER = Path(graph.stores.neo4j.__file__).parent


class Heard:
    """What was sent: each query once, with the parameters it had first, the lines that asked, and how many trips."""

    def __init__(self) -> None:
        self.trips = 0
        self.queries: dict[str, Mapping[str, Any]] = {}
        self.lines: set[Line] = set()


class _Ear:
    """A transaction that is listened to."""

    def __init__(self, transaction: Transaction, heard: Heard) -> None:
        self._transaction, self._heard = transaction, heard

    def run(self, query: str, parameters: dict[str, Any], /) -> Iterable[Record]:
        self._heard.trips += 1
        self._heard.queries.setdefault(query, parameters)
        self._heard.lines.add(_asking())
        return self._transaction.run(query, parameters)


def _asking() -> Line:
    """The line of the adapter that called `ask`."""
    frame = sys._getframe(2)
    while frame.f_code in (ask.__code__, ask_at_once.__code__) and frame.f_back:
        frame = frame.f_back
    return Path(frame.f_code.co_filename).name, frame.f_lineno


class _Listening:
    """Connections that are listened to."""

    def __init__(self, inner: Connections, heard: Heard) -> None:
        self._inner, self._heard = inner, heard

    def read(self, question: Callable[[Transaction], T]) -> T:
        return self._inner.read(lambda tx: question(_Ear(tx, self._heard)))

    def write(self, change: Callable[[Transaction], T]) -> T:
        return self._inner.write(lambda tx: change(_Ear(tx, self._heard)))

    def close(self) -> None:
        self._inner.close()


@contextmanager
def listened(url: str, heard: Heard) -> Iterator[Neo4jStore]:
    """The store at `url`; what it sends is told to `heard`."""
    with Neo4jStore(_Listening(Connections(read_address(url), 30), heard), reader="1") as store:
        yield store


def askers() -> Iterator[tuple[str, range]]:
    """Each call of `ask` or `ask_at_once` in the adapter: its file, and the lines that it goes over."""
    for file in sorted(ADAPTER.glob("*.py")):
        if file.name == Path(ask.__code__.co_filename).name:
            continue  # where the one is made of the other
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKING:
                yield file.name, range(node.lineno, (node.end_lineno or node.lineno) + 1)
