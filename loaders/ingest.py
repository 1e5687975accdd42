"""Files and folders into the store, one file at a time: what fails is told, the rest goes on."""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.errors import CancuError, StoreError, UnknownFormat, UnreadableFile
from graph.model import Notice, Reading
from graph.port import Change, GraphStore
from loaders.extract import bytes_of, read_bytes
from loaders.formats.archives import is_archive, members

Result = Literal["added", "replaced", "unchanged", "skipped", "failed"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, in an archive or by itself.

    `skipped` files were met in a folder and are of a kind that is not read; `error` says why a file was skipped or
    failed.
    """

    path: Path
    result: Result
    changes: tuple[Change, ...] = ()
    warnings: tuple[Notice, ...] = ()
    error: CancuError | None = None


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
    except (
        Exception
    ) as fault:  # the outermost loop over files: one that nobody foresaw must not stop the rest
        log.exception("cannot read %s", path)
        raise UnreadableFile(name=str(path)) from fault


def _outcome(path: Path, data: bytes | CancuError, store: GraphStore, named: bool) -> Outcome:
    try:
        if isinstance(data, CancuError):
            raise data
        return _load(path, data, store)
    except UnknownFormat as error:
        return Outcome(path, "failed" if named else "skipped", error=error)
    except StoreError:
        raise
    except CancuError as error:
        return Outcome(path, "failed", error=error)


def _load(path: Path, data: bytes, store: GraphStore) -> Outcome:
    if store.holds(hashlib.sha256(data).hexdigest()):
        return Outcome(path, "unchanged")
    readings = read_or_fail(path, data)
    changes = store.add(readings)
    warnings = tuple(notice for reading in readings for notice in reading.warnings)
    return Outcome(path, _result(changes), changes, warnings)


def _result(changes: Iterable[Change]) -> Result:
    outcomes = {change.outcome for change in changes}
    return "replaced" if "replaced" in outcomes else "added" if "added" in outcomes else "unchanged"


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        yield from (Path(place, name) for name in sorted(names) if not _hidden(name))


def _hidden(name: str) -> bool:
    """What programs leave behind, and what is told about a folder: `.git`, `~$report.docx`, `README.md`."""
    return name.startswith((".", "~$", "README"))
