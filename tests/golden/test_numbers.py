"""Each form of a number reads as the table says, and what only looks like one gives nothing."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.vocabulary.tables import parse_table
from loaders.language.numbers import find_numbers
from loaders.structure.text import canonical, flatten


@dataclass(frozen=True, slots=True)
class Case:
    """A line of `numbers.tsv`."""

    raw: str
    read: tuple[str, ...]
    source: str


CASES = parse_table(
    "numbers.tsv", (Path(__file__).parent / "numbers.tsv").read_text(encoding="utf-8").split("\n"), Case
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.raw)
def test_number_reads_as_written(case: Case) -> None:
    flat = flatten(canonical(case.raw).text)
    read = [number.display for number in find_numbers(flat)]
    assert [number.lower() for number in read] == [number.lower() for number in case.read]
