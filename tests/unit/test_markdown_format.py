"""Markdown is read without its marks: headings, lists, pipe tables, front matter as attributes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import EmptyFile
from loaders.extract import read_bytes
from loaders.formats import markdown
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts

FRONT = '---\nlayout: van-ban\nso_hieu: "12/2026/NĐ-CP"\nngay_ban_hanh: 05/02/2026\ntags:\n  - x\n---\n'
TABLE = """
| TT | Nhiệm vụ | Cơ quan chủ trì |
|:--:|---|---|
| 1 | **Xây dựng** kế hoạch<br>năm 2026 | Sở A \\| Sở B |
| 2 | Rà soát `a|b` |
"""


def read(text: str) -> str:
    return texts(markdown.read(text.encode(), "a.md"))


def lines(text: str) -> list[str]:
    return [line for line in read(text).split("\n") if line]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("## Chương I ##", "Chương I"),
        ("### Điều 3. Tính theo Điều 5 Nghị\nquyết số 254", "Điều 3. Tính theo Điều 5 Nghị quyết số 254"),
        ("**Số: 12/KH-UBND**", "Số: 12/KH-UBND"),
        ("*Hà Nội*, *ngày 05 tháng 02 năm 2026*", "Hà Nội, ngày 05 tháng 02 năm 2026"),
        ("***Điều 1.-** Ban hành kèm theo.*", "Điều 1.- Ban hành kèm theo."),
        ("Số 57\\-NQ/TW \\(mới\\) 5 \\* 3", "Số 57-NQ/TW (mới) 5 * 3"),
        ("theo [Nghị định 30](https://a.b/c_d) và ![dấu](x.png)", "theo Nghị định 30 và dấu"),
        ("> - Sở Nội vụ", "- Sở Nội vụ"),
        ("* Sở Nội vụ", "- Sở Nội vụ"),
        ("+ Sở Nội vụ", "- Sở Nội vụ"),
        ("tệp so_hieu_cu và A&amp;B <sup>1</sup>", "tệp so_hieu_cu và A&B 1"),
        ("Ghi chú (*) và 2 * 3 * 4", "Ghi chú (*) và 2 * 3 * 4"),
    ],
)
def test_marks_are_left_out_and_words_kept(written: str, read_as: str) -> None:
    assert lines(written) == [read_as]


def test_a_pipe_table_is_a_grid() -> None:
    drafts = markdown.read(f"Trước\n{TABLE}\nSau | này".encode(), "a.md")
    assert grids(drafts) == [
        [
            ["TT", "Nhiệm vụ", "Cơ quan chủ trì"],
            ["1", "Xây dựng kế hoạch\nnăm 2026", "Sở A | Sở B"],
            ["2", "Rà soát a|b"],
        ]
    ]
    assert texts(drafts).split() == ["Trước", "Sau", "|", "này"]


def test_rules_fences_and_comments_are_no_text() -> None:
    assert lines("Một\n\n---\n\n***\n<!-- bỏ\nđi -->\n```\nHai\n```\n[x]: http://a.b") == ["Một", "Hai"]


def test_a_table_of_attributes_tells_them_line_by_line() -> None:
    text = "| Thuộc tính | Nội dung |\n|---|---|\n| **Số hiệu** | 12/2026/NĐ-CP |\n| Người ký | A |\n"
    assert "Số hiệu: 12/2026/NĐ-CP" in lines(text)


def test_front_matter_tells_the_number_where_the_text_does_not() -> None:
    (reading,) = read_bytes(f"{FRONT}\n# Điều 1. Phạm vi\n\nNghị định này quy định.".encode(), "a.md")
    assert reading.document.id == "cp:nd:12:2026"
    told = f"{FRONT}\nSố: 12/2026/NĐ-CP\n\nĐiều 1. Phạm vi"
    assert "Số hiệu" not in read(told)


def test_the_state_s_name_beside_the_issuer_s_is_a_line_of_its_own() -> None:
    assert lines("# CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == [
        "CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_a_page_within_is_read_as_html() -> None:
    drafts = markdown.read(b"Truoc\n\n<table><tr><td>a<td>b<tr><td>c<td>d</table>\n\nSau", "a.md")
    assert grids(drafts) == [[["a", "b"], ["c", "d"]]]


def test_front_matter_alone_is_no_document() -> None:
    with pytest.raises(EmptyFile):
        markdown.read(b"---\ntitle: x\n---\n", "a.md")


@pytest.mark.parametrize(
    "line", ["#" + " " * 50_000 + "x", "|" + "-" * 50_000 + "x", "<!--" * 20_000, "*" * 50_000]
)
def test_long_lines_of_marks_take_no_time(line: str) -> None:
    markdown.read(f"Đầu | dòng\n{line}\n".encode(), "a.md")


@given(st.integers(0, 10**9))
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(f"{FRONT}# I. MỤC ĐÍCH\n{TABLE}\n- *a* **b** [c](d)".encode(), seed), "a.md")


@given(st.text(alphabet="|-*_#>`[]()<>\\ \nab~:!", max_size=60))
def test_any_marks_are_read_or_refused(text: str) -> None:
    read_or_refused(text.encode(), "a.md")
