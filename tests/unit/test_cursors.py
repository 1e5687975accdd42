"""Cursors go back to the key they were made of, for the same question only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidRequest
from graph.stores.cursors import read_cursor, to_cursor


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), st.floats(allow_nan=False))
def test_a_key_comes_back(name: str, place: int, score: float) -> None:
    cursor = to_cursor("question", (name, place, score))
    assert cursor.isascii()
    assert read_cursor(cursor, "question", (str, int, float)) == [name, place, score]


@given(st.text())
def test_no_other_text_is_a_cursor(text: str) -> None:
    with pytest.raises(InvalidRequest):
        read_cursor(text, "question", (str,))


def test_a_cursor_of_another_question_or_shape_is_refused() -> None:
    cursor = to_cursor("question", ("a", 1))
    for question, shape in (("another", (str, int)), ("question", (str,)), ("question", (int, str))):
        with pytest.raises(InvalidRequest):
            read_cursor(cursor, question, shape)
