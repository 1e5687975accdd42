"""Dates of an XLSX that are shown as a month: the day in the file is Excel's, none that the office wrote.

Who types `12/2026` gets the first of December in a format of month and year; calamine gives the value alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from loaders.formats.package import Package
from loaders.formats.tabular import column_number

Place = tuple[int, int]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_BUILT_IN = {"17": "mmm-yy"}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|;.*')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class MonthFormat:
    """A format that shows a month and a year, and the words that it puts before them."""

    before: str

    def write(self, day: date) -> str:
        """The month as it is shown: `Tháng 12/2026`."""
        return f"{self.before}{day:%m}/{day.year:04}"


def shown_months(package: Package) -> Mapping[str, Mapping[Place, MonthFormat]]:
    """By sheet, the cells (row and column from 0) whose dates are shown without their day."""
    styles = _month_styles(package.xml("xl/styles.xml"))
    if not styles:
        return {}
    return {name: dict(_cells(package.xml(part), styles)) for name, part in _sheets(package)}


def month_format(code: str) -> MonthFormat | None:
    """The format of this code if it shows a month and a year and no day: `"Tháng "m/yyyy`, no `dd/mm/yy`."""
    bare = _LITERAL.sub("", code).lower()
    if not ("m" in bare and "y" in bare) or set(bare) & set("dhs"):
        return None
    first = re.match(r'"([^"]*)"', code)
    return MonthFormat(first[1] if first else "")


def _month_styles(root: etree._Element | None) -> Mapping[str, MonthFormat]:
    """By the index of a style its format, where that shows months."""
    if root is None:
        return {}
    own = {row.get("numFmtId", ""): row.get("formatCode", "") for row in root.iter(f"{_MAIN}numFmt")}
    codes = _BUILT_IN | own
    styles = root.find(f"{_MAIN}cellXfs")
    found = (month_format(codes.get(style.get("numFmtId", ""), "")) for style in _children(styles))
    return {str(n): form for n, form in enumerate(found) if form is not None}


def _children(element: etree._Element | None) -> Iterator[etree._Element]:
    yield from element if element is not None else ()


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet."""
    book, targets = package.xml(_WORKBOOK), package.targets(_WORKBOOK)
    for sheet in book.iter(f"{_MAIN}sheet") if book is not None else ():
        yield sheet.get("name", ""), targets.get(sheet.get(_ID, ""), "")


def _cells(
    root: etree._Element | None, styles: Mapping[str, MonthFormat]
) -> Iterator[tuple[Place, MonthFormat]]:
    for cell in root.iter(f"{_MAIN}c") if root is not None else ():
        form = styles.get(cell.get("s", ""))
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        if form is not None and match is not None:
            yield (int(match[2]) - 1, column_number(match[1]) - 1), form
