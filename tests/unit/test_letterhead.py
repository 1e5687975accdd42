"""Tables that only set things side by side become lines; tables of tasks stay tables."""

import pytest

from loaders.extract import read_bytes
from loaders.formats.letterhead import unbarred, unfolded
from loaders.formats.ruling import RuledCell, to_grid
from loaders.structure.draft import Grid, GridCell


def grid(*rows: list[str]) -> Grid:
    return Grid(tuple(GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)))


@pytest.mark.parametrize(
    ("table", "text"),
    [
        pytest.param(
            grid(["CHÍNH PHỦ\n_____\nSố: 61/2018/NĐ-CP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 23"]),
            "CHÍNH PHỦ\n_____\nSố: 61/2018/NĐ-CP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 23",
            id="letterhead of one row",
        ),
        pytest.param(
            grid(["TỈNH ỦY BẮC NINH", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["Số 55-NQ/TU", "Bắc Ninh, ngày 29 tháng 3 năm 2022"]),
            "TỈNH ỦY BẮC NINH\n\nSố 55-NQ/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nBắc Ninh, ngày 29 tháng 3 năm 2022",
            id="letterhead of two rows",
        ),
        pytest.param(
            grid(["Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn An"]),
            "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn An",
            id="signature",
        ),
        pytest.param(grid(["Kính gửi:", "- Các sở;\n- Các xã."]), "Kính gửi:\n\n- Các sở;\n- Các xã.", id="one row"),
        pytest.param(grid(["", "THỦ TƯỚNG\nTrần Văn An"]), "THỦ TƯỚNG\nTrần Văn An", id="one side empty"),
    ],
)  # fmt: skip
def test_what_stands_side_by_side_is_read_column_by_column(table: Grid, text: str) -> None:
    assert unfolded(table) == text


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            grid(["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Giao", "Sở Y tế"]), id="with a column of numbers"
        ),
        pytest.param(
            grid(["STT", "Văn bản"], ["1", "Nơi nhận: ghi rõ"], ["2", "TM. ỦY BAN NHÂN DÂN"]),
            id="of a form's parts",
        ),
        pytest.param(
            grid(*[[f"Số: {n}/KH-UBND", "Hà Nội, ngày 1 tháng 2 năm 2024"] for n in range(9)]),
            id="of many numbers",
        ),
        pytest.param(grid(["Nhiệm vụ", "Hạn"], ["Rà soát", "Quý I"]), id="of two columns"),
    ],
)
def test_tables_that_hold_a_list_stay_tables(table: Grid) -> None:
    assert unfolded(table) is None


def test_rows_without_common_edges_keep_their_order() -> None:
    rows = [
        [RuledCell(f"{n}.{c}", n * 97 + c * 3000, n * 97 + c * 3000 + 2900) for c in range(3)]
        for n in range(400)
    ]
    cells = to_grid(rows).cells
    assert [cell.text for cell in cells] == [cell.text for row in rows for cell in row]
    assert max(cell.column for cell in cells) == 2


BARRED = """\
UBND TỈNH BẮC NINH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 77/KH-UBND | Bắc Ninh, ngày 03 tháng 02 năm 2021

KẾ HOẠCH
Cải cách hành chính năm 2031

I. Mục tiêu
"""


@pytest.mark.parametrize(
    ("form", "page"), [("txt", "{}"), ("html", "<html><body><pre>{}</pre></body></html>")]
)
def test_a_letterhead_set_with_bars_is_read_column_by_column(form: str, page: str) -> None:
    (reading,) = read_bytes(page.format(BARRED).encode(), f"plan.{form}")
    assert reading.document.id == "ubnd-t.bac-ninh:kh:77:2021"
    assert reading.document.place == "Bắc Ninh"
    assert "|" not in reading.text


def test_other_lines_with_bars_stay() -> None:
    for text in ("Trang chủ | Tin tức", "1 | Rà soát | Sở Tư pháp", "a | b\nc | d", "|", ""):
        assert unbarred(text) == text


def test_bars_alone_that_close_no_cell_of_a_table_are_left_out() -> None:
    head = "SỞ NỘI VỤ\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 5/KH-SNV\n|\n"
    table = "TT\n|\nNhiệm vụ\n|\nChủ trì\n|\n1\n|\nRà soát\n|\nSở Nội vụ\n|\n"
    (reading,) = read_bytes(f"{head}\n{table}".encode(), "plan.txt")
    assert reading.text.count("|") == table.count("|")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nSỞ NỘI VỤ", "snv.ha-noi"),
        ("UBND THÀNH PHỐ HUẾ\nSỞ NỘI VỤ", "snv.hue"),
        ("UBND THÀNH PHỐ BẮC NINH\nPHÒNG NỘI VỤ", "ubnd-h.bac-ninh"),
        ("UBND HUYỆN ĐÔNG ANH\nPHÒNG NỘI VỤ", "ubnd-h.dong-anh"),
    ],
)
def test_a_city_under_the_centre_is_no_district_and_ends_before_its_department(
    head: str, issuer: str
) -> None:
    text = f"{head}\nSố: 5/KH-PNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nngày 4 tháng 8 năm 2024\n\nKẾ HOẠCH\nCông tác"
    (reading,) = read_bytes(text.encode(), "plan.txt")
    assert reading.document.issuer == issuer
