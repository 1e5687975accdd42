"""What is told about a document beside its text, as lines `label: value` that the header's reader knows.

Portals print it as a table of attributes, Markdown files as front matter, dumps as fields of a record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.tables import read_table
from loaders.draft import Grid
from loaders.header import Label

_MOST_ROWS = 40
_FEW = 2
_LONGEST = 300
_HEAD = 5_000


@dataclass(frozen=True, slots=True)
class Key:
    """A key of front matter or of a record, what it holds, and the label that says the same."""

    key: str
    role: str
    label: str


@cache
def _labels() -> frozenset[str]:
    return frozenset(row.label.lower() for row in read_table("loaders.language", "metadata.tsv", Label))


@cache
def keys_of(role: str) -> Mapping[str, str]:
    """The keys of one role in `language/record-keys.tsv`, with their labels."""
    rows = read_table("loaders.language", "record-keys.tsv", Key)
    return {row.key: row.label for row in rows if row.role == role}


def as_labels(part: str | Grid) -> str | Grid:
    """A table of attributes as lines; any other table, and text, unchanged."""
    if isinstance(part, str):
        return part
    rows: dict[int, list[str]] = {}
    for cell in part.cells:
        rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    if len(rows) > _MOST_ROWS or any(len(row) not in (2, 4) for row in rows.values()):
        return part
    pairs = [(row[n], row[n + 1]) for row in rows.values() for n in range(0, len(row), 2)]
    known = sum(label.strip(" :").lower() in _labels() for label, _ in pairs)
    return "\n".join(_lines(pairs)) if known >= _FEW else part


def label_lines(fields: Iterable[tuple[str, str]], text: str) -> list[str]:
    """The lines for keys that have a label, those left out whose value the text itself tells at its head."""
    head = text[:_HEAD]
    found = {
        keys_of("label")[key.strip().lower()]: value.strip()
        for key, value in fields
        if key.strip().lower() in keys_of("label") and _tells(key, value)
    }
    return list(_lines((label, value) for label, value in found.items() if value not in head))


def _tells(key: str, value: str) -> bool:
    """Whether the value is what the key promises: `id` is a number in some dumps, a name of the record in others."""
    return bool(value.strip()) and (key.strip().lower() not in keys_of("beside") or "/" in value)


def _lines(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (
        f"{label.strip(' :')}: {value}" for label, value in pairs if label and value and len(value) < _LONGEST
    )
