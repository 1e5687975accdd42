"""Tables of a page: where each cell stands when those that cover several rows or columns are counted in."""

import re
from collections.abc import Callable, Iterator, Sequence

from selectolax.lexbor import LexborNode

from graph.errors import ExpandsTooFar
from loaders.structure.draft import GridCell

CELLS = ("td", "th")
_MOST_SPAN = 200
_MOST_PLACES = 2_000_000


def placed(rows: Sequence[LexborNode], text_of: Callable[[LexborNode], str], name: str) -> Iterator[GridCell]:
    """The cells of a table's rows where they stand, those that cover several rows or columns counted in."""
    taken: set[tuple[int, int]] = set()
    for row, node in enumerate(rows):
        column = 0
        for cell in (part for part in node.iter() if part.tag in CELLS):
            while (row, column) in taken:
                column += 1
            down = min(max(1, number_of(cell.attributes.get("rowspan"), 1)), len(rows) - row)
            across = min(max(1, number_of(cell.attributes.get("colspan"), 1)), _MOST_SPAN)
            taken.update((row + i, column + j) for i in range(down) for j in range(across))
            if len(taken) > _MOST_PLACES:
                raise ExpandsTooFar(name=name, limit=_MOST_PLACES)
            yield GridCell(row, column, text_of(cell), down, across)
            column += across


def number_of(written: str | None, otherwise: int) -> int:
    """A whole number as an attribute gives it."""
    return int(written) if written and re.fullmatch(r"\d{1,4}", written) else otherwise
