"""hOCR, what Tesseract tells of a picture as HTML: words with their places in pixels and how sure they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_LINES = ".ocr_line, .ocr_header, .ocr_caption, .ocr_textfloat"


@dataclass(frozen=True, slots=True)
class Scrap:
    """A recognised word in a picture: its box and baseline in pixels from above, and how sure it is, 0 to 1.

    `size` is the height of its line's letters from lowest to highest, `line` how sure the words of that line are.
    """

    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    text: str
    sure: float
    line: float


def scraps_of(hocr: str) -> Iterator[list[Scrap]]:
    """The words of each picture that was read."""
    for page in LexborHTMLParser(hocr).css(".ocr_page"):
        yield [scrap for line in page.css(_LINES) for scrap in _of_line(line)]


def _of_line(line: LexborNode) -> Iterator[Scrap]:
    title = line.attributes.get("title") or ""
    box, slope, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
    words = list(_words(line))
    if box is None or not words:
        return
    left, bottom = float(box[1]), float(box[4])
    rise, drop = (float(slope[1]), float(slope[2])) if slope else (0.0, 0.0)
    height = float(size[1]) if size else bottom - float(box[2])
    whole = fmean((sure for _, sure, _ in words), [len(text) for *_, text in words])
    for (x0, y0, x1, y1), sure, text in words:
        baseline = bottom + drop + rise * ((x0 + x1) / 2 - left)
        yield Scrap(x0, y0, x1, y1, baseline, height, text, sure, whole)


def _words(line: LexborNode) -> Iterator[tuple[tuple[float, float, float, float], float, str]]:
    """Each word's box, how sure it is, and what it reads."""
    for word in line.css(".ocrx_word"):
        told = word.attributes.get("title") or ""
        place, sure = _BOX.search(told), _SURE.search(told)
        text = word.text().strip()
        if place and sure and text:
            x0, y0, x1, y1 = map(float, place.groups())
            yield (x0, y0, x1, y1), int(sure[1]) / 100, text
