"""OLE files, the packages of the office programs of before 2007: their streams, whole or not at all."""

import io
from collections.abc import Callable
from typing import TypeVar

import olefile

from graph.errors import DamagedFile

T = TypeVar("T")


def stream_names(data: bytes, name: str) -> set[str]:
    """The names of all streams; DamagedFile if the file is cut short."""
    return set(_streams(data, name, lambda compound: ["/".join(path) for path in compound.listdir()]))


def stream(data: bytes, name: str, *wanted: str) -> bytes:
    """The first of the wanted streams that the file has; empty without any."""

    def read(compound: "olefile.OleFileIO[str]") -> bytes:
        found = next((path for path in wanted if compound.exists(path)), None)
        return compound.openstream(found).read() if found is not None else b""

    return _streams(data, name, read)


def _streams(data: bytes, name: str, read: Callable[["olefile.OleFileIO[str]"], T]) -> T:
    """What `read` takes from the file; stricter than olefile by itself, which gives what is left of a torn stream."""
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as compound:
            return read(compound)
    except MemoryError:
        raise
    except Exception as fault:  # olefile raises whatever its parsing meets in a damaged file
        raise DamagedFile(name=name) from fault
