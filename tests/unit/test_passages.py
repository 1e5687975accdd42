"""Texts in pieces."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.stores.passages import LONGEST, SHORTEST, passages

texts = st.lists(st.text() | st.just("chữ " * 400) | st.just("x" * 3000)).map("\n".join)


@given(texts)
def test_pieces_hold_all_the_text_in_order(text: str) -> None:
    pieces = list(passages(text))
    assert "".join("".join(text[a:b].split()) for a, b in pieces) == "".join(text.split())
    assert all(a < b <= c for (a, b), (c, _) in pairwise(pieces))


@given(texts)
def test_a_piece_is_about_a_paragraph(text: str) -> None:
    for start, end in passages(text):
        assert 0 < end - start <= LONGEST
        assert text[start:end] == text[start:end].strip()


def test_short_lines_stand_together_and_end_with_a_line() -> None:
    text = "Dòng ngắn.\n" * 60
    assert all(text[start:end].endswith("Dòng ngắn.") for start, end in passages(text))
    assert all(end - start >= SHORTEST - 11 for start, end in list(passages(text))[:-1])
