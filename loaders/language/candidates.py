"""Candidates, then windows: where in a text a pattern can hold at all, and the pattern tried there and nowhere else.

Most of a text holds nothing that a given rule is for. Plain search for the few words that a match must have runs
through a text ten times as fast as an expression does; `candidates.tsv` has these words.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from re import Match

from graph.vocabulary.tables import keyed, read_table
from loaders.language.casing import lowered
from loaders.language.patterns import pattern, places, rows, tried_at


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words that each match of a pattern `opens` with, or `holds`; see `candidates.tsv`."""

    pattern: str
    opens: tuple[str, ...]
    holds: tuple[str, ...]
    behind: str


@cache
def candidates() -> Mapping[str, Candidate]:
    """The rows of `candidates.tsv` by the pattern's name."""
    return keyed(read_table("loaders.language", "candidates.tsv", Candidate), lambda row: row.pattern)


class Searched:
    """A text in which each word is looked for once, in whatever letters, for all patterns that may begin with it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.small = lowered(text)
        self._standing: dict[str, list[int]] = {}

    def places(self, words: Iterable[str]) -> list[int]:
        """Where the words, in small letters, stand in the text, in reading order."""
        return sorted(chain.from_iterable(map(self._places, words)))

    def _places(self, word: str) -> list[int]:
        if word not in self._standing:
            self._standing[word] = places(self.small, (word,))
        return self._standing[word]


def matches(name: str, text: str | Searched) -> Iterator[Match[str]]:
    """What `finditer` gives for the pattern of this name."""
    words = text if isinstance(text, str) else text.text
    starts = _opened(name, text)
    if candidates()[name].behind:
        starts = (_before_blanks(words, at) for at in starts)
    return tried_at(starts, pattern(name), words)


def _opened(name: str, text: str | Searched) -> Iterable[int]:
    """Where the words stand that each match of the pattern begins with."""
    opens, cased = candidates()[name].opens, rows()[name].cased
    if isinstance(text, str):
        return places(text if cased else lowered(text), opens)
    standing = text.places(word.lower() for word in opens)
    return [at for at in standing if text.text.startswith(opens, at)] if cased else standing


def _before_blanks(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def stretches_holding(name: str, text: str, starts: Sequence[int]) -> list[int]:
    """Which of the stretches that start there may hold a match of the pattern of this name."""
    standing = places(text, candidates()[name].holds)
    return sorted({bisect_right(starts, at) - 1 for at in standing} - {-1})


def first_match(name: str, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
    """What `search` gives for the pattern of this name, from `start` to `end`."""
    end = len(text) if end is None else end
    return pattern(name).search(text, start, end) if _may_hold(name, text[start:end]) else None


def opening_match(name: str, text: str) -> Match[str] | None:
    """What `match` gives for the pattern of this name."""
    return pattern(name).match(text) if _may_hold(name, text) else None


def may_hold(name: str, sought: str) -> bool:
    """Whether a text, in small letters where case does not matter, has a word of each match of this name."""
    row = candidates()[name]
    return any(map(sought.__contains__, row.holds or row.opens))


def _may_hold(name: str, text: str) -> bool:
    return may_hold(name, text if rows()[name].cased else lowered(text))
