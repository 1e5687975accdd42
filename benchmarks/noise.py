"""The dev set with the noise of real files (domain guide 1.7), made by code: what each costs is measured beside it.

A variant changes characters and white space only, so the keys hold for it: the scorer compares numbers and names
without marks, blanks and dashes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count

from loaders.structure.draft import Draft, Grid, PageStart, Piece, RunningText

COLUMNS = 64
_NUMBER = re.compile(r"\d+[a-zA-Z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[A-ZĐ][\w&]*(?:\s?[-/]\s?[A-ZĐ][\w&]*)*")
_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceop", "АВСЕНІКМОРТХУасеор")
_GREEK = str.maketrans("ABEHIKMNOPTXYo", "ΑΒΕΗΙΚΜΝΟΡΤΧΥο")
_BLANK_IN_WORDS = re.compile(r"(?<=\w) (?=\w)")
_NBSP, _ZERO_WIDTH, _SOFT_HYPHEN = "\u00a0", "\u200b", "\u00ad"


def decomposed(text: str) -> str:
    """Every marked letter as a letter and its marks (NFD)."""
    return unicodedata.normalize("NFD", text)


def homoglyphs(text: str) -> str:
    """Letters in numbers as Cyrillic or Greek ones that look the same, in turn."""
    tables = (_CYRILLIC, _GREEK)
    turn = count()
    return _NUMBER.sub(lambda match: match[0].translate(tables[next(turn) % 2]), text)


def broken(text: str) -> str:
    """Lines wrapped at a narrow column, and every second number torn behind its last stroke."""
    turn = count()
    torn = _NUMBER.sub(lambda match: _torn(match[0]) if next(turn) % 2 else match[0], text)
    return "\n".join(_wrapped(line) for line in torn.split("\n"))


def _torn(number: str) -> str:
    at = max(number.rfind("/"), number.rfind("-")) + 1
    return f"{number[:at]}\n{number[at:].lstrip()}"


def _wrapped(line: str) -> str:
    rows, row = [], ""
    for word in line.split(" "):
        if row and len(row) + len(word) >= COLUMNS:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return "\n".join([*rows, row])


def unmarked(text: str) -> str:
    """Every letter without its marks, đ as d: how messages and file names are typed."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D")


def hidden(text: str) -> str:
    """Blanks between words in turn as hard blanks, behind a zero-width space, and a soft hyphen in each number."""
    turn = count()
    spaced = _BLANK_IN_WORDS.sub(lambda _: (_NBSP, f"{_ZERO_WIDTH} ", " ")[next(turn) % 3], text)
    return _NUMBER.sub(lambda match: match[0].replace("/", f"/{_SOFT_HYPHEN}", 1), spaced)


def other_d(text: str) -> str:
    """Đ and đ as the Icelandic letters that look like them, as text recognition writes them."""
    return unicodedata.normalize("NFC", text).replace("Đ", "Ð").replace("đ", "ð")


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "decomposed": decomposed,
    "homoglyphs": homoglyphs,
    "broken": broken,
    "hidden": hidden,
    "other-d": other_d,
    "unmarked": unmarked,
}


def noisy(draft: Draft, variant: Callable[[str], str]) -> Draft:
    """The draft with every text in it changed."""
    return replace(draft, pieces=tuple(_noisy(draft.pieces, variant)))


def _noisy(pieces: Iterable[Piece], variant: Callable[[str], str]) -> Iterable[Piece]:
    for piece in pieces:
        match piece:
            case RunningText(text):
                yield RunningText(variant(text))
            case Grid(cells):
                yield replace(piece, cells=tuple(replace(cell, text=variant(cell.text)) for cell in cells))
            case PageStart():
                yield piece
