"""Tables that scraping has flattened: cells one under another, each closed by a line that is only `|`.

Letterhead and signature come in such cells too (seed 003): a table is what has a column of numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from loaders.structure.body import Cell, Table
from loaders.structure.layout import layout_words
from loaders.structure.lines import Line, lines_of

BAR = "|"


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines of a flattened table: cells of `width` to a row."""

    cells: tuple[tuple[Line, ...], ...]
    width: int


Stretch = Sequence[Line] | Grid


def without_bars(text: str) -> str:
    """The text, as long as before, with a blank for each bar on a line of its own that closes no cell of a table."""
    lines = lines_of(text)
    kept = {n for first, _, after in _grids(lines) for n in range(first, after)}
    bars = [line.start for n, line in enumerate(lines) if line.text == BAR and n not in kept]
    parts = [text[start + 1 : end] for start, end in pairwise([-1, *bars, len(text)])]
    return " ".join(parts)


def stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Running text and flattened tables, in turn."""
    done = 0
    for first, width, after in _grids(lines):
        if first >= done:
            yield lines[done:first]
            yield Grid(tuple(_cells(lines[first:after])), width)
            done = after
    yield lines[done:]


def _grids(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Each flattened table as (first line, cells to a row, line after the last)."""
    bars = [n for n, line in enumerate(lines) if line.text == BAR]
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
    last = lines[bar - 1].text if bar else ""
    if not last or len(last) > _longest_ordinal_head():
        return None
    if last.lower() in ordinal_heads():
        return bar - 1
    two = f"{lines[bar - 2].text} {last}" if bar > 1 else ""
    return bar - 2 if two.lower() in ordinal_heads() else None


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
        if line.text == BAR:
            yield tuple(cell)
            cell = []
        else:
            cell.append(line)


def table_of(grid: Grid) -> Table:
    """The table of a grid's cells, an empty one where the one before it ends."""
    cells: list[Cell] = []
    end = grid.cells[0][0].start
    for n, lines in enumerate(grid.cells):
        start, end = (lines[0].start, lines[-1].end) if lines else (end, end)
        cells.append(Cell(n // grid.width, n % grid.width, start, end))
    return Table(cells[0].start, end, tuple(cells))
