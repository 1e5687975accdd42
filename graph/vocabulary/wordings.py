"""Words for people, in Vietnamese and English, by code: each room that speaks has a table of its own (`labels.tsv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.messages import Language
from graph.vocabulary.tables import keyed, read_table


@dataclass(frozen=True, slots=True)
class Wording:
    """What one thing is called, or one sentence with places for its facts."""

    code: str
    vi: str
    en: str

    def of(self, language: Language) -> str:
        """The words in this language."""
        return self.en if language == "en" else self.vi


@cache
def wordings(package: str) -> Mapping[str, Wording]:
    """The words of a package, by code."""
    return keyed(read_table(package, "labels.tsv", Wording), lambda wording: wording.code)
