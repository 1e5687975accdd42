"""Workbooks and delimited text: values as offices write them, merged cells, several sheets, cells in far corners."""

import io
import struct
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.errors import DamagedFile, EmptyFile, EncryptedFile, TooManyCells
from loaders.formats import delimited, ods, reader_of, xlsx
from loaders.formats.tabular import written
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.old_files import compound, excel97
from tests.unit.pieces import grids, texts

HEAD = ["STT", "Nhiệm vụ", "Hạn"]


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def workbook(*rows: list[Any], title: str = "Nhiệm vụ") -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return made


def tracker() -> Workbook:
    made = workbook(
        ["Phụ lục 01"],
        ["(kèm theo Kế hoạch số 5/KH-UBND)"],
        [*HEAD, "Chủ trì"],
        ["I", "Cải cách thể chế"],
        [1, "Rà soát\nthủ tục", date(2026, 2, 5), "Sở Nội vụ"],
        [2, "Báo cáo", "Quý I/2026", None],
    )
    sheet = made.worksheets[0]
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("D5:D6")
    made.create_sheet("Trống")
    second = made.create_sheet("Tháng 3")
    second.append(HEAD)
    second.append([1, "Họp", 2.5])
    hidden = made.create_sheet("Danh mục")
    hidden.append(["ẩn"])
    hidden.sheet_state = "hidden"
    return made


def test_each_sheet_is_a_table_under_its_title_and_what_stands_over_the_heads() -> None:
    drafts = xlsx.read(saved(tracker()), "a.xlsx")
    assert grids(drafts) == [
        [
            [*HEAD, "Chủ trì"],
            ["I", "Cải cách thể chế"],
            ["1", "Rà soát\nthủ tục", "05/02/2026", "Sở Nội vụ ↓2"],
            ["2", "Báo cáo", "Quý I/2026"],
        ],
        [HEAD, ["1", "Họp", "2,5"]],
    ]
    assert texts(drafts).split("\n\n") == [
        "Nhiệm vụ",
        "Phụ lục 01\n(kèm theo Kế hoạch số 5/KH-UBND)\nTháng 3",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"), (500000, "500000"), (1.125, "1,125"), (True, "TRUE"), (None, ""), ("  x ", "x"),
        (date(2026, 2, 5), "05/02/2026"), (datetime(2026, 2, 5, 14, 30), "05/02/2026 14:30"),  # noqa: DTZ001
        (datetime(2026, 2, 5), "05/02/2026"), (time(7, 5), "07:05"), (1e300, f"{1e300:.15g}"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_values_are_written_as_offices_write_them(value: Any, text: str) -> None:
    assert written(value) == text


def test_old_workbooks_are_read() -> None:
    cells: list[tuple[int, int, str | float]] = [
        (0, 0, "STT"),
        (0, 1, "Nhiệm vụ"),
        (0, 2, "Hạn"),
        (1, 0, 1.0),
        (1, 1, "Giao"),
        (1, 2, 0.5),
    ]
    drafts = xlsx.read_old(excel97(cells), "a.xls")
    assert grids(drafts) == [[HEAD, ["1", "Giao", "0,5"]]]
    assert texts(drafts) == "Nhiệm vụ"


def test_a_cell_in_the_last_corner_is_refused_before_it_takes_all_memory() -> None:
    made = workbook(HEAD)
    made.worksheets[0]["XFD1048576"] = "x"
    with pytest.raises(TooManyCells):
        xlsx.read(saved(made), "a.xlsx")
    with pytest.raises(TooManyCells):
        xlsx.read_old(excel97([(0, 0, "x"), (65535, 255, "y")]), "a.xls")
    with pytest.raises(DamagedFile):
        xlsx.read_old(excel97([(0, 0, "x"), (65535, 65535, "y")]), "a.xls")


def test_a_reference_that_is_none_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(workbook(HEAD)))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="A1"', b'r="&#88;FD1048576"'))
    with pytest.raises(DamagedFile):
        xlsx.read(buffer.getvalue(), "a.xlsx")


def test_merged_cells_reach_no_further_than_the_sheet() -> None:
    made = workbook([*HEAD], [1, "x", "y"])
    made.worksheets[0].merge_cells("A2:A900")
    assert grids(xlsx.read(saved(made), "a.xlsx")) == [[HEAD, ["1", "x", "y"]]]


def test_locked_workbooks_are_told() -> None:
    with pytest.raises(EncryptedFile):
        xlsx.read_old(excel97([(0, 0, "x")], locked=True), "a.xls")
    locked = compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    with pytest.raises(EncryptedFile):
        reader_of("a.xlsx", locked)


def test_a_workbook_without_cells_is_empty() -> None:
    with pytest.raises(EmptyFile):
        xlsx.read(saved(Workbook()), "a.xlsx")


# --- OpenDocument -------------------------------------------------------------------------------------------

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)


def sheet(rows: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = f'<table:table table:name="Kế hoạch">{rows}</table:table>'
        package.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
    return buffer.getvalue()


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def test_open_document_sheets_are_read() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        row(*map(cell, HEAD))
        + row(
            cell("1,0", 'office:value-type="float" office:value="1"'),
            cell("Rà<text:s/>soát", 'table:number-columns-repeated="2"'),
        )
        + row(
            cell("2", 'table:number-rows-spanned="99"'),
            cell("x<text:line-break/>y"),
            cell("2/5/26", 'office:value-type="date" office:date-value="2026-02-05"'),
            blank,
        )
        + row(blank, attributes='table:number-rows-repeated="1048000"')
    )
    drafts = ods.read(sheet(rows), "a.ods")
    assert grids(drafts) == [[HEAD, ["1", "Rà soát", "Rà soát"], ["2", "x\ny", "05/02/2026"]]]
    assert texts(drafts) == "Kế hoạch"


def test_open_document_cells_repeated_without_end_are_refused() -> None:
    bomb = row(
        cell("x", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"'
    )
    with pytest.raises(TooManyCells):
        ods.read(sheet(bomb), "a.ods")


# --- delimited text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimited_text_is_read_in_any_usual_form(delimiter: str, encoding: str) -> None:
    rows = [HEAD, ["1", f'"Rà soát{delimiter}\r\nbáo cáo ""một cửa"""', "Quý I"], ["2", "Họp", ""]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert grids(delimited.read(text.encode(encoding), "a.csv")) == [
        [HEAD, ["1", f'Rà soát{delimiter}\r\nbáo cáo "một cửa"', "Quý I"], ["2", "Họp"]]
    ]


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    assert grids(delimited.read("sep=;\nSTT;Nhiệm vụ;Hạn\n1;a, b;c\n".encode(), "a.csv")) == [
        [HEAD, ["1", "a, b", "c"]]
    ]


def test_text_that_nothing_parts_is_running_text() -> None:
    assert texts(delimited.read("Một dòng\nHai dòng\n".encode(), "a.csv")) == "Một dòng\nHai dòng\n"


# --- damage -------------------------------------------------------------------------------------------------

SPECIMENS = {
    "a.xlsx": saved(tracker()),
    "a.xls": excel97([(0, 0, "STT"), (0, 1, "Việc"), (1, 0, 1.0), (1, 1, "Giao")]),
    "a.ods": sheet(row(*map(cell, HEAD)) + row(*map(cell, "123"))),
    "a.csv": "STT;Việc\n1;\"a\nb\"\n".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", SPECIMENS)
@given(seed=st.integers())
@settings(max_examples=120)
def test_a_damaged_file_is_read_or_refused(name: str, seed: int) -> None:
    read_or_refused(damaged(SPECIMENS[name], seed), name)


@given(seed=st.integers())
@settings(max_examples=120)
def test_a_workbook_of_damaged_xml_is_read_or_refused(seed: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SPECIMENS["a.xlsx"])) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, damaged(data, seed) if name == "xl/worksheets/sheet1.xml" else data)
    read_or_refused(buffer.getvalue(), "a.xlsx")


def test_a_merged_range_of_an_old_workbook_is_within_it() -> None:
    ranges = struct.pack("<H4H", 1, 0, 65535, 0, 255)
    data = excel97([(0, 0, "STT"), (0, 1, "Việc"), (1, 1, "x")], extra=((0x00E5, ranges),))
    assert grids(xlsx.read_old(data, "a.xls")) == [[["STT +2 ↓2", "Việc"], ["x"]]]
