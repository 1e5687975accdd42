"""Thousands of files into the store: read in processes of their own within limits, written by this one alone.

Memory stays flat: a file at work for each process, members of archives taken out one by one as readers become free.
"""

import hashlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.errors import CancuError, EmptyFile, FileTooLarge, MissingFile, UnreadableFile
from graph.model import Reading
from graph.port import GraphStore
from loaders.formats.archives import Member, is_archive, members, unpacked_size
from loaders.isolation import Crew, Limits, Worker
from loaders.keeping import Keeper
from loaders.outcomes import Outcome, Read, refuse

MIB = 1 << 20
LARGEST = 200 * MIB
_ARCHIVE = "archive"
_END = "end"


class Watch(Protocol):
    """Who looks on while files are loaded."""

    def meet(self, files: int, size: int) -> None:
        """So many more files and bytes are to be read than was known."""
        ...

    def begin(self, name: str) -> None:
        """The file with this name is being read."""
        ...

    def weigh(self, memory: int) -> None:
        """The largest of the processes that read took so many MiB so far."""
        ...


class _Nobody:
    """A watch that does not look."""

    def meet(self, files: int, size: int) -> None:
        """Nothing."""

    def begin(self, name: str) -> None:
        """Nothing."""

    def weigh(self, memory: int) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read: by its path, or with its bytes if it stood in an archive; or why it cannot be had."""

    path: Path
    named: bool = False
    data: bytes | None = None
    size: int = 0
    fault: CancuError | None = None


def load_all(
    files: Iterable[tuple[Path, bool]], store: GraphStore, watch: Watch, *, jobs: int, limits: Limits
) -> Iterator[Outcome]:
    """As `ingest.take`, by `jobs` processes; outcomes come as they are done, each after it has been kept.

    What is read while the store is being changed is kept by the next change, all together.

    A file that crashes its reader, or takes more than the limits, fails and the rest goes on. Raises StoreError where
    the store itself cannot go on. Closing the iterator ends all processes.
    """
    with (
        Crew[Item](jobs, read, limits) as crew,
        closing(_Queue(files, watch, limits)) as queue,
        Keeper(store) as keeper,
    ):
        while True:
            while crew.is_free and (item := queue.next()) is not None:
                known = _known(item, store)
                if known is not None:
                    yield known
                else:
                    watch.begin(str(item.path))
                    crew.give(item, str(item.path), item.data)
            if not crew.is_busy:
                yield from keeper.rest()
                return
            item, answer = crew.finish()
            watch.weigh(crew.memory)
            if answer == _ARCHIVE:
                queue.open(item)
            elif isinstance(answer, CancuError):
                yield refuse(item.path, answer, item.named, item.size)
            else:
                yield from keeper.take(_of_item(item, answer))


def read_all(
    files: Iterable[tuple[Path, bool]], limits: Limits
) -> Iterator[tuple[Item, tuple[Reading, ...] | CancuError]]:
    """What each file says, in order, archives as their files; or why it is not read, also for the limits."""
    with Crew[Item](1, read, limits) as crew, closing(_Queue(files, _Nobody(), limits)) as queue:
        while (item := queue.next()) is not None:
            if item.fault is not None:
                yield item, item.fault
                continue
            crew.give(item, str(item.path), item.data)
            _, answer = crew.finish()
            if answer == _ARCHIVE:
                queue.open(item)
                continue
            assert isinstance(answer, (tuple, CancuError))
            yield item, answer


def _known(item: Item, store: GraphStore) -> Outcome | None:
    """What becomes of a file without reading it, if that can be told."""
    try:
        if item.fault is not None:
            raise item.fault
        sha256 = _hash_of(item)
    except UnreadableFile as error:
        return refuse(item.path, error, item.named, item.size)
    return Outcome(item.path, "unchanged", size=item.size) if store.holds(sha256) else None


def _of_item(item: Item, answer: object) -> Read:
    assert isinstance(answer, tuple)
    readings: tuple[Reading, ...] = answer
    return Read(item.path, readings, item.size)


def _hash_of(item: Item) -> str:
    if item.data is not None:
        return hashlib.sha256(item.data).hexdigest()
    size = size_of(item.path)
    if size > LARGEST:
        raise FileTooLarge(name=str(item.path), size=size // MIB, limit=LARGEST // MIB)
    try:
        with item.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise MissingFile(name=str(item.path)) from fault


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Queue:
    """What is to be read: the files that were walked, and before the next of them what the archives among them hold."""

    def __init__(self, files: Iterable[tuple[Path, bool]], watch: Watch, limits: Limits) -> None:
        self._files = (Item(path, named, size=size_of(path)) for path, named in files)
        self._watch, self._limits = watch, limits
        self._archives: deque[Item] = deque()
        self._inside: Iterator[Item] | None = None

    def next(self) -> Item | None:
        """The next file; None if there is none now."""
        while True:
            if self._inside is not None and (item := next(self._inside, None)) is not None:
                return item
            if not self._archives:
                self._inside = None
                return next(self._files, None)
            self._inside = self._members(self._archives.popleft())

    def open(self, archive: Item) -> None:
        """Put what an archive holds before all other files."""
        self._archives.append(archive)

    def close(self) -> None:
        """End the process that takes files out of an archive."""
        if self._inside is not None:
            self._inside.close()  # type: ignore[attr-defined]  # a generator

    def _members(self, archive: Item) -> Iterator[Item]:
        """The files in an archive, last why there are no more if that is a fault of its own."""
        fault = yield from self._taken_out(archive)
        if fault is not None:
            self._watch.meet(1, 0)
            yield Item(archive.path, archive.named, fault=fault)

    def _taken_out(self, archive: Item) -> Generator[Item, None, CancuError | None]:
        """The files, by a process of its own as they are asked for: each may take as long as any file may."""
        count = 0
        try:
            with Worker(unpack, self._limits) as worker:
                worker.ask(str(archive.path))
                while (answer := worker.answer()) != _END:
                    if isinstance(answer, int):
                        self._watch.meet(-1, answer - archive.size)
                        continue
                    count += 1
                    self._watch.meet(1, 0)
                    yield _of_member(answer)
                    worker.renew()
        except CancuError as fault:
            return fault
        return None if count else EmptyFile(name=str(archive.path))


def _of_member(answer: object) -> Item:
    if isinstance(answer, CancuError):
        raise answer
    assert isinstance(answer, Member)
    return Item(Path(answer.name), data=answer.data, size=len(answer.data), fault=answer.fault)


# --- in the processes that read and unpack ------------------------------------------------------------------


def read(name: str, data: bytes | None) -> Iterator[object]:
    """What a file says, or why it cannot be read, or that it holds files."""
    try:
        yield _read(name, data)
    except CancuError as error:
        yield error


def _read(name: str, data: bytes | None) -> object:
    from loaders.extract import bytes_of
    from loaders.ingest import read_or_fail

    if data is None:
        data = bytes_of(Path(name))
        if is_archive(data, name):
            return _ARCHIVE
    return read_or_fail(Path(name), data)


def unpack(name: str) -> Iterator[object]:
    """How many bytes an archive may hold, then its files, or why there are no more."""
    from loaders.extract import bytes_of

    try:
        data = bytes_of(Path(name))
        yield unpacked_size(data, name)
        yield from members(data, name)
    except CancuError as error:
        yield error
    yield _END
