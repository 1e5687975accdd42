"""Plain text into paragraphs and tables: hard-wrapped lines joined, `|`-closed cells laid out as grids.

Scraped texts wrap their lines at some column; others have a paragraph on each line.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from graph.vocabulary import kinds
from loaders.language.patterns import pattern
from loaders.structure.barred import BAR, Grid, stretches, table_of
from loaders.structure.body import Block, Body, Paragraph, Table
from loaders.structure.layout import BULLET_DEPTH, Marker, layout_words, marker_of
from loaders.structure.lines import Line, lines_of
from loaders.structure.measure import Measure, measure_of
from loaders.structure.text import flatten

_ENDS = tuple('.;:!?…”"')
_TORN = ("/", "-")
_RULE_LETTERS = "-_*=.…"
_DRAWN = _RULE_LETTERS + BAR
_RULE = re.compile(rf"[{_RULE_LETTERS}\s]{{3,}}")
_BETWEEN_CELLS = f" {BAR}"
_LONGEST_MARKER = 40

_Marked = tuple[Line, Marker]


def read_body(text: str) -> Body:
    """The body of a canonical text that is nothing but running text."""
    lines = lines_of(text)
    blocks = tuple(read_blocks(lines, line_measure(lines)))
    return Body(text, with_walls(flatten(text), blocks), blocks)


def with_walls(flat: str, blocks: Iterable[Block]) -> str:
    """The flat text with a semicolon before each cell of a table, so that nothing is read across two of them."""
    starts = sorted(cell.start for block in blocks if isinstance(block, Table) for cell in block.cells)
    parts: list[str] = []
    done = 0
    for wall in (_wall(flat, start) for start in starts):
        if wall is not None and wall >= done:
            parts += (flat[done:wall], ";")
            done = wall + 1
    return "".join((*parts, flat[done:]))


def _wall(flat: str, start: int) -> int | None:
    """Where the words before a cell end, if a blank or a bar stands between."""
    gap = flat[max(0, start - 3) : start]
    kept = gap.rstrip(_BETWEEN_CELLS)
    return start - len(gap) + len(kept) if kept != gap else None


def line_measure(lines: Sequence[Line]) -> Measure | None:
    """The measure of the lines of all running text of a document."""
    return measure_of(lines, lambda line: marker_of(line).label != "")


def read_blocks(lines: Sequence[Line], measure: Measure | None) -> list[Block]:
    """The blocks of the lines of a canonical text, in reading order."""
    blocks: list[Block] = []
    for stretch in stretches(lines):
        blocks += [table_of(stretch)] if isinstance(stretch, Grid) else _paragraphs(stretch, measure)
    return blocks


# --- paragraphs ---------------------------------------------------------------------------------------------


def _paragraphs(stretch: Sequence[Line], measure: Measure | None) -> list[Block]:
    """A paragraph of each run of lines that go on with each other."""
    wrap = _wrap_column(stretch)
    found: list[Block] = []
    first: _Marked | None = None
    last: _Marked | None = None
    for line in stretch:
        marked = None if line.text[0] in _DRAWN and _is_drawn(line.text) else (line, marker_of(line.text))
        if first and last:
            if marked and not line.gap and _continues(first, last, marked, wrap, measure):
                last = marked
                continue
            found.append(_paragraph(first, last))
        first = last = marked
    if first and last:
        found.append(_paragraph(first, last))
    return found


def _is_drawn(text: str) -> bool:
    """Whether a line is drawn, not written: `-----`, `. . .`, or closes a cell."""
    return text == BAR or _RULE.fullmatch(text) is not None


def _paragraph(first: _Marked, last: _Marked) -> Paragraph:
    line, marker = first
    start, end = line.start, last[0].end
    return tuple.__new__(Paragraph, (start, start + marker.words, end, marker.label, marker.depth, "body"))


def _wrap_column(lines: Sequence[Line]) -> int:
    """The column at which lines were wrapped by hand, 0 where each line is a paragraph."""
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.gap]
    pairs = [(before, line) for before, line in pairs if before != BAR != line]
    broken = [line for before, line in pairs if line[0].islower() and not before.endswith(_ENDS)]
    if not pairs or len(broken) < 0.2 * len(pairs):
        return 0
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10]


def _continues(first: _Marked, last: _Marked, marked: _Marked, wrap: int, measure: Measure | None) -> bool:
    """Whether a line goes on with the paragraph from its first line to its last, no gap between."""
    (line_before, marker_before), (line, marker) = last, marked
    before, after = line_before.text, line.text
    if before.endswith(_TORN) and pattern("torn_number").search(before, len(before) - 1):
        return True
    if before in _kind_lines():
        return False
    if marker.label:
        if not _is_number_cut(before, after):
            return False
    elif marker_before.label and marker_before.words == len(before) <= _LONGEST_MARKER:
        return True
    if after[0].islower():
        return not before.endswith(".") and (bool(wrap) or not before.endswith(_ENDS))
    told = _told_by_width(before, after, measure, is_first=last is first) if measure else None
    if told is not None:
        return told
    if not wrap or after.startswith(_openers()) or before.isupper() != after.isupper():
        return False
    return after.isupper() or _runs_on(first[1], before, after, wrap)


def _told_by_width(before: str, line: str, measure: Measure, *, is_first: bool) -> bool | None:
    """Whether `line` goes on after `before` by the widths of lines; they tell nothing of headings in capitals."""
    if before.isupper() or pattern("annex_label").fullmatch(line):
        return None
    return measure.goes_on(before, line, is_first=is_first)


def _runs_on(opening: Marker, before: str, line: str, wrap: int) -> bool:
    """Whether a line that starts with a capital or a digit goes on: not after a full stop, nor after a heading."""
    if line[0].isdigit() or (opening.depth >= BULLET_DEPTH and opening.label):
        return not before.endswith((".", ":"))
    if before.endswith(_ENDS):
        return bool(opening.label) and before.endswith(";")
    return len(before) > 0.6 * wrap


def _is_number_cut(before: str, line: str) -> bool:
    """Whether a date or number was torn at the line's end, so that what looks like a marker is none."""
    return line[0].isdigit() and before.endswith(_awaiting())


@cache
def _awaiting() -> tuple[str, ...]:
    return tuple(f" {word}" for word in layout_words("awaits"))


@cache
def _openers() -> tuple[str, ...]:
    roles = ("recital", "annex", "recipients", "signature")
    return tuple(word for role in roles for word in layout_words(role))


@cache
def _kind_lines() -> frozenset[str]:
    return frozenset(kind.name.upper() for kind in kinds().values()) | frozenset(layout_words("annex"))
