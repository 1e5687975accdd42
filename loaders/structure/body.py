"""What a format's reader hands on: one canonical text, its paragraphs and tables, and the way back to the raw text.

Nothing above the formats knows which format it was. Offsets are code points in `text` (NFC), half-open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graph.model import Span

Zone = Literal["head", "recitals", "body", "signature", "recipients", "annex", "furniture"]


_LONG = 10_000
# Accepts two blanks, a line's end; refuses the single blank between words: a long text is not taken to pieces.
_UNEVEN = re.compile(r"\s(?:(?<! )\s*|\s+)")


class Paragraph(NamedTuple):
    """A paragraph, heading or list item; hard line breaks inside it remain in the text.

    `marker` is its printed number or bullet (`II.`, `1.`, `a)`, `-`, `Điều 3.`), empty without one; its words are
    `content_start:end`. `depth` orders markers by nesting, 0 outermost; 99 for a paragraph without a marker.

    A text has thousands: a dataclass takes three times as long to make.
    """

    start: int
    content_start: int
    end: int
    marker: str = ""
    depth: int = 99
    zone: Zone = "body"

    def within(self, zone: Zone) -> "Paragraph":
        """The paragraph with its zone."""
        return self if zone == self.zone else tuple.__new__(Paragraph, (*self[:-1], zone))


class Cell(NamedTuple):
    """One cell of a grid: `row` and `column` from 0, and how many of each it covers."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order, each with its span in the text."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> list[list[Cell | None]]:
        """The grid, row by row; a cell that covers several places stands in each of them."""
        height = max((cell.row + cell.row_span for cell in self.cells), default=0)
        width = self.columns
        grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    grid[row][column] = cell
        return grid


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Body:
    """The canonical text and its blocks in reading order.

    `flat` is for matching: as long as the text, white space as blanks, a semicolon at an empty line and a cell's end.
    `pages` are (offset, page number) where each page starts, none for a format without pages.
    """

    text: str
    flat: str
    blocks: tuple[Block, ...]
    pages: tuple[tuple[int, int], ...] = ()

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The blocks that are no tables."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> Sequence[Table]:
        """The blocks that are tables."""
        return [block for block in self.blocks if isinstance(block, Table)]

    def span(self, start: int, end: int) -> Span:
        """These characters, and what they read."""
        return Span(start, end, self.text[start:end])

    def words(self, start: int, end: int) -> str:
        """The text of a span with its white space folded: what a person reads there."""
        written = self.text[start:end].strip().replace("\n", " ")
        if "  " not in written:
            return written
        return _UNEVEN.sub(" ", written) if end - start > _LONG else " ".join(written.split())
