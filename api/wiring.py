"""The one place where real parts are made: which store the doors open, and that its folder is there."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from api.settings import Settings
from graph.errors import StoreError
from graph.port import GraphStore
from graph.stores import open_store

READ_BY = ("loaders", "graph.vocabulary")
_OF_FILES = "sqlite:///"


def open_graph(settings: Settings, *, reader: str | None = None) -> GraphStore:
    """The store of these settings, open; the folder of a new file is made. Raises StoreError.

    `reader` is the version of what reads files, by default the present one.
    """
    if settings.store.startswith(_OF_FILES):
        _make_folder(settings.store)
    return open_store(settings.store, reader=present_reader() if reader is None else reader)


def _make_folder(url: str) -> None:
    try:
        Path(url.removeprefix(_OF_FILES)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(url=url) from fault


@cache
def present_reader() -> str:
    """What stands for the present way of reading: where code or vocabulary changed, files are read anew."""
    digest = hashlib.sha256()
    for package in READ_BY:
        for part in _files(files(package)):
            digest.update(part.name.encode())
            digest.update(part.read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            yield from _files(part)
        elif part.name.endswith((".py", ".tsv")):
            yield part
