"""The canonical text: mended, in NFC, and every place in it leads back to the file's own text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.structure.text import canonical, flatten

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậếềểễệộợỹỵ ./-0123456789\n\r\u00a0\u00ad\u200bÐð"
)


@given(st.text())
def test_canonical_text_is_in_nfc_and_stays_as_it_is(raw: str) -> None:
    text = canonical(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert canonical(text).text == text


@given(VIETNAMESE, st.booleans())
def test_every_place_leads_back_to_its_letter(composed: str, decompose: bool) -> None:
    raw = unicodedata.normalize("NFD", composed) if decompose else composed
    found = canonical(raw)
    for at, letter in enumerate(found.text):
        there = raw[found.offsets.to_raw(at)]
        assert (
            unicodedata.normalize("NFD", letter)[0] == unicodedata.normalize("NFD", there)[0]
            or letter in " \nĐđ"
        )


@given(VIETNAMESE)
def test_both_normal_forms_read_the_same(composed: str) -> None:
    forms = {canonical(unicodedata.normalize(form, composed)).text for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(st.text())
def test_flat_text_keeps_every_offset(raw: str) -> None:
    text = canonical(raw).text
    assert len(flatten(text)) == len(text)


def test_cyrillic_letters_in_a_number_are_read_as_latin_and_told() -> None:
    found = canonical("Thông tư số 26/2019/TT-BТС")
    assert found.text == "Thông tư số 26/2019/TT-BTC"
    assert [(notice.code, dict(notice.facts)["read"]) for notice in found.notices] == [
        ("homoglyphs", "26/2019/TT-BTC")
    ]


def test_plain_blanks_at_the_end_of_lines_are_dropped() -> None:
    raw = "Tổ chức, cá \t \n \nnhân\n khai thác "
    found = canonical(raw)
    assert found.text == "Tổ chức, cá\n\nnhân\n khai thác "
    assert [found.offsets.to_raw(at) for at in (11, 12, 13, 17)] == [14, 16, 17, 21]


def test_blanks_at_the_end_of_lines_are_dropped() -> None:
    raw = "Tổ chức, cá \u00a0\nnhân \u200b\r\nkhai thác "
    found = canonical(raw)
    assert found.text == "Tổ chức, cá\nnhân\nkhai thác "
    assert raw[found.offsets.to_raw(found.text.index("khai")) :] == "khai thác "


def test_cyrillic_words_outside_numbers_stay() -> None:
    assert canonical("Москва").text == "Москва"


def test_eth_is_read_as_the_vietnamese_letter() -> None:
    assert canonical("107/2021/NÐ-CP").text == "107/2021/NĐ-CP"


@pytest.mark.parametrize("written", ["26/2019/TT - BТС", "26/2019/TT- ΒΤC"])
def test_blanks_in_a_number_keep_no_foreign_letter(written: str) -> None:
    assert canonical(written).text.replace(" ", "") == "26/2019/TT-BTC"


def test_a_foreign_word_behind_a_figure_and_a_dash_stays() -> None:
    assert canonical("2018 - Москва").text == "2018 - Москва"
