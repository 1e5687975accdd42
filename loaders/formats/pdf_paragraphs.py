"""Lines of a PDF into paragraphs, over page breaks too: by indents, by what would have fitted, by gaps and markers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from loaders.formats.pdf_columns import Line
from loaders.structure.layout import marker_of

_INDENT = 8.0
_SAME = 4.0
_SLACK = 3.0
_ENOUGH = 6

_ENDS = re.compile(r"[.;:!?…][”\")]?$")
_TORN = re.compile(r"\w[-/]$")

Seam = Literal["joined", "line", "parted"]


@dataclass(frozen=True, slots=True)
class Margins:
    """Between what the running text of a page stands, and how far apart its lines are."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and that page's margins."""

    page: int
    line: Line
    margins: Margins


def margins_of(lines: Sequence[Line]) -> Margins | None:
    """The margins of a page that has text enough to tell them."""
    running = [line for line in lines if not line.own]
    if len(running) < _ENOUGH:
        return None
    left = _leftmost([line.left for line in running])
    rights = sorted(line.right for line in running)
    right = rights[len(rights) * 9 // 10]
    steps = [b.baseline - a.baseline for a, b in pairwise(running)]
    pitch = median([step for step in steps if step > 0] or [1.3 * running[0].size])
    return Margins(left, right, pitch)


def _leftmost(lefts: Sequence[float]) -> float:
    """The first place from the left where a fair part of the lines begin."""
    ordered = sorted(lefts)
    for left in ordered:
        if sum(abs(other - left) < _SAME for other in ordered) >= 0.15 * len(ordered):
            return left
    return ordered[0]


def paragraphs(lines: Iterable[Placed]) -> Iterator[tuple[int, str]]:
    """Each paragraph with the page it begins on; lines that may be one or several stand under each other."""
    text, page = "", 0
    before: Placed | None = None
    is_first = True
    for line in lines:
        seam = _seam(before, line, is_first=is_first) if before else "parted"
        if seam == "parted":
            if text:
                yield page, text
            text, page = line.line.text, line.page
        else:
            text = joined(text, line.line.text) if seam == "joined" else f"{text}\n{line.line.text}"
        is_first = seam != "joined"
        before = line
    if text:
        yield page, text


def joined(text: str, more: str) -> str:
    """Two lines as one; a number torn after its hyphen is whole again."""
    return f"{text}{more}" if _TORN.search(text) else f"{text} {more}"


def ends(text: str) -> bool:
    """Whether a text ends as a sentence or an item does."""
    return _ENDS.search(text) is not None


def _seam(before: Placed, after: Placed, *, is_first: bool) -> Seam:
    """How a line goes with the one before it, which is the first of its paragraph or not."""
    one, two = before.line, after.line
    if one.own or two.own:
        return "line" if one.own and two.own else "parted"
    gap = two.baseline - one.baseline if before.page == after.page else 0.0
    if gap < 0 or gap > 2.2 * after.margins.pitch:
        return "parted"
    if _is_centred(before) or _is_centred(after):
        return "line" if _is_balanced(before) and _is_balanced(after) else "parted"
    if before.margins.right - one.right > two.first + 0.3 * two.size + _SLACK:
        return "parted"
    if _TORN.search(one.text):
        return "joined"
    if _is_heading(one.text) > _is_heading(two.text) or _opens(one, after):
        return "parted"
    if gap > 1.35 * after.margins.pitch and ends(one.text):
        return "parted"
    return _by_indent(before, after, is_first=is_first)


def _by_indent(before: Placed, after: Placed, *, is_first: bool) -> Seam:
    indent, step = _indent(after), _indent(after) - _indent(before)
    if indent <= _INDENT:
        return "joined"
    if _indent(before) <= _INDENT:
        return "parted"
    if is_first and marker_of(before.line.text)[0] and abs(after.line.left - before.line.second) < _SAME:
        return "joined"
    if step > _INDENT:
        return "parted"
    return "parted" if is_first and abs(step) < _SAME and not ends_open(before) else "joined"


def ends_open(placed: Placed) -> bool:
    """Whether a line breaks off in the middle of a sentence for certain."""
    return placed.line.text.endswith(",")


def _opens(before: Line, after: Placed) -> bool:
    """Whether a line starts with a marker that is one: after an end, or set in."""
    if not marker_of(after.line.text)[0]:
        return False
    return ends(before.text) or _indent(after) > _INDENT


def _indent(placed: Placed) -> float:
    return placed.line.left - placed.margins.left


def _is_centred(placed: Placed) -> bool:
    return _indent(placed) > 3 * _INDENT and _is_balanced(placed)


def _is_balanced(placed: Placed) -> bool:
    left, right = _indent(placed), placed.margins.right - placed.line.right
    return abs(left - right) < 0.75 * _INDENT


def _is_heading(text: str) -> bool:
    return text.isupper() and len(text) > 3
