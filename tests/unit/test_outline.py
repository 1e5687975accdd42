"""Which sections of a document are shown in a graph, how they nest, and where what is not shown is found."""

import pytest

from graph.model import Section
from graph.stores.neo4j.outline import ARTICLE, NUMBER, outline
from loaders.structure.layout import marker_rows

PART, CHAPTER, ROMAN, LETTER = (marker_rows()[kind].depth for kind in ("part", "chapter", "roman", "letter"))


def sections(*levels: int) -> list[Section]:
    """One after the other, with these levels and the paths `0`, `1`, ..."""
    return [Section(str(n), f"{n}.", "", level, n, n + 1) for n, level in enumerate(levels)]


def shown(*levels: int) -> list[tuple[str, str | None]]:
    return [(section.path, around) for section, around in outline(sections(*levels)).shown]


def test_levels_are_those_of_the_printed_numbers() -> None:
    assert (marker_rows()["article"].depth, marker_rows()["number"].depth) == (ARTICLE, NUMBER)


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ((), []),
        # Chương I, Điều 1 with khoản and điểm, Điều 2, Chương II
        (
            (CHAPTER, ARTICLE, NUMBER, LETTER, ARTICLE, CHAPTER),
            [("0", None), ("1", "0"), ("4", "0"), ("5", None)],
        ),
        # I., 1., a), 2., II.
        ((ROMAN, NUMBER, LETTER, NUMBER, ROMAN), [("0", None), ("1", "0"), ("3", "0"), ("4", None)]),
        # 1., 2. of a letter without any above them
        ((NUMBER, NUMBER), [("0", None), ("1", None)]),
        # Điều 1 of a decision with its khoản, then the plan in its annex
        ((ARTICLE, NUMBER, -1, ROMAN, NUMBER), [("0", None), ("2", None), ("3", "2"), ("4", "3")]),
        # Phần, Chương, Điều
        ((PART, CHAPTER, ARTICLE), [("0", None), ("1", "0"), ("2", "1")]),
    ],
)
def test_shown_are_articles_and_numbered_headings(
    levels: tuple[int, ...], found: list[tuple[str, str | None]]
) -> None:
    assert shown(*levels) == found


def test_what_is_too_fine_is_found_in_the_section_around_it() -> None:
    homes = outline(sections(CHAPTER, ARTICLE, NUMBER, LETTER, LETTER)).homes
    assert homes == {"0": "0", "1": "1", "2": "1", "3": "1", "4": "1"}
    assert outline(sections(LETTER)).homes == {"0": None}
