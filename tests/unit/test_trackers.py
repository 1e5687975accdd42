"""Workbooks that follow tasks: counted rows under coded headings, dates shown as months, persons under the bodies."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from graph.model import Task
from loaders.extract import read_bytes
from loaders.formats.xlsx_dates import MonthFormat, month_format

HEAD = [
    "STT",
    "Mã nhiệm vụ",
    "Tên nhiệm vụ",
    "Đơn vị chủ trì",
    "Thời hạn hoàn thành",
    "Sản phẩm đầu ra",
    "Trạng thái",
]
MONTH = '"Tháng "m/yyyy'


def tracker(*rows: list[Any]) -> tuple[Task, ...]:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (HEAD, *rows):
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = MONTH if cell.value.day == 1 else "dd/mm/yyyy"
    buffer = io.BytesIO()
    made.save(buffer)
    (reading,) = read_bytes(buffer.getvalue(), "theo-doi.xlsx")
    return reading.tasks


TASKS = tracker(
    ["I", "K1_N01", "Hạ tầng số"],
    [None, "K1_N01.1", "Nâng cấp mạng", "Sở Khoa học và Công nghệ", "Quý I/2026", "Mạng"],
    [
        1,
        "K1_N01.1.1",
        "Thuê đường truyền",
        "Sở Khoa học và Công nghệ",
        date(2026, 2, 1),
        "Hợp đồng",
        "Đang làm",
    ],
    [2, "K1_N01.1.2", "Mua thiết bị", "Sở Tài chính\n- PGĐ Sở: Trần Thị A, SĐT: 024", date(2026, 2, 13)],
    [3, "TB5", "Báo cáo hạ tầng", "Sở Nội vụ", "Thường xuyên", "Báo cáo"],
    [None, "K1_N02", "An toàn thông tin", None, None, None],
    [4, "K1_N02.1", "Diễn tập", "Công an tỉnh", "2026", "Báo cáo"],
)


def test_rows_without_a_count_over_rows_that_prolong_their_code_are_headings() -> None:
    assert [(task.no, task.text) for task in TASKS] == [
        ("1", "Thuê đường truyền"),
        ("2", "Mua thiết bị"),
        ("3", "Báo cáo hạ tầng"),
        ("4", "Diễn tập"),
    ]
    assert TASKS[0].group == "I. Hạ tầng số > K1_N01.1. Nâng cấp mạng"
    assert TASKS[3].group == "K1_N02. An toàn thông tin"


def test_a_row_without_a_count_that_has_none_under_it_is_a_task() -> None:
    (task,) = tracker([None, "K1_N03", "Họp giao ban", "Văn phòng UBND tỉnh", "Hằng tháng", None])
    assert task.no == "K1_N03"


def test_a_date_shown_as_a_month_is_due_in_that_month_and_a_day_on_its_day() -> None:
    deadlines = [task.deadline for task in TASKS[:2]]
    assert [due and (due.raw.text, due.start, due.end) for due in deadlines] == [
        ("Tháng 02/2026", date(2026, 2, 1), date(2026, 2, 28)),
        ("13/02/2026", None, date(2026, 2, 13)),
    ]


@pytest.mark.parametrize(
    "code", ["dd/mm/yyyy", "d/m/yy", "General", "h:mm", "yyyy", "", '"năm "yyyy', "mm:ss"]
)
def test_other_formats_show_no_month(code: str) -> None:
    assert month_format(code) is None


@pytest.mark.parametrize(
    ("code", "before"), [(MONTH, "Tháng "), ("mm/yyyy", ""), ("mmm-yy", ""), ('[$-42A]"T"m\\-yy;@', "")]
)
def test_a_format_of_month_and_year_shows_the_month(code: str, before: str) -> None:
    assert month_format(code) == MonthFormat(before)


def test_persons_with_their_telephone_under_a_body_lead_nothing() -> None:
    assert [part.raw.text.strip() for part in TASKS[1].assignments] == ["Sở Tài chính"]


def test_the_progress_of_a_task_is_kept_as_it_is_written() -> None:
    assert [task.progress and task.progress.text for task in TASKS] == ["Đang làm", None, None, None]
