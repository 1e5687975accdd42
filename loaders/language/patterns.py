"""The regular expressions that hold Vietnamese words, each with what it takes and refuses.

In `language/patterns.tsv` a blank stands for one or more white spaces, `~` for any number of them, `{name}` for a slot;
`{A}` and `{a}` are the capital and the small letters of Vietnamese, for use in brackets.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from graph.vocabulary.tables import keyed, read_table

_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
UPPER = "A-Z" + "".join(letter for letter in _LETTERS if letter.isupper())
LOWER = "a-z" + "".join(letter for letter in _LETTERS if letter.islower())


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern, whether case matters, and examples that the tests hold it to."""

    name: str
    cased: bool
    pattern: str
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]


@cache
def rows() -> Mapping[str, PatternRow]:
    """By name."""
    return keyed(read_table("loaders.language", "patterns.tsv", PatternRow), lambda row: row.name)


@cache
def pattern(name: str, **slots: str) -> re.Pattern[str]:
    """The compiled pattern, its slots filled with expressions."""
    row = rows()[name]
    return re.compile(spaced(row.pattern, **slots), 0 if row.cased else re.IGNORECASE)


def places(text: str, words: Iterable[str]) -> list[int]:
    """Where the words stand in the text, in reading order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def tried_at(starts: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` gives for a pattern whose every match starts at one of these places, in reading order."""
    tried, done = pattern.match, 0
    for start in starts:
        match = tried(text, start) if start >= done else None
        if match is not None:
            done = match.end()
            yield match


def spaced(expression: str, **slots: str) -> str:
    """The expression with `~` and blanks written out and slots filled."""
    slots = {"A": UPPER, "a": LOWER, **slots}
    written = expression.replace("~", r"\s*").replace(" ", r"\s+")
    for slot, value in slots.items():
        written = written.replace("{" + slot + "}", value)
    return written


def any_of(names: Iterable[str], write: Callable[[str], str] | None = None) -> str:
    """An expression for any of the names, the longest that fits, shared first words tried once."""
    return _branch(sorted({tuple(name.split()) for name in names}), write or spelled)


def _branch(names: Sequence[tuple[str, ...]], write: Callable[[str], str]) -> str:
    branches = []
    for word, group in groupby((name for name in names if name), key=lambda name: name[0]):
        rest = [name[1:] for name in group]
        further = _branch([name for name in rest if name], write)
        optional = "?" if () in rest else ""
        branches.append((len(word), write(word) + (rf"(?:\s+{further}){optional}" if further else "")))
    longest_first = [branch for _, branch in sorted(branches, reverse=True)]
    return f"(?:{'|'.join(longest_first)})" if branches else ""


_MARKED = {"o": "óòỏõọ", "u": "úùủũụ", "a": "áàảãạ", "e": "éèẻẽẹ", "y": "ýỳỷỹỵ"}
_TONES = tuple(
    (_MARKED[first][tone] + second, first + _MARKED[second][tone])
    for first, second in ("oa", "oe", "uy")
    for tone in range(5)
)


def spelled(name: str) -> str:
    """An expression for a name in either tone spelling (`ủy`, `uỷ`; `hóa`, `hoá`) and any white space."""
    escaped = re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", r"\s?-\s?").replace("/", r"\s?/\s?")
    for one, other in _TONES:
        escaped = escaped.replace(one, f"(?:{one}|{other})").replace(
            one.title(), f"(?:{one.title()}|{other.title()})"
        )
    return escaped


def one_spelling(text: str) -> str:
    """The text with all tones in one of the two places where they may stand: `khoá` as `khóa`."""
    for one, other in _TONES:
        text = text.replace(other, one)
    return text
