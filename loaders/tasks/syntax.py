"""What a word does where it stands: begins an action or a circumstance, denies a duty, or runs on in a name.

Vietnamese writes syllables apart; the first two of a verb are enough to know it (`language/words.tsv`).
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from loaders.tasks.phrases import phrase, role

Part = Literal["duty", "action", "opener", "statement", "granted", "name"]

_WORD = re.compile(r"[^\W_]+")
_ORDER: tuple[tuple[str, Part], ...] = (
    ("inside", "name"),
    ("granted", "granted"),
    ("duty", "duty"),
    ("manner", "action"),
    ("verb", "action"),
    ("opener", "opener"),
    ("statement", "statement"),
)


@cache
def _parts() -> Mapping[str, Part]:
    """By the first two syllables, or the only one; earlier roles win."""
    return {
        " ".join(words.split()[:2]): part for name, part in reversed(_ORDER) for words in sorted(role(name))
    }


def word_at(flat: str, position: int) -> str:
    """The syllable at `position`."""
    match = _WORD.match(flat, position)
    return match[0] if match else ""


def last_letter(flat: str, end: int) -> str:
    """The last character before `end` that is no white space; empty at the beginning."""
    while end and flat[end - 1].isspace():
        end -= 1
    return flat[end - 1 : end] if end else ""


def next_word(flat: str, position: int) -> int:
    """Where the next syllable or mark starts after the syllable at `position`."""
    match = _WORD.match(flat, position)
    position = match.end() if match else position + 1
    while position < len(flat) and flat[position] == " ":
        position += 1
    return position


def two_at(flat: str, position: int) -> str:
    """The two syllables at `position`, in small letters, one if a mark stands between."""
    one = word_at(flat, position)
    after = position + len(one)
    two = word_at(flat, after + 1) if flat[after : after + 1] == " " else ""
    if not two and flat[after : after + 1] == " ":
        two = word_at(flat, next_word(flat, position))
    return f"{one} {two}".lower().rstrip()


def part_at(flat: str, position: int, before: str = "") -> Part:
    """What the word at `position` does; `before` is the syllable in front, which can make a verb a noun."""
    two = two_at(flat, position)
    one = two.partition(" ")[0]
    part = _parts().get(two) or _parts().get(one) or "name"
    if part in ("action", "duty") and (before in _noun_before() or _ends_verb(f"{before} {one}")):
        return "name"
    stands = one in role("standing") and phrase("standing").match(flat, position) is not None
    return "duty" if stands else part


def acts(flat: str, position: int) -> bool:
    """Whether an action begins at `position`, in either case (`Thành lập`, `xây dựng`)."""
    return part_at(flat, position) in ("action", "duty")


def _ends_verb(two: str) -> bool:
    """Whether a syllable is the second of a verb or compound (`Đào tạo`, `chương trình`)."""
    return two in _compounds() or _parts().get(two) == "action"


@cache
def _noun_before() -> frozenset[str]:
    return role("noun_before")


@cache
def _compounds() -> frozenset[str]:
    return role("compound")
