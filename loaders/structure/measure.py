"""How wide the lines of a text were when it was printed, so that a paragraph's end and its first line can be told.

The text of a PDF keeps the lines of its pages. A line after which the next word had room ends a paragraph; a line wider
than the widest first one, which is set in (Decree 30/2020/NĐ-CP, annex I: by 1 to 1.27 cm), begins none.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import itemgetter

from graph.vocabulary.tables import read_table
from loaders.structure.lines import Line

_ENDS = tuple('.;:!?…”"')
_BLANK, _USUAL = 250, 500
_FEWEST = 20
# Shares of lines, and of the width of a full one: lines of cells are narrow, the last one of a paragraph is short.
_FEW, _MOST = 0.03, 0.95
_NARROW, _SHORT, _EVEN, _CLEARLY = 0.7, 0.9, 0.92, 0.93
_ROUGHLY_EVEN = 0.8  # in letters; of 87 texts none was more even in print than in letters by more than 0.08


@dataclass(frozen=True, slots=True)
class LetterWidth:
    """How wide letters are, in thousandths of their size."""

    width: int
    letters: str


class _Widths(dict[str, int]):
    """The widths of letters in Times New Roman; one with marks is as wide as without."""

    def __missing__(self, letter: str) -> int:
        width = self[letter] = self.get(unicodedata.normalize("NFD", letter)[0], _USUAL)
        return width


@cache
def _widths() -> _Widths:
    rows = read_table("loaders.language", "letter-widths.tsv", LetterWidth)
    return _Widths({letter: row.width for row in rows for letter in row.letters} | {" ": _BLANK})


def width_of(words: str) -> int:
    """The width of words in Times New Roman, in thousandths of the letters' size."""
    return sum(map(_widths().__getitem__, words))


Width = Callable[[str], int]


class _Printed(dict[str, int]):
    """The widths of words in print, each reckoned once for a text."""

    def __missing__(self, words: str) -> int:
        width = self[words] = width_of(words)
        return width


@dataclass(frozen=True, slots=True)
class Measure:
    """The widths of a text's lines: under which one is not full, a paragraph's first or another; the widest first one.

    `width` is that of print, or counts letters where a program broke the lines at a column.
    """

    width: Width
    full: float
    full_first: float
    widest_first: float

    def goes_on(self, line: str, after: str, *, is_first: bool) -> bool | None:
        """Whether the paragraph of a line, its first or another, goes on in the next; None where both may be.

        Where no sentence ends, the next word may have been kept with those after it and have taken more room.
        """
        full, is_ended = self.full_first if is_first else self.full, line.endswith(_ENDS)
        if _with_next(line, after, self.width) < (full if is_ended else _CLEARLY * full):
            return False
        return True if not is_ended or self.width(after) > self.widest_first else None


def measure_of(lines: Sequence[Line], is_marked: Callable[[str], bool]) -> Measure | None:
    """The measure of lines, None where width did not break them; `is_marked`: a number or a bullet opens the line.

    Asked are the lines whose paragraph goes on after them, and those of them inside a paragraph, each between its two
    neighbours.
    """
    texts = [line.text for line in lines]
    joints = [after[0].islower() and not line.endswith(_ENDS) for line, after in pairwise(texts)]
    going_on = [n for n, joint in enumerate(joints) if joint and n and not lines[n + 1].gap]
    inside = [texts[n - 1 : n + 2] for n in going_on if joints[n - 1]]
    if len(inside) < _FEWEST:
        return None
    by_letters = _fullness(inside, len)
    if by_letters[0] < _ROUGHLY_EVEN:
        return None
    evenness, full, width = max(by_letters, _fullness(inside, _Printed().__getitem__), key=itemgetter(0))
    if evenness < _EVEN:
        return None
    firsts = [
        (width(line), _with_next(line, after, width))
        for before, line, after in (texts[n - 1 : n + 2] for n in going_on)
        if width(line) > _NARROW * full and (is_marked(line) or _is_after_short(before, line, full, width))
    ]
    if len(firsts) < _FEWEST:
        return Measure(width, full, _SHORT * full, float("inf"))
    alone, with_next = zip(*firsts, strict=True)
    return Measure(width, full, _share(with_next, _FEW), _share(alone, _MOST))


def _fullness(inside: Sequence[Sequence[str]], width: Width) -> tuple[float, float, Width]:
    """How near to the widest line the width is that hardly one after a wide line has left free, the width, and of what.

    Lines of cells are narrow, one like the other; where narrow ones follow wide ones, lines were broken more than once.
    """
    widest = _share([width(line) for _, line, _ in inside], _MOST)
    after_wide = [
        _with_next(line, after, width) for before, line, after in inside if width(before) > _NARROW * widest
    ]
    full = _share(after_wide, _FEW)
    return (full / widest if len(after_wide) >= _FEWEST else 0.0), full, width


def _is_after_short(before: str, line: str, full: float, width: Width) -> bool:
    """Whether a line surely begins a paragraph: the one before ended a sentence and was clearly short."""
    was_short = before.endswith(_ENDS) and _with_next(before, line, width) < _SHORT * full
    return was_short and not line[0].islower()


def _with_next(line: str, after: str, width: Width) -> int:
    """How wide a line would be with the first word of the next."""
    return width(line) + width(f" {after.split(maxsplit=1)[0]}")


def _share(widths: Sequence[int], share: float) -> float:
    """The width below which so large a share of them is; 0 of none."""
    return sorted(widths)[int(share * len(widths))] if widths else 0.0
