"""Tables in text: cells parted by `;`, `,` or a tab, in quotes where they hold line breaks (RFC 4180)."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from graph.errors import DamagedFile
from loaders.formats.plain import decode
from loaders.formats.tabular import Sheet, cells_of, check_area, to_draft
from loaders.structure.draft import Draft, RunningText

_DELIMITERS = ";,\t|"
_HINT = "sep="
_LOOKED_AT = 50
_LONGEST_FIELD = 1 << 24


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of a CSV or TSV file; running text if nothing parts its lines."""
    decoded = decode(data, name)
    delimiter, text = _hinted(decoded.text)
    delimiter = delimiter or _delimiter(text)
    if delimiter is None:
        return [Draft((RunningText(text),), notices=decoded.notices)]
    try:
        rows = list(_rows(text, delimiter))
    except csv.Error as fault:
        raise DamagedFile(name=name) from fault
    check_area(len(rows), max(map(len, rows), default=0), name)
    return [replace(to_draft([Sheet("", tuple(cells_of(rows, {})))], name), notices=decoded.notices)]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _hinted(text: str) -> tuple[str | None, str]:
    """The delimiter that Excel's first line names, if it does, and the text without that line."""
    line, _, rest = text.partition("\n")
    hint = line.strip("\r\n")
    if hint.lower().startswith(_HINT) and hint[len(_HINT) :] in _DELIMITERS and len(hint) == len(_HINT) + 1:
        return hint[-1], rest
    return None, text


def _delimiter(text: str) -> str | None:
    """The delimiter that gives most of the first rows the same width, more than one."""
    found = {delimiter: _agreement(text, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: found[delimiter])
    return best if found[best] > (0, 0) else None


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the most common width, and that width; nothing for a width of one."""
    try:
        widths = Counter(len(row) for row in islice(_rows(text, delimiter), _LOOKED_AT) if row)
    except csv.Error:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (count, width) if width > 1 else (0, 0)
