"""⚡ Pages of a PDF drawn as pictures of 300 dots an inch, one at a time, without what was laid on them."""

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from graph.errors import DamagedFile, PictureTooLarge
from loaders.formats.ocr_engine import DPI
from loaders.formats.pdf_sheets import LOCK

if TYPE_CHECKING:
    from loaders.formats.ocr_picture import Grey

MILLION = 1_000_000
LARGEST = 300  # million pixels, of one picture as the file holds it
_DRAWN = 40  # million pixels, of a page as it is drawn: one larger than A2 is drawn coarser
_MOST_OBJECTS = 5_000


def draw(data: bytes, name: str, numbers: Iterable[int]) -> Iterator[tuple[int, "Grey"]]:
    """The pages with these numbers. Raises DamagedFile or PictureTooLarge."""
    from loaders.formats.ocr_picture import to_grey

    for number in numbers:
        with LOCK:
            try:
                document = pypdfium2.PdfDocument(data)
                try:
                    picture = _drawn(document, number - 1, name)
                finally:
                    document.close()
            except pypdfium2.PdfiumError as fault:
                raise DamagedFile(name=name) from fault
        yield number, to_grey(picture)


def _drawn(document: Any, index: int, name: str) -> Any:
    page = document[index]
    try:
        _refuse_bombs(page, name)
        width, height = page.get_size()
        pixels = width * height * (DPI / 72) ** 2
        scale = DPI / 72 * min(1.0, math.sqrt(_DRAWN * MILLION / max(1.0, pixels)))
        bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True)
        return bitmap.to_pil().copy()
    finally:
        page.close()


def _refuse_bombs(page: Any, name: str) -> None:
    width, height = pdfium.c_uint(), pdfium.c_uint()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        object_ = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFImageObj_GetImagePixelSize(object_, width, height):
            pixels = width.value * height.value // MILLION
            if pixels > LARGEST:
                raise PictureTooLarge(name=name, size=pixels, limit=LARGEST)
