"""Candidates: a pattern tried where its words stand gives what it gives when it is tried everywhere."""

import re
from pathlib import Path

import pytest

from loaders.citations.triggers import triggers
from loaders.language.candidates import Searched, candidates, first_match, matches
from loaders.language.patterns import pattern, rows, spaced
from loaders.structure.text import flatten
from loaders.tasks.phrases import may_stand, phrase
from loaders.tasks.phrases import rows as phrases

SAMPLES = Path(__file__).parents[2] / "samples"
OPENED = [row.pattern for row in candidates().values() if row.opens]
HELD = [row.pattern for row in candidates().values() if row.holds and row.pattern in rows()]
PHRASES = [row.pattern for row in candidates().values() if row.pattern not in rows()]


def _texts() -> list[str]:
    """The samples, and the examples of every pattern one behind the other, with blanks between."""
    examples = "  ".join(example for row in rows().values() for example in (*row.accepts, *row.refuses))
    return [*(flatten(path.read_text(encoding="utf-8")) for path in SAMPLES.glob("*.txt")), examples]


@pytest.mark.parametrize("name", OPENED)
def test_candidates_leave_out_no_match(name: str) -> None:
    for text in _texts():
        everywhere = [match.span() for match in pattern(name).finditer(text)]
        assert [match.span() for match in matches(name, text)] == everywhere


def test_words_looked_for_once_leave_out_no_match() -> None:
    for text in _texts():
        searched = Searched(text)
        for name in OPENED:
            everywhere = [match.span() for match in pattern(name).finditer(text)]
            assert [match.span() for match in matches(name, searched)] == everywhere


@pytest.mark.parametrize("name", [name for name in HELD if rows()[name].accepts])
def test_each_example_holds_a_word_of_its_pattern(name: str) -> None:
    for example in rows()[name].accepts:
        found = pattern(name).search(f"{example} ")
        if found is not None:
            assert (first_match(name, f"{example} ") or found).span() == found.span()
            assert first_match(name, f"{example} ") is not None


@pytest.mark.parametrize("name", PHRASES)
def test_each_match_of_a_phrase_holds_one_of_its_words(name: str) -> None:
    examples = (example for row in phrases().values() for example in (*row.accepts, *row.refuses))
    for text in (*_texts(), *examples):
        for match in phrase(name).finditer(text):
            assert may_stand((name,), text, *match.span()) == [name]


def test_each_trigger_is_opened_by_its_first_words() -> None:
    for row in triggers():
        expression = re.compile(rf"(?<!\w)(?:{spaced(row.pattern)})(?!\w)")
        for text in _texts():
            first = {re.match(r"\w+", match[0])[0] for match in expression.finditer(text)}  # type: ignore[index]
            assert first <= set(row.opens), row.pattern
