"""Whether the letters that a PDF tells are those that it shows: fonts may tell none, some, or others.

Glyphs taken for other letters make words that no Vietnamese syllable is. Only a document that is Vietnamese, by its
other pages or by its letters, is judged so.
"""

import unicodedata
from collections.abc import Sequence
from statistics import median

from graph.model import Notice
from loaders.formats.ocr import listed
from loaders.formats.pdf_sheets import Sheet
from loaders.language.syllables import share_of_syllables, words_of

_UNMAPPED = 0.1
_VOWELS = frozenset("aeiouy")
_FEW_VOWELS = 0.12
_ENOUGH = 60
_SAMPLE = 50_000
_ENOUGH_WORDS = 40
_GARBLED, _VIETNAMESE = 0.5, 0.8
_MARKED = 0.05


def garbled(sheets: Sequence[Sheet]) -> list[int]:
    """The pages whose letters are not known or are wrong; all of them where most glyphs have none."""
    if _tells_no_letters(sheets):
        return [sheet.number for sheet in sheets]
    words = {sheet.number: words_of(" ".join(word.text for word in sheet.words)) for sheet in sheets}
    shares = {
        number: share_of_syllables(found) for number, found in words.items() if len(found) >= _ENOUGH_WORDS
    }
    is_vietnamese = median(shares.values()) > _VIETNAMESE if shares else False
    return [
        number
        for number, share in shares.items()
        if share < _GARBLED and (is_vietnamese or _is_marked(words[number]))
    ]


def missing_letters(sheets: Sequence[Sheet]) -> tuple[Notice, ...]:
    """What is told of pages where the font names some letters as blanks or not at all."""
    pages = [sheet.number for sheet in sheets if sheet.unmapped]
    if not pages:
        return ()
    count = sum(sheet.unmapped for sheet in sheets)
    return (Notice("letters_missing", (("count", str(count)), ("pages", listed(pages)))),)


def _tells_no_letters(sheets: Sequence[Sheet]) -> bool:
    """Whether the fonts do not tell their letters: none at all, or signs in their place.

    Glyphs taken for letters give few vowels; text in any language that uses Latin letters has a third of them.
    """
    glyphs = "".join(word.text for sheet in sheets for word in sheet.words)
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped > _UNMAPPED * len(glyphs):
        return True
    letters = [
        letter for letter in unicodedata.normalize("NFD", glyphs[:_SAMPLE]).lower() if letter.isalpha()
    ]
    vowels = sum(letter in _VOWELS for letter in letters)
    signs = sum(not sign.isalnum() for sign in glyphs[:_SAMPLE])
    return len(letters) + signs > _ENOUGH and vowels < _FEW_VOWELS * (len(letters) + signs)


def _is_marked(words: Sequence[str]) -> bool:
    """Whether the words have the letters that Vietnamese has and its neighbours do not (ơ, ư, two marks on one)."""
    letters = "".join(words)
    marked = sum("\u1ea0" <= letter <= "\u1ef9" or letter in "ơưƠƯ" for letter in letters)
    return marked > _MARKED * len(letters)
