"""⚡ What PDFium finds on the pages of a PDF: words with their places, ruling lines, and how much is picture.

Places are in points from the upper left corner of the page turned so that its text stands upright.
"""

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from graph.errors import DamagedFile, EncryptedFile, TooManyPages
from loaders.formats.pdf_drawing import Rule, Turn, drawn_on

LARGEST_PAGES = 5_000
_LARGEST_CHARACTERS = 200_000
_MOST_NOTES = 200
_FLATTENED = 1

_GAP = 0.13  # of the letters' height: what parts two words that no blank parts

# PDFium is not made for threads: one document at a time.
LOCK = threading.Lock()

# PDFium gives a hyphen at the end of a line as a mark of its own. Word's older Times New Roman writes ư and Ư as the
# letters oi, and bullets as letters of no alphabet; the glyphs are right, only the map is wrong.
_MISMAPPED = {
    "\x02": "-",
    "ƣ": "ư",
    "Ƣ": "Ư",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf02d": "-",
    "\uf02b": "+",
    "\uf0d8": "•",
}
_NO_LETTER = {"\x00", "\ufffd", "\ufffe", "\uffff"}

# A glyph that the font calls a blank and that has ink is a letter with a wrong name; it parts words as a blank does.
_BLANKS = frozenset({0x20, 0xA0})
_INK = 0.3
_DRAWN_BLANK = "\x1f"


@dataclass(frozen=True, slots=True)
class Word:
    """A word between `left` and `right` on its baseline; `level` is false for one written across the page."""

    left: float
    right: float
    baseline: float
    size: float
    text: str
    level: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page; `pictured` is the share of it that pictures cover, `unmapped` counts glyphs without a letter.

    `notes` are the words of what was laid on the page afterwards: stamps, and numbers and days filled in on signing.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    notes: tuple[tuple[Word, ...], ...]
    rules: tuple[Rule, ...]
    pictured: float
    unmapped: int


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """The pages of the PDF `name`. Raises EncryptedFile, DamagedFile or TooManyPages."""
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            if fault.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise EncryptedFile(name=name) from fault
            raise DamagedFile(name=name) from fault
        try:
            return list(_sheets(document, name))
        except pypdfium2.PdfiumError as fault:
            raise DamagedFile(name=name) from fault
        finally:
            document.close()


def _sheets(document: Any, name: str) -> Iterator[Sheet]:
    pages = len(document)
    if pages > LARGEST_PAGES:
        raise TooManyPages(name=name, pages=pages, limit=LARGEST_PAGES)
    for index in range(pages):
        yield _sheet(document, index)


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter at its origin, as stored; `along` is how far it reaches in its own direction.

    `made_up` are the blanks that PDFium puts between; it puts them within words too where the font changes.
    """

    text: str
    x: float
    y: float
    along: float
    size: float
    quarters: int
    made_up: bool


def _sheet(document: Any, index: int) -> Sheet:
    page = document[index]
    try:
        left, bottom, right, top = page.get_bbox()
        glyphs = list(_glyphs(page))
        turn = Turn(_quarters(page, glyphs), left, bottom, right - left, top - bottom)
        rules, pictured = drawn_on(page, turn)
        places = _annotations(page)
        flat = bool(places) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == _FLATTENED
    finally:
        page.close()
    notes = _notes(document, index, glyphs, places) if flat else []
    width, height = turn.size
    unmapped = sum(_is_unmapped(glyph) for glyph in glyphs)
    return Sheet(
        index + 1,
        width,
        height,
        tuple(_words(glyphs, turn)),
        tuple(tuple(_words(note, turn)) for note in notes),
        rules,
        pictured,
        unmapped,
    )


def _is_unmapped(glyph: _Glyph) -> bool:
    """Whether the font does not say which letter a glyph is, or says one that none is."""
    return not glyph.made_up and (
        glyph.text in _NO_LETTER
        or "\ue000" <= glyph.text <= "\uf8ff"
        or glyph.text == _DRAWN_BLANK
        or (glyph.text < " " and not glyph.text.isspace())
    )


# --- what is laid on the page -------------------------------------------------------------------------------

_Place = tuple[float, float, float, float]


def _annotations(page: Any) -> list[_Place]:
    """Where something is laid on the page, as (left, bottom, right, top)."""
    places: list[_Place] = []
    rectangle = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        if pdfium.FPDFAnnot_GetSubtype(note) != pdfium.FPDF_ANNOT_LINK and pdfium.FPDFAnnot_GetRect(
            note, rectangle
        ):
            places.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        pdfium.FPDFPage_CloseAnnot(note)
    return places


def _notes(
    document: Any, index: int, glyphs: Sequence[_Glyph], places: Sequence[_Place]
) -> list[list[_Glyph]]:
    """The letters that the flattened page shows and the page alone did not, by what they were laid on with."""
    page = document[index]
    try:
        before = Counter(map(_spot, glyphs))
        notes: list[list[_Glyph]] = [[] for _ in places]
        for glyph in _glyphs(page):
            if before[_spot(glyph)] > 0:
                before[_spot(glyph)] -= 1
                continue
            holding = (n for n, place in enumerate(places) if _holds(place, glyph))
            notes[next(holding, 0)].append(glyph)
        return notes
    finally:
        page.close()


def _spot(glyph: _Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x), round(glyph.y)


def _holds(place: _Place, glyph: _Glyph) -> bool:
    left, bottom, right, top = place
    return left - 1 <= glyph.x <= right + 1 and bottom - 1 <= glyph.y <= top + 1


# --- words --------------------------------------------------------------------------------------------------


def _glyphs(page: Any) -> Iterator[_Glyph]:
    text = page.get_textpage()
    try:
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        high = 0
        for index in range(min(text.count_chars(), _LARGEST_CHARACTERS)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
                high = 0
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            quarters = round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4
            across, along = abs(box.top - box.bottom), abs(box.right - box.left)
            if quarters % 2:
                across, along = along, across
            made_up = pdfium.FPDFText_IsGenerated(text, index) == 1
            is_drawn = (
                code in _BLANKS and not made_up and _inked(text, index, quarters) > _INK * (across or 1.0)
            )
            letter = _DRAWN_BLANK if is_drawn else _letter(code)
            yield _Glyph(letter, x.value, y.value, along, across or 1.0, quarters, made_up)
    finally:
        text.close()


def _inked(text: Any, index: int, quarters: int) -> float:
    """How far the ink of a glyph reaches across its line."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    low, high = (left, right) if quarters % 2 else (bottom, top)
    return abs(high.value - low.value)


def _letter(code: int) -> str:
    letter = chr(code) if 0 <= code < 0x110000 else "\ufffd"
    return _MISMAPPED.get(letter, letter)


def _quarters(page: Any, glyphs: Sequence[_Glyph]) -> int:
    """How the page has to be turned for most of its letters to stand upright."""
    turns = Counter(glyph.quarters for glyph in glyphs if not glyph.text.isspace())
    if not turns:
        return int(page.get_rotation()) // 90 % 4
    return -turns.most_common(1)[0][0] % 4


def _words(glyphs: Sequence[_Glyph], turn: Turn) -> Iterator[Word]:
    open_: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.made_up:
            continue
        if glyph.text.isspace() or glyph.text < " ":
            if open_:
                yield _word(open_, turn)
            open_ = []
            continue
        if open_ and not _goes_on(open_[0], open_[-1], glyph):
            yield _word(open_, turn)
            open_ = []
        open_.append(glyph)
    if open_:
        yield _word(open_, turn)


def _goes_on(first: _Glyph, last: _Glyph, glyph: _Glyph) -> bool:
    """Whether a letter follows `last` in one word: same direction, about the same baseline, no wide gap."""
    if glyph.quarters != first.quarters:
        return False
    ahead, aside = _advance(last, glyph)
    size = max(first.size, glyph.size)
    return abs(aside) < 0.4 * size and -0.6 * size < ahead - last.along < _GAP * size


def _advance(last: _Glyph, glyph: _Glyph) -> tuple[float, float]:
    x, y = glyph.x - last.x, glyph.y - last.y
    return ((x, y), (-y, x), (-x, -y), (y, -x))[glyph.quarters]


def _word(glyphs: Sequence[_Glyph], turn: Turn) -> Word:
    first, last = glyphs[0], glyphs[-1]
    text = "".join(glyph.text for glyph in glyphs)
    left, baseline = turn.place(first.x, first.y)
    end, _ = turn.place(last.x, last.y)
    if (first.quarters + turn.quarters) % 4:
        return Word(left, left, baseline, first.size, text, level=False)
    return Word(left, end + last.along, baseline, first.size, text)
