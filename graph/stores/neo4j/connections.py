"""The driver: questions and changes as transactions, retried where that helps, and what their failures are called.

A reader of this process sees what it wrote (bookmarks), also in a cluster. One change at a time: each takes the lock
of the store's node before it looks at anything.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, Record, Session
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, TransientError

from graph.errors import StoreBusy, StoreError, StoreForbidden, StoreUnreachable
from graph.stores.neo4j.address import Address
from graph.stores.neo4j.schema import prepare

Row: TypeAlias = list[Any]
T = TypeVar("T")
LONGEST_RETRY, PAUSE = 5.0, 0.2
BATCH = 2000
OUR_FAULT = ("Neo.ClientError.Statement.", "Neo.ClientError.Schema.", "Neo.DatabaseError.Statement.")


class Transaction(Protocol):
    """What queries are run in; one of the official driver, or of another that stands for it."""

    def run(self, query: Any, parameters: dict[str, Any], /) -> Iterable[Record]:
        """The records that a query gives."""
        ...


def ask(tx: Transaction, query: str, /, **values: Any) -> list[Row]:
    """The rows that a query gives; what varies is in its parameters, never in its text.

    A query that unwinds its first parameter is not sent when there is nothing in it.
    """
    if query.startswith("UNWIND $") and not next(iter(values.values())):
        return []
    return [*map(Record.values, tx.run(query, values))]


def ask_in_batches(tx: Transaction, query: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Send a change that unwinds `$rows` with so many of them at a time as the server takes well."""
    for start in range(0, len(rows), BATCH):
        ask(tx, query, rows=rows[start : start + BATCH])


def ask_at_once(tx: Transaction, query: str, /, **values: Any) -> list[Any]:
    """The list that a query collects into its only record: as records of their own they would cost ten times more."""
    return [row for (found,) in ask(tx, query, **values) for row in found]


class Connections:
    """The connections to one database."""

    def __init__(self, address: Address, patience: float) -> None:
        self._address, self._patience = address, patience
        self._turn = threading.Lock()
        self._closed = False
        self._idle: list[Session] = []
        with self._told():
            self._driver = GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password) if address.password else None,
                user_agent="cancu",
                telemetry_disabled=True,
                notifications_min_severity="OFF",
                connection_timeout=min(patience, LONGEST_RETRY),
                connection_acquisition_timeout=patience,
                max_transaction_retry_time=min(patience, LONGEST_RETRY),
            )
        try:
            with self._told(), self._session(WRITE_ACCESS) as session:
                prepare(session, address.shown)
        except BaseException:
            self.close()
            raise

    def read(self, question: Callable[[Transaction], T]) -> T:
        """The answer to a question, from any member of a cluster that has seen what was written here.

        Each query is a transaction of its own, which saves two trips: the server shows what is committed, and no
        more, to queries of one transaction as well. What failed in passing is asked anew.
        """
        last = time.monotonic() + min(self._patience, LONGEST_RETRY)
        with self._told():
            while True:
                try:
                    with self._reading() as session:
                        return question(session)
                except (DriverError, Neo4jError) as fault:
                    if not fault.is_retryable() or time.monotonic() > last:
                        raise
                time.sleep(PAUSE)

    def write(self, change: Callable[[Transaction], T]) -> T:
        """A change, kept as a whole or not at all. Raises StoreBusy after waiting as long as there is patience."""
        with self._told(), self._my_turn(), self._session(WRITE_ACCESS) as session:
            return session.execute_write(change)

    def close(self) -> None:
        """Let go of all connections."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        self._driver.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Session]:
        """A session of before, which saves a fifth of a short question; one that something went wrong in is closed."""
        try:
            session = self._idle.pop()
        except IndexError:
            session = self._session(READ_ACCESS)
        try:
            yield session
        except BaseException:
            session.close()
            raise
        session.close() if self._closed else self._idle.append(session)

    def _session(self, access: str) -> Session:
        if self._closed:
            raise StoreError(url=self._address.shown)
        return self._driver.session(
            database=self._address.database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    @contextlib.contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._patience):
            raise StoreBusy(url=self._address.shown)
        try:
            yield
        finally:
            self._turn.release()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Failures of the driver and the server, told as failures of the store."""
        try:
            yield
        except (DriverError, Neo4jError) as fault:
            if kind := _kind(fault):
                raise kind(url=self._address.shown) from fault
            raise


def _kind(fault: DriverError | Neo4jError) -> type[StoreError] | None:
    """What a failure means to the user; None if it is a fault of this program."""
    if isinstance(fault, AuthError):
        return StoreForbidden
    if isinstance(fault, TransientError):
        return StoreBusy
    if isinstance(fault, ConfigurationError):
        return StoreError
    if isinstance(fault, DriverError):
        return StoreUnreachable
    return None if (fault.code or "").startswith(OUR_FAULT) else StoreError
