"""The words and patterns by which tasks are found, from `language/`: how texts assign, date and pay for work.

`words.tsv` lists plain words by role; `phrases.tsv` holds regular expressions in the form of `patterns.tsv`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.tables import keyed, read_table
from loaders.language.candidates import may_hold
from loaders.language.casing import lowered
from loaders.language.patterns import PatternRow, spaced

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())


@dataclass(frozen=True, slots=True)
class WordRow:
    """Words that play one role in the reading of tasks."""

    role: str
    words: str


@cache
def role(name: str) -> frozenset[str]:
    """The words of one role in `language/words.tsv`."""
    rows = read_table("loaders.language", "words.tsv", WordRow)
    return frozenset(row.words for row in rows if row.role == name)


@cache
def rows() -> Mapping[str, PatternRow]:
    """The rows of `language/phrases.tsv`, by name."""
    return keyed(read_table("loaders.language", "phrases.tsv", PatternRow), lambda row: row.name)


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The compiled pattern; `{other}` in it stands for the pattern of that name, `{A}` for a capital letter."""
    return re.compile(_written(name), 0 if rows()[name].cased else re.IGNORECASE)


def may_stand(names: Iterable[str], flat: str, start: int, end: int) -> list[str]:
    """Which of these phrases may stand in `start:end`: those of which it has a word (`language/candidates.tsv`)."""
    small = lowered(flat[start:end])
    return [name for name in names if may_hold(name, small)]


def _written(name: str) -> str:
    expression = rows()[name].pattern.replace("{A}", f"[{UPPER}]")
    expression = re.sub(r"\{([a-z_]+)\}", lambda match: f"(?:{rows()[match[1]].pattern})", expression)
    return spaced(expression)


# Accepts "định. Các" after a small letter, digit or bracket; refuses "TP. Hồ", "v.v. và". What stands before a mark is
# asked behind it: an expression that begins with marks is sought by them, one that looks back is tried at each letter.
_MARK = "[.!?…]"
_BEFORE_MARK = rf"(?<=[^\W{UPPER}_]{_MARK}|[)”\"…%]{_MARK})"
_SENTENCE_END = re.compile(rf"{_MARK}{_BEFORE_MARK}{_MARK}*[”\")]?\s+(?=[{UPPER}“\"])")


def sentences(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `start:end` without the blanks around them."""
    begin = start
    for match in _SENTENCE_END.finditer(flat, start, end):
        yield begin, match.end() - (len(match[0]) - len(match[0].rstrip()))
        begin = match.end()
    if begin < end:
        yield begin, end
