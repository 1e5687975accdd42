"""Words are kept in ASCII for the server's sake; no two become one by it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores.neo4j.letters import in_ascii
from graph.stores.phrasing import spoken

LETTERS = "aàáãảạâầấẫẩậăằắẵẳặeèéẽẻẹêềếễểệiìíĩỉịoòóõỏọôồốỗổộơờớỡởợuùúũủụưừứữửựyỳýỹỷỵdđ"


@pytest.mark.parametrize(
    ("word", "kept"), [("dong", "dong"), ("đồng", "DoAFng"), ("61", "61"), ("nước", "nuOoOSc"), ("ß", "UdfZ")]
)
def test_marks_become_capitals(word: str, kept: str) -> None:
    assert in_ascii(word) == kept


def test_all_letters_of_the_language_stay_apart() -> None:
    letters = unicodedata.normalize("NFC", LETTERS)
    assert len({*map(in_ascii, letters)}) == len({*letters}) == len(LETTERS)


@given(st.lists(st.text(), max_size=6))
def test_no_two_words_become_one(texts: list[str]) -> None:
    words = {word for text in texts for word in spoken(text)}
    kept = {in_ascii(word) for word in words}
    assert len(kept) == len(words)
    assert all(word.isascii() and word.isalnum() for word in kept)
