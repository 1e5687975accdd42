"""Excel's files, new and old, read by calamine: the sheets that are shown, values as they are stored.

Calamine lays a sheet out from its first to its last cell and ends the process if that does not fit into memory; so
where the cells stand is looked up before it is given the file.
"""

import io
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from graph.errors import DamagedFile, EncryptedFile
from loaders.formats.compound import stream
from loaders.formats.package import Package
from loaders.formats.tabular import Sheet, Value, cells_of, check_area, column_number, to_draft
from loaders.formats.xlsx_dates import MonthFormat, Place, shown_months
from loaders.structure.draft import Draft

Months = Mapping[str, Mapping[Place, MonthFormat]]

_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([^\"']*)")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_SHEET = b"sheetData"

# Records of an old workbook: where a part begins, and cells, which begin with their row and column.
_BEGIN = 0x0809
_LOCKED = 0x002F
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_OLD_COLUMNS = 256


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of an XLSX or XLSM file."""
    package = Package(data, name)
    _check_package(package, name)
    return [to_draft(_sheets(data, name, shown_months(package)), name)]


def read_old(data: bytes, name: str) -> list[Draft]:
    """The one document of an XLS file."""
    _check_records(_records(stream(data, name, "Workbook", "Book")), name)
    return [to_draft(_sheets(data, name), name)]


def _sheets(data: bytes, name: str, months: Months = MappingProxyType({})) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            shown = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
            return [_sheet(workbook.get_sheet_by_name(sheet), months.get(sheet, {})) for sheet in shown]
    except PasswordError as fault:
        raise EncryptedFile(name=name) from fault
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a panic of calamine's is no Exception
        raise DamagedFile(name=name) from fault


def _sheet(sheet: CalamineSheet, months: Mapping[Place, MonthFormat]) -> Sheet:
    rows = [list[Value](row) for row in sheet.to_python(skip_empty_area=False)]
    for (at, column), form in months.items():
        value = rows[at][column] if at < len(rows) and column < len(rows[at]) else None
        if isinstance(value, date):
            rows[at][column] = form.write(value)
    height, width = len(rows), max(map(len, rows), default=0)
    spans = {
        first: (min(last[0], height - 1) - first[0] + 1, min(last[1], width - 1) - first[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
        if first[0] < height and first[1] < width and first <= last
    }
    return Sheet(sheet.name, tuple(cells_of(rows, spans)))


# --- where cells stand --------------------------------------------------------------------------------------


def _check_package(package: Package, name: str) -> None:
    for part in package.names:
        xml = package.read(part) or b""
        if _SHEET in xml:
            check_area(*_extent(_CELL.findall(xml), name), name)


def _extent(references: Iterable[bytes], name: str) -> tuple[int, int]:
    """The rows and columns up to the last cell."""
    rows = columns = 0
    for reference in references:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise DamagedFile(name=name)
        rows, columns = max(rows, int(match[2])), max(columns, column_number(match[1].decode()))
    return rows, columns


def _records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record of a workbook: its kind and, of cells, the row and the column."""
    at = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<2H", book, at)
        is_cell = kind in _CELLS and size >= 4 and at + 8 <= len(book)
        row, column = struct.unpack_from("<2H", book, at + 4) if is_cell else (0, 0)
        yield kind, row, column
        at += 4 + size


def _check_records(records: Iterable[tuple[int, int, int]], name: str) -> None:
    rows = columns = 0
    for kind, row, column in records:
        if kind == _LOCKED:
            raise EncryptedFile(name=name)
        if kind == _BEGIN:
            rows = columns = 0
        if column >= _OLD_COLUMNS:
            raise DamagedFile(name=name)
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        check_area(rows, columns, name)
