"""Text typed without marks gets them back for reading, letter for letter; text with marks is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold
from loaders.extract import read_bytes
from loaders.language.marks import lacks_marks, with_marks

BARE = (
    "Can cu Nghi dinh so 61/2018/ND-CP ngay 23 thang 4 nam 2018 cua Chinh phu ve thuc hien co che mot cua; "
    "theo de nghi cua Giam doc So Noi vu tai To trinh so 12/TTr-SNV."
)
MARKED = (
    "Căn cứ Nghị định số 61/2018/ND-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa; "
    "theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV."
)


def test_marks_come_back_by_the_words_beside() -> None:
    assert with_marks(BARE) == MARKED


def test_capitals_stay_capitals() -> None:
    assert with_marks("UY BAN NHAN DAN TINH BAC NINH") == "ỦY BAN NHÂN DÂN TỈNH BẮC NINH"


@pytest.mark.parametrize("number", ["01-NQ/TU", "12/2019/QD-UBND", "45/TTr-SNV", "07-TB/CQTTBCD"])
def test_numbers_stay_as_they_are(number: str) -> None:
    assert with_marks(f"so {number}").endswith(number)


@pytest.mark.parametrize(
    "text",
    [
        MARKED,
        "The Decree No. 61/2018/ND-CP of April 23, 2018",
        "Nghi dinh",
        "",
        "Số 12 ngày 23 tháng 4, căn cứ",
    ],
)
def test_other_texts_do_not_lack_marks(text: str) -> None:
    assert not lacks_marks(text)


def test_text_without_marks_lacks_them() -> None:
    assert lacks_marks(BARE)


@given(st.text(st.sampled_from("abcdeghiklmnoqrstuvxy ABCDEG0123456789/-.,\n")))
def test_no_letter_is_added_or_lost(text: str) -> None:
    assert len(with_marks(text)) == len(text)
    assert fold(with_marks(text)) == fold(text)


def test_what_is_read_quotes_the_text_as_it_is_written() -> None:
    (reading,) = read_bytes(f"{BARE}\n{BARE}".encode(), "bare.txt")
    assert reading.text.rstrip() == f"{BARE}\n{BARE}"
    assert [c.target for c in reading.citations if c.number == "61/2018/NĐ-CP"] == ["cp:nd:61:2018"] * 2
    for citation in reading.citations:
        assert reading.text[citation.quote.start : citation.quote.end] == citation.quote.text
        assert citation.quote.text.isascii()
    assert "unmarked" in {notice.code for notice in reading.warnings}
