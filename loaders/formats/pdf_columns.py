"""Rows of a page into lines in reading order: a letterhead or signature in two columns is read column by column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdf_rows import Row
from loaders.formats.pdf_sheets import Word
from loaders.structure.layout import layout_words

_WIDE = 2.5  # of the letters' height: a gap that may part columns
_FAR = 2.6  # of the letters' height: two rows so far apart are no one block


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be read; `own` says that it stands in a column and goes on with no other."""

    left: float
    right: float
    baseline: float
    size: float
    text: str
    first: float
    second: float
    own: bool = False


_Gap = tuple[float, float]


def lines_of(rows: Sequence[Row], width: float) -> list[Line]:
    """The lines of a page `width` points wide."""
    lines: list[Line] = []
    done = 0
    for start, end, gutter in _blocks(rows, width):
        lines += [_line(row.words) for row in rows[done:start]]
        lines += _columns(rows[start:end], gutter)
        done = end
    return lines + [_line(row.words) for row in rows[done:]]


def _line(words: Sequence[Word], *, own: bool = False) -> Line:
    second = words[1].left if len(words) > 1 else words[0].right
    size = max(word.size for word in words)
    text = " ".join(word.text for word in words)
    first = words[0].right - words[0].left
    return Line(words[0].left, words[-1].right, words[0].baseline, size, text, first, second, own)


def _columns(rows: Sequence[Row], gutter: _Gap) -> Iterator[Line]:
    """The lines left of the gutter, then those right of it."""
    middle = (gutter[0] + gutter[1]) / 2
    for right in (False, True):
        for row in rows:
            words = [word for word in row.words if (word.left + word.right > 2 * middle) is right]
            if words:
                yield _line(words, own=True)


def _blocks(rows: Sequence[Row], width: float) -> Iterator[tuple[int, int, _Gap]]:
    """Each stretch of rows in two columns, as (first row, row after the last, gap between the columns)."""
    done = 0
    for n, row in enumerate(rows):
        gutter = _gutter(row) if n >= done and row.level else None
        if gutter is None:
            continue
        end, gutter, split = _downward(rows, n, gutter, width)
        if split > 1 or _is_told(row, gutter):
            start = _upward(rows, done, n, gutter, width)
            yield start, end, gutter
            done = end


def _gutter(row: Row) -> _Gap | None:
    """The gap that may part two columns in this row: before the motto, else the widest if it is wide."""
    words = row.words
    for n in range(1, len(words)):
        if _text(words[n:]).upper().startswith(layout_words("motto")):
            return words[n - 1].right, words[n].left
    gaps = [(words[n - 1].right, words[n].left) for n in range(1, len(words))]
    widest = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    return widest if widest[1] - widest[0] >= _WIDE * _size(row) else None


def _is_told(row: Row, gutter: _Gap) -> bool:
    """Whether the words themselves tell a letterhead or a signature."""
    left = _text([word for word in row.words if word.right <= gutter[0] + 1])
    right = _text([word for word in row.words if word.left >= gutter[1] - 1])
    return (
        right.upper().startswith(layout_words("motto"))
        or left.startswith(layout_words("recipients"))
        or (right.isupper() and right.startswith(layout_words("signature")))
    )


def _downward(rows: Sequence[Row], first: int, gutter: _Gap, width: float) -> tuple[int, _Gap, int]:
    """The row after the block, its gap as far as all rows leave it free, and how many rows it parts."""
    last, split = first, 1
    for n in range(first + 1, len(rows)):
        row = rows[n]
        if not row.level or row.baseline - rows[n - 1].baseline > _FAR * _size(row):
            break
        narrowed = _narrowed(row, gutter)
        if narrowed is not None:
            last, gutter, split = n, narrowed, split + 1
        elif not _stands_aside(row, rows[first:n], gutter, width):
            break
    return _with_tail(rows, first, last, gutter, width), gutter, split


def _with_tail(rows: Sequence[Row], first: int, last: int, gutter: _Gap, width: float) -> int:
    """The row after the block's last, rows that stand in one column under it taken in."""
    end = last + 1
    while (
        end < len(rows)
        and rows[end].level
        and rows[end].baseline - rows[end - 1].baseline <= 1.7 * _size(rows[end])
        and _stands_aside(rows[end], rows[first : last + 1], gutter, width)
    ):
        end += 1
    return end


def _upward(rows: Sequence[Row], done: int, first: int, gutter: _Gap, width: float) -> int:
    """The first row of the block, rows that stand in one column over it taken in."""
    start = first
    while (
        start > done
        and rows[start - 1].level
        and rows[start].baseline - rows[start - 1].baseline <= 1.7 * _size(rows[start])
        and _stands_aside(rows[start - 1], rows[first : first + 1], gutter, width)
    ):
        start -= 1
    return start


def _narrowed(row: Row, gutter: _Gap) -> _Gap | None:
    """What is left of the gap where this row has words on both sides of it, None if it has not."""
    words = row.words
    for n in range(1, len(words)):
        left, right = max(words[n - 1].right, gutter[0]), min(words[n].left, gutter[1])
        if right - left > 2 and words[n].left - words[n - 1].right >= 0.9 * _size(row):
            return left, right
    return None


def _stands_aside(row: Row, block: Sequence[Row], gutter: _Gap, width: float) -> bool:
    """Whether a row stands in one column only, under the middle or the edge of what is there already."""
    left, right = row.words[0].left, row.words[-1].right
    is_left = right <= gutter[1] - 2
    if not is_left and left < gutter[0] + 2:
        return False
    if abs((left + right) / 2 - width / 2) < 8:
        return False
    column = [word for other in block for word in other.words if (word.right <= gutter[0] + 1) is is_left]
    if not column:
        return False
    start, end = min(word.left for word in column), max(word.right for word in column)
    return abs((left + right) / 2 - (start + end) / 2) < 0.2 * (end - start) or abs(left - start) < 6


def _size(row: Row) -> float:
    return max(word.size for word in row.words)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
