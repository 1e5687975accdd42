"""The words that the doors use, in Vietnamese and English, by code (`labels.tsv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.messages import Language
from graph.vocabulary.tables import keyed, read_table


@dataclass(frozen=True, slots=True)
class Label:
    """What one thing is called, or one sentence with places for its facts."""

    code: str
    vi: str
    en: str


@cache
def labels() -> Mapping[str, Label]:
    """By code."""
    return keyed(read_table("api", "labels.tsv", Label), lambda label: label.code)


def say(code: str, language: Language = "vi", /, **facts: object) -> str:
    """The words for `code`, with its facts filled in."""
    label = labels()[code]
    return (label.en if language == "en" else label.vi).replace("\\n", "\n").format(**facts)
