"""What is told about a document beside its text, as lines `label: value` that the header's reader knows.

Portals print it as a table of attributes, Markdown files as front matter, dumps as fields of a record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.tables import read_table
from loaders.language.patterns import pattern
from loaders.structure.draft import Grid
from loaders.structure.header import Label

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
def _labels() -> tuple[str, ...]:
    """The labels in small letters, the longer first."""
    rows = read_table("loaders.language", "metadata.tsv", Label)
    return tuple(sorted((row.label.lower() for row in rows), key=len, reverse=True))


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
    if len(rows) > _MOST_ROWS:
        return part
    labelled = [pair for row in rows.values() for text in row if (pair := _split(text))]
    if len(labelled) >= _FEW:
        return "\n".join(_lines(labelled))
    pairs = [(row[n], row[n + 1]) for row in rows.values() for n in range(0, len(row) - 1, 2)]
    known = sum(label.strip(" :").lower() in _labels() for label, _ in pairs)
    is_paired = all(len(row) in (2, 4) for row in rows.values())
    return "\n".join(_lines(pairs)) if is_paired and known >= _FEW else part


def _split(text: str) -> tuple[str, str] | None:
    """A cell that holds a label and its value, parted."""
    label = next((label for label in _labels() if text.lower().startswith(label)), None)
    value = text[len(label) :].strip(" :") if label else ""
    return (text[: len(label)], value) if label and value and text[len(label)] in " :" else None


def label_lines(fields: Iterable[tuple[str, str]], text: str) -> list[str]:
    """The lines for keys that have a label, the number first, those left out that the text itself tells at its head."""
    head = text[:_HEAD]
    found = {
        keys_of("label")[key.strip().lower()]: value.strip()
        for key, value in fields
        if key.strip().lower() in keys_of("label") and _tells(key, value)
    }
    order = list(keys_of("label").values())
    told = sorted(found.items(), key=lambda pair: order.index(pair[0]))
    return list(_lines(pair for pair in told if not _is_told(pair[1], head)))


def _is_told(value: str, head: str) -> bool:
    """Whether a letterhead tells a number as its own; anything else, whether it stands there at all."""
    at = head.find(value)
    while at >= 0:
        before = head[head.rfind("\n", 0, at) + 1 : at]
        if "/" not in value or pattern("own_number_open").match(f"{before.strip()}/"):
            return True
        at = head.find(value, at + 1)
    return False


def _tells(key: str, value: str) -> bool:
    """Whether the value is what the key promises: `id` is a number in some dumps, a name of the record in others."""
    return bool(value.strip()) and (key.strip().lower() not in keys_of("beside") or "/" in value)


def _lines(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (
        f"{label.strip(' :')}: {value}" for label, value in pairs if label and value and len(value) < _LONGEST
    )
