"""Which column of a table holds what: bound by the words of its head, in whatever order they stand (guide 3.2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.language.columns import column_role
from loaders.structure.body import Body, Cell

Grid = Sequence[Sequence[Cell | None]]

_HEAD_WITHIN = 8
# Accepts "3", "0,04", "200"; refuses a year, which can head a column.
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d+(?:[.,]\d+)?")
_COUNTER = re.compile(r"\(?\d{1,2}\)?|")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a task table by role, and the first row under its head."""

    roles: tuple[str, ...]
    body_row: int
    heads: tuple[str, ...]

    def of(self, role: str) -> tuple[int, ...]:
        """The columns of one role, from left to right."""
        return tuple(n for n, name in enumerate(self.roles) if name == role)


def find_columns(body: Body, grid: Grid) -> Columns | None:
    """The columns of a table that assigns tasks, None for any other table."""
    for row in range(min(len(grid), _HEAD_WITHIN)):
        columns = _columns(body, grid, row)
        if columns is not None:
            return columns
    return None


def _columns(body: Body, grid: Grid, row: int) -> Columns | None:
    """The columns as the row, or it and the next one, name them; a line of counters under them is passed over."""
    heads = [words_of_cell(body, cell) for cell in grid[row]]
    if sum(_FIGURE.fullmatch(head) is not None for head in heads) > 1:
        return None
    if not _assigns(_led([column_role(head) for head in heads])):
        return None
    after = row + 1
    if after < len(grid) and _is_second_line(body, grid, row):
        heads = [_joined(body, above, below) for above, below in zip(grid[row], grid[after], strict=True)]
        after += 1
    if after < len(grid) and _is_counted(body, grid[after]):
        after += 1
    return Columns(_led([column_role(head) for head in heads]), after, tuple(heads))


def _led(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles; who presents a bill leads its drafting where no column names another lead."""
    presented = "presenter" if "lead" in roles else "lead"
    return tuple(presented if role == "presenter" else role for role in roles)


def _assigns(roles: Sequence[str]) -> bool:
    """A task table has a column of tasks and one of leads or deadlines."""
    return "task" in roles and ("lead" in roles or "deadline" in roles) and len(set(roles)) > 2


def _is_second_line(body: Body, grid: Grid, row: int) -> bool:
    """Whether the next row refines the head, one of whose cells spans columns: all new cells are heads or under it."""
    new = [cell for cell in grid[row + 1] if cell is not None and cell.row > row and cell.end > cell.start]
    spread = {n for n, cell in enumerate(grid[row]) if cell is not None and cell.column_span > 1}
    return bool(new and spread) and (
        all(column_role(words_of_cell(body, cell)) != "" for cell in new)
        or {cell.column for cell in new} <= spread
    )


def _is_counted(body: Body, row: Sequence[Cell | None]) -> bool:
    words = [words_of_cell(body, cell) for cell in row]
    return sum(map(bool, words)) > 1 and all(_COUNTER.fullmatch(word) for word in words)


def is_repeated(body: Body, row: Sequence[Cell | None], columns: Columns) -> bool:
    """Whether a row says the head again, as after a page break."""
    words = [words_of_cell(body, cell) for cell in row]
    return sum(word == head for word, head in zip(words, columns.heads, strict=False) if word) > 2


def _joined(body: Body, above: Cell | None, below: Cell | None) -> str:
    parts = [words_of_cell(body, above)] + ([words_of_cell(body, below)] if below is not above else [])
    return " ".join(filter(None, parts))


def words_of_cell(body: Body, cell: Cell | None) -> str:
    """What a person reads in a cell, nothing where there is none."""
    return body.words(cell.start, cell.end) if cell is not None else ""
