"""What a format's reader gives: text and tables of one document in reading order, as the file has them."""

from dataclasses import dataclass

from graph.model import Notice


@dataclass(frozen=True, slots=True)
class RunningText:
    """Running text with the file's own line breaks; a blank line parts paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """The text of a cell at `row` and `column` from 0, and how many of each it covers."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; places that no cell covers are empty.

    `pages` are (row, page number) where a new page starts inside the table.
    """

    cells: tuple[GridCell, ...]
    pages: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PageStart:
    """The page that what follows stands on, from 1."""

    number: int


Piece = RunningText | Grid | PageStart


@dataclass(frozen=True, slots=True)
class Draft:
    """One document of a file. `read_by` names what read it where a format has several readers.

    `confidence` below 1 says that the text was recognised from a picture; `notices` tell what was not read.
    """

    pieces: tuple[Piece, ...]
    read_by: str | None = None
    confidence: float = 1.0
    notices: tuple[Notice, ...] = ()
