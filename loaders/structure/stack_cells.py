"""The cells of a stacked row: which of its lines stand in which column, the likeliest way of all (Viterbi).

A cell begins with a capital and, by its column, as such cells do (`Bộ`, `Quý`, `Nghị định`); a line breaks where the
next word had no room. How wide the columns are and how their cells begin is learned from the table itself, in turns.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.language.columns import column_role, opening_roles
from loaders.language.patterns import pattern

# What speaks against a reading, in the same unit; what speaks for it is below zero.
_SMALL_LETTER, _CUT_PHRASE = 6.0, 2.0
_OPENING, _OTHER_OPENING, _NO_OPENING, _LEARNED = -3.0, 1.5, 1.5, -2.5
_CAPITAL_INSIDE, _ROOM_LEFT, _EMPTY, _NO_TASK, _LITTLE = 1.0, 0.7, 2.0, 8.0, 0.1
_TOO_WIDE, _WIDEST_COST = 0.6, 6.0
_AFTER_GAP, _BY_GOING_ON, _TORN = -1.0, 0.3, 6.0
_PHRASE_GOES_ON, _PHRASE_INSIDE, _PHRASE_CUT = -2.0, -0.5, 1.0
_SHORTER, _SHORTEST, _BRACKET = 0.5, 4.0, -3.0
_TURNS = 4
_WIDER = 1.15
_OPENING_ROLES = {
    "lead": ("body",),
    "partner": ("body",),
    "presenter": ("body", "submitted"),
    "result": ("product",),
    "other": ("submitted",),
}
_LOOSE = ("", "other")
_OF_FIGURES = ("deadline", "budget")
_STOPS = ",.;:"
_AHEAD = 4
_TOLD_TWICE = 2
_SPLIT = 1.0
_LONG = 80


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a row on one page; `gaps` are those with an empty line before them."""

    lines: tuple[str, ...] = ()
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row's number and its lines, page by page."""

    no: str
    stretches: tuple[Stretch, ...]
    is_group: bool = False

    @property
    def lines(self) -> list[str]:
        """The lines of all pages."""
        return [line for part in self.stretches for line in part.lines]


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column: its role, how many letters a line has room for, how often its cells begin how.

    `repeated` are whole cells of one line that stand in several rows.
    """

    role: str
    width: float
    openings: Counter[str]
    cells: int = 0
    repeated: tuple[str, ...] = ()


Cells = list[list[str]]
Phrases = frozenset[tuple[str, str]]


def lay_out(rows: Sequence[Row], heads: Sequence[str]) -> list[tuple[str, ...]]:
    """The cells of each row after its number, in the order of the heads; a heading over all columns is a single one."""
    if not rows:
        return []
    columns = _unlearned(rows, heads[1:])
    phrases = frozenset(_phrases(rows))
    placed: list[Cells] = []
    for _ in range(_TURNS):
        placed = [_cells(row, columns, phrases) for row in rows]
        learned = _learned(columns, [cells for cells in placed if len(cells) > 1])
        if learned == columns:  # another turn would find the same
            break
        columns = learned
    return [tuple(joined(cell) for cell in cells) for cells in placed]


def joined(lines: Sequence[str]) -> str:
    """The words of a cell; a number that was torn at the end of a line is whole again."""
    text = ""
    for line in lines:
        glue = "" if not text or pattern("torn_number").search(text) else " "
        text += glue + line
    return text


# --- what is known of the columns -------------------------------------------------------------------------------


def _unlearned(rows: Sequence[Row], heads: Sequence[str]) -> list[Column]:
    lengths = sorted(len(line) for row in rows if not row.is_group for line in row.lines)
    wide = float(lengths[len(lengths) * 9 // 10]) if lengths else 0.0
    roles = [column_role(head) for head in heads]
    return [Column(role, wide if role in ("task", "") else 0.6 * wide, Counter()) for role in roles]


def _learned(columns: Sequence[Column], rows: Sequence[Cells]) -> list[Column]:
    found: list[Column] = []
    for n, column in enumerate(columns):
        cells = [row[n] for row in rows if row[n]]
        lengths = sorted(len(line) for cell in cells for line in cell)
        width = float(lengths[len(lengths) * 19 // 20]) if lengths else column.width
        openings = Counter(_opening(" ".join(cell)) for cell in cells)
        whole = Counter(cell[0] for cell in cells if len(cell) == 1)
        repeated = tuple(cell for cell, count in whole.items() if count >= _TOLD_TWICE)
        found.append(Column(column.role, width, openings, len(cells), repeated))
    return found


def _opening(line: str) -> str:
    return " ".join(line.lower().split()[:2])


def _phrases(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Any two words that stand beside each other on a line, no stop between them."""
    for line in (line for row in rows for line in row.lines):
        yield from (_pair(one, other) for one, other in pairwise(line.split()) if one[-1] not in _STOPS)


def _pair(one: str, other: str) -> tuple[str, str]:
    return _word(one), _word(other)


def _word(word: str) -> str:
    return word.lower().strip(_STOPS + "()")


# --- the likeliest cells of a row -------------------------------------------------------------------------------


def _cells(row: Row, columns: Sequence[Column], phrases: Phrases) -> Cells:
    """The lines of a row by column, or all of them as one heading."""
    if _is_heading(row, columns):
        return [row.lines]
    cost, cells = _cheapest(row, columns, phrases)
    for other in _unglued(row, columns):
        other_cost, other_cells = _cheapest(other, columns, phrases)
        if other_cost + _SPLIT < cost:
            cost, cells = other_cost, other_cells
    return cells


def _cheapest(row: Row, columns: Sequence[Column], phrases: Phrases) -> tuple[float, Cells]:
    cells: Cells = [[] for _ in columns]
    total = 0.0
    for part in row.stretches:
        cost, path = _Path(part, columns, phrases, tuple(map(tuple, cells))).columns()
        total += cost
        for n, line in zip(path, part.lines, strict=True):
            cells[n].append(line)
    return total, cells


def _unglued(row: Row, columns: Sequence[Column]) -> Iterator[Row]:
    """The row with one line in two, where it ends with what is a whole cell elsewhere: `phù hợp Bộ Y tế`."""
    for p, part in enumerate(row.stretches):
        if len(part.lines) > _LONG:
            continue
        for at, line in enumerate(part.lines):
            for end in {cell for column in columns for cell in column.repeated if line.endswith(f" {cell}")}:
                lines = (*part.lines[:at], line[: -len(end) - 1], end, *part.lines[at + 1 :])
                gaps = tuple(gap + (gap > at) for gap in part.gaps)
                yield replace(
                    row, stretches=(*row.stretches[:p], Stretch(lines, gaps), *row.stretches[p + 1 :])
                )


def _is_heading(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row counted by letters or Roman numbers has a line wider than a cell, or no cell after the first."""
    lines = row.lines
    if not row.is_group or not lines:
        return False
    widest = max(column.width for column in columns)
    return len(lines[0]) > widest * _WIDER or not any(line[0].isupper() for line in lines[1:])


@dataclass(frozen=True, slots=True)
class _Path:
    """The way of a row's lines on one page through the columns; `begun` is what they had on the pages before."""

    part: Stretch
    known: Sequence[Column]
    phrases: Phrases
    begun: Sequence[Sequence[str]]

    def columns(self) -> tuple[float, list[int]]:
        """The column of each line, ever further to the right, at the least cost; and the cost."""
        if not self.part.lines:
            return 0.0, []
        every = range(len(self.known))
        costs = [self._skipped(0, n) + self._opens(0, n) for n in every]
        came: list[list[int]] = []
        for at in range(1, len(self.part.lines)):
            ways = [self._ways(costs, at, n) for n in every]
            costs = [cost for cost, _ in ways]
            came.append([before for _, before in ways])
        ends = [costs[n] + self._skipped(n + 1, len(self.known)) for n in every]
        return min(ends), _traced(came, ends.index(min(ends)))

    def _ways(self, costs: Sequence[float], at: int, n: int) -> tuple[float, int]:
        """The least cost of line `at` in column `n`, and the column of the line before it."""
        opens = self._opens(at, n)
        steps = ((costs[m] + self._skipped(m + 1, n) + opens, m) for m in range(n))
        return min([(costs[n] + self._stays(at, n), n), *steps])

    def _skipped(self, start: int, end: int) -> float:
        """The cost of columns that stay empty; over a page break a row brings only what had no room."""
        if any(self.begun):
            return _LITTLE * (end - start)
        return sum(_NO_TASK if column.role == "task" else _EMPTY for column in self.known[start:end])

    def _opens(self, at: int, n: int) -> float:
        """The cost of a cell that begins with this line, or goes on with it what the page before began."""
        line, column = self.part.lines[at], self.known[n]
        cost = _width_cost(line, column)
        if self.begun[n]:
            return cost + self._carries_on(line, n)
        if line[0].islower():
            return cost + _SMALL_LETTER
        if at:
            before = self.part.lines[at - 1]
            cost += _cut_cost(before) + (_PHRASE_CUT if self._is_phrase(before, line) else 0.0)
        if at in self.part.gaps:
            cost += _AFTER_GAP
        if column.cells:
            cost += _LEARNED * column.openings[_opening(self._ahead(at))] / column.cells
        return cost + _by_vocabulary(self._ahead(at), column)

    def _ahead(self, at: int) -> str:
        """The line and what follows it: a justified line may have come as a line for each word."""
        return " ".join(self.part.lines[at : at + _AHEAD])

    def _carries_on(self, line: str, n: int) -> float:
        """The cost of going on with a cell over a page break: it was as high as others, a bracket or phrase goes on."""
        shorter = max(map(len, self.begun)) - len(self.begun[n])
        cost = min(_SHORTEST, _SHORTER * shorter) + (_BY_GOING_ON if line[0].isupper() else 0.0)
        cost += _BRACKET if _is_open(self.begun[n]) else 0.0
        return cost + (_PHRASE_GOES_ON if self._is_phrase(self.begun[n][-1], line) else 0.0)

    def _stays(self, at: int, n: int) -> float:
        """The cost of a line that goes on with the cell of the line before."""
        before, line, column = self.part.lines[at - 1], self.part.lines[at], self.known[n]
        has_room = len(before) + 1 + len(line.split()[0]) < column.width
        cost = _width_cost(line, column) + (_ROOM_LEFT if has_room else 0.0)
        if line[0].isupper() and not before.endswith((";", ",", "-")):
            cost += _CAPITAL_INSIDE
        return cost + (_PHRASE_INSIDE if self._is_phrase(before, line) else 0.0)

    def _is_phrase(self, before: str, line: str) -> bool:
        last = before.split()[-1]
        return last[-1] not in _STOPS and _pair(last, line.split()[0]) in self.phrases


def _traced(came: Sequence[Sequence[int]], last: int) -> list[int]:
    path = [last]
    for step in reversed(came):
        path.append(step[path[-1]])
    return path[::-1]


def _by_vocabulary(line: str, column: Column) -> float:
    """What speaks for the column by how its cells begin; those of time and money begin so or with a figure."""
    roles = opening_roles(line)
    is_figure = column.role in _OF_FIGURES and line[0].isdigit()
    if is_figure or not roles.isdisjoint(_OPENING_ROLES.get(column.role, (column.role,))):
        return _OPENING
    other = _OTHER_OPENING if roles and column.role not in _LOOSE else 0.0
    return other + (_NO_OPENING if column.role in _OF_FIGURES else 0.0)


def _width_cost(line: str, column: Column) -> float:
    over = len(line) - column.width - 1
    return min(_WIDEST_COST, _TOO_WIDE * over) if over > 0 else 0.0


def _cut_cost(line: str) -> float:
    """What speaks against the end of a cell here: a torn number, a comma, an open bracket, a word that binds."""
    if pattern("torn_number").search(line):
        return _TORN
    is_cut = line.endswith((",", ";", "-", "–")) or _is_open([line]) or pattern("awaits_word").search(line)
    return _CUT_PHRASE if is_cut else 0.0


def _is_open(lines: Sequence[str]) -> bool:
    """Whether a bracket is still open at the end of the lines."""
    text = "".join(lines)
    return text.count("(") > text.count(")")
