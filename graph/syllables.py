"""A Vietnamese text as its syllables, so that two texts can be compared word by word."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.vocabulary import acronyms

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The marks of the five tones, as they stand in a decomposed text."""
_WHITE = re.compile(r"\s+")
_NO_RUN_ACROSS = re.compile(r"[.;:!?|()\[\]]")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: what it is compared by, how it is written, what stands before it, whether a run may cross that."""

    key: str
    written: str
    gap: str
    joined: bool


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[Syllable, ...]:
    """The syllables of a text, abbreviations written out, their glosses in brackets left out."""
    return tuple(_syllables(unicodedata.normalize("NFC", text)))


def spelt(text: str) -> str:
    """The keys of a text's syllables between spaces, a bar where no run may cross; see `pair`."""
    keys = (f" {one.key}" if one.joined else f" | {one.key}" for one in syllables(text))
    return f"{''.join(keys)} "


def pair(one: Syllable, two: Syllable) -> str:
    """Two syllables that follow each other as `spelt` writes them."""
    return f" {one.key} {two.key} "


def _syllables(text: str) -> Iterator[Syllable]:
    acronym, gloss = _acronym_patterns()
    plain = gloss.sub(" ", text)
    end = 0
    for match in acronym.finditer(plain):
        gap = plain[end : match.start()]
        end = match.end()
        short = match.group("acronym")
        parts = acronyms()[short].expansion.split() if short else [match.group()]
        for part in re.findall(r"[^\W_]+", " ".join(parts)):
            yield Syllable(_key(part), part, _WHITE.sub(" ", gap), not _NO_RUN_ACROSS.search(gap))
            gap = " "


@cache
def _acronym_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words, abbreviations before all (`TTHC`, not the `tthc` of a word); glosses (`thủ tục hành chính (TTHC)`)."""
    short = sorted((a.acronym for a in acronyms().values() if not a.ambiguous), key=lambda a: (-len(a), a))
    either = "|".join(map(re.escape, short))
    return (
        re.compile(rf"(?<!\w)(?P<acronym>{either})(?!\w)|[^\W_]+"),
        re.compile(rf"\s*\(\s*(?:{either})\s*\)"),
    )


def _key(word: str) -> str:
    """`Hóa` and `hoá` are one syllable: case and the place of the tone do not count, marks do."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(c for c in decomposed if c in TONES)
    return "".join(c for c in decomposed if c not in TONES) + tones
