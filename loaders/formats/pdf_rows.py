"""Words of a page into rows, without what is printed on every page: running heads, page numbers, signature stamps."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.tables import read_table
from loaders.formats.pdf_sheets import Sheet, Word
from loaders.structure.layout import layout_words
from loaders.structure.zones import starts_furniture

_EDGE = 3
_BAND = 6.0
_STAMP_REACH = 8
_NUMBER = re.compile(r"(?:^|(?<=\s))(\d{1,4})(?=\s|$)")
_SECOND = re.compile(r"\d{1,2}:\d{2}:\d{2}")
_BARE_NUMBER = re.compile(r"\W*(?:\w+ )?(\d{1,4})(?:\s*/\s*\d{1,4})?\W*")
_DRAWN = re.compile(r"[_–—=*]{3,}|-{5,}")  # a line drawn with letters, under a letterhead or a title


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one baseline, from left to right; `level` is false for what is written across the page."""

    words: tuple[Word, ...]
    level: bool = True

    @property
    def text(self) -> str:
        """What the row reads."""
        return " ".join(word.text for word in self.words)

    @property
    def baseline(self) -> float:
        """Where the row stands."""
        return self.words[0].baseline


@dataclass(frozen=True, slots=True)
class StampLine:
    """How a line of a signature stamp starts."""

    starts: str
    opens: bool


@cache
def _stamp_lines() -> tuple[StampLine, ...]:
    return read_table("loaders.language", "stamps.tsv", StampLine)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows from top to bottom; what is written across the page comes first, as it stands in the file."""
    words = [word for word in words if not _DRAWN.fullmatch(word.text)]
    level = sorted((word for word in words if word.level), key=lambda word: word.baseline)
    across = [word for word in words if not word.level]
    return [*_across(across), *_with_raised(_level(level))]


def _level(words: Sequence[Word]) -> Iterator[Row]:
    open_: list[Word] = []
    for word in words:
        if open_ and word.baseline - open_[0].baseline > 0.3 * max(word.size, open_[0].size):
            yield _row(open_)
            open_ = []
        open_.append(word)
    if open_:
        yield _row(open_)


def _row(words: Iterable[Word]) -> Row:
    return Row(tuple(sorted(words, key=lambda word: word.left)))


def _with_raised(rows: Iterable[Row]) -> list[Row]:
    """The rows, with small raised signs (notes, squares) put into the row that they hang over."""
    kept: list[Row] = []
    for row in rows:
        if kept and _hangs_over(kept[-1], row):
            raised = kept.pop()
            row = _row((*raised.words, *row.words))
        kept.append(row)
    return kept


def _hangs_over(raised: Row, row: Row) -> bool:
    size = max(word.size for word in row.words)
    return (
        0 < row.baseline - raised.baseline < 0.7 * size
        and all(word.size < 0.8 * size for word in raised.words)
        and not any(_overlap(word, other) for word in raised.words for other in row.words)
    )


def _overlap(word: Word, other: Word) -> bool:
    return min(word.right, other.right) - max(word.left, other.left) > 1.0


def _across(words: Sequence[Word]) -> Iterator[Row]:
    open_: list[Word] = []
    for word in words:
        if open_ and abs(word.left - open_[-1].left) > 0.5 * word.size:
            yield Row(tuple(open_), level=False)
            open_ = []
        open_.append(word)
    if open_:
        yield Row(tuple(open_), level=False)


def without_furniture(pages: Sequence[tuple[Sheet, Sequence[Row]]]) -> list[list[Row]]:
    """The rows of each page, without what is no part of the document."""
    repeated = _repeated(pages)
    return [
        [
            row
            for n, row in enumerate(_without_stamps(rows))
            if not (_key(sheet, row) in repeated and _at_edge(n, rows))
            and not (_at_edge(n, rows) and _is_furniture(row, sheet, len(pages)))
        ]
        for sheet, rows in pages
    ]


def _at_edge(n: int, rows: Sequence[Row]) -> bool:
    return n < _EDGE + sum(not row.level for row in rows) or n >= len(rows) - _EDGE


def _is_furniture(row: Row, sheet: Sheet, pages: int) -> bool:
    if starts_furniture(_NUMBER.sub("", row.text).strip()):
        return True
    match = _BARE_NUMBER.fullmatch(row.text)
    return pages > 1 and match is not None and int(match[1]) == sheet.number and len(row.words) <= 3


# --- what is repeated ---------------------------------------------------------------------------------------

_Key = tuple[str, int]


def _key(sheet: Sheet, row: Row) -> _Key:
    """What a running head has in common on all pages: its words without the page's number, and its height."""
    band = round(row.baseline / _BAND) if row.level else -1
    return _NUMBER.sub("#", row.text) if _counts(row) else row.text, band


def _counts(row: Row) -> bool:
    return not row.text.startswith(layout_words("annex")) and _NUMBER.search(row.text) is not None


def _repeated(pages: Sequence[tuple[Sheet, Sequence[Row]]]) -> frozenset[_Key]:
    """The keys of rows that stand at the edge of most pages that have anything at their height."""
    found: Counter[_Key] = Counter()
    beside: Counter[int] = Counter()
    numbers: defaultdict[_Key, list[int]] = defaultdict(list)
    for sheet, rows in pages:
        edge = [row for n, row in enumerate(rows) if _at_edge(n, rows)]
        keys = {_key(sheet, row): row for row in edge}
        found.update(keys.keys())
        beside.update({band for _, band in keys})
        for key, row in keys.items():
            numbers[key] += [int(match[1]) - sheet.number for match in _NUMBER.finditer(row.text)]
    return frozenset(
        key
        for key, count in found.items()
        if count >= 3 and (count >= 0.5 * beside[key[1]]) and _is_running(key, count, numbers)
    )


def _is_running(key: _Key, count: int, numbers: Mapping[_Key, Sequence[int]]) -> bool:
    """Whether one of the row's numbers counts the pages, or it has none."""
    steps = Counter(numbers[key])
    return "#" not in key[0] or steps.most_common(1)[0][1] >= 0.7 * count


# --- signature stamps ---------------------------------------------------------------------------------------


def _without_stamps(rows: Sequence[Row]) -> list[Row]:
    stamped: set[int] = set()
    for n, row in enumerate(rows):
        if _is_stamp(row, opening=True):
            reach = range(n, min(n + _STAMP_REACH, len(rows)))
            last = max(m for m in reach if _is_stamp(rows[m], opening=m == n))
            stamped.update(range(n, last + 1))
    return [row for n, row in enumerate(rows) if n not in stamped]


def _is_stamp(row: Row, *, opening: bool) -> bool:
    text = row.text.lower()
    return any(text.startswith(line.starts) for line in _stamp_lines() if line.opens or not opening)


def written_on(sheet: Sheet) -> list[Word]:
    """The words of a page and of what was laid on it, without the stamps: who signed, and at which second."""
    return [*sheet.words, *(word for note in sheet.notes for word in _without_stamp(note))]


def _without_stamp(note: Sequence[Word]) -> list[Word]:
    rows = rows_of(note)
    if any(_is_stamp(row, opening=True) or "@" in row.text for row in rows):
        return []
    return [
        word
        for row in rows
        if not _is_stamp(row, opening=False) and not _SECOND.search(row.text)
        for word in row.words
    ]
