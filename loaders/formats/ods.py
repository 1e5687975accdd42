"""Sheets of OpenDocument: repeated cells written out within limits, merged cells with their spans."""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from graph.errors import DamagedFile
from loaders.formats.package import Package
from loaders.formats.tabular import MOST_CELLS, Sheet, check_area, to_draft, written
from loaders.structure.draft import Draft, GridCell

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NUMBERS = frozenset({"float", "currency"})
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t", f"{_TEXT}s": " "}
_LEFT_OUT = frozenset({f"{_OFFICE}annotation"})


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of an ODS file."""
    package = Package(data, name)
    root = package.xml("content.xml")
    if root is None:
        raise DamagedFile(name=name)
    try:
        sheets = [_sheet(table, name) for table in root.iter(f"{_TABLE}table")]
    except RecursionError as fault:
        raise DamagedFile(name=name) from fault
    return [to_draft(sheets, name)]


def _sheet(table: etree._Element, name: str) -> Sheet:
    cells: list[GridCell] = []
    row = 0
    for element in table.iter(f"{_TABLE}table-row"):
        times = _count(element, "number-rows-repeated")
        found = list(_cells(element))
        width = max((cell.column + 1 for cell in found), default=0)
        check_area(len(cells) + times * len(found), 1, name)
        check_area(row + times if found else 0, width, name)
        for _ in range(times if found else 0):
            cells += [_at(cell, row) for cell in found]
            row += 1
        row += 0 if found else times
    return Sheet(table.get(f"{_TABLE}name", ""), tuple(_within(cells)))


def _at(cell: GridCell, row: int) -> GridCell:
    return GridCell(row, cell.column, cell.text, cell.row_span, cell.column_span)


def _within(cells: list[GridCell]) -> Iterator[GridCell]:
    """The cells, none reaching further than the last cell that holds something."""
    rows = max((cell.row for cell in cells), default=0) + 1
    columns = max((cell.column for cell in cells), default=0) + 1
    for cell in cells:
        spans = min(cell.row_span, rows - cell.row), min(cell.column_span, columns - cell.column)
        yield GridCell(cell.row, cell.column, cell.text, *spans)


def _cells(row: etree._Element) -> Iterator[GridCell]:
    """The cells of a row that hold something, as if it were the first; repeated ones only while they hold something."""
    column = 0
    for element in row:
        if element.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _count(element, "number-columns-repeated")
        text = _value(element)
        if text:
            for at in range(times):
                spans = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
                yield GridCell(0, column + at, text, *spans)
        column += times


def _count(element: etree._Element, attribute: str) -> int:
    text = element.get(f"{_TABLE}{attribute}", "1")
    return min(max(int(text), 1), MOST_CELLS) if text.isdecimal() and len(text) < 10 else 1


def _value(cell: etree._Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    try:
        if kind == "date":
            return written(datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", "")))
        if kind in _NUMBERS:
            return written(float(cell.get(f"{_OFFICE}value", "")))
    except ValueError:
        pass  # what is shown stands for what is stored
    return "\n".join(filter(None, (_shown(part) for part in cell.iter(f"{_TEXT}p")))).strip()


def _shown(paragraph: etree._Element) -> str:
    """The text of a paragraph, but not if it belongs to a comment."""
    if any(above.tag in _LEFT_OUT for above in paragraph.iterancestors()):
        return ""
    return "".join(_letters(paragraph))


def _letters(paragraph: etree._Element) -> Iterator[str]:
    yield paragraph.text or ""
    for element in paragraph.iterdescendants():
        yield _BREAKS.get(str(element.tag), "")
        yield element.text or ""
        yield element.tail or ""
