"""The numbers that word processors write by themselves."""

import pytest

from loaders.formats.numbering import Counters, Level, written


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "upperRoman", "I"), (44, "upperRoman", "XLIV"), (9, "lowerRoman", "ix"), (5, "lowerLetter", "e"),
        (27, "lowerLetter", "aa"), (2, "upperLetter", "B"), (7, "decimalZero", "07"), (7, "hebrew1", "7"),
        (0, "upperRoman", "0"), (-3, "lowerLetter", "-3"),
    ],
)  # fmt: skip
def test_numbers_have_the_form_of_their_list(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


def test_deeper_levels_begin_anew_and_may_show_those_above() -> None:
    levels = (Level("upperRoman", "%1."), Level("decimal", "%1.%2", legal=True), Level("lowerLetter", "%3)"))
    counters = Counters()
    labels = [counters.label("x", levels, depth) for depth in (0, 1, 2, 2, 1, 2, 0, 1)]
    assert labels == ["I.", "1.1", "a)", "b)", "1.2", "a)", "II.", "2.1"]


def test_a_level_that_is_skipped_counts_as_begun() -> None:
    levels = (Level("decimal", "%1"), Level("decimal", "%1.%2"))
    assert Counters().label("x", levels, 1) == "1.1"


@pytest.mark.parametrize("depth", [-1, 2, 15])
def test_a_level_that_a_list_does_not_have_gives_nothing(depth: int) -> None:
    assert Counters().label("x", (Level("decimal", "%1"), Level("decimal", "%2")), depth) == ""
