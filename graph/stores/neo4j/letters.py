"""Words with their marks in ASCII, two words alike only if they are the same.

The server reads, searches and parts a text of ASCII letters in half the time that it takes for one with marks.
"""

import unicodedata

# Words are in lower case, so that capitals are free.
_MARKS = {
    "\u0300": "F",
    "\u0301": "S",
    "\u0303": "X",
    "\u0309": "R",
    "\u0323": "J",
    "\u0302": "A",
    "\u0306": "W",
    "\u031b": "O",
    "đ": "D",
}


class _Letters(dict[int, str]):
    """What stands for a letter; for one that has no letter of its own here, its number."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if code < 128 else f"U{code:x}Z"
        return self[code]


_LETTERS = _Letters({ord(mark): letter for mark, letter in _MARKS.items()})


def in_ascii(word: str) -> str:
    """A word in lower case, its marks as capitals: `đồng` as `DoAFng`."""
    return unicodedata.normalize("NFD", word).translate(_LETTERS)
