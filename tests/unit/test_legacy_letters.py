"""TCVN3 and VNI to Unicode: every letter, capitals by their company, and never Unicode text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary.tables import read_table
from loaders.structure.legacy import LegacyLetter, join_runs, to_unicode

LETTERS = read_table("loaders.language", "legacy-letters.tsv", LegacyLetter)
TONES = "\u0300\u0301\u0303\u0309\u0323"
TONED = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES}
VIETNAMESE = TONED | set("đăâêôơư")


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_each_encoding_has_every_small_letter_once(encoding: str) -> None:
    letters = [row.letter for row in LETTERS if row.encoding == encoding]
    assert len(letters) == len(set(letters))
    assert set(letters) >= VIETNAMESE


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_letters_come_back_as_they_were_written(encoding: str) -> None:
    for row in LETTERS:
        if row.encoding == encoding:
            assert to_unicode(bytes.fromhex(row.bytes).decode("latin-1"), encoding) == row.letter


@pytest.mark.parametrize(
    ("encoding", "written", "read"),
    [
        ("TCVN3", "NghÞ ®Þnh cña ChÝnh phñ", "Nghị định của Chính phủ"),
        ("TCVN3", "S¾C LÖNH CñA CHñ TÞCH", "SẮC LỆNH CỦA CHỦ TỊCH"),
        ("TCVN3", "Së T\xad ph¸p, Bé T\xad", "Sở Tư pháp, Bộ Tư"),
        ("VNI", "Nghò ñònh cuûa Chính phuû, ÑAÏI HOÏC", "Nghị định của Chính phủ, ĐẠI HỌC"),
        ("VNI", "ngöôøi söû duïng", "người sử dụng"),
    ],
)
def test_text_is_read_as_it_was_shown(encoding: str, written: str, read: str) -> None:
    assert to_unicode(written, encoding) == read


@given(st.text())
def test_text_with_letters_of_unicode_alone_stays(text: str) -> None:
    assert to_unicode(f"{text}ạ", "TCVN3") == f"{text}ạ"


def test_a_letter_may_go_over_two_runs() -> None:
    assert join_runs([(None, "Sở "), ("VNI", "Noä"), ("VNI", "i vuï"), (None, ".")]) == "Sở Nội vụ."
