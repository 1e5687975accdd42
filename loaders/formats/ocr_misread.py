"""Numbers of days and quarters in recognised words, where letters and digits that look alike were mistaken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from graph.vocabulary.tables import read_table

_LIKE_ONE = ("l", "I", "|", "!", "]", "Ì", "Í", "ì", "í", "T")
_LIKE_NOUGHT = ("O", "o")
_LOOKALIKES = "".join(map(re.escape, (*_LIKE_ONE, *_LIKE_NOUGHT)))
# What a number is written with when it is misread, and what follows it in the same word.
_MISREAD = re.compile(rf"([\d{_LOOKALIKES}VvX]+)((?:[/.,;:)\-–].*)?)")
_ONES = str.maketrans(dict.fromkeys(_LIKE_ONE, "1") | dict.fromkeys(_LIKE_NOUGHT, "0"))
_ROMAN = {"1": "I", "11": "II", "111": "III", "1V": "IV"}


@dataclass(frozen=True, slots=True)
class NumberAfter:
    """A word after which a number between two others stands."""

    after: str
    kind: str
    least: int
    most: int


@cache
def _rows() -> dict[str, NumberAfter]:
    return {row.after: row for row in read_table("loaders.language", "misread.tsv", NumberAfter)}


def mended(words: Sequence[str]) -> list[str]:
    """Words in reading order with such numbers as they must have been; all others as they are."""
    before = chain([""], words)
    return [_mended(_rows().get(word.lower()), number) for word, number in zip(before, words, strict=False)]


def _mended(row: NumberAfter | None, word: str) -> str:
    match = _MISREAD.fullmatch(word)
    if row is None or match is None:
        return word
    number, rest = match[1].translate(_ONES), match[2]
    if row.kind == "roman":
        return _ROMAN[number.upper()] + rest if _is_misread_roman(match[1], number) else word
    sound = any(sign.isdigit() for sign in match[1]) or len(number) == 2
    fits = number.isdigit() and len(number) <= 4 and row.least <= int(number) <= row.most
    return number + rest if sound and fits else word


def _is_misread_roman(written: str, number: str) -> bool:
    """A single 1 may be the digit; 11 and 111 name no quarter."""
    return written != "1" and number.upper() in _ROMAN
