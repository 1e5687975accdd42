"""Tables whose cells stand one under another, a line of a cell to a line of text, as gazette issues come as text.

The head tells the columns: TT or STT alone on its line, then each head from a capital on, up to the first number.
The rhythm of the numbers tells the rows; `stack_cells` tells the cells of a row. Only tables that say who, when or
with what result are read: their cells can be told by their words. Anything else stays text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from loaders.language.columns import column_role
from loaders.language.patterns import pattern
from loaders.structure.barred import ordinal_heads
from loaders.structure.draft import Grid, GridCell, Piece, RunningText
from loaders.structure.layout import layout_words, marker_of
from loaders.structure.ordinals import Place, ordinal_of, placed
from loaders.structure.stack_cells import Row, Stretch, lay_out
from loaders.structure.zones import furniture, starts_furniture

_HEAD_WITHIN = 24
_LONGEST_HEAD_LINE = 60
_TELLING = frozenset({"lead", "partner", "deadline", "product", "result"})
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_ROW_WITHIN = 400
_LONGEST_CELL = 3000
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_COUNTER = re.compile(r"\(?(?P<n>\d{1,2})\)?")
_CLOSES_CELLS = "|"  # the cells of such a text are told by it: see `layout`
_ENDS_SENTENCE = (".", ";", ",")
_ENDED_BY = ("annex", "recipients", "signature", "motto")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words at `start:end` of the text; `gap` says that an empty line stands before it.

    `starts_page`: the head of a gazette's page or a number beside it.
    """

    start: int
    end: int
    words: str
    gap: bool
    starts_page: bool = False

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the page and not to the document."""
        return self.starts_page or starts_furniture(self.words)


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of a table's columns and the first line after them."""

    columns: tuple[str, ...]
    lines: tuple[str, ...]
    after: int


def with_stacks(text: str) -> tuple[Piece, ...]:
    """The text with its stacked tables as grids; a text without tables and pages comes back as it is."""
    lines = _lines(text)
    pieces: list[Piece] = []
    done = at = 0
    while at < len(lines):
        head = _head(lines, at)
        grid, after = _table(lines, head) if head is not None else (None, at + 1)
        if grid is None:
            at = after
            continue
        pieces += [RunningText(_running(text, lines[done:at])), grid]
        done = at = after
    if not pieces and not any(line.starts_page for line in lines):
        return (RunningText(text),)
    return (*pieces, RunningText(_running(text, lines[done:])))


# --- lines --------------------------------------------------------------------------------------------------


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    at, gap = 0, False
    for row in text.split("\n"):
        words = " ".join(row.replace("\f", " ").split())
        if words:
            found.append(Line(at, at + len(row), words, gap))
        gap = not words
        at += len(row) + 1
    pages = _page_lines(found)
    return [replace(line, starts_page=n in pages) for n, line in enumerate(found)]


def _page_lines(lines: Sequence[Line]) -> set[int]:
    """The lines that open a page: its head and the bare numbers that touch it."""
    found = {n for n, line in enumerate(lines) if line.words.lower().startswith(_page_starts())}
    for head in sorted(found):
        for step in (1, -1):
            n = head + step
            while 0 <= n < len(lines) and _PAGE_NUMBER.fullmatch(lines[n].words):
                found.add(n)
                n += step
    return found


def _running(text: str, lines: Sequence[Line]) -> str:
    """The text of some lines without those that open a page, so that a paragraph goes on over them."""
    kept = ""
    before: Line | None = None
    for starts_page, group in groupby(lines, key=lambda line: line.starts_page):
        if starts_page:
            continue
        stretch = list(group)
        if before is not None:
            kept += "\n\n" if before.is_furniture else "\n"
        kept += text[stretch[0].start : stretch[-1].end]
        before = stretch[-1]
    return kept


@cache
def _page_starts() -> tuple[str, ...]:
    return tuple(row.starts for row in furniture() if row.tells == "page")


# --- the head -----------------------------------------------------------------------------------------------


def _head(lines: Sequence[Line], at: int) -> Head | None:
    """The head that starts at a line, if one does: what is over the columns, as far as the first number.

    Where a head is in capitals throughout, nothing tells where one column's ends. A table with a bar after each cell is
    told as running text.
    """
    if lines[at].words.lower() not in ordinal_heads():
        return None
    end = at + 1
    while end < min(len(lines), at + _HEAD_WITHIN) and not _opens_rows(lines[end].words):
        words = lines[end].words
        if lines[end].is_furniture or len(words) > _LONGEST_HEAD_LINE or _CLOSES_CELLS in words:
            return None
        end += 1
    over = [line.words for line in lines[at + 1 : end]]
    if any(words.isupper() and " " in words for words in over):
        return None
    columns = (lines[at].words, *_head_columns(over))
    if not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS or _TELLING.isdisjoint(map(column_role, columns)):
        return None
    return Head(
        columns, tuple(line.words for line in lines[at:end]), _after_counters(lines, end, len(columns))
    )


def _opens_rows(words: str) -> bool:
    ordinal = ordinal_of(words)
    return _COUNTER.fullmatch(words) is not None or (
        ordinal is not None and placed(Place(), ordinal) is not None
    )


def _head_columns(lines: Sequence[str]) -> Iterator[str]:
    """Each head from its capital on; a line after a slash or a comma, or of one abbreviation, goes on."""
    head: list[str] = []
    for line in lines:
        opens = line[0].isupper() and not line.isupper()
        if head and opens and not head[-1].endswith(("/", ",", ";")):
            yield " ".join(head)
            head = []
        head.append(line)
    if head:
        yield " ".join(head)


def _after_counters(lines: Sequence[Line], at: int, columns: int) -> int:
    """The line after the counters of the columns, `(1)` to the last, where they stand under the heads."""
    counters = [_COUNTER.fullmatch(line.words) for line in lines[at : at + columns]]
    told = [int(match["n"]) for match in counters if match is not None]
    return at + columns if told == list(range(1, columns + 1)) else at


# --- the rows -----------------------------------------------------------------------------------------------


def _table(lines: Sequence[Line], head: Head) -> tuple[Grid | None, int]:
    """The grid under a head and the line after it.

    None where most rows have no second cell, as in a form, or where a cell has swallowed rows whose numbers were lost.
    """
    rows, after = _rows(lines, head)
    laid_out = lay_out(rows, head.columns)
    if any(len(words) > _LONGEST_CELL for row in laid_out for words in row):
        return None, after
    counted = [row for row in laid_out if len(row) > 1]
    if sum(sum(map(bool, row)) > 1 for row in counted) * 2 <= len(counted):
        return None, after
    cells = [GridCell(0, n, words) for n, words in enumerate(head.columns)]
    for n, (row, texts) in enumerate(zip(rows, laid_out, strict=True), 1):
        cells += _cells(n, row, texts, len(head.columns))
    return Grid(tuple(cells)), after


def _cells(n: int, row: Row, texts: Sequence[str], columns: int) -> Iterator[GridCell]:
    yield GridCell(n, 0, row.no)
    if len(texts) == 1:
        yield GridCell(n, 1, texts[0], column_span=columns - 1)
        return
    yield from (GridCell(n, column, text) for column, text in enumerate(texts, 1))


def _rows(lines: Sequence[Line], head: Head) -> tuple[list[Row], int]:
    """The rows under a head, as far as their numbers go on, and the line after the last."""
    rows: list[Row] = []
    place = Place()
    at = head.after
    widest = 0
    while at < len(lines):
        if lines[at].is_furniture or lines[at].words.lower() in ordinal_heads():
            following = _over_page(lines, at, head, place)
            if following is None:
                break
            at = following
            if rows:
                rows[-1] = replace(rows[-1], stretches=(*rows[-1].stretches, Stretch()))
            continue
        ordinal = None if _awaits_ordinal(lines[at - 1].words) else ordinal_of(lines[at].words)
        reached = placed(place, ordinal) if ordinal is not None else None
        if ordinal is not None and reached is not None:
            rows.append(
                Row(ordinal.label, (Stretch(tuple(filter(None, (ordinal.rest,)))),), ordinal.is_group)
            )
            place = reached
        elif not rows or _is_over(lines[at], rows[-1], widest):
            break
        else:
            rows[-1] = _with_line(rows[-1], lines[at])
            widest = max(widest, len(lines[at].words))
        at += 1
    return rows, at


def _awaits_ordinal(words: str) -> bool:
    return pattern("awaits_ordinal").search(f" {words}") is not None


def _with_line(row: Row, line: Line) -> Row:
    *before, last = row.stretches
    gaps = (*last.gaps, len(last.lines)) if line.gap else last.gaps
    return replace(row, stretches=(*before, Stretch((*last.lines, line.words), gaps)))


def _over_page(lines: Sequence[Line], at: int, head: Head, place: Place) -> int | None:
    """The line where the table goes on after the furniture of a page or its own head; None where it does not."""
    while at < len(lines) and lines[at].is_furniture:
        at += 1
    if at == len(lines):
        return None
    repeated = tuple(line.words for line in lines[at : at + len(head.lines)])
    if repeated == head.lines:
        return _after_counters(lines, at + len(head.lines), len(head.columns))
    ordinal = ordinal_of(lines[at].words)
    goes_on = lines[at].words[0].islower() or (ordinal is not None and placed(place, ordinal) is not None)
    return at if goes_on else None


def _is_over(line: Line, row: Row, widest: int) -> bool:
    """Whether a line that no number opens is no part of the table: an annex, a signature, a wider paragraph.

    `Phụ lục V.` ends a sentence of a cell and heads no annex (17/2026/NQ-CP).
    """
    ends = tuple(word for role in _ENDED_BY for word in layout_words(role))
    if line.words.startswith(ends) and not line.words.endswith(_ENDS_SENTENCE):
        return True
    written = sum(len(stretch.lines) for stretch in row.stretches)
    if not written or written > _ROW_WITHIN:
        return bool(written)
    marker, _, _ = marker_of(line.words)
    return line.gap and not line.words[0].islower() and (bool(marker) or len(line.words) > widest * 1.3 > 0)
