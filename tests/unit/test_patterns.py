"""The tables of words: each pattern takes its examples and refuses the others; each trigger tells a known relation."""

import pytest

from graph.vocabulary import relations
from loaders.citations.triggers import triggers
from loaders.language.casing import sentence_case
from loaders.language.patterns import PatternRow, pattern, rows
from loaders.structure.layout import MarkerRow, marker_of, marker_rows
from loaders.structure.zones import furniture


def _takes(row: PatternRow, example: str) -> bool:
    if row.name.endswith("_before"):
        return pattern(row.name).search(f"{example} ") is not None
    return any(pattern(row.name).match(f"{blank}{example}") for blank in ("", " "))


@pytest.mark.parametrize("row", rows().values(), ids=lambda row: row.name)
def test_pattern_takes_its_examples_and_refuses_the_others(row: PatternRow) -> None:
    assert [example for example in row.accepts if not _takes(row, example)] == []
    assert [example for example in row.refuses if _takes(row, example)] == []


@pytest.mark.parametrize("row", marker_rows().values(), ids=lambda row: row.kind)
def test_marker_opens_its_examples_and_no_others(row: MarkerRow) -> None:
    assert [example for example in row.accepts if marker_of(example)[1] // 1 < row.depth] == []
    assert [example for example in row.accepts if marker_of(example)[0] == ""] == []
    assert [example for example in row.refuses if marker_of(example)[0] != ""] == []


def test_every_trigger_tells_a_relation_of_the_vocabulary() -> None:
    assert {row.relation for row in triggers()} <= set(relations())
    assert {row.reach for row in triggers()} == {"item", "near"}


def test_furniture_is_written_in_lower_case() -> None:
    assert [row.starts for row in furniture() if row.starts != row.starts.lower()] == []


@pytest.mark.parametrize(
    ("capitals", "sentence"),
    [
        ("NGHỊ QUYẾT CỦA QUỐC HỘI KHOÁ XII", "Nghị quyết của Quốc hội khóa XII"),
        ("KẾ HOẠCH CỦA TỈNH KHÁNH HOÀ", "Kế hoạch của tỉnh Khánh Hòa"),
        ("KẾ HOẠCH CỦA TỈNH KHÁNH HÒA", "Kế hoạch của tỉnh Khánh Hòa"),
    ],
)
def test_names_in_capitals_are_known_in_both_spellings(capitals: str, sentence: str) -> None:
    assert sentence_case(capitals) == sentence
