"""Rows of cells that know only where their edges are, as Word 97 and RTF have them, laid out as a grid.

Rows drawn by hand do not meet exactly: an edge that is a little off is taken for the one it was meant to be.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.structure.draft import Grid, GridCell

# In twips, 1/1440 inch. Columns narrower than this are not drawn; seen in 228/QĐ-TTg (2014): edges up to 140 off.
_SAME_EDGE = 60
_MOST_SHIFT = 300
_MOST_EDGES = 300


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between two edges; `continues` says that it belongs to the cell above it."""

    text: str
    left: int
    right: int
    continues: bool = False


Row = Sequence[RuledCell]


def to_grid(rows: Sequence[Row]) -> Grid:
    """The grid of ruled rows; a cell covers the columns between its edges."""
    main = _main_edges(rows)
    straight = [_straightened(row, main) for row in rows]
    edges = _merged(edge for row in straight for cell in row for edge in (cell.left, cell.right))
    if len(edges) > _MOST_EDGES:
        straight, edges = _counted(rows)
    column = {edge: at for at, group in enumerate(edges) for edge in group}
    placed: list[GridCell] = []
    open_: dict[int, int] = {}
    for number, row in enumerate(straight):
        for cell in row:
            first, after = column[cell.left], max(column[cell.right], column[cell.left] + 1)
            above = open_.get(first)
            if cell.continues and above is not None and _reaches(placed[above], number):
                placed[above] = _longer(placed[above], cell)
                continue
            open_[first] = len(placed)
            placed.append(GridCell(number, first, cell.text, 1, after - first))
    return Grid(tuple(placed))


def _counted(rows: Sequence[Row]) -> tuple[list[list[RuledCell]], list[list[int]]]:
    """Rows that share no edges: each cell a column wide, and the edges."""
    straight = [[replace(cell, left=at, right=at + 1) for at, cell in enumerate(row)] for row in rows]
    return straight, [[edge] for edge in range(max(map(len, rows), default=0) + 1)]


def _reaches(cell: GridCell, row: int) -> bool:
    return cell.row + cell.row_span == row


def _longer(above: GridCell, cell: RuledCell) -> GridCell:
    text = "\n".join(filter(None, (above.text, cell.text)))
    return replace(above, text=text, row_span=above.row_span + 1)


def _main_edges(rows: Sequence[Row]) -> tuple[int, ...]:
    """The edges of most rows, of the rows with the most cells if several are as many."""
    counted = Counter(_edges(row) for row in rows)
    return max(counted, key=lambda edges: (counted[edges], len(edges)), default=())


def _edges(row: Row) -> tuple[int, ...]:
    return tuple(sorted({edge for cell in row for edge in (cell.left, cell.right)}))


def _straightened(row: Row, main: Sequence[int]) -> list[RuledCell]:
    """The row with each edge moved to a near one of `main`, unless two would meet."""
    moved = {edge: _near(edge, main) for edge in _edges(row)}
    if len(set(moved.values())) < len(moved) or sorted(moved.values()) != list(moved.values()):
        return list(row)
    return [replace(cell, left=moved[cell.left], right=moved[cell.right]) for cell in row]


def _near(edge: int, main: Sequence[int]) -> int:
    nearest = min(main, key=lambda other: abs(other - edge), default=edge)
    at = main.index(nearest) if nearest in main else 0
    room = min((abs(main[n] - nearest) for n in (at - 1, at + 1) if 0 <= n < len(main)), default=0)
    return nearest if abs(nearest - edge) <= min(_MOST_SHIFT, room * 2 // 5) else edge


def _merged(edges: Iterable[int]) -> list[list[int]]:
    """Edges in order, those that are the same for the eye together."""
    groups: list[list[int]] = []
    for edge in sorted(set(edges)):
        if groups and edge - groups[-1][0] <= _SAME_EDGE:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups
