"""RTF: letters in code pages and Unicode, tables with merged cells, groups that are no text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DamagedFile, EmptyFile
from loaders.formats import rtf
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts

FONTS = r"{\fonttbl{\f0\froman Times New Roman;}{\f1 .VnTime;}{\f2 .VnTimeH;}{\f3\fcharset163 Arial;}}"
ROW = r"\trowd\trleft0{}\cellx800\cellx5000\cellx8000 "


def file(body: str) -> bytes:
    """An RTF file with this body, letters beyond Latin-1 written as RTF has them."""
    whole = rf"{{\rtf1\ansi\ansicpg1252\uc1\deff0{FONTS}{{\header trang}}{body}}}"
    return "".join(letter if ord(letter) < 256 else rf"\u{_signed(ord(letter))}?" for letter in whole).encode(
        "latin-1"
    )


def _signed(number: int) -> int:
    return number - 0x10000 if number > 0x7FFF else number


def row(*cells: str, merge: str = "") -> str:
    return ROW.format(merge) + "".join(rf"\intbl {text}\cell" for text in cells) + r"\row "


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(r"Nghị định số 61\par Chính phủ", "Nghị định số 61\nChính phủ", id="Unicode"),
        pytest.param(r"{\f1 NghÞ ®Þnh} và {\f2 quyÕt ®Þnh}", "Nghị định và QUYẾT ĐỊNH", id="TCVN3"),
        pytest.param(r"{\f3 T\'dd}", "TƯ", id="Vietnamese code page"),
        pytest.param(r"18\_NQ\~TW\-X \{a\}", "18-NQ\u00a0TWX {a}", id="symbols"),
        pytest.param(r"a{\deleted b}{\v c}d", "ad", id="deleted and hidden"),
        pytest.param(r"{\caps kế hoạch}", "KẾ HOẠCH", id="capitals"),
        pytest.param(r"{\field{\*\fldinst HYPERLINK x}{\fldrslt xem}}", "xem", id="result of a field"),
        pytest.param(r"{\listtext 1.\tab}Giao", "1.\tGiao", id="number of a list"),
        pytest.param(r"a{\pict\bin4 {{{{}b", "ab", id="bytes of a picture"),
        pytest.param(r"a{\*\unheard of}b{\info{\title t}}", "ab", id="groups that are no text"),
        pytest.param(r"thân{\footnote chú}", "thân\nchú", id="note"),
        pytest.param(r"thân{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt hộp\par}}}", "thân\nhộp", id="box"),
        pytest.param(r"{\uc2 \u7883ab\u-10179xy\u-8704xy}c", "ị😀c", id="letters for older readers skipped"),
    ],
)
def test_text_is_read_as_it_is_shown(body: str, text: str) -> None:
    assert texts(rtf.read(file(body), "a.rtf")) == text


def test_tables_have_their_cells_and_spans() -> None:
    body = (
        row("TT", "Nhiệm vụ", "Chủ trì")
        + row("1", r"Rà soát\par - Cấp xã", "Sở Nội vụ")
        + ROW.replace(r"\cellx8000", r"\clvmrg\cellx8000").format("")
        + r"\intbl 2\cell Báo cáo\cell \cell\row "
        + r"\trowd\trleft0\cellx8010 \intbl II. Nhóm\cell\row "
        + r"\pard Hết"
    )
    drafts = rtf.read(file(body), "a.rtf")
    assert grids(drafts) == [
        [
            ["TT", "Nhiệm vụ", "Chủ trì"],
            ["1", "Rà soát\n- Cấp xã", "Sở Nội vụ ↓2"],
            ["2", "Báo cáo"],
            ["II. Nhóm +3"],
        ]
    ]
    assert texts(drafts) == "Hết"


@pytest.mark.parametrize("size", [40, 200, -1])
def test_a_file_cut_short_is_damaged(size: int) -> None:
    with pytest.raises(DamagedFile):
        rtf.read(file(row("1", "a", "b") + "x")[:size], "a.rtf")


def test_a_file_of_groups_alone_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        rtf.read(b"{\\rtf1" + b"{" * 100_000, "a.rtf")


def test_a_file_without_text_is_empty() -> None:
    with pytest.raises(EmptyFile):
        rtf.read(file(r"\par"), "a.rtf")


SPECIMEN = file(
    row("TT", "Việc", "Ai") + row("1", r"{\f1 NghÞ}", "Sở") + r"\pard {\field{\fldrslt x}}{\footnote y}\par"
)


@given(st.integers())
@settings(max_examples=300)
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(SPECIMEN, seed), "a.rtf")
