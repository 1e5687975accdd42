"""Nodes and relationships in the CSV that `neo4j-admin` imports: a file for each label and type, headers apart.

What is unknown is an empty field, an empty text is a quoted one; texts may hold line ends. The type of a column is
that of the values in it. The columns are those of the first row, and those that other rows may have.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

# A bool is an int, too: it is asked for first.
TYPES: Mapping[type, str] = {
    bool: "boolean",
    int: "long",
    float: "double",
    date: "date",
    bytes: "byte[]",
    list: "string[]",
    str: "string",
}
HEADER = ".header.csv"


class _Table:
    """One file, and the header that is due to it."""

    def __init__(self, file: TextIO, head: tuple[str, ...], optional: Iterable[str]) -> None:
        self._file, self._head = file, head
        self._columns = dict.fromkeys(optional, TYPES[str])
        self._is_empty = True

    def write(self, keys: tuple[Any, ...], properties: Mapping[str, Any]) -> None:
        """A row: what identifies it, then its properties; ValueError for one that no column is kept for."""
        for name, value in properties.items():
            if not self._is_empty and name not in self._columns:
                raise ValueError(f"a row with {name!r} comes late")
            if value is not None:
                self._columns[name] = TYPES[type(value)]
        self._is_empty = False
        row = (*keys, *(properties.get(name) for name in self._columns))
        self._file.write(",".join(map(_field, row)) + "\n")

    @property
    def header(self) -> str:
        """The names and types of the columns."""
        return ",".join((*self._head, *(f"{name}:{kind}" for name, kind in self._columns.items()))) + "\n"


class Files:
    """The files in one folder; what was there under the same names is written over.

    `optional` are the properties that not all nodes of a label or relationships of a type have.
    """

    def __init__(self, folder: Path, optional: Mapping[str, Iterable[str]]) -> None:
        self._folder, self._optional = folder, optional
        self._stack = ExitStack()
        self._nodes: dict[str, _Table] = {}
        self._relationships: dict[str, _Table] = {}

    def __enter__(self) -> "Files":
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        for name, table in (self._nodes | self._relationships).items():
            (self._folder / f"{name}{HEADER}").write_text(table.header, encoding="utf-8")

    def node(self, label: str, key: object, properties: Mapping[str, Any], *also: str) -> None:
        """A node, known to relationships by its label and key; `also` are further labels."""
        if label not in self._nodes:
            self._nodes[label] = self._table(label, label, (f":ID({label})", ":LABEL"))
        self._nodes[label].write((key, [label, *also]), properties)

    def join(
        self,
        kind: str,
        start: str,
        start_key: object,
        end: str,
        end_key: object,
        properties: Mapping[str, Any] | None = None,
    ) -> None:
        """A relationship of this type between nodes of these labels and keys."""
        name = f"{start}-{kind}-{end}"
        if name not in self._relationships:
            head = (f":START_ID({start})", f":END_ID({end})", ":TYPE")
            self._relationships[name] = self._table(name, kind, head)
        self._relationships[name].write((start_key, end_key, kind), properties or {})

    def arguments(self) -> tuple[str, ...]:
        """How the importer is told of the files."""
        return tuple(
            f"--{option}={self._folder / f'{name}{HEADER}'},{self._folder / f'{name}.csv'}"
            for option, names in (("nodes", self._nodes), ("relationships", self._relationships))
            for name in names
        )

    def _table(self, name: str, kind: str, head: tuple[str, ...]) -> _Table:
        file = (self._folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        return _Table(self._stack.enter_context(file), head, self._optional.get(kind, ()))


# What the importer calls each byte.
_SIGNED = [str(byte - 256 if byte > 127 else byte) for byte in range(256)]


def _field(value: Any) -> str:
    """A value as the importer reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case bytes():
            return ";".join(map(_SIGNED.__getitem__, value))
        case list():
            return _quoted(";".join(value))
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
