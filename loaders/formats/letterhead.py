"""Tables that only set things side by side: the letterhead, the signature beside the distribution list, a frame.

They are read column by column, as a person reads them: issuer and number, then motto, place and day. What makes a
table one of these is its shape and its words, never where it stands or whether it has lines.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from loaders.language.patterns import pattern
from loaders.structure.draft import Grid, GridCell
from loaders.structure.layout import layout_words

_MOST_COLUMNS = 4
_MOST_ROWS = 12
_FEW_COLUMNS = 3
_FEW_ROWS = 4
_SHORT_LINE = 130
_SIDES = 2
_ROLES = ("motto", "recipients", "signature")
_FIRST_LINES = ("own_number", "own_number_open", "place_and_date")


def unfolded(grid: Grid) -> str | None:
    """The text of a table that only sets things side by side, a blank line between its cells; else None."""
    cells = [cell for cell in grid.cells if cell.text.strip()]
    columns, rows = len({cell.column for cell in cells}), len({cell.row for cell in cells})
    if columns <= 1:
        return _joined(cells)
    if columns > _MOST_COLUMNS or rows > _MOST_ROWS or _heads_a_column(cells):
        return None
    small = columns <= _FEW_COLUMNS and rows <= _FEW_ROWS
    if (small and rows == 1) or any(_is_telling(cell, small) for cell in cells):
        return _joined(sorted(cells, key=lambda cell: (_side(cell, grid), cell.row, cell.column)))
    return None


def unbarred(text: str) -> str:
    """A text in which letterheads and signatures set side by side by bars are read column by column.

    `CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`; other lines with bars stay as they are.
    """
    read: list[str] = []
    for is_barred, group in groupby(text.split("\n"), key=lambda line: len(_sides(line)) == _SIDES):
        lines = list(group)
        read += [(_unfolded_lines(lines) if is_barred else None) or "\n".join(lines)]
    return "\n".join(read)


def _sides(line: str) -> list[str]:
    """What stands on each side of the bars of a line; bars at its ends part nothing."""
    return [side.strip() for side in line.strip().strip("|").split("|")]


def _unfolded_lines(lines: list[str]) -> str | None:
    cells = tuple(
        GridCell(n, side, text) for n, line in enumerate(lines) for side, text in enumerate(_sides(line))
    )
    return unfolded(Grid(cells)) if any(_is_telling(cell, small=True) for cell in cells) else None


def _joined(cells: list[GridCell]) -> str:
    return "\n\n".join(cell.text.strip("\n") for cell in cells)


def _side(cell: GridCell, grid: Grid) -> int:
    """Left or right half: a column that is only a part of one side does not tear the side's lines apart."""
    width = max(other.column + other.column_span for other in grid.cells)
    return int(2 * cell.column + cell.column_span > width)


def _heads_a_column(cells: list[GridCell]) -> bool:
    heads = {word.lower() for word in layout_words("ordinal")}
    return any(" ".join(cell.text.split()).lower() in heads for cell in cells)


def _is_telling(cell: GridCell, small: bool) -> bool:
    """Whether a line of the cell is one that only letterheads and signatures have.

    A number or a day may begin a cell of any list: they tell in a small table only.
    """
    lines = [" ".join(line.split()) for line in _lines(cell)]
    return any(map(_opens, lines)) or (small and any(map(_names_itself, lines)))


def _lines(cell: GridCell) -> Iterator[str]:
    return (line for line in cell.text.splitlines() if 0 < len(line) < _SHORT_LINE)


def _opens(line: str) -> bool:
    return line.startswith(_openers()) and (line.isupper() or line.startswith(layout_words("recipients")))


def _names_itself(line: str) -> bool:
    return any(pattern(name).match(line) for name in _FIRST_LINES)


@cache
def _openers() -> tuple[str, ...]:
    return tuple(word for role in _ROLES for word in layout_words(role))
