"""Word 97 files: pieces, tables, deletions, fonts of before Unicode; and real files beside the checkout."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DamagedFile, EmptyFile, EncryptedFile
from loaders.formats import doc
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.old_files import DELETED, IN_TABLE, compound, row_end, word97
from tests.unit.pieces import grids, texts

FONT_OF_TCVN3 = struct.pack("<HH", 0x4A4F, 1)
FONT_OF_CAPITALS = struct.pack("<HH", 0x4A4F, 2)
FONTS = ("Times New Roman", ".VnTime", ".VnTimeH")
ABOVE = 1 << 5

ROW = row_end([0, 800, 5000, 8000])
LETTERHEAD = [
    ("ỦY BAN NHÂN DÂN\r", IN_TABLE),
    ("TỈNH BẮC NINH\x07", IN_TABLE),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\r", IN_TABLE),
    ("Độc lập - Tự do - Hạnh phúc\x07", IN_TABLE),
    ("\x07", row_end([0, 4000, 9000])),
    ("Số: 12/KH-UBND\x07", IN_TABLE),
    ("Bắc Ninh, ngày 02 tháng 3 năm 2024\x07", IN_TABLE),
    ("\x07", row_end([0, 4000, 9000])),
]
TASKS = [
    ("TT\x07", IN_TABLE),
    ("Nhiệm vụ\x07", IN_TABLE),
    ("Chủ trì\x07", IN_TABLE),
    ("\x07", ROW),
    ("1\x07", IN_TABLE),
    ("Rà soát thủ tục\r", IN_TABLE),
    ("- Cấp tỉnh\x07", IN_TABLE),
    ("Sở Nội vụ\x07", IN_TABLE),
    ("\x07", ROW),
    ("2\x07", IN_TABLE),
    ("Báo cáo quý\x07", IN_TABLE),
    ("\x07", IN_TABLE),
    ("\x07", row_end([0, 800, 5000, 8000], [0, 0, ABOVE])),
]
PLAN = word97([*LETTERHEAD, ("KẾ HOẠCH\r", b""), *TASKS, ("Nơi nhận: Như trên\r", b"")])


def test_rows_have_their_cells_in_the_right_columns() -> None:
    (table,) = grids(doc.read(PLAN, "a.doc"))
    assert table == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["1", "Rà soát thủ tục\n- Cấp tỉnh", "Sở Nội vụ ↓2"],
        ["2", "Báo cáo quý"],
    ]


def test_a_letterhead_is_read_column_by_column() -> None:
    lines = [line for line in texts(doc.read(PLAN, "a.doc")).splitlines() if line]
    assert lines == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH BẮC NINH",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bắc Ninh, ngày 02 tháng 3 năm 2024",
        "KẾ HOẠCH",
        "Nơi nhận: Như trên",
    ]


def test_edges_drawn_by_hand_make_no_columns_of_their_own() -> None:
    rows = [
        ("TT\x07", IN_TABLE), ("Việc\x07", IN_TABLE), ("Hạn\x07", IN_TABLE), ("\x07", row_end([0, 800, 5000, 8000])),
        ("1\x07", IN_TABLE), ("Giao\x07", IN_TABLE), ("Quý I\x07", IN_TABLE), ("\x07", row_end([12, 910, 4880, 8020])),
        ("Chung\x07", IN_TABLE), ("Quý II\x07", IN_TABLE), ("\x07", row_end([0, 5000, 8000])),
    ]  # fmt: skip
    (table,) = grids(doc.read(word97(rows), "a.doc"))
    assert table == [["TT", "Việc", "Hạn"], ["1", "Giao", "Quý I"], ["Chung +2", "Quý II"]]


def test_what_is_deleted_is_left_out_and_codes_of_fields_too() -> None:
    text = "Giao Sở Y tế Sở Nội vụ \x13 HYPERLINK x \x14chủ trì\x15, phối\x1f hợp\x0bxong\r"
    data = word97([(text, b"")], runs=[("Sở Y tế ", DELETED)])
    assert texts(doc.read(data, "a.doc")) == "Giao Sở Nội vụ chủ trì, phối hợp\nxong"


def test_fonts_of_tcvn3_become_unicode_where_they_are_used() -> None:
    text = "Hà Nội: NghÞ ®Þnh cña ChÝnh phñ, quyÕt ®Þnh\r"
    runs = [("NghÞ ®Þnh cña ChÝnh phñ", FONT_OF_TCVN3), ("quyÕt ®Þnh", FONT_OF_CAPITALS)]
    data = word97([(text, b"")], runs=runs, fonts=FONTS)
    assert texts(doc.read(data, "a.doc")) == "Hà Nội: Nghị định của Chính phủ, QUYẾT ĐỊNH"


def test_unicode_text_in_a_font_of_tcvn3_stays() -> None:
    data = word97([("Nghị định số 1\r", b"")], runs=[("Nghị định số 1", FONT_OF_TCVN3)], fonts=FONTS)
    assert texts(doc.read(data, "a.doc")) == "Nghị định số 1"


def test_text_of_one_byte_a_letter_is_read() -> None:
    assert texts(doc.read(word97([("Plan “A” – 1\r", b"")], compressed=True), "a.doc")) == "Plan “A” – 1"


def test_an_inner_table_is_text_of_its_cell() -> None:
    inner = struct.pack("<HI", 0x6649, 2)
    rows = [
        ("TT\x07", IN_TABLE), ("Việc\x07", IN_TABLE), ("Ai\x07", IN_TABLE), ("\x07", ROW),
        ("1\x07", IN_TABLE), ("trong\r", IN_TABLE + inner), ("\r", IN_TABLE + inner + struct.pack("<HB", 0x244C, 1)),
        ("ngoài\x07", IN_TABLE), ("Sở\x07", IN_TABLE), ("\x07", ROW),
    ]  # fmt: skip
    (table,) = grids(doc.read(word97(rows), "a.doc"))
    assert table[1] == ["1", "trong\nngoài", "Sở"]


def test_a_locked_file_is_told() -> None:
    with pytest.raises(EncryptedFile):
        doc.read(word97([("x\r", b"")], flags=0x0100), "a.doc")


def test_a_file_without_text_is_empty() -> None:
    with pytest.raises(EmptyFile):
        doc.read(word97([("\r", b"")]), "a.doc")


@pytest.mark.parametrize("size", [600, 1600, len(PLAN) // 2])
def test_a_file_cut_short_is_damaged_and_never_read_in_part(size: int) -> None:
    with pytest.raises(DamagedFile):
        doc.read(PLAN[:size], "a.doc")


def test_pieces_that_hold_more_than_the_file_are_refused() -> None:
    bomb = b"\x02" + struct.pack("<I", 12 * 400 + 4)
    bomb += struct.pack("<401I", *(n << 12 for n in range(401))) + struct.pack("<HIH", 0, 0, 0) * 400
    main = bytearray(PLAN[512:9000])
    block = bytearray(0x800)
    struct.pack_into("<HH6xH", block, 0, 0xA5EC, 0x00C1, 0x0200)
    struct.pack_into("<2I", block, 154 + 8 * 33, 0, len(bomb))
    with pytest.raises(DamagedFile):
        doc.read(compound({"WordDocument": bytes(block) + bytes(main), "1Table": bomb}), "a.doc")


@given(st.integers())
@settings(max_examples=300)
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(PLAN, seed), "a.doc")


# --- real files ---------------------------------------------------------------------------------------------


def test_word_95_files_in_tcvn3_are_read_as_unicode(shared: Path) -> None:
    file = shared / "corpus/legacy-encoding/1945_TCVN3/45000070.DOC"
    (draft,) = doc.read(file.read_bytes(), file.name)
    assert draft.read_by == "word6"
    assert "CHỦ TỊCH CHÍNH PHỦ LÂM THỜI" in texts([draft])
    assert "bảo tồn tất cả cổ tịch" in texts([draft])


def test_a_real_plan_has_its_table_and_its_letterhead(shared: Path) -> None:
    file = shared / "corpus/task-tables/228-QD-TTg-2014.doc"
    (draft,) = doc.read(file.read_bytes(), file.name)
    (table,) = grids([draft])
    assert table[0][:3] == ["STT", "Cơ quan chủ trì", "Nội dung thực hiện"]
    assert [row[0] for row in table[1:8]] == ["1", "2", "3", "4", "5", "6", "7 ↓3"]
    assert texts([draft]).startswith("THỦ TƯỚNG CHÍNH PHỦ")


def test_numbers_of_lists_are_those_that_word_prints(shared: Path) -> None:
    file = shared / "corpus/normative/ND-30-2020/Phuluc3.doc"
    first = grids(doc.read(file.read_bytes(), file.name))[0]
    assert [row[0] for row in first[1:4]] == ["1.", "2.", "3."]
