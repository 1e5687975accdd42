"""The words that the doors use, in Vietnamese and English, by code (`labels.tsv`)."""

from graph.messages import Language
from graph.vocabulary.wordings import wordings


def has_words(code: str) -> bool:
    """Whether there are words for `code`."""
    return code in wordings("api")


def say(code: str, language: Language = "vi", /, **facts: object) -> str:
    """The words for `code`, with its facts filled in."""
    return wordings("api")[code].of(language).replace("\\n", "\n").format(**facts)
