"""The tables that ruling lines draw on a page: which boxes they close, and how many rows and columns each covers."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdf_drawing import Rule
from loaders.formats.pdf_sheets import Word

_SNAP = 3.0
_REACH = 4.0
_NARROW = 5.0
_MOST_RULES = 4_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: rows `top:bottom` and columns `left:right` of its frame, half-open."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A table's lines: the edges of its columns and rows in points, and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, word: Word) -> bool:
        """Whether a word stands inside the outer lines."""
        x, y = middle(word)
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]

    def place(self, word: Word) -> tuple[int, int]:
        """The row and column that a word stands in."""
        x, y = middle(word)
        row = min(max(bisect_right(self.rows, y) - 1, 0), len(self.rows) - 2)
        return row, min(max(bisect_right(self.columns, x) - 1, 0), len(self.columns) - 2)


def middle(word: Word) -> tuple[float, float]:
    """The middle of a word: half of its small letters' height over the baseline."""
    return (word.left + word.right) / 2, word.baseline - 0.25 * word.size


def find_frames(rules: Sequence[Rule]) -> list[Frame]:
    """The tables of at least two columns, from top to bottom; none where a page is drawn all over."""
    level = _merged((rule.top, rule.left, rule.right) for rule in rules if rule.top == rule.bottom)
    upright = _merged((rule.left, rule.top, rule.bottom) for rule in rules if rule.left == rule.right)
    if len(level) + len(upright) > _MOST_RULES:
        return []
    frames = (_frame(*lines) for lines in _connected(level, upright))
    return sorted((frame for frame in frames if frame), key=lambda frame: frame.rows[0])


@dataclass(frozen=True, slots=True)
class _Line:
    """A line at `at`, from `start` to `end` in the other direction."""

    at: float
    start: float
    end: float


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[_Line]:
    """The lines with those on one height, touching each other, made one."""
    merged: list[_Line] = []
    for at, pieces in _clustered(sorted(lines)):
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if next_start > end + _REACH:
                merged.append(_Line(at, start, end))
                start, end = next_start, next_end
            end = max(end, next_end)
        merged.append(_Line(at, start, end))
    return [line for line in merged if line.end - line.start > _NARROW]


def _clustered(
    lines: Sequence[tuple[float, float, float]],
) -> Iterator[tuple[float, list[tuple[float, float]]]]:
    """Lines at about one height together, in order of where they start."""
    group: list[tuple[float, float, float]] = []
    for line in lines:
        if group and line[0] - group[0][0] > _SNAP:
            yield group[0][0], sorted((start, end) for _, start, end in group)
            group = []
        group.append(line)
    if group:
        yield group[0][0], sorted((start, end) for _, start, end in group)


def _connected(level: Sequence[_Line], upright: Sequence[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Lines that cross or touch, together: the level ones and the upright ones."""
    parent = list(range(len(level) + len(upright)))
    for n, line in enumerate(level):
        for m, other in enumerate(upright, len(level)):
            if _touch(line, other):
                parent[_root(parent, n)] = _root(parent, m)
    groups: defaultdict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for n, line in enumerate((*level, *upright)):
        groups[_root(parent, n)][n >= len(level)].append(line)
    yield from groups.values()


def _touch(level: _Line, upright: _Line) -> bool:
    return (
        level.start - _REACH <= upright.at <= level.end + _REACH
        and upright.start - _REACH <= level.at <= upright.end + _REACH
    )


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def _frame(level: Sequence[_Line], upright: Sequence[_Line]) -> Frame | None:
    if len(upright) < 2 or not level:
        return None
    columns = _edges(
        (line.at for line in upright),
        min(line.start for line in level),
        max(line.end for line in level),
    )
    rows = _edges(
        (line.at for line in level),
        min(line.start for line in upright),
        max(line.end for line in upright),
    )
    if len(columns) < 3 or len(rows) < 2:
        return None
    return Frame(columns, rows, tuple(_boxes(columns, rows, level, upright)))


def _edges(lines: Iterable[float], first: float, last: float) -> tuple[float, ...]:
    """Where columns or rows part; what is narrower than a letter is one line drawn twice."""
    edges: list[float] = []
    for at in sorted((*lines, first, last)):
        if not edges or at - edges[-1] > _NARROW:
            edges.append(at)
    return tuple(edges)


def _boxes(
    columns: Sequence[float], rows: Sequence[float], level: Sequence[_Line], upright: Sequence[_Line]
) -> Iterator[Box]:
    """The cells: places with no line between them are one; one that is no rectangle is cut into its rows."""
    width = len(columns) - 1
    places = [(row, column) for row in range(len(rows) - 1) for column in range(width)]
    parent = list(range(len(places)))
    across, down = _by_edge(level, rows), _by_edge(upright, columns)
    for n, (row, column) in enumerate(places):
        if column + 1 < width and not _covered(down[column + 1], rows[row], rows[row + 1]):
            parent[_root(parent, n + 1)] = _root(parent, n)
        if row + 2 < len(rows) and not _covered(across[row + 1], columns[column], columns[column + 1]):
            parent[_root(parent, n + width)] = _root(parent, n)
    groups: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for n, place in enumerate(places):
        groups[_root(parent, n)].append(place)
    for group in groups.values():
        yield from _rectangles(group)


def _by_edge(lines: Iterable[_Line], edges: Sequence[float]) -> dict[int, list[_Line]]:
    found: dict[int, list[_Line]] = {n: [] for n in range(len(edges))}
    for line in lines:
        nearest = min(range(len(edges)), key=lambda n: abs(edges[n] - line.at))
        found[nearest].append(line)
    return found


def _covered(lines: Iterable[_Line], start: float, end: float) -> bool:
    reach = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in lines)
    return reach > 0.6 * (end - start)


def _rectangles(places: Sequence[tuple[int, int]]) -> Iterator[Box]:
    top, left = min(row for row, _ in places), min(column for _, column in places)
    bottom, right = max(row for row, _ in places) + 1, max(column for _, column in places) + 1
    if len(places) == (bottom - top) * (right - left):
        yield Box(top, left, bottom, right)
        return
    for row in range(top, bottom):
        columns = sorted(column for at, column in places if at == row)
        start = 0
        for n in range(1, len(columns) + 1):
            if n == len(columns) or columns[n] != columns[n - 1] + 1:
                yield Box(row, columns[start], row + 1, columns[n - 1] + 1)
                start = n
