"""Vietnamese typed without its marks (`Nghi dinh so 61/2018/ND-CP`): the marks put back for reading, letter for letter.

What a word without marks may be, and which words stand together, is learned once from the tables of the vocabulary
and the language themselves; nothing is guessed that they do not hold. Only a text without any marks is touched.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from graph.fold import fold
from graph.vocabulary.tables import read_table
from loaders.language.patterns import LOWER, UPPER, pattern

_TABLES = ("graph.vocabulary", "loaders.language")
# Accepts Uy in "Uy ban", te and xa in "te-xa"; refuses the codes of 01-NQ/TU and 12/2019/QD-UBND.
_WORD = re.compile(rf"(?<![\w/])(?<![A-Z\d]-)[{UPPER}{LOWER}]+(?![\w/]|-[A-Z\d])")
_FIGURE = re.compile(r"\s*:?\s*\d")
_LONGEST = 6
_TOGETHER = 10.0
_MOST_MARKED = 50
_FEWEST_SIGNS = 2

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Words with their marks, and how often the tables hold them."""

    words: Words
    count: int


@dataclass(frozen=True, slots=True)
class Alone:
    """How a word without marks is meant where no word beside it tells."""

    marked: str
    source: str


def lacks_marks(text: str) -> bool:
    """Whether this is Vietnamese without its marks: hardly a letter beyond ASCII, and words that tell the language."""
    if _is_marked(text[: len(text) // 8], len(text)) or _is_marked(text, len(text)):
        return False
    signs = pattern("unmarked_vietnamese").finditer(text)
    return sum(1 for _, _ in zip(range(_FEWEST_SIGNS), signs, strict=False)) == _FEWEST_SIGNS


def _is_marked(part: str, length: int) -> bool:
    """Whether a part of a text of this length alone holds too many letters beyond ASCII for one without marks."""
    return (len(part.encode()) - len(part)) * _MOST_MARKED > length


def with_marks(text: str) -> str:
    """The text with the marks of the words that the tables know; as long as it was, capitals as they were."""
    parts: list[str] = []
    done = 0
    for run in _runs(text):
        for start, end, marked in _spelled(run):
            parts += (text[done:start], marked)
            done = end
    return "".join((*parts, text[done:]))


def _runs(text: str) -> Iterator[Sequence[re.Match[str]]]:
    """The words of the text, those together that nothing but blanks parts; `số` and the like before a figure alone."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and not text[run[-1].end() : word.start()].isspace():
            yield run
            run = []
        if (fold(word[0]),) in _meant_alone() and _FIGURE.match(text, word.end()):
            yield run
            run = []
        run.append(word)
    yield run


def _spelled(run: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Each word of a run that has marks, with them."""
    for first, last in _parts(tuple(fold(word[0]) for word in run)):
        words = run[first:last]
        known = _known().get(tuple(fold(word[0]) for word in words))
        for word, marked in zip(words, known.words if known else (), strict=False):
            if marked != word[0].lower():
                yield word.start(), word.end(), _cased(word[0], marked)


def _parts(words: Words) -> Iterator[tuple[int, int]]:
    """The words cut where they stand together best: in long parts, and in those that the tables hold often."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(words) + 1):
        scored = (
            (best[first][0] + _weight(words[first:last]), first)
            for first in range(max(0, last - _LONGEST), last)
        )
        best.append(max(scored))
    cuts = [len(words)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    yield from pairwise(reversed(cuts))


def _weight(part: Words) -> float:
    if len(part) == 1:
        return 0.0
    known = _known().get(part)
    return (len(part) - 1) * _TOGETHER + math.log(known.count) if known else -math.inf


def _cased(written: str, marked: str) -> str:
    return "".join(m.upper() if w.isupper() else m for w, m in zip(written, marked, strict=True))


@cache
def _known() -> Mapping[Words, Known]:
    """By words without marks: as the tables spell them most often, a word alone as `unmarked.tsv` has it."""
    counts: dict[Words, Counter[Words]] = {}
    for words in _phrases():
        for length in range(1, min(_LONGEST, len(words)) + 1):
            for at in range(len(words) - length + 1):
                part = words[at : at + length]
                counts.setdefault(tuple(map(fold, part)), Counter())[part] += 1
    found = {bare: Known(*count.most_common(1)[0]) for bare, count in counts.items()}
    return found | {bare: Known(words, 1) for bare, words in _meant_alone().items()}


@cache
def _meant_alone() -> dict[Words, Words]:
    rows = read_table("loaders.language", "unmarked.tsv", Alone)
    return {(fold(row.marked),): (row.marked,) for row in rows}


def _phrases() -> Iterator[Words]:
    """The words that stand together in the tables, in small letters."""
    for package in _TABLES:
        for table in sorted(files(package).iterdir(), key=lambda table: table.name):
            if table.name.endswith(".tsv"):
                yield from _phrases_of(table.read_text(encoding="utf-8"))


def _phrases_of(table: str) -> Iterator[Words]:
    for run in re.findall(rf"[{UPPER}{LOWER}]+(?: [{UPPER}{LOWER}]+)*", table):
        words = tuple(run.lower().split())
        marked = sum(not word.isascii() for word in words)
        if 2 * marked >= len(words):
            yield words
