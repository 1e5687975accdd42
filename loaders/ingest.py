"""Files and folders into the store, one file at a time: what fails is told, the rest goes on."""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import CancuError, ReaderOutOfMemory, StoreError, UnreadableFile
from graph.model import Reading
from graph.port import Change, GraphStore
from loaders.extract import bytes_of, read_bytes
from loaders.formats.archives import is_archive, members
from loaders.outcomes import Outcome, keep, refuse

log = logging.getLogger(__name__)


def load(paths: Iterable[Path], store: GraphStore) -> Iterator[Outcome]:
    """Read every file and take it in, whole or not at all; what is told has been kept.

    A file that was loaded before is not read again. Raises StoreError where the store itself cannot go on.
    """
    return take(walk(paths), store)


def take(files: Iterable[tuple[Path, bool]], store: GraphStore) -> Iterator[Outcome]:
    """As `load`, of files that were walked already."""
    for path, named in files:
        for file, data in contents(path):
            yield _outcome(file, data, store, named and file == path)


def contents(path: Path) -> Iterator[tuple[Path, bytes | CancuError]]:
    """A file's bytes, those of each file in it if it is an archive, or why they cannot be had."""
    try:
        data = bytes_of(path)
        if not is_archive(data, str(path)):
            yield path, data
            return
        for member in members(data, str(path)):
            yield Path(member.name), member.fault or member.data
    except CancuError as error:
        yield path, error


def load_bytes(data: bytes, name: str, store: GraphStore) -> tuple[Change, ...]:
    """As `load`, of bytes at hand that were called `name`. Raises UnreadableFile or StoreError."""
    return store.add(read_bytes(data, Path(name).name))


def walk(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file in order, and whether it was named itself rather than found in a folder; hidden ones left out."""
    for path in paths:
        if path.is_dir():
            yield from ((found, False) for found in _below(path))
        else:
            yield path, True


def read_or_fail(path: Path, data: bytes) -> tuple[Reading, ...]:
    """What the bytes of a file say; an UnreadableFile for whatever keeps them from being read."""
    try:
        return read_bytes(data, str(path))
    except CancuError:
        raise
    except MemoryError as fault:
        raise ReaderOutOfMemory(name=str(path)) from fault
    except (
        Exception
    ) as fault:  # the outermost loop over files: one that nobody foresaw must not stop the rest
        log.exception("cannot read %s", path)
        raise UnreadableFile(name=str(path)) from fault


def _outcome(path: Path, data: bytes | CancuError, store: GraphStore, named: bool) -> Outcome:
    try:
        if isinstance(data, CancuError):
            raise data
        if store.holds(hashlib.sha256(data).hexdigest()):
            return Outcome(path, "unchanged", size=len(data))
        return keep(path, read_or_fail(path, data), store, len(data))
    except StoreError:
        raise
    except CancuError as error:
        return refuse(path, error, named)


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        yield from (Path(place, name) for name in sorted(names) if not _hidden(name))


def _hidden(name: str) -> bool:
    """What programs leave behind, and what is told about a folder: `.git`, `~$report.docx`, `README.md`."""
    return name.startswith((".", "~$", "README"))
