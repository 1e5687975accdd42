"""A PDF whose fonts name their letters wrongly is never read as if nothing were amiss."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.formats import pdf
from loaders.formats.pdf_letters import garbled, missing_letters
from loaders.formats.pdf_sheets import Sheet, Word, read_sheets
from loaders.language.syllables import is_syllable, share_of_syllables, words_of
from tests.unit.made_pdf import make_misnaming_pdf

DUTY = """Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các huyện rà soát, đánh giá, trình Ủy
ban nhân dân tỉnh ban hành kế hoạch cải cách hành chính năm sau; báo cáo kết quả thực hiện trước ngày 15 tháng 12"""
ENGLISH = """The department shall prepare the annual plan of public administration reform together with other agencies
and submit it to the committee before the fifteenth of December; the results of the year are published on the portal of
the province and sent to the ministry within ten days of their approval by the chairman of the committee"""
SHIFTED = str.maketrans("aăâbcdeghiklmnoôơpqrstuưvxy", "ơbxăhgktmvnqrsăgđlcâpyưedtb")


def page(number: int, text: str, *, unmapped: int = 0) -> Sheet:
    words = tuple(Word(0, 1, 0, 12, word) for word in text.split())
    return Sheet(number, 595, 842, words, (), (), 0.0, unmapped)


def test_blanks_with_ink_are_letters_that_the_font_does_not_tell() -> None:
    (sheet,) = read_sheets(make_misnaming_pdf("UBND TINH THANH HOA", "H"), "a.pdf")
    assert sheet.unmapped > 1
    (notice,) = missing_letters([sheet])
    assert notice.code == "letters_missing"
    assert dict(notice.facts) == {"count": str(sheet.unmapped), "pages": "1"}


def test_a_font_that_tells_its_letters_gives_no_notice() -> None:
    data = make_misnaming_pdf("UBND TINH THANH HOA", "Z")
    (sheet,) = read_sheets(data, "a.pdf")
    assert (sheet.unmapped, missing_letters([sheet])) == (0, ())
    assert pdf.read(data, "a.pdf")[0].notices == ()


def test_a_page_of_wrong_letters_among_vietnamese_ones_is_told() -> None:
    pages = [page(1, DUTY), page(2, DUTY.lower().translate(SHIFTED)), page(3, DUTY)]
    assert garbled(pages) == [2]


def test_a_document_of_wrong_letters_is_told() -> None:
    assert garbled([page(1, DUTY.lower().translate(SHIFTED)), page(2, DUTY.lower().translate(SHIFTED))]) == [
        1,
        2,
    ]


def test_another_language_is_no_garbled_vietnamese() -> None:
    assert garbled([page(1, ENGLISH), page(2, ENGLISH)]) == []
    assert garbled([page(1, DUTY), page(2, DUTY)]) == []


def test_vietnamese_is_made_of_syllables() -> None:
    assert share_of_syllables(words_of(DUTY)) == 1.0
    assert [
        word
        for word in ("nghiêng", "quyết", "giếng", "gì", "HUỲNH", "khuỷu", "xoong")
        if not is_syllable(word)
    ] == []
    assert [word for word in ("plan", "str", "nghx", "ểẳ", "đwq", "tràng̀") if is_syllable(word)] == []


@given(st.text())
def test_any_word_is_a_syllable_or_not(text: str) -> None:
    assert is_syllable(text) in (True, False)
    assert 0.0 <= share_of_syllables(words_of(text)) <= 1.0
