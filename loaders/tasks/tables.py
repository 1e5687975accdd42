"""Tasks in tables: one row, one task, with the bodies, time, product and money in its cells (guide 3.2).

Group rows (`II | Cải cách thể chế`) give the group; a cell that covers several rows holds for each; `-nt-` repeats
the row above; a row without a number goes on with the one before it, as after a page break.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from loaders.structure.body import Body, Cell, Table
from loaders.tasks.budgets import MoneyUnit, find_unit
from loaders.tasks.cells import Bodies, read_bodies
from loaders.tasks.columns import Columns, Grid, find_columns, is_repeated, words_of_cell
from loaders.tasks.members import Name
from loaders.tasks.phrases import phrase, role

INHERITED, CONTINUED = "inherited_lead", "continued"

Extent = tuple[int, int]
T = TypeVar("T")

_ORDINAL = re.compile(r"(?P<no>[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,3}(?:\.\d{1,3})*)[.)/]?")
_ROMAN = re.compile(r"[IVXLC]+|[A-ZĐ]")
# Accepts `b) Niêm yết`; refuses `bộ phận`.
_POINT = re.compile(r"[a-zđ]\)\s")
_ABOVE = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A task row: its words at `start:end` and `more` where it goes on, and what its other cells say."""

    start: int
    end: int
    no: str | None
    group: str | None
    leads: tuple[Name, ...]
    partners: tuple[Name, ...]
    deadline: Extent | None
    product: Extent | None
    budget: Extent | None
    unit: MoneyUnit | None
    progress: Extent | None = None
    more: tuple[Extent, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the grid as it stands: its number and the extents of its cells by role, empty ones left out.

    `code` is what a second column of numbers says (`Mã nhiệm vụ`), empty where there is none.
    """

    no: str
    cells: dict[str, Extent]
    task_cell: Cell | None
    over: tuple[str, ...] = ()
    wide: bool = False
    code: str = ""

    @property
    def task(self) -> Extent | None:
        """Where the row's words stand."""
        return self.cells.get("task")

    @property
    def product(self) -> Extent | None:
        """Where the product stands, or the result that is to be reached."""
        return self.cells.get("product") or self.cells.get("result")

    @property
    def bare(self) -> bool:
        """Whether nothing but a number and words stands in the row."""
        return set(self.cells) <= {"task"}


@dataclass(frozen=True, slots=True)
class _Group:
    """A heading among the rows: how deep it stands, and its words with their number."""

    level: int
    words: str


def find_rows(body: Body) -> Iterator[Row]:
    """The task rows of all tables; a table without a head goes on with the one before it if it has as many columns."""
    columns: Columns | None = None
    for table in body.tables:
        grid = table.rows()
        found = find_columns(body, grid)
        if found is None and columns is not None and len(columns.roles) == table.columns:
            found = replace(columns, body_row=0)
        columns = found
        if found is not None:
            headed = _with_headings(body, grid, found)
            yield from _rows(body, grid, headed, _unit(body, table, headed))


def _with_headings(body: Body, grid: Grid, columns: Columns) -> Columns:
    """The columns; of several for tasks one whose cells cover rows of another is for headings, in every row."""
    tasks = columns.of("task")
    covering: set[int] = set()
    for row in grid[columns.body_row :]:
        spans = {n: cell.row_span for n in tasks if (cell := row[n]) is not None and _filled(body, cell)}
        covering |= {n for n, span in spans.items() if span > min(spans.values())}
    if covering == {*tasks}:
        return columns
    roles = ("group" if n in covering else role for n, role in enumerate(columns.roles))
    return replace(columns, roles=tuple(roles))


def _rows(body: Body, grid: Grid, columns: Columns, unit: MoneyUnit | None) -> list[Row]:
    counted = [row for row in grid[columns.body_row :] if not is_repeated(body, row, columns)]
    lines = [line for row in counted if not _is_total(body, line := _line(body, row, columns))]
    rows: list[Row] = []
    groups: tuple[_Group, ...] = ()
    before: _Line | None = None
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else None
        if _is_group(body, line, following, groups):
            groups = _entered(body, groups, line)
            before = None
        elif rows and before is not None and _goes_on(body, line, before):
            rows[-1] = _continued(body, rows[-1], line)
        elif line.task is not None:
            rows.append(_row(body, line, groups, rows[-1] if rows and before is not None else None, unit))
            before = line
    return rows


def _line(body: Body, row: Sequence[Cell | None], columns: Columns) -> _Line:
    tasks = [cell for n in columns.of("task") if (cell := row[n]) is not None and _filled(body, cell)]
    own = _own_task(tasks)
    over = tuple(
        body.words(cell.start, cell.end) for cell in tasks if own is not None and cell.row_span > own.row_span
    )
    over = (*(words_of_cell(body, row[n]) for n in columns.of("group")), *over)
    cells: dict[str, Extent] = {"task": _extent(body, own)} if own is not None else {}
    for kind in ("lead", "partner", "deadline", "product", "result", "budget", "progress"):
        extents = [
            _extent(body, cell) for n in columns.of(kind) if (cell := row[n]) and _other(body, cell, own)
        ]
        cells |= dict(zip((kind, f"{kind}_too"), dict.fromkeys(extents), strict=False))
    numbers = [words_of_cell(body, row[n]) if row[n] is not own else "" for n in columns.of("no")]
    no = next(filter(None, numbers), "")
    wide = own is not None and own.column_span > 1
    return _Line(no, cells, own, tuple(filter(None, over)), wide, numbers[-1] if len(numbers) > 1 else "")


def _other(body: Body, cell: Cell, own: Cell | None) -> bool:
    """Whether a cell says something beside the row's task."""
    return cell is not own and _filled(body, cell)


def _is_total(body: Body, line: _Line) -> bool:
    """Whether a row only sums up the others."""
    return line.task is not None and body.words(*line.task).lower().strip(" :.") in role("total")


def _own_task(tasks: Sequence[Cell]) -> Cell | None:
    """Of several columns of tasks the first, unless its cell covers more rows: then it is a heading of the next."""
    return next((cell for cell in tasks if cell.row_span == min(other.row_span for other in tasks)), None)


def _is_group(body: Body, line: _Line, following: _Line | None, groups: tuple[_Group, ...]) -> bool:
    """Whether a row is the heading of those under it: only words, and a Roman number, a wide cell or children below.

    So is one that is numbered as headings before it are, whatever a scan made of the numbers under it.
    A tracker that counts its tasks leaves the count of a row out whose code those under it prolong: that one is a
    heading whatever else stands in it.
    """
    if line.task is None:
        return False
    if _is_uncounted(line) and following is not None and following.code.startswith(f"{line.code}."):
        return True
    if not line.bare:
        return False
    match = _ORDINAL.fullmatch(line.no.strip())
    if match is None:
        words = body.words(*line.task)
        return line.wide or words.isupper() or re.match(r"[IVX]+[.)]\s", words) is not None
    if _ROMAN.fullmatch(match["no"]) is not None or line.wide or _has_children(match["no"], following):
        return True
    return match["no"].isdigit() and any(group.level == _level(match["no"]) for group in groups)


def _is_uncounted(line: _Line) -> bool:
    """Whether a row has a code, and where the others are counted nothing or a Roman number."""
    match = _ORDINAL.fullmatch(line.no.strip())
    return bool(line.code) and (line.no == line.code or (match is not None and match["no"].isupper()))


def _has_children(no: str, following: _Line | None) -> bool:
    if following is None:
        return False
    below = following.no.strip(" .)")
    return below.startswith(f"{no}.") or (
        no.isdigit() and ((below.isalpha() and below.islower()) or below == "-")
    )


def _entered(body: Body, groups: tuple[_Group, ...], line: _Line) -> tuple[_Group, ...]:
    assert line.task is not None
    no = line.no.strip(" .)")
    words = body.words(*line.task)
    level = line.code.count(".") if line.code else _level(no)
    title = f"{no}. {words}" if no else words
    return (*(group for group in groups if group.level < level), _Group(level, title))


def _level(no: str) -> int:
    return 0 if not no or _ROMAN.fullmatch(no) else no.count(".") + 1


def _goes_on(body: Body, line: _Line, before: _Line) -> bool:
    """Whether a row carries on the one before: the same task cell, or no number where the rows have numbers."""
    if line.task_cell is not None and line.task_cell is before.task_cell:
        return True
    if line.no or not before.no or _is_point(body, line):
        return False
    return line.task is None or line.bare or _starts_small(body, line.task)


def _is_point(body: Body, line: _Line) -> bool:
    """Whether a row without a number is the next point of the one above (`b) Niêm yết ...`), with a lead of its own."""
    return line.task is not None and "lead" in line.cells and _POINT.match(body.flat, *line.task) is not None


def _starts_small(body: Body, extent: Extent) -> bool:
    return body.text[extent[0]].islower()


def _row(body: Body, line: _Line, groups: Sequence[_Group], above: Row | None, unit: MoneyUnit | None) -> Row:
    assert line.task is not None
    bodies, flags = _leading(body, line, above)
    partners = (*_bodies(body, line, "partner").leads, *_bodies(body, line, "partner_too").leads)
    repeated = above is not None and _is_ditto(body, line.cells.get("partner"))
    joint = above.partners if repeated and above is not None else (*bodies.partners, *partners)
    return Row(
        *line.task,
        no=line.no.strip(" .)") or None,
        group=" > ".join([*(group.words for group in groups), *line.over]) or None,
        leads=bodies.leads,
        partners=joint,
        deadline=_repeatable(body, line.cells.get("deadline"), above.deadline if above else None),
        product=_repeatable(body, line.product, above.product if above else None),
        budget=_repeatable(body, line.cells.get("budget"), above.budget if above else None),
        unit=unit,
        progress=line.cells.get("progress"),
        flags=flags,
    )


def _leading(body: Body, line: _Line, above: Row | None) -> tuple[Bodies, tuple[str, ...]]:
    """Who leads a row: its own cell, the row above where that is said again, or where a merged cell left it empty."""
    cell = line.cells.get("lead")
    if above is not None and (cell is None or _is_ditto(body, cell)):
        return Bodies(above.leads), (INHERITED,) if cell is None and above.leads else ()
    return _bodies(body, line, "lead"), ()


def _bodies(body: Body, line: _Line, kind: str) -> Bodies:
    extent = line.cells.get(kind)
    return read_bodies(body, *extent) if extent is not None else Bodies()


def _repeatable(body: Body, extent: Extent | None, above: Extent | None) -> Extent | None:
    return above if _is_ditto(body, extent) else extent


def _is_ditto(body: Body, extent: Extent | None) -> bool:
    return extent is not None and phrase("ditto").fullmatch(body.words(*extent)) is not None


def _continued(body: Body, row: Row, line: _Line) -> Row:
    """The row with what a line adds to it; cells that it already has are only prolonged where they hold bodies."""
    own = line.task is not None and line.task != (row.start, row.end)
    leads = _bodies(body, line, "lead")
    return replace(
        row,
        more=(*row.more, line.task) if own and line.task is not None else row.more,
        leads=_added(row.leads, leads.leads),
        partners=_added(row.partners, (*leads.partners, *_bodies(body, line, "partner").leads)),
        deadline=row.deadline or line.cells.get("deadline"),
        product=row.product or line.product,
        budget=row.budget or line.cells.get("budget"),
        progress=row.progress or line.cells.get("progress"),
        flags=_added(row.flags, (CONTINUED,)) if own else row.flags,
    )


def _added(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return (*one, *(item for item in other if item not in one))


def _unit(body: Body, table: Table, columns: Columns) -> MoneyUnit | None:
    """The unit of money that the head of the column or a line over the table tells."""
    heads = [columns.heads[n] for n in columns.of("budget")]
    above = body.words(max(0, table.start - _ABOVE), table.start)
    return next((unit for words in (*heads, above) if (unit := find_unit(words)) is not None), None)


def _filled(body: Body, cell: Cell) -> bool:
    return not body.flat[cell.start : cell.end].isspace() and cell.end > cell.start


def _extent(body: Body, cell: Cell) -> Extent:
    text = body.flat[cell.start : cell.end]
    return cell.start + len(text) - len(text.lstrip()), cell.end - (len(text) - len(text.rstrip()))
