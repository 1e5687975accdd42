"""Paragraphs between which the ends of cells and rows are marked, as Word 97 and RTF have tables, made into grids."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.ruling import RuledCell, to_grid
from loaders.structure.draft import Grid

_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class RowRule:
    """Where the cells of a row have their edges, and which belong to the cell above or before them."""

    edges: Sequence[int] = ()
    continues: Sequence[bool] = ()
    joined: Sequence[bool] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, how deep in tables it stands, and whether it ends a cell or, with a rule, a row."""

    text: str
    depth: int = 0
    cell_end: bool = False
    row: RowRule | None = None


def in_tables(paragraphs: Iterable[Paragraph]) -> Iterator[str | Grid]:
    """The paragraphs outside of tables as text, the rows of each table as a grid; inner tables as text of a cell."""
    rows: list[list[RuledCell]] = []
    cells: list[str] = []
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.row is not None:
            rows.append(_row(cells, paragraph.row))
            cells, lines = [], []
        elif paragraph.depth == 0:
            yield from _ended(rows, cells, lines)
            rows, cells, lines = [], [], []
            yield paragraph.text
        elif paragraph.depth == 1 and paragraph.cell_end:
            cells.append("\n".join([*lines, paragraph.text]).strip())
            lines = []
        elif paragraph.text.strip():
            lines.append(paragraph.text)
    yield from _ended(rows, cells, lines)


def _ended(rows: list[list[RuledCell]], cells: list[str], lines: list[str]) -> Iterator[str | Grid]:
    """A table that is over, and as text what a row held that was never ended."""
    if any(rows):
        yield to_grid(rows)
    yield from filter(None, [*cells, *lines])


def _row(cells: Sequence[str], rule: RowRule) -> list[RuledCell]:
    """The cells of a row between its edges; cells beyond the last edge are as wide as any."""
    edges = list(rule.edges) or [0]
    edges += [edges[-1] + _WIDTH * n for n in range(1, len(cells) + 2 - len(edges))]
    row: list[RuledCell] = []
    for at, text in enumerate(cells):
        if row and not text and at < len(rule.joined) and rule.joined[at]:
            row[-1] = RuledCell(row[-1].text, row[-1].left, edges[at + 1], row[-1].continues)
        else:
            continues = at < len(rule.continues) and rule.continues[at]
            row.append(RuledCell(text, edges[at], max(edges[at + 1], edges[at]), continues))
    return row
