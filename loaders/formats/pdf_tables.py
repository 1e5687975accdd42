"""Tables of a PDF into grids: the text of their cells, and one grid of what page breaks have cut."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.formats.pdf_frames import Box, Frame
from loaders.formats.pdf_paragraphs import ends, joined
from loaders.formats.pdf_rows import Row, rows_of
from loaders.formats.pdf_sheets import Word
from loaders.structure.draft import Grid, GridCell
from loaders.structure.layout import marker_of

_PADDING = 11.0
_SLACK = 3.0
_NEAR = 6.0
_FRESH = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PageTable:
    """The part of a table that stands on one page: edges of its columns, and its cells row by row."""

    page: int
    columns: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]


def read_table(page: int, frame: Frame, words: Iterable[Word]) -> PageTable | None:
    """The table in a frame; None where nothing is written in it."""
    written: defaultdict[Box, list[Word]] = defaultdict(list)
    places = {
        (row, column): box
        for box in frame.boxes
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    }
    for word in words:
        written[places[frame.place(word)]].append(word)
    if not written:
        return None
    rows: list[list[GridCell]] = [[] for _ in frame.rows[1:]]
    for box in sorted(frame.boxes, key=lambda box: (box.top, box.left)):
        width = frame.columns[box.right] - frame.columns[box.left]
        text = _cell_text(rows_of(written[box]), width)
        rows[box.top].append(GridCell(box.top, box.left, text, box.bottom - box.top, box.right - box.left))
    return PageTable(page, frame.columns, tuple(map(tuple, rows)))


def _cell_text(rows: Sequence[Row], width: float) -> str:
    """The paragraphs of a cell, each on its line: one ends where the next word would have fitted."""
    reach = max([width - _PADDING, *(row.words[-1].right - row.words[0].left for row in rows if row.level)])
    text = ""
    before: Row | None = None
    for row in rows:
        if before is None:
            text = row.text
        elif _parts(before, row, reach):
            text = f"{text}\n{row.text}"
        else:
            text = joined(text, row.text)
        before = row
    return text


def _parts(before: Row, row: Row, reach: float) -> bool:
    if not (before.level and row.level):
        return False
    if marker_of(row.text)[0] and (ends(before.text) or before.text.endswith(",")):
        return True
    room = reach - (before.words[-1].right - before.words[0].left)
    first = row.words[0]
    return room > first.right - first.left + 0.3 * first.size + _SLACK and not row.text[0].islower()


# --- over page breaks ---------------------------------------------------------------------------------------


def goes_on(table: PageTable, other: PageTable) -> bool:
    """Whether a table may be the rest of the one before, with a page break or a strip of paper between them."""
    shift = other.columns[0] - table.columns[0]
    few, many = sorted((table.columns, [at - shift for at in other.columns]), key=len)
    near = sum(any(abs(at - edge) < _NEAR for edge in many) for at in few)
    ends_alike = abs(table.columns[-1] - other.columns[-1] + shift) < 2 * _NEAR
    return ends_alike and near >= max(2, 0.7 * len(few))


def stitch(parts: Sequence[PageTable]) -> Grid:
    """One grid of the parts of a table: heads once, rows cut by a page break whole again."""
    columns = _common_columns(parts)
    rows: list[list[GridCell]] = []
    pages: list[tuple[int, int]] = []
    head = parts[0].rows
    for n, part in enumerate(parts):
        fresh = _on_columns(part, columns)
        if n:
            fresh = fresh[_repeated_head(head, part.rows) :]
            is_next_page = parts[n - 1].page < part.page
            if rows and fresh and is_next_page and _is_cut(rows, fresh[0]):
                _append(rows, fresh.pop(0))
            elif rows and fresh:
                fresh[0] = _lengthen(rows, fresh[0])
        pages.append((len(rows), part.page))
        rows += [[_at(cell, len(rows) + at) for cell in row] for at, row in enumerate(fresh)]
    height = len(rows)
    cells = (replace(cell, row_span=min(cell.row_span, height - cell.row)) for row in rows for cell in row)
    starts = tuple((row, page) for row, page in pages if row < height)
    return Grid(tuple(cells), starts)


def _at(cell: GridCell, row: int) -> GridCell:
    return replace(cell, row=row)


def _common_columns(parts: Sequence[PageTable]) -> list[float]:
    """The edges of all parts, counted from the first."""
    edges: list[float] = []
    for at in sorted(at - part.columns[0] for part in parts for at in part.columns):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    return edges


def _on_columns(part: PageTable, columns: Sequence[float]) -> list[list[GridCell]]:
    """The rows of a part with its columns numbered as those of the whole table."""
    numbers = [_nearest(at - part.columns[0], columns) for at in part.columns]
    return [
        [
            replace(
                cell,
                column=numbers[cell.column],
                column_span=max(1, numbers[cell.column + cell.column_span] - numbers[cell.column]),
            )
            for cell in row
        ]
        for row in part.rows
    ]


def _nearest(at: float, columns: Sequence[float]) -> int:
    return min(range(len(columns)), key=lambda n: abs(columns[n] - at))


def _repeated_head(head: Sequence[Sequence[GridCell]], rows: Sequence[Sequence[GridCell]]) -> int:
    """How many rows at the top of a page only repeat the table's first rows."""
    count = 0
    while count < min(len(head), len(rows)) and _reads(head[count]) == _reads(rows[count]):
        if not any(_reads(rows[count])):
            break
        count += 1
    return count


def _reads(row: Iterable[GridCell]) -> list[str]:
    return ["".join(cell.text.split()).lower() for cell in row]


def _bottom(rows: Sequence[Sequence[GridCell]]) -> dict[int, tuple[int, int]]:
    """Which cell stands lowest in each column where it begins, as (row, place in the row)."""
    return {
        cell.column: (at, n)
        for at, row in enumerate(rows)
        for n, cell in enumerate(row)
        if at + cell.row_span >= len(rows)
    }


def _is_cut(rows: Sequence[Sequence[GridCell]], row: Sequence[GridCell]) -> bool:
    """Whether a page's first row is the rest of the row before: nothing in its first cell, no cell that starts anew."""
    bottom = _bottom(rows)
    if len(row) < 2 or len(bottom) < 2 or row[0].text or row[0].column:
        return False
    above = {column: rows[at][n].text for column, (at, n) in bottom.items()}
    signs = [sign for cell in row if cell.text for sign in _signs(above.get(cell.column, ""), cell.text)]
    return any(cell.text for cell in row) and (True in signs or False not in signs)


def _signs(above: str, text: str) -> Iterator[bool]:
    """True where a text goes on from what stands above it, False where it starts anew, nothing in doubt."""
    first = _FRESH.search(text)
    if first is not None and first[0].islower() and not marker_of(text)[0]:
        yield True
    elif above and ends(above):
        yield False


def _append(rows: list[list[GridCell]], row: Iterable[GridCell]) -> None:
    """Add the rest of a cut row to the cells over it."""
    bottom = _bottom(rows)
    for cell in row:
        if cell.text and cell.column in bottom:
            at, n = bottom[cell.column]
            rows[at][n] = replace(rows[at][n], text=_continued(rows[at][n].text, cell.text))
        elif cell.text:
            rows[-1].append(replace(cell, row=len(rows) - 1, row_span=1))


def _lengthen(rows: list[list[GridCell]], row: Sequence[GridCell]) -> list[GridCell]:
    """The row without the empty cells into which one over several rows goes on; that one is made longer."""
    bottom = _bottom(rows)
    kept: list[GridCell] = []
    for cell in row:
        at, n = bottom.get(cell.column, (0, -1))
        if n >= 0 and not cell.text and rows[at][n].text and max(cell.row_span, rows[at][n].row_span) > 1:
            rows[at][n] = replace(rows[at][n], row_span=len(rows) - at + cell.row_span)
        else:
            kept.append(cell)
    return kept


def _continued(above: str, text: str) -> str:
    if not (above and text):
        return above or text
    fresh = bool(marker_of(text)[0]) or (ends(above) and text[0].isupper())
    return f"{above}\n{text}" if fresh else joined(above, text)
