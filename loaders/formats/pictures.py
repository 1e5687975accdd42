"""Pictures of pages, scanned or photographed: PNG, JPEG, TIFF with several pages; recognised by the extra [ocr]."""

import io
import struct
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.errors import (
    DamagedFile,
    ModelMissing,
    PictureTooLarge,
    PictureUnread,
    PictureWithoutText,
    RecognitionMissing,
    TooManyPages,
)
from loaders.formats.ocr import MOST_PAGES, recognise
from loaders.formats.ocr_engine import DPI, readiness
from loaders.formats.pdf import pieces_of
from loaders.structure.draft import Draft

if TYPE_CHECKING:
    from PIL.Image import Image

    from loaders.formats.ocr_picture import Grey

MILLION = 1_000_000
LARGEST = 80  # million pixels: A3 at 600 dpi
_FORMS = ("PNG", "JPEG", "TIFF")
_SHORT = 8.27 * DPI  # an A4 page is so many pixels wide
_LONG_FOR_WIDE = 1.42
_MOST = 4.0
_PLAUSIBLE = range(90, 1300)
_FAULTS = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error)


def read(data: bytes, name: str) -> list[Draft]:
    """The one document that a picture called `name` shows.

    Raises PictureUnread where nothing can recognise, PictureWithoutText, PictureTooLarge, TooManyPages or DamagedFile.
    """
    try:
        readiness(name, 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damage: what cannot be read of a picture is not there
            pages = count_pages(data, name)
            recognition = recognise(pages_of(data, name, pages), name, pages)
    except (RecognitionMissing, ModelMissing) as fault:
        raise PictureUnread(name=name) from fault
    if not any(sheet.words for sheet in recognition.sheets):
        raise PictureWithoutText(name=name)
    pieces = pieces_of(recognition.sheets)
    return [Draft(pieces, confidence=recognition.confidence, notices=recognition.notices)]


def count_pages(data: bytes, name: str) -> int:
    """How many pages a picture has. Raises PictureTooLarge, TooManyPages or DamagedFile."""
    with _open(data, name) as picture:
        try:
            pages = int(getattr(picture, "n_frames", 1))
        except _FAULTS as fault:
            raise DamagedFile(name=name) from fault
    if pages > MOST_PAGES:
        raise TooManyPages(name=name, pages=pages, limit=MOST_PAGES)
    return pages


def pages_of(data: bytes, name: str, pages: int) -> Iterator[tuple[int, "Grey"]]:
    """The first pages by number, at 300 dots an inch. Raises PictureTooLarge or DamagedFile."""
    with _open(data, name) as picture:
        for index in range(pages):
            yield index + 1, _page(picture, index, name)


def _open(data: bytes, name: str) -> "Image":
    from PIL import Image

    try:
        return Image.open(io.BytesIO(data), formats=_FORMS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise PictureTooLarge(name=name, size=f"> {LARGEST}", limit=LARGEST) from fault
    except _FAULTS as fault:
        raise DamagedFile(name=name) from fault


def _page(picture: "Image", index: int, name: str) -> "Grey":
    from PIL import ImageOps

    from loaders.formats.ocr_picture import scaled, to_grey

    try:
        if index:
            picture.seek(index)
        width, height = picture.size
        if width * height > LARGEST * MILLION:
            raise PictureTooLarge(name=name, size=width * height // MILLION, limit=LARGEST)
        page = ImageOps.exif_transpose(picture)
        return scaled(to_grey(page), *_scale(page))
    except _FAULTS as fault:
        raise DamagedFile(name=name) from fault


def _scale(page: "Image") -> tuple[float, float]:
    """How many times as wide and as high a page of 300 dots an inch is; a fax has more dots across than down."""
    width, height = page.size
    across, down = _dots(page)
    if across and down:
        return _bounded(DPI / across), _bounded(DPI / down)
    short = max(min(width, height), max(width, height) / _LONG_FOR_WIDE)
    return _bounded(_SHORT / short), _bounded(_SHORT / short)


def _dots(page: "Image") -> tuple[float, float]:
    """The dots an inch across and down that the file tells, if a page of this size can be; else (0, 0)."""
    told = page.info.get("dpi")
    try:
        across, down = (float(dots) for dots in told or ())
        is_page = 4 < page.width / across < 25 and 4 < page.height / down < 25
        plausible = all(round(dots) in _PLAUSIBLE for dots in (across, down))
    except (ValueError, TypeError, ArithmeticError):
        return 0.0, 0.0
    return (across, down) if is_page and plausible else (0.0, 0.0)


def _bounded(scale: float) -> float:
    return min(_MOST, max(1 / _MOST, scale))
