"""Plain text into paragraphs and tables: hard-wrapped lines joined, `|`-closed cells laid out as grids.

Scraped texts wrap their lines at some column, close table cells with a line that is only `|`, and put letterhead
and signature into such cells too (seed 003); others have a paragraph on each line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from graph.vocabulary import kinds
from graph.vocabulary.tables import keyed, read_table
from loaders.language.patterns import pattern, spaced
from loaders.structure.body import Block, Body, Cell, Paragraph, Table
from loaders.structure.lines import Line, lines_of
from loaders.structure.measure import Measure, measure_of
from loaders.structure.text import flatten

BULLET_DEPTH = 20
PLAIN_DEPTH = 99

_ENDS = tuple('.;:!?…”"')
_TORN = ("/", "-")
_RULE_LETTERS = "-_*=.…"
_RULE = re.compile(rf"[{_RULE_LETTERS}\s]{{3,}}")
_BAR = "|"
_AWAITS = 10
_LONGEST_MARKER = 40


@dataclass(frozen=True, slots=True)
class LayoutWord:
    """A word that shapes a text, and how."""

    role: str
    words: str


@cache
def layout_words(role: str) -> tuple[str, ...]:
    """The words of one role in `language/layout.tsv`."""
    return tuple(
        row.words for row in read_table("loaders.language", "layout.tsv", LayoutWord) if row.role == role
    )


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """A kind of printed number or bullet: how it looks, what must follow, how deep it nests."""

    kind: str
    depth: int
    pattern: str
    follow: str
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]


@cache
def marker_rows() -> Mapping[str, MarkerRow]:
    """The rows of `language/markers.tsv`, by kind, in the order they are tried."""
    return keyed(read_table("loaders.language", "markers.tsv", MarkerRow), lambda row: row.kind)


@cache
def _marker() -> re.Pattern[str]:
    kinds_ = (f"(?P<{row.kind}>{spaced(row.pattern)}){spaced(row.follow)}" for row in marker_rows().values())
    return re.compile(rf"\s*(?:{'|'.join(kinds_)})\s*")


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
    kept = gap.rstrip(f" {_BAR}")
    return start - len(gap) + len(kept) if kept != gap else None


def line_measure(lines: Sequence[Line]) -> Measure | None:
    """The measure of the lines of all running text of a document."""
    return measure_of(lines, lambda line: _marker().match(line) is not None)


def read_blocks(lines: Sequence[Line], measure: Measure | None) -> list[Block]:
    """The blocks of the lines of a canonical text, in reading order."""
    blocks: list[Block] = []
    for stretch in _stretches(lines):
        blocks += _table_blocks(stretch) if isinstance(stretch, _Grid) else _paragraphs(stretch, measure)
    return blocks


def without_bars(text: str) -> str:
    """The text, as long as before, with a blank for each bar on a line of its own that closes no cell of a table."""
    lines = lines_of(text)
    kept = {n for first, _, after in _grids(lines) for n in range(first, after)}
    bars = [line.start for n, line in enumerate(lines) if line.text == _BAR and n not in kept]
    parts = [text[start + 1 : end] for start, end in pairwise([-1, *bars, len(text)])]
    return " ".join(parts)


class Marker(NamedTuple):
    """The printed number or bullet that a text starts with, its depth, and where the words after it start."""

    label: str
    depth: int
    words: int


_UNMARKED = Marker("", PLAIN_DEPTH, 0)


def marker_of(text: str) -> Marker:
    """The marker of `text`; one with an empty label where it has none."""
    match = _marker().match(text)
    if match is None:
        return (
            _UNMARKED if not text[:1].isspace() else Marker("", PLAIN_DEPTH, len(text) - len(text.lstrip()))
        )
    kind = match.lastgroup or ""
    label = match[kind]
    deeper = max(0, label.rstrip(".)").count(".") - 1) if label[0].isdigit() else 0
    return Marker(label, marker_rows()[kind].depth + deeper, match.end())


# --- tables -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grid:
    """Lines of a flattened table: cells of `width` to a row."""

    cells: tuple[tuple[Line, ...], ...]
    width: int


_Stretch = Sequence[Line] | _Grid
_Marked = tuple[Line, Marker]


def _stretches(lines: Sequence[Line]) -> Iterator[_Stretch]:
    """Running text and flattened tables, in turn."""
    done = 0
    for first, width, after in _grids(lines):
        if first >= done:
            yield lines[done:first]
            yield _Grid(tuple(_cells(lines[first:after])), width)
            done = after
    yield lines[done:]


def _grids(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Each flattened table as (first line, cells to a row, line after the last)."""
    bars = [n for n, line in enumerate(lines) if line.text == _BAR]
    if len(bars) < 6:
        return
    done = 0
    for n, bar in enumerate(bars):
        head = _ordinal_head(lines, bar)
        if head is None or head < done:
            continue
        widths = range(3, min(16, len(bars) - n))
        width = next((w for w in widths if _is_first_ordinal(_cell(lines, bars, n + w))), 0)
        if width:
            rows = _row_count(lines, bars, n, width)
            last = min(n + rows * width, len(bars)) - 1
            done = bars[last] + 1
            yield head, width, done


def _ordinal_head(lines: Sequence[Line], bar: int) -> int | None:
    """The line where the head of the column of numbers starts, if the cell before `bar` ends with one."""
    if bar < 1 or len(lines[bar - 1].text) > _longest_ordinal_head():
        return None
    for first in (bar - 1, bar - 2):
        if first >= 0 and _joined(lines, first, bar).lower() in ordinal_heads():
            return first
    return None


@cache
def ordinal_heads() -> frozenset[str]:
    """What the head of a table's column of numbers is, in small letters."""
    return frozenset(word.lower() for word in layout_words("ordinal"))


@cache
def _longest_ordinal_head() -> int:
    return max(map(len, ordinal_heads()))


def _joined(lines: Sequence[Line], start: int, end: int) -> str:
    return " ".join(line.text for line in lines[start:end])


_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])?[.)]?")


def _is_first_ordinal(text: str) -> bool:
    return text.rstrip(".)") in ("I", "1", "01", "A", "(1")


def _row_count(lines: Sequence[Line], bars: Sequence[int], first: int, width: int) -> int:
    """How many rows from the head, which starts with the cell `first`, begin with a number or nothing."""
    openings = range(first + width, len(bars), width)
    return 1 + sum(1 for _ in takewhile(lambda n: _ORDINAL.fullmatch(_cell(lines, bars, n)), openings))


def _cell(lines: Sequence[Line], bars: Sequence[int], n: int) -> str:
    """The words of the cell that the `n`-th bar closes."""
    return _joined(lines, bars[n - 1] + 1 if n else 0, bars[n])


def _cells(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    cell: list[Line] = []
    for line in lines:
        if line.text == _BAR:
            yield tuple(cell)
            cell = []
        else:
            cell.append(line)


def _table_blocks(grid: _Grid) -> list[Block]:
    cells: list[Cell] = []
    end = grid.cells[0][0].start
    for n, lines in enumerate(grid.cells):
        start, end = (lines[0].start, lines[-1].end) if lines else (end, end)
        cells.append(Cell(n // grid.width, n % grid.width, start, end))
    return [Table(cells[0].start, end, tuple(cells))]


# --- paragraphs ---------------------------------------------------------------------------------------------


def _paragraphs(stretch: Sequence[Line], measure: Measure | None) -> list[Block]:
    wrap = _wrap_column(stretch)
    return [_paragraph(lines) for lines in _joined_lines(stretch, wrap, measure)]


def _joined_lines(stretch: Sequence[Line], wrap: int, measure: Measure | None) -> Iterator[list[_Marked]]:
    """The lines of each paragraph."""
    joined: list[_Marked] = []
    for line in stretch:
        if line.text == _BAR or _is_rule(line.text):
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
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and _BAR not in (a.text, b.text)]
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
