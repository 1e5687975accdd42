"""The text of a Word 97 file as paragraphs and tables ([MS-DOC] 2.4.3 to 2.4.5).

What is read of the format is what it takes for that: pieces, pages of properties, styles, lists, rows of tables.
What fast saving left beside the pieces is not: Word has not saved so since 2003.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from itertools import pairwise

from loaders.formats.cellmarks import Paragraph, RowRule, in_tables
from loaders.formats.word.binary import (
    CHARACTER_PAGES,
    PARAGRAPH_PAGES,
    Runs,
    Streams,
    Stretch,
    paragraph_properties,
    runs,
    stretches,
)
from loaders.formats.word.lists import ListNumbers
from loaders.formats.word.modifiers import (
    CAPITALS,
    DELETED,
    FONT,
    HIDDEN,
    IN_TABLE,
    INNER_ROW_END,
    LIST_INDEX,
    LIST_LEVEL,
    ROW_END,
    SYMBOL,
    TABLE_DEFINITION,
    TABLE_DEPTH,
    Properties,
    is_set,
    number,
    properties,
)
from loaders.formats.word.styles import Look, font_names, looks
from loaders.structure.draft import Grid
from loaders.structure.legacy import encoding_of_font, is_of_capitals, join_runs

CELL = "\x07"
_ENDS = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_REST_OF_FIELD = re.compile("\x13[^\x14]*\x14?|[\x14\x15]")
_PLAIN = (
    dict.fromkeys(range(0x20)) | dict.fromkeys(map(ord, "\n\x0b\x0c\x0e"), "\n") | {0x09: "\t", 0x1E: "-"}
)
_NESTED_FIELDS = 20
_NO_LOOK = Look({}, {})
_NO_LIST = 0xF801


def read_flow(streams: Streams) -> Iterator[str | Grid]:
    """The text with its tables, then the notes and what stands in boxes; headers and comments are left out."""
    reader = _Reader(streams)
    start = 0
    for story, size in enumerate(streams.stories()):
        paragraphs = reader.paragraphs(start, start + size) if story in (0, 1, 5, 6) and size else ()
        yield from in_tables(paragraphs)
        start += size


class _Reader:
    """The file, and the numbers of its lists as far as it has been read."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self.pieces = stretches(streams)
        self.characters, self.blocks = runs(streams, CHARACTER_PAGES), runs(streams, PARAGRAPH_PAGES)
        self.looks, self.fonts = looks(streams), font_names(streams)
        self.numbers = ListNumbers(streams)

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """The paragraphs between two characters."""
        held: list[tuple[str, bytes]] = []
        for piece in self.pieces:
            for text, place, set_ in _set_runs(piece, self.characters, start, end):
                done = 0
                for match in _ENDS.finditer(text):
                    after = place + match.end() * piece.width
                    if match[0] == "\x0c" and not self._ends_paragraph(after):
                        continue
                    held.append((text[done : match.end()], set_))
                    yield self._paragraph(held, match[0], after - piece.width)
                    held, done = [], match.end()
                held.append((text[done:], set_))
        if any(text for text, _ in held):
            yield Paragraph(self._text(held, _NO_LOOK))

    def _ends_paragraph(self, after: int) -> bool:
        return self.blocks.has_start(after)

    def _paragraph(self, held: list[tuple[str, bytes]], end: str, place: int) -> Paragraph:
        style, own = paragraph_properties(self.blocks.at(place), self.streams)
        look = self.looks.get(style, _NO_LOOK)
        found = look.paragraph | own
        if is_set(found, ROW_END):
            return Paragraph("", 1, row=_rule(found.get(TABLE_DEFINITION, b"")))
        if is_set(found, INNER_ROW_END):
            return Paragraph("", number(found, TABLE_DEPTH, 2))
        depth = number(found, TABLE_DEPTH) or int(is_set(found, IN_TABLE))
        text = self._text(held, look)
        label = self._label(found)
        return Paragraph(f"{label} {text}".rstrip() if label else text, depth, end == CELL)

    def _label(self, found: Properties) -> str:
        """The number before a paragraph, also an empty one: columns of running numbers are made so."""
        index = number(found, LIST_INDEX)
        if index in (0, _NO_LIST):
            return ""
        return self.numbers.label(index, number(found, LIST_LEVEL))

    def _text(self, held: Iterable[tuple[str, bytes]], look: Look) -> str:
        shown = (self._shown(text, look.characters | properties(set_)) for text, set_ in held)
        return without_marks(join_runs(shown))

    def _shown(self, text: str, found: Properties) -> tuple[str | None, str]:
        """The encoding of a run and its text; nothing of what is deleted, hidden or no letter at all."""
        if is_set(found, DELETED) or is_set(found, HIDDEN) or SYMBOL in found:
            return None, "".join(filter("\x13\x14\x15".__contains__, text))
        at = number(found, FONT, len(self.fonts))
        font = self.fonts[at] if at < len(self.fonts) else ""
        encoding = encoding_of_font(font)
        if is_set(found, CAPITALS) or (encoding and is_of_capitals(font)):
            return None, join_runs([(encoding, text)]).upper()
        return encoding, text


def _set_runs(piece: Stretch, runs_: Runs, start: int, end: int) -> Iterator[tuple[str, int, bytes]]:
    """The text of a piece between two characters, cut where characters are set otherwise: text, place, what is set."""
    first, last = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
    if first >= last:
        return
    cuts = runs_.cuts(piece.place + first * piece.width, piece.place + last * piece.width)
    bounds = [first, *((cut - piece.place + piece.width - 1) // piece.width for cut in cuts), last]
    for from_, to in pairwise(bounds):
        place = piece.place + from_ * piece.width
        if from_ < to:
            yield piece.text[from_:to], place, runs_.at(place)


def without_marks(text: str) -> str:
    """The text as it is shown: results of fields instead of their codes, no anchors, line breaks as such."""
    for _ in range(_NESTED_FIELDS):
        text, found = _FIELD.subn(lambda match: match[1] or "", text)
        if not found:
            break
    text = _REST_OF_FIELD.sub("", text).translate(_PLAIN)
    return (
        text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if _has_halves(text)
        else text
    )


def _has_halves(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None


# --- tables -------------------------------------------------------------------------------------------------


def _rule(operand: bytes) -> RowRule:
    """What a row's definition tells of its cells: 1 in bits 5 and 6 for one that belongs to the cell above."""
    count = operand[0] if operand else 0
    entries = 1 + 2 * (count + 1)
    if len(operand) < entries:
        return RowRule()
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    merges = [
        int.from_bytes(operand[entries + 20 * n : entries + 20 * n + 2], "little") for n in range(count)
    ]
    joined = [at > 0 and bool(merges[at] & 3 and merges[at - 1] & 3) for at in range(count)]
    return RowRule(edges, [(merge >> 5) & 3 == 1 for merge in merges], joined)
