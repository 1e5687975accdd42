"""Tables that came as text, a line of a cell to a line: the cells are found again, and prose stays prose."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from loaders.extract import read_bytes
from loaders.structure.draft import Grid, Piece, RunningText
from loaders.structure.ordinals import Place, ordinal_of, placed
from loaders.structure.stacks import with_stacks

HEAD = """\
TT
Nhiệm vụ
Cơ quan
chủ trì
Cơ quan
phối hợp
Sản phẩm
Thời hạn
hoàn thành
"""
FIRST_PAGE = f"""\
Phụ lục
{HEAD}\
I
Cải cách thể chế, rà soát văn bản quy phạm pháp luật về đất đai và xây dựng
1
Rà soát các văn bản về đất đai do Hội
đồng nhân dân ban hành, đề xuất bãi bỏ
Sở Tư pháp
Các sở, ban,
ngành
Báo cáo
Quý II/2031
2
Xây dựng quy chế phối hợp giữa các
cơ quan trong cấp phép
Sở Xây dựng
Sở Tư pháp
Quyết định
của Ủy ban
nhân dân tỉnh
Trước ngày
30/9/2031
3
Cập nhật cơ sở dữ liệu đất đai của các xã
theo hướng dẫn của Bộ Nông nghiệp và
Sở Nông
nghiệp và Môi
Các sở, ban,
Báo cáo
Thường xuyên
"""
SECOND_PAGE = """\
Môi trường
trường
ngành
II. Cải cách thủ tục hành chính
4
Công khai thủ tục hành chính Văn phòng
Các
sở,
ban,
ngành
Báo cáo
Quý III/2031
"""
GAZETTE = f"{FIRST_PAGE}\n\nCÔNG BÁO/Số 12/Ngày 03-02-2031\n78\n\n{HEAD}{SECOND_PAGE}"
PLAN = f"""\
ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
Số: 77/KH-UBND
Bắc Ninh, ngày 03 tháng 02 năm 2031

KẾ HOẠCH
Cải cách hành chính năm 2031

{GAZETTE}"""


def rows(pieces: tuple[Piece, ...]) -> list[list[str]]:
    """The rows of the only table."""
    (grid,) = (piece for piece in pieces if isinstance(piece, Grid))
    found: dict[int, list[str]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def test_each_cell_of_a_row_is_found() -> None:
    found = rows(with_stacks(GAZETTE))
    assert found[2] == [
        "1",
        "Rà soát các văn bản về đất đai do Hội đồng nhân dân ban hành, đề xuất bãi bỏ",
        "Sở Tư pháp",
        "Các sở, ban, ngành",
        "Báo cáo",
        "Quý II/2031",
    ]
    assert found[3][2:] == [
        "Sở Xây dựng",
        "Sở Tư pháp",
        "Quyết định của Ủy ban nhân dân tỉnh",
        "Trước ngày 30/9/2031",
    ]


def test_a_row_goes_on_over_the_page_in_each_of_its_cells() -> None:
    assert rows(with_stacks(GAZETTE))[4] == [
        "3",
        "Cập nhật cơ sở dữ liệu đất đai của các xã theo hướng dẫn của Bộ Nông nghiệp và Môi trường",
        "Sở Nông nghiệp và Môi trường",
        "Các sở, ban, ngành",
        "Báo cáo",
        "Thường xuyên",
    ]


def test_a_heading_covers_all_columns() -> None:
    found = rows(with_stacks(GAZETTE))
    assert found[5] == ["II.", "Cải cách thủ tục hành chính"]


def test_a_justified_line_that_came_word_by_word_is_one_cell() -> None:
    assert rows(with_stacks(GAZETTE))[6][3] == "Các sở, ban, ngành"


def test_tasks_of_stacked_rows_have_leads_and_deadlines() -> None:
    (reading,) = read_bytes(PLAN.encode(), "77-KH-UBND.txt")
    tasks = [task for task in reading.tasks if task.origin == "table"]
    assert [task.no for task in tasks] == ["1", "2", "3", "4"]
    leads = [a.raw.text for task in tasks for a in task.assignments if a.role == "lead"]
    assert leads[:3] == ["Sở Tư pháp", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường"]
    assert all(task.deadline is not None for task in tasks)


def test_a_list_of_duties_stays_text() -> None:
    duties = "1. Sở Tư pháp\nRà soát các văn bản.\nQuý II/2031\n2. Sở Xây dựng\nXây dựng quy chế.\n"
    assert with_stacks(duties) == (RunningText(duties),)
    assert with_stacks(f"TT\n{duties}") == (RunningText(f"TT\n{duties}"),)


def test_an_empty_form_stays_text() -> None:
    form = "TT\nNội dung\nThời gian\n1\n...\n2\n...\nTôi xin cam đoan những điều trên là đúng.\n"
    assert with_stacks(form) == (RunningText(form),)


def test_a_paragraph_goes_on_over_a_page_of_the_gazette() -> None:
    text = "Sở Tư pháp chủ trì rà soát\nCÔNG BÁO/Số 12/Ngày 03-02-2031\n79\n\ncác văn bản về đất đai.\n"
    assert with_stacks(text) == (RunningText("Sở Tư pháp chủ trì rà soát\ncác văn bản về đất đai."),)


def test_numbers_of_rows_follow_each_other() -> None:
    place = Place()
    for label in ("I", "1", "2", "2.1", "2.2", "3", "II.", "4", "III", "1", "A", "I"):
        ordinal = ordinal_of(label)
        assert ordinal is not None
        reached = placed(place, ordinal)
        assert reached is not None, label
        place = reached
    for label in ("2026", "7", "IV"):
        ordinal = ordinal_of(label)
        assert ordinal is None or placed(place, ordinal) is None, label


LINES = st.sampled_from(
    [*HEAD.split("\n"), *FIRST_PAGE.split("\n"), "", "Phụ lục", "2.1 Theo dõi", "Nơi nhận:", "12", "B. Nhóm"]
)


@given(st.lists(LINES, max_size=60))
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept = "".join(
        cell
        for piece in with_stacks(text)
        for cell in (
            [c.text for c in piece.cells] if isinstance(piece, Grid) else [getattr(piece, "text", "")]
        )
    )
    assert Counter("".join(text.split())) == Counter("".join(kept.split()))


PROVISIONS = """\
TT
Văn bản
Điều, khoản, điểm
cần sửa đổi
Cơ quan chủ trì
soạn thảo
1
Nghị định số 8/2030/NĐ-CP
ngày 02/01/2030 của Chính phủ
về phát triển nhà ở xã hội
- Điều 9, Điều 12; mẫu số 3
Phụ lục II.
Bộ Xây dựng
2
Nghị định số 9/2030/NĐ-CP
ngày 03/01/2030 của Chính phủ
Điểm b, điểm c khoản 2
Điều 4; khoản 1 Điều 7
Bộ Tài chính
"""


def test_an_annex_named_in_a_cell_ends_no_table() -> None:
    assert [row[0] for row in rows(with_stacks(PROVISIONS))] == ["TT", "1", "2"]


def test_a_provision_is_not_torn() -> None:
    assert rows(with_stacks(PROVISIONS))[2][2] == "Điểm b, điểm c khoản 2 Điều 4; khoản 1 Điều 7"


def test_a_line_that_begins_like_a_button_of_a_page_stays_in_its_cell() -> None:
    shared = FIRST_PAGE.replace(
        "đồng nhân dân ban hành, đề xuất bãi bỏ", "chia sẻ dữ liệu giữa các cơ quan nhà nước"
    )
    assert "chia sẻ dữ liệu giữa các cơ quan nhà nước" in str(with_stacks(shared))
