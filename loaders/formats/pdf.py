"""PDF: running text and tables in reading order, page by page, what page breaks cut made whole.

Pages that are pictures are recognised where something can (the extra [ocr]); the others never are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from statistics import median

from graph.errors import EmptyFile, ModelMissing, NoTextLayer, RecognitionMissing
from graph.model import Notice
from loaders.formats.ocr import Recognition, listed, recognise
from loaders.formats.pdf_columns import Line, lines_of
from loaders.formats.pdf_frames import Frame, find_frames
from loaders.formats.pdf_letters import garbled, missing_letters
from loaders.formats.pdf_paragraphs import Margins, Placed, margins_of, paragraphs
from loaders.formats.pdf_pictures import draw
from loaders.formats.pdf_rows import Row, rows_of, without_furniture, written_on
from loaders.formats.pdf_sheets import Sheet, read_sheets
from loaders.formats.pdf_tables import PageTable, goes_on, read_table, stitch
from loaders.formats.plain import legacy_encoding
from loaders.structure.draft import Draft, Grid, PageStart, Piece, RunningText
from loaders.structure.legacy import to_unicode

_PICTURE = 0.5
_FEW_WORDS = 12
_SAMPLE = 5_000

_Item = Line | PageTable


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, from top to bottom."""

    number: int
    items: tuple[_Item, ...]
    margins: Margins | None
    width: float
    is_picture: bool


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of a PDF called `name`; NoTextLayer where it is a scan that cannot be recognised."""
    sheets = _in_unicode(read_sheets(data, name))
    wrong = garbled(sheets)
    sheets = [replace(sheet, words=()) if sheet.number in wrong else sheet for sheet in sheets]
    pages = _pages(sheets)
    unread = sorted({*wrong, *(page.number for page in pages if page.is_picture)})
    recognition = _recognised(data, name, unread, len(sheets)) if unread else Recognition()
    if recognition.sheets:
        pages = _pages(_with(sheets, recognition.sheets))
    pieces = tuple(_pieces(pages))
    if not any(isinstance(piece, RunningText | Grid) for piece in pieces):
        raise NoTextLayer(name=name, pages=len(sheets)) if unread else EmptyFile(name=name)
    notices = (*recognition.notices, *missing_letters([s for s in sheets if s.number not in unread]))
    return [Draft(pieces, confidence=recognition.confidence, notices=notices)]


def pieces_of(sheets: Sequence[Sheet]) -> tuple[Piece, ...]:
    """What pages say, in reading order."""
    return tuple(_pieces(_pages(sheets)))


def _recognised(data: bytes, name: str, unread: Sequence[int], pages: int) -> Recognition:
    """What the pages say that are pictures; without OCR only told of, if most of the file is text."""
    try:
        return recognise(draw(data, name, unread), name, len(unread))
    except (RecognitionMissing, ModelMissing):
        if 2 * len(unread) > pages:
            raise
    return Recognition(notices=(Notice("pages_without_text", (("pages", listed(unread)),)),))


def _with(sheets: Sequence[Sheet], recognised: Sequence[Sheet]) -> list[Sheet]:
    """The pages with those that were recognised in place of the pictures; what was laid on these is kept."""
    by_number = {sheet.number: sheet for sheet in recognised}
    return [
        replace(by_number[sheet.number], notes=sheet.notes) if sheet.number in by_number else sheet
        for sheet in sheets
    ]


def _in_unicode(sheets: list[Sheet]) -> list[Sheet]:
    """The pages with words that were typed in fonts of before Unicode (TCVN3, VNI) in Unicode."""
    words = (word.text for sheet in sheets for word in sheet.words)
    encoding = legacy_encoding(" ".join(islice(words, _SAMPLE)))
    if encoding is None:
        return sheets
    return [
        replace(
            sheet, words=tuple(replace(word, text=to_unicode(word.text, encoding)) for word in sheet.words)
        )
        for sheet in sheets
    ]


# --- pages --------------------------------------------------------------------------------------------------


def _pages(sheets: Sequence[Sheet]) -> list[_Page]:
    framed = [(sheet, find_frames(sheet.rules)) for sheet in sheets]
    flowing = [
        (sheet, rows_of(word for word in written_on(sheet) if not any(frame.holds(word) for frame in frames)))
        for sheet, frames in framed
    ]
    kept = without_furniture(flowing)
    return [_page(sheet, frames, rows) for (sheet, frames), rows in zip(framed, kept, strict=True)]


def _page(sheet: Sheet, frames: Sequence[Frame], rows: Sequence[Row]) -> _Page:
    items: list[_Item] = []
    lines: list[Line] = []
    waiting = list(rows)
    for frame in frames:
        above = [row for row in waiting if row.baseline < frame.rows[0] + 1]
        waiting = [row for row in waiting if row.baseline >= frame.rows[0] + 1]
        lines += (found := lines_of(above, sheet.width))
        items += found
        table = read_table(sheet.number, frame, filter(frame.holds, written_on(sheet)))
        items += [table] if table else []
    lines += (found := lines_of(waiting, sheet.width))
    items += found
    words = sum(len(row.words) for row in rows)
    is_picture = sheet.pictured > _PICTURE and words < _FEW_WORDS and not frames
    return _Page(sheet.number, tuple(items), margins_of(lines), sheet.width, is_picture)


def _margins(pages: Sequence[_Page]) -> Mapping[int, Margins]:
    """The margins of every page: its own, else what pages of its width have for the most part, else its text's."""
    by_width: dict[int, list[Margins]] = {}
    for page in pages:
        if page.margins:
            by_width.setdefault(round(page.width), []).append(page.margins)
    return {page.number: page.margins or _usual(page, by_width.get(round(page.width), [])) for page in pages}


def _usual(page: _Page, known: Sequence[Margins]) -> Margins:
    if known:
        return Margins(
            median(margins.left for margins in known),
            median(margins.right for margins in known),
            median(margins.pitch for margins in known),
        )
    lines = [item for item in page.items if isinstance(item, Line)]
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=page.width)
    return Margins(left, right, 1.3 * max((line.size for line in lines), default=12.0))


# --- the document -------------------------------------------------------------------------------------------


def _pieces(pages: Sequence[_Page]) -> Iterator[Piece]:
    """The pieces in reading order; a page starts before the first paragraph or table that begins on it."""
    margins = _margins(pages)
    told = 0
    for stretch in _stretches(pages, margins):
        if isinstance(stretch[0], PageTable):
            tables = [table for table in stretch if isinstance(table, PageTable)]
            yield from _starts(told, tables[0].page)
            grid = stitch(tables)
            told = max(told, tables[-1].page)
            yield Grid(grid.cells, tuple((row, page) for row, page in grid.pages if row))
            continue
        texts: list[str] = []
        for page, text in paragraphs(line for line in stretch if isinstance(line, Placed)):
            if page > told:
                yield from _written(texts)
                yield from _starts(told, page)
                texts, told = [], page
            texts.append(text)
        yield from _written(texts)


def _written(texts: Sequence[str]) -> Iterator[Piece]:
    if texts:
        yield RunningText("\n\n".join(texts))


def _starts(told: int, page: int) -> Iterator[Piece]:
    if page > told:
        yield PageStart(page)


_Stretch = list[Placed | PageTable]


def _stretches(pages: Sequence[_Page], margins: Mapping[int, Margins]) -> Iterator[_Stretch]:
    """Lines and the parts of one table, in turn."""
    open_: _Stretch = []
    for page in pages:
        for item in page.items:
            placed = item if isinstance(item, PageTable) else Placed(page.number, item, margins[page.number])
            if open_ and not _same_stretch(open_[-1], placed):
                yield open_
                open_ = []
            open_.append(placed)
    if open_:
        yield open_


def _same_stretch(before: Placed | PageTable, after: Placed | PageTable) -> bool:
    if isinstance(before, PageTable) and isinstance(after, PageTable):
        return goes_on(before, after)
    return isinstance(before, Placed) and isinstance(after, Placed)
