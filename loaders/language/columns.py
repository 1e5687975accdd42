"""What a column of a table holds, by the words of its head; which of them a cell may belong to (guide 3.2)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.fold import fold
from graph.vocabulary import kinds
from graph.vocabulary.tables import read_table

_LONGEST_HEAD = 90
_OF_KINDS = "product"


@dataclass(frozen=True, slots=True)
class ColumnWord:
    """Words in the head of a column, and what the column then holds."""

    role: str
    words: str


@dataclass(frozen=True, slots=True)
class CellOpening:
    """Words that a cell of such a column begins with."""

    role: str
    words: str


@lru_cache(maxsize=4096)
def column_role(head: str) -> str:
    """What a column with this head holds; empty where no word tells. Marks do not count: scans lose them."""
    if len(head) > _LONGEST_HEAD:
        return ""
    words = fold(head)
    return next((role for text, role in _column_words().items() if _stands_in(text, words)), "")


@lru_cache(maxsize=4096)
def opening_roles(line: str) -> frozenset[str]:
    """The columns whose cells begin like this line; none where no word tells."""
    words = unicodedata.normalize("NFC", line)
    return frozenset(role for role, opening in _openings().items() if opening.match(words))


def _stands_in(text: str, words: str) -> bool:
    """Whether a head is (`=`), begins with (`^`) or holds the words."""
    if text.startswith("="):
        return words.strip(" .") == text[1:]
    if text.startswith("^"):
        return words.startswith(text[1:])
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) is not None


@cache
def _column_words() -> Mapping[str, str]:
    return {fold(row.words): row.role for row in read_table("loaders.language", "columns.tsv", ColumnWord)}


@cache
def _openings() -> Mapping[str, re.Pattern[str]]:
    """By role, any of its openings; the name of a kind of document opens a product."""
    found: dict[str, list[str]] = {_OF_KINDS: [name for kind in kinds().values() for name in kind.names]}
    for row in read_table("loaders.language", "openings.tsv", CellOpening):
        found.setdefault(row.role, []).append(row.words)
    return {
        role: re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)", re.I)
        for role, words in found.items()
    }
