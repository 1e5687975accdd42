"""Where a name of a body can begin: the words of `language/heads.tsv` as one expression."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.fold import fold
from graph.vocabulary.tables import read_table
from loaders.language.patterns import spelled
from loaders.tasks.phrases import UPPER, role

KINDS = ("body", "post", "generic", "open")


@dataclass(frozen=True, slots=True)
class Head:
    """Words that a name begins with, their kind, and what may follow them outside a plural."""

    words: str
    kind: str
    follow: tuple[str, ...]


@cache
def heads() -> tuple[Head, ...]:
    """The rows of `language/heads.tsv`, longer ones first."""
    rows = read_table("loaders.language", "heads.tsv", Head)
    return tuple(sorted(rows, key=lambda head: (-len(head.words), head.words)))


@cache
def entry() -> re.Pattern[str]:
    """A name's beginning; the group that matched is its kind, `plural` for a collective.

    Accepts `Sở Nội vụ`, `các cơ quan`, `Thủ trưởng`; refuses `Sở dĩ`, `Ban hành`, `Tổ chức thực hiện`.
    """
    kinds = "|".join(f"(?P<{kind}>{_of_kind(kind)})" for kind in KINDS)
    return re.compile(rf"{_no_heads()}(?:(?P<plural>{_plural()})|{kinds})(?!\w)")


def _no_heads() -> str:
    """Not before words that only begin like a body: `báo cáo`, `cơ sở dữ liệu`."""
    return rf"(?!(?i:{'|'.join(map(spelled, sorted(role('no_head'))))})(?!\w))"


def _plural() -> str:
    """A plural word and any head, in either case: `các Sở`, `Các huyện`."""
    openers = "|".join(_either_case(word) for word in sorted(role("plural"), key=len, reverse=True))
    followers = "|".join(_either_case(head.words) for head in heads())
    return rf"(?:{openers})\s+{_no_heads()}(?:{followers})"


def _of_kind(kind: str) -> str:
    return "|".join(_with_follow(head) for head in heads() if head.kind == kind)


def _with_follow(head: Head) -> str:
    written = _either_case(head.words) if _opens_sentences(head) else spelled(head.words)
    if "any" in head.follow:
        return written
    return rf"{written}(?:{'|'.join(_followers(head.follow))})"


def _opens_sentences(head: Head) -> bool:
    return head.kind in ("generic", "open") and head.words[0].islower()


def _followers(follow: Iterable[str]) -> Iterable[str]:
    for word in follow:
        if word == "capital":
            yield rf"(?=\s+[{UPPER}])"
        elif word == "comma":
            yield rf"(?=\s*(?:[,;:.)]|(?:{'|'.join(role('conjunction'))})\s|$))"
        else:
            yield rf"\s+{spelled(word)}"


def _either_case(words: str) -> str:
    return f"(?:{spelled(words)}|{spelled(words[0].swapcase() + words[1:])})"


@cache
def area() -> re.Pattern[str]:
    """The words for areas, which go on a name after a comma: `các tỉnh, thành phố`."""
    words = "|".join(spelled(head.words) for head in heads() if head.kind == "unit")
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


def may_begin(syllable: str) -> bool:
    """Whether a name can begin with this syllable, its marks left aside: a quick look before `entry`."""
    return _folded(syllable) in _first_syllables()


@lru_cache(maxsize=4096)
def _folded(syllable: str) -> str:
    return fold(syllable)


@cache
def _first_syllables() -> frozenset[str]:
    return frozenset(fold(words.split()[0]) for words in {head.words for head in heads()} | role("plural"))
