"""The parts of a Word 97 file: where the text stands, and how characters and paragraphs are set ([MS-DOC] 2.4)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.word.modifiers import HUGE, Properties, number, properties

# Pairs of place and length in the file information block, by their index there.
STYLES, CHARACTER_PAGES, PARAGRAPH_PAGES, FONTS, PIECES, LISTS, LIST_USES = 1, 12, 13, 15, 33, 73, 74
_PAIRS = 154
_STORIES = 76
_PAGE = 512
_COMPRESSED = 0x40000000


@dataclass(frozen=True, slots=True)
class Streams:
    """The streams of a Word 97 file: the text's, the tables', and what was too long for them."""

    main: bytes
    table: bytes
    data: bytes

    def part(self, index: int) -> bytes:
        """A part of the table stream that the file information block names; empty if there is none."""
        start, size = self.place(index)
        if start + size > len(self.table):
            raise ValueError("part outside the file")
        return self.table[start : start + size]

    def place(self, index: int) -> tuple[int, int]:
        """Where a part starts in the table stream, and its length."""
        start, size = struct.unpack_from("<2I", self.main, _PAIRS + 8 * index)
        return start, size

    def stories(self) -> tuple[int, ...]:
        """How many characters each has: text, notes, headers, macros, comments, end notes, boxes, headers' boxes."""
        return struct.unpack_from("<8I", self.main, _STORIES)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that stand together: `text` from character `start`, in the file at `place`, `width` bytes each."""

    start: int
    place: int
    width: int
    text: str


def stretches(streams: Streams) -> tuple[Stretch, ...]:
    """All text of the file, story after story, as its table of pieces puts it together.

    Raises ValueError for pieces that hold more characters than the file has bytes.
    """
    pieces = _piece_table(streams.part(PIECES))
    count = (len(pieces) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", pieces)
    if count < 1 or starts[-1] > len(streams.main) or list(starts) != sorted(starts):
        raise ValueError("piece table")
    return tuple(
        _stretch(
            streams.main,
            starts[n],
            starts[n + 1],
            *struct.unpack_from("<HI", pieces, 4 * (count + 1) + 8 * n),
        )
        for n in range(count)
        if starts[n + 1] > starts[n]
    )


def _stretch(main: bytes, start: int, end: int, _: int, place: int) -> Stretch:
    width, at = (1, (place ^ _COMPRESSED) // 2) if place & _COMPRESSED else (2, place)
    raw = main[at : at + (end - start) * width]
    if len(raw) < (end - start) * width:
        raise ValueError("piece outside the file")
    text = raw.decode("cp1252", "replace") if width == 1 else _units(raw)
    return Stretch(start, at, width, text)


def _units(raw: bytes) -> str:
    """UTF-16 with one character for each unit, so that places can be counted; pairs stay two halves."""
    text = raw.decode("utf-16-le", "surrogatepass")
    if 2 * len(text) == len(raw):
        return text
    return "".join(chr(unit) for (unit,) in struct.iter_unpack("<H", raw))


def _piece_table(part: bytes) -> bytes:
    at = 0
    while at + 5 <= len(part) and part[at] == 1:
        at += 3 + struct.unpack_from("<H", part, at + 1)[0]
    if at + 5 > len(part) or part[at] != 2:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", part, at + 1)
    return part[at + 5 : at + 5 + size]


@dataclass(frozen=True, slots=True)
class Runs:
    """What is set from each place in the file on, up to the next."""

    starts: tuple[int, ...]
    values: tuple[bytes, ...]

    def at(self, place: int) -> bytes:
        """What is set at a place."""
        found = bisect_right(self.starts, place) - 1
        return self.values[found] if found >= 0 else b""

    def has_start(self, place: int) -> bool:
        """Whether a run starts at a place."""
        found = bisect_right(self.starts, place) - 1
        return found >= 0 and self.starts[found] == place

    def cuts(self, start: int, end: int) -> Sequence[int]:
        """The places between `start` and `end` at which a run starts."""
        return self.starts[bisect_right(self.starts, start) : bisect_right(self.starts, end - 1)]


def runs(streams: Streams, index: int) -> Runs:
    """The runs that the pages of one kind describe: of characters, or of paragraphs."""
    plex = streams.part(index)
    count = (len(plex) - 4) // 8
    pages = struct.unpack_from(f"<{count}I", plex, 4 * (count + 1)) if count > 0 else ()
    found = sorted(
        run
        for page in dict.fromkeys(pages)
        for run in _page(streams.main, page & 0x3FFFFF, index == PARAGRAPH_PAGES)
    )
    return Runs(tuple(start for start, _ in found), tuple(value for _, value in found))


def _page(main: bytes, number_: int, of_paragraphs: bool) -> Iterator[tuple[int, bytes]]:
    page = main[number_ * _PAGE : (number_ + 1) * _PAGE]
    if len(page) < _PAGE:
        raise ValueError("page outside the file")
    count = page[-1]
    entry = 13 if of_paragraphs else 1
    places = struct.unpack_from(f"<{count + 1}I", page)
    for n in range(count):
        at = page[4 * (count + 1) + entry * n] * 2
        yield (
            places[n],
            (_paragraph(page, at) if of_paragraphs else page[at + 1 : at + 1 + page[at]]) if at else b"",
        )
    yield places[count], b""


def _paragraph(page: bytes, at: int) -> bytes:
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def paragraph_properties(value: bytes, streams: Streams) -> tuple[int, Properties]:
    """The style of a paragraph and what it is set to besides; with what was too long for a page."""
    style = int.from_bytes(value[:2], "little")
    found = properties(value[2:])
    if HUGE in found:
        at = number(found, HUGE)
        size = int.from_bytes(streams.data[at : at + 2], "little")
        found |= properties(streams.data[at + 2 : at + 2 + size])
    return style, found
