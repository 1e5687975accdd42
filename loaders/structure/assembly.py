"""A draft made into a body: one canonical text, its paragraphs and tables with their spans, and the way back.

The raw text that offsets lead back to is that of the pieces, one after another, as they are written here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model import Notice, OffsetMap
from loaders.language.marks import lacks_marks, with_marks
from loaders.structure.blocks import line_measure, read_blocks, with_walls
from loaders.structure.body import Block, Body, Cell, Table
from loaders.structure.draft import Draft, Grid, GridCell, PageStart, RunningText
from loaders.structure.lines import Line, lines_of
from loaders.structure.text import Canonical, canonical, flatten

_GAP = "\n\n"
_IN_STEP = OffsetMap()


@dataclass(frozen=True, slots=True)
class Assembled:
    """A body, the way back to the raw text, and what was mended.

    `written` is the canonical text where that of the body is spelled otherwise, letter for letter: with its marks.
    """

    body: Body
    offsets: OffsetMap
    notices: tuple[Notice, ...]
    written: str | None = None


class _Scroll:
    """The text being written: pieces of canonical text with what they were in the file."""

    def __init__(self, *, unmarked: bool) -> None:
        self.unmarked = unmarked
        self.written: list[str] = []
        self.parts: list[str] = []
        self.length = self.raw_length = 0
        self.canonical: list[int] = [0]
        self.raw: list[int] = [0]
        self.notices: list[Notice] = []

    def write(self, raw: str) -> tuple[int, int]:
        """Write a stretch of raw text; gives its span in the canonical text."""
        found: Canonical = canonical(raw)
        start = self.length
        self._link(found.offsets, start)
        self.notices += [_moved(notice, start) for notice in found.notices]
        self.written.append(found.text)
        self.parts.append(with_marks(found.text) if self.unmarked else found.text)
        self.length += len(found.text)
        self.raw_length += len(raw)
        return start, self.length

    def part(self, mark: str) -> None:
        """Write what parts pieces, which is the same in the raw text."""
        self._link(_IN_STEP, self.length)
        self.written.append(mark)
        self.parts.append(mark)
        self.length += len(mark)
        self.raw_length += len(mark)

    def _link(self, offsets: OffsetMap, start: int) -> None:
        """Note where the way back goes on otherwise than in step with what was noted last."""
        for canonical_at, raw_at in zip(offsets.canonical, offsets.raw, strict=True):
            at, origin = start + canonical_at, self.raw_length + raw_at
            if at - origin != self.canonical[-1] - self.raw[-1]:
                self.canonical.append(at)
                self.raw.append(origin)


def _moved(notice: Notice, by: int) -> Notice:
    return replace(notice, start=(notice.start or 0) + by, end=(notice.end or 0) + by)


def assemble(draft: Draft) -> Assembled:
    """The body of a draft; tables stand as lines of cells parted by tabs' place, a blank line around them."""
    scroll = _Scroll(unmarked=lacks_marks("\n".join(_texts(draft))))
    written: list[Sequence[Line] | Table] = []
    pages: list[tuple[int, int]] = []
    for piece in draft.pieces:
        match piece:
            case PageStart(number):
                pages.append((scroll.length, number))
            case RunningText(text):
                start, end = scroll.write(text)
                written.append(lines_of(scroll.parts[-1], start))
                scroll.part(_GAP if end else "")
            case Grid(cells, starts):
                if cells:
                    table = _table(scroll, cells)
                    written.append(table)
                    pages += _pages_within(table, starts)
                    scroll.part(_GAP)
    blocks = _blocks(written)
    text = "".join(scroll.parts)
    body = Body(text, with_walls(flatten(text), blocks), tuple(blocks), tuple(pages))
    notices = (*draft.notices, *scroll.notices, *((Notice("unmarked"),) if scroll.unmarked else ()))
    spelled = "".join(scroll.written) if scroll.unmarked else None
    return Assembled(body, OffsetMap(tuple(scroll.canonical), tuple(scroll.raw)), notices, spelled)


def _blocks(written: Sequence[Sequence[Line] | Table]) -> list[Block]:
    """The paragraphs of running texts, of which there are the lines, and the tables between them."""
    measure = line_measure([line for piece in written if not isinstance(piece, Table) for line in piece])
    blocks: list[Block] = []
    for piece in written:
        blocks += [piece] if isinstance(piece, Table) else read_blocks(piece, measure)
    return blocks


def _texts(draft: Draft) -> Iterator[str]:
    for piece in draft.pieces:
        match piece:
            case RunningText(text):
                yield text
            case Grid(cells):
                yield from (cell.text for cell in cells)


def _pages_within(table: Table, starts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where in the text pages start inside a table."""
    for row, number in starts:
        yield min((cell.start for cell in table.cells if cell.row >= row), default=table.end), number


def _table(scroll: _Scroll, cells: tuple[GridCell, ...]) -> Table:
    placed: list[Cell] = []
    before: GridCell | None = None
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if before is not None:
            scroll.part("\n" if before.row != cell.row else " | ")
        start, end = scroll.write(cell.text.strip())
        placed.append(Cell(cell.row, cell.column, start, end, cell.row_span, cell.column_span))
        before = cell
    return Table(placed[0].start, placed[-1].end, tuple(placed))
