"""The one folding of Vietnamese for search: lower case, no marks, đ as d; the same length as its NFC input.

SQLite's own folding leaves đ and doubly marked letters alone, so stores keep this form beside the text.
"""

import unicodedata


class _Plain(dict[str, str]):
    """Letters without their marks, each worked out once."""

    def __missing__(self, letter: str) -> str:
        bare = unicodedata.normalize("NFD", letter)[0].lower()
        plain = self[letter] = {"đ": "d", "ð": "d"}.get(bare, bare if len(bare) == 1 else letter)
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    """`Nghị định` gives `nghi dinh`; one character for each character of NFC `text`, so positions carry over."""
    return text.lower() if text.isascii() else "".join(map(_PLAIN.__getitem__, text))


def words(text: str) -> list[str]:
    """The folded words of `text`: runs of letters and digits, so that `61/2018/NĐ-CP` gives 61, 2018, nd, cp."""
    folded = fold(unicodedata.normalize("NFC", text))
    return "".join(c if c.isalnum() else " " for c in folded).split()


def has_words(text: str | None, asked: str) -> bool:
    """Whether each word of `asked` is a word of `text`; never where one of them has none."""
    wanted = set(words(asked))
    return bool(wanted) and wanted <= set(words(text or ""))
