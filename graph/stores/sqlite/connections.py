"""Connections to one file: lent for one question or one change at a time, and what their failures are called.

A connection is never used by two threads at once, and no thread owns one: thread pools come and go. Readers see the
file as it was when they began and never wait; one writer at a time, from whatever process, the others wait their turn.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from queue import Empty, LifoQueue
from typing import Protocol

from graph.errors import StoreBusy, StoreDamaged, StoreError
from graph.stores.sqlite.schema import create, is_ready

MEMORY = ":memory:"
SETTINGS = (
    "PRAGMA foreign_keys = ON",
    # Every commit reaches the disk: what was reported as loaded outlives a power cut, not only a killed process.
    # NORMAL would save one flush a file, 1-10 ms, against the 10-100 ms that reading the file takes.
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
)
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
OUR_FAULT = frozenset(
    {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_MISUSE}
)
PAUSE = 0.02


class Lender(Protocol):
    """Where the questions and changes of a store find a connection, each in a transaction."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """The store as it is at one moment."""
        ...

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """A change, kept as a whole or not at all."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Opened:
    """One connection in one transaction, lent for several questions that make one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """The store as it is at the moment when the transaction began."""
        return contextlib.nullcontext(self._db)

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Nothing may be changed by a question."""
        raise TypeError("a question changes nothing")

    def close(self) -> None:
        """The one who lends it closes it."""


class Connections:
    """The connections of one store; those in memory are one and the same, and everybody takes turns."""

    def __init__(self, path: str, url: str, patience: float) -> None:
        self._path, self._url, self._patience = path, url, patience
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._in_memory = path == MEMORY
        self._writer = threading.Lock()
        self._closed = False
        with self._told():
            self._idle.put(self._connect())

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The store as it is at this moment, for as long as the block lasts."""
        with self._told(), self._lent() as db, _transaction(db, "BEGIN"):
            yield db

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A change: kept as a whole when the block ends, undone as a whole if it fails.

        Raises StoreBusy after waiting as long as there is patience.
        """
        with self._told(), self._turn(), self._lent() as db, _transaction(db, "BEGIN IMMEDIATE"):
            yield db

    def close(self) -> None:
        """Close what is not lent now, and the rest as it comes back."""
        self._closed = True
        with contextlib.suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writer.acquire(timeout=self._patience):
            raise StoreBusy(url=self._url)
        try:
            yield
        finally:
            self._writer.release()

    @contextlib.contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        if self._closed:
            raise StoreError(url=self._url)
        db = self._take()
        try:
            yield db
        finally:
            self._idle.put(db)
            if self._closed:
                self.close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get(block=self._in_memory, timeout=self._patience)
        except Empty:
            if self._in_memory:
                raise StoreBusy(url=self._url) from None
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, self._patience, isolation_level=None, check_same_thread=False)
        try:
            for setting in SETTINGS:
                db.execute(setting)
            if not is_ready(db, self._url):
                self._begin_wal(db)
                create(db, self._url)
        except BaseException:
            db.close()
            raise
        return db

    def _begin_wal(self, db: sqlite3.Connection) -> None:
        """Switch the file's journal; when several processes make one file at once, SQLite does not wait by itself."""
        last = time.monotonic() + self._patience
        while True:
            try:
                db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as fault:
                if _code(fault) not in BUSY or time.monotonic() > last:
                    raise
                time.sleep(PAUSE)
            else:
                return

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Failures of the engine, told as failures of the store."""
        try:
            yield
        except sqlite3.DatabaseError as fault:
            if kind := _kind(fault):
                raise kind(url=self._url) from fault
            raise


def _kind(fault: sqlite3.DatabaseError) -> type[StoreError] | None:
    """What a failure means to the user; None if it is a fault of this program."""
    code = _code(fault)
    if code in BUSY:
        return StoreBusy
    if code in DAMAGED:
        return StoreDamaged
    return None if code in OUR_FAULT else StoreError


def _code(fault: sqlite3.Error) -> int:
    """The primary result code; what the driver itself refuses is a misuse."""
    return getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
