"""Tables of plans as offices draw them up: heads of two lines, points under one number, columns under other words."""

from api.answers.reading_views import extraction
from graph.model import Task
from loaders.extract import read_bytes

LETTERHEAD = (
    "<p>ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN</p><p>Số: 88/KH-UBND</p><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
    "<p>Hưng Yên, ngày 12 tháng 01 năm 2026</p><p>KẾ HOẠCH</p><p>Cải cách hành chính năm 2026</p>"
)


def tasks(*rows: str) -> tuple[Task, ...]:
    """The tasks of a plan with one table; a row is its cells, parted by bars, `[2x1]` before those that span others."""
    table = "".join(f"<tr>{''.join(map(cell, row.split(' | ')))}</tr>" for row in rows)
    page = f"<html><body>{LETTERHEAD}<table>{table}</table></body></html>"
    (reading,) = read_bytes(page.encode(), "plan.html")
    return reading.tasks


def cell(text: str) -> str:
    spans, _, words = text.rpartition("]")
    rows, _, columns = spans.lstrip("[").partition("x")
    return f'<td rowspan="{rows or 1}" colspan="{columns or 1}">{words.strip()}</td>'


def named(task: Task, role: str) -> list[str]:
    return [part.raw.text for part in task.assignments if part.role == role]


def test_a_second_line_under_a_wide_head_names_its_columns() -> None:
    (task,) = tasks(
        "[2x1]STT | [2x1]Nhiệm vụ | [1x2]Phân công thực hiện | [1x2]Thời gian thực hiện",
        "Chủ trì | Phối hợp | Bắt đầu | Hoàn thành",
        "1 | Rà soát văn bản | Sở Tư pháp | Các sở, ban, ngành | Tháng 01/2026 | Tháng 11/2026",
    )
    assert (named(task, "lead"), named(task, "coordinating")) == (["Sở Tư pháp"], ["Các sở, ban, ngành"])
    assert task.deadline is not None
    assert task.deadline.raw.text == "Tháng 11/2026"


def test_a_point_with_a_lead_of_its_own_is_a_task_of_its_own() -> None:
    one, other = tasks(
        "TT | Nhiệm vụ | Cơ quan thực hiện | Thời gian",
        "1 | a) Công bố danh mục thủ tục | Văn phòng UBND tỉnh | Quý I",
        " | b) Niêm yết công khai | UBND cấp xã | Thường xuyên",
    )
    assert (named(one, "lead"), named(other, "lead")) == (["Văn phòng UBND tỉnh"], ["UBND cấp xã"])


def test_a_column_of_terms_may_be_called_by_one_word() -> None:
    (task,) = tasks("STT | Công việc | Người phụ trách | Hạn", "1 | In tài liệu | Văn phòng Sở | 15/6/2026")
    assert task.deadline is not None
    assert (named(task, "lead"), task.deadline.raw.text) == (["Văn phòng Sở"], "15/6/2026")


def test_a_head_that_a_scan_has_damaged_names_its_column() -> None:
    (task,) = tasks(
        "STT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phôi hợp | Thời gian",
        "1 | 1. Nghị định về quỹ tín dụng | Ngân hàng Nhà nước Việt Nam | Bộ Tư pháp | Hăng năm",
    )
    assert task.deadline is not None
    assert task.product is not None
    assert (named(task, "coordinating"), task.deadline.kind) == (["Bộ Tư pháp"], "recurring")
    assert task.product.raw.text == "Nghị định"


def test_a_row_numbered_as_the_headings_before_it_is_one() -> None:
    one, other = tasks(
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian",
        "1 | Cải cách thể chế |  | ",
        "1.1 | Rà soát văn bản | Sở Tư pháp | Quý I",
        "2 | Cải cách thủ tục hành chính |  | ",
        "3.1 | Công bố danh mục thủ tục | Văn phòng UBND tỉnh | Quý II",
    )
    assert (one.group, other.group) == ("1. Cải cách thể chế", "2. Cải cách thủ tục hành chính")


def test_names_that_share_a_head_are_listed_in_full() -> None:
    page = f"<html><body>{LETTERHEAD}<p>1. Các Sở: Nội vụ, Y tế rà soát thủ tục.</p></body></html>"
    (reading,) = read_bytes(page.encode(), "plan.html")
    (task,) = extraction(reading)["tasks"]
    assert [part["raw"] for part in task["assignments"]] == ["Sở: Nội vụ", "Sở Y tế"]
