"""Whether words can be Vietnamese: an onset, a rime and at most one tone (`language/syllables.tsv`)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.syllables import TONES
from graph.vocabulary.tables import read_table

_TONE = re.compile(f"[{TONES}]")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class SyllablePart:
    """Letters that a syllable may have as this part, parted by blanks."""

    part: str
    letters: str


def words_of(text: str) -> list[str]:
    """The words of a text that are letters throughout."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def share_of_syllables(words: Iterable[str]) -> float:
    """How many of the words can be Vietnamese, from 0 to 1; 0 for none."""
    found = [is_syllable(word) for word in words]
    return sum(found) / len(found) if found else 0.0


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case and with its tone, can be a Vietnamese syllable."""
    if len(word) > _LONGEST:
        return False
    bare, tones = _TONE.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones < 2 and _syllable().fullmatch(unicodedata.normalize("NFC", bare)) is not None


@cache
def _syllable() -> re.Pattern[str]:
    parts: dict[str, list[str]] = {}
    for row in read_table("loaders.language", "syllables.tsv", SyllablePart):
        parts.setdefault(row.part, []).extend(row.letters.split())
    onset, rime = ("|".join(parts[part]) for part in ("onset", "rime"))
    return re.compile(f"(?:{onset})?(?:{rime})|gi")
