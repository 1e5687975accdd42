"""The sheets of a workbook as pieces of a draft: what stands over the header row as text, the rest as a grid."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from graph.errors import EmptyFile, TooManyCells
from loaders.formats.letterhead import unfolded
from loaders.formats.plain import legacy_encoding
from loaders.structure.draft import Draft, Grid, GridCell, Piece, RunningText
from loaders.structure.layout import layout_words
from loaders.structure.legacy import to_unicode

Value = int | float | str | bool | date | datetime | time | timedelta | None

MOST_CELLS = 4_000_000
_HEADER_WITHIN = 30
_LEAST_COLUMNS = 3
_UNNAMED = re.compile(r"sheet ?\d*", re.IGNORECASE)
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its name and its cells that hold something, in order."""

    name: str
    cells: tuple[GridCell, ...]


def to_draft(sheets: Sequence[Sheet], name: str) -> Draft:
    """The draft of a workbook: its sheets one after another; EmptyFile if none holds anything."""
    pieces = [piece for sheet in _in_unicode(sheets) for piece in _pieces(sheet)]
    if not pieces:
        raise EmptyFile(name=name)
    return Draft(tuple(pieces))


def check_area(rows: int, columns: int, name: str) -> None:
    """Raise TooManyCells for a sheet that is larger than may be, empty cells counted."""
    if rows * columns > MOST_CELLS:
        raise TooManyCells(name=name, limit=MOST_CELLS)


def column_number(letters: str) -> int:
    """The column that a cell's reference names by letters, from 1: `A` is 1, `AA` is 27."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def cells_of(
    rows: Iterable[Sequence[Value]], spans: Mapping[tuple[int, int], tuple[int, int]]
) -> Iterator[GridCell]:
    """The cells that hold something; `spans` tells the rows and columns that a merged cell covers."""
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            text = written(value)
            if text:
                yield GridCell(at, column, text, *spans.get((at, column), (1, 1)))


def written(value: Value) -> str:
    """A value as an office writes it: whole numbers without a point, a comma before decimals, days first."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            whole = value.is_integer() and abs(value) < 1e15
            return str(int(value)) if whole else f"{value:.15g}".replace(".", ",")
        case datetime():
            return f"{value:%d/%m/}{value.year:04}" + (f" {value:%H:%M}" if value.time() != time() else "")
        case date():
            return f"{value:%d/%m/}{value.year:04}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value).strip()


def _pieces(sheet: Sheet) -> Iterator[Piece]:
    if not sheet.cells:
        return
    header = _header_row(sheet.cells)
    above = [cell for cell in sheet.cells if cell.row < header]
    lines = [] if _UNNAMED.fullmatch(sheet.name.strip()) or not sheet.name.strip() else [sheet.name.strip()]
    if above:
        lines.append(_lines(above))
    if lines:
        yield RunningText("\n\n".join(lines))
    body = [replace(cell, row=cell.row - header) for cell in sheet.cells if cell.row >= header]
    if body:
        yield Grid(tuple(body))


def _lines(cells: Sequence[GridCell]) -> str:
    """What stands over a table: a letterhead side by side, or titles a line each."""
    side_by_side = unfolded(Grid(tuple(cells))) if len({cell.column for cell in cells}) > 1 else None
    return side_by_side or "\n".join(cell.text for cell in cells)


def _header_row(cells: Sequence[GridCell]) -> int:
    """The row of the table's heads, by the head of the column of numbers; the first if none is met."""
    heads = {word.lower() for word in layout_words("ordinal")}
    first = cells[0].row
    for cell in cells:
        if cell.row > first + _HEADER_WITHIN:
            break
        if " ".join(cell.text.split()).lower() in heads:
            columns = sum(other.row == cell.row for other in cells)
            if columns >= _LEAST_COLUMNS:
                return cell.row
    return first


def _in_unicode(sheets: Sequence[Sheet]) -> Iterable[Sheet]:
    """The sheets, in Unicode if their letters say that they were typed with the fonts of before."""
    sample = "\n".join(cell.text for sheet in sheets for cell in sheet.cells[:_SAMPLE])
    encoding = legacy_encoding(sample)
    if encoding is None:
        return sheets
    return [
        Sheet(
            to_unicode(sheet.name, encoding),
            tuple(replace(cell, text=to_unicode(cell.text, encoding)) for cell in sheet.cells),
        )
        for sheet in sheets
    ]
