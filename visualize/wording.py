"""The words that pictures show, in Vietnamese and English, by code (`labels.tsv`)."""

from collections.abc import Mapping

from graph.messages import Language
from graph.vocabulary.wordings import wordings


def words(language: Language) -> Mapping[str, str]:
    """Every wording in one language, by code."""
    return {code: wording.of(language) for code, wording in wordings("visualize").items()}


def say(code: str, language: Language = "vi") -> str:
    """The words for `code`."""
    return wordings("visualize")[code].of(language)
