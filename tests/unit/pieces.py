"""A draft as plain values, for tests: running text as its text, a grid as rows of cell texts with their spans."""

from collections.abc import Iterable
from unicodedata import normalize

from loaders.structure.draft import Draft, Grid, RunningText


def texts(drafts: Iterable[Draft]) -> str:
    """All running text of the drafts, as canonical text will have it."""
    pieces = [piece for draft in drafts for piece in draft.pieces]
    return normalize("NFC", "\n".join(piece.text for piece in pieces if isinstance(piece, RunningText)))


def grids(drafts: Iterable[Draft]) -> list[list[list[str]]]:
    """The rows of each grid; `text +2 ↓3` is a cell of two columns and three rows."""
    return [_rows(piece) for draft in drafts for piece in draft.pieces if isinstance(piece, Grid)]


def _rows(grid: Grid) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        wide = f" +{cell.column_span}" if cell.column_span > 1 else ""
        high = f" ↓{cell.row_span}" if cell.row_span > 1 else ""
        rows.setdefault(cell.row, []).append(cell.text + wide + high)
    return list(rows.values())
