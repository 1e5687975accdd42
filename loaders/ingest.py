"""Files and folders into the store, one file at a time: what fails is told, the rest goes on."""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.errors import CancuError, MissingFile, StoreError, UnknownFormat, UnreadableFile
from graph.model import Notice, Reading
from graph.port import Change, GraphStore
from loaders.extract import read_bytes, read_file

Result = Literal["added", "replaced", "unchanged", "skipped", "failed"]
_CHUNK = 1 << 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

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
        try:
            yield _load(path, store)
        except UnknownFormat as error:
            yield Outcome(path, "failed" if named else "skipped", error=error)
        except StoreError:
            raise
        except CancuError as error:
            yield Outcome(path, "failed", error=error)


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


def read_or_fail(path: Path) -> tuple[Reading, ...]:
    """What a file says; an UnreadableFile for whatever keeps it from being read."""
    try:
        return read_file(path)
    except CancuError:
        raise
    except (
        Exception
    ) as fault:  # the outermost loop over files: one that nobody foresaw must not stop the rest
        log.exception("cannot read %s", path)
        raise UnreadableFile(name=str(path)) from fault


def _load(path: Path, store: GraphStore) -> Outcome:
    if store.holds(_digest(path)):
        return Outcome(path, "unchanged")
    readings = read_or_fail(path)
    changes = store.add(readings)
    warnings = tuple(notice for reading in readings for notice in reading.warnings)
    return Outcome(path, _result(changes), changes, warnings)


def _result(changes: Iterable[Change]) -> Result:
    outcomes = {change.outcome for change in changes}
    return "replaced" if "replaced" in outcomes else "added" if "added" in outcomes else "unchanged"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as fault:
        raise MissingFile(name=str(path)) from fault
    return digest.hexdigest()


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        yield from (Path(place, name) for name in sorted(names) if not _hidden(name))


def _hidden(name: str) -> bool:
    """What editors and office programs leave behind: `.git`, `~$report.docx`."""
    return name.startswith((".", "~$"))
