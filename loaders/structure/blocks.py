"""Plain text into paragraphs and tables: hard-wrapped lines joined, `|`-closed cells laid out as grids.

Scraped texts wrap their lines at some column; others have a paragraph on each line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
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
_RULE = re.compile(rf"[{_RULE_LETTERS}\s]{{3,}}")
_AWAITS = 10
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
    kept = gap.rstrip(f" {BAR}")
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
    wrap = _wrap_column(stretch)
    return [_paragraph(lines) for lines in _joined_lines(stretch, wrap, measure)]


def _joined_lines(stretch: Sequence[Line], wrap: int, measure: Measure | None) -> Iterator[list[_Marked]]:
    """The lines of each paragraph."""
    joined: list[_Marked] = []
    for line in stretch:
        if line.text == BAR or _is_rule(line.text):
            if joined:
                yield joined
            joined = []
            continue
        marked = line, marker_of(line.text)
        if joined and not _continues(joined, marked, wrap, measure):
            yield joined
            joined = []
        joined.append(marked)
    if joined:
        yield joined


def _is_rule(text: str) -> bool:
    """Whether a line is drawn, not written: `-----`, `. . .`."""
    return text[0] in _RULE_LETTERS and _RULE.fullmatch(text) is not None


def _paragraph(lines: Sequence[_Marked]) -> Paragraph:
    (first, marker), (last, _) = lines[0], lines[-1]
    return Paragraph(first.start, first.start + marker.words, last.end, marker.label, marker.depth)


def _wrap_column(lines: Sequence[Line]) -> int:
    """The column at which lines were wrapped by hand, 0 where each line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and BAR not in (a.text, b.text)]
    broken = sum(b.text[0].islower() and not a.text.endswith(_ENDS) for a, b in pairs)
    if not pairs or broken < 0.2 * len(pairs):
        return 0
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10]


def _continues(joined: Sequence[_Marked], marked: _Marked, wrap: int, measure: Measure | None) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    (before, marker_before), (line, marker) = joined[-1], marked
    if line.gap:
        return False
    if before.text.endswith(_TORN) and pattern("torn_number").search(before.text, len(before.text) - 1):
        return True
    if _is_kind_line(before.text):
        return False
    if not marker.label and _is_marker_alone(before, marker_before):
        return True
    if marker.label and not _is_number_cut(before, line):
        return False
    if line.text[0].islower():
        return not before.text.endswith(".") and (bool(wrap) or not before.text.endswith(_ENDS))
    told = _told_by_width(before, line, measure, is_first=len(joined) == 1)
    if told is not None:
        return told
    if not wrap or line.text.startswith(_openers()) or before.text.isupper() != line.text.isupper():
        return False
    return line.text.isupper() or _runs_on(joined[0][1], before, line, wrap)


def _told_by_width(before: Line, line: Line, measure: Measure | None, *, is_first: bool) -> bool | None:
    """Whether `line` goes on after `before` by the widths of lines; they tell nothing of headings in capitals."""
    if measure is None or before.text.isupper() or pattern("annex_label").fullmatch(line.text):
        return None
    return measure.goes_on(before.text, line.text, is_first=is_first)


def _runs_on(opening: Marker, before: Line, line: Line, wrap: int) -> bool:
    """Whether a line that starts with a capital or a digit goes on: not after a full stop, nor after a heading."""
    if line.text[0].isdigit() or (opening.depth >= BULLET_DEPTH and opening.label):
        return not before.text.endswith((".", ":"))
    if before.text.endswith(_ENDS):
        return bool(opening.label) and before.text.endswith(";")
    return len(before.text) > 0.6 * wrap


def _is_marker_alone(line: Line, marker: Marker) -> bool:
    return marker.label != "" and marker.words == len(line.text) <= _LONGEST_MARKER


def _is_number_cut(before: Line, line: Line) -> bool:
    """Whether a date or number was torn at the line's end, so that what looks like a marker is none."""
    return (
        line.text[0].isdigit()
        and pattern("awaits_number").search(before.text, len(before.text) - _AWAITS) is not None
    )


@cache
def _openers() -> tuple[str, ...]:
    roles = ("recital", "annex", "recipients", "signature")
    return tuple(word for role in roles for word in layout_words(role))


@cache
def _kind_lines() -> frozenset[str]:
    return frozenset(kind.name.upper() for kind in kinds().values()) | frozenset(layout_words("annex"))


def _is_kind_line(text: str) -> bool:
    return text in _kind_lines()
