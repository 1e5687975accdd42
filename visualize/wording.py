"""The words that pictures show, in Vietnamese and English, by code (`labels.tsv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.messages import Language
from graph.vocabulary.tables import keyed, read_table


@dataclass(frozen=True, slots=True)
class Wording:
    """What one thing is called."""

    code: str
    vi: str
    en: str


@cache
def _wordings() -> Mapping[str, Wording]:
    return keyed(read_table("visualize", "labels.tsv", Wording), lambda wording: wording.code)


def words(language: Language) -> Mapping[str, str]:
    """Every wording in one language, by code."""
    return {code: say(code, language) for code in _wordings()}


def say(code: str, language: Language = "vi") -> str:
    """The words for `code`."""
    wording = _wordings()[code]
    return wording.en if language == "en" else wording.vi
