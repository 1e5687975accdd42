"""The explorer has words, in both languages, for each code that the server may answer with."""

import json
from importlib.resources import files
from typing import get_args

import pytest

from graph.questions.force import DayKnown
from graph.questions.path import GRADES
from graph.questions.validity import StartKnown

CODES = (
    *(f"grade.{grade}" for grade in GRADES),
    *(f"grade.{grade}.long" for grade in GRADES),
    *(f"standing.start.{known}" for known in get_args(StartKnown)),
    *(f"standing.day.{known}" for known in get_args(DayKnown) if known != "stated"),
)


Words = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def words() -> Words:
    found: Words = json.loads(
        files("visualize").joinpath("explorer", "strings.json").read_text(encoding="utf-8")
    )
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_of_an_answer_has_its_words(words: Words, language: str) -> None:
    assert [code for code in CODES if not words[language].get(code)] == []


def test_both_languages_say_the_same_things(words: Words) -> None:
    assert words["vi"].keys() == words["en"].keys()
