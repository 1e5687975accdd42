"""The formats that are read: one module and one line of the table each; a reader takes bytes, gives drafts."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from graph.errors import UnknownFormat
from loaders.draft import Draft
from loaders.formats import plain

Reader = Callable[[bytes, str], Iterable[Draft]]

READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
}


def reader_of(name: str) -> tuple[str, Reader]:
    """The format of a file called `name`, and its reader."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise UnknownFormat(name=name, suffix=suffix or "?", known=", ".join(sorted(READERS)))
    return suffix.removeprefix("."), READERS[suffix]
