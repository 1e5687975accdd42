"""A picture of a page into a sheet: ruling lines first, then the cells that they close, each alone, then the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from loaders.formats.ocr_engine import DPI, Engine, Mode
from loaders.formats.ocr_hocr import Scrap
from loaders.formats.ocr_misread import mended
from loaders.formats.ocr_picture import DARK, WHITE, Grey, levelled, runs_sideways, softened, turned
from loaders.formats.ocr_rules import Runs, find_rules, without_rules
from loaders.formats.pdf_drawing import Rule
from loaders.formats.pdf_frames import Frame, find_frames
from loaders.formats.pdf_sheets import Sheet, Word

_POINT = 72 / DPI  # of a pixel
_INSET = 3
_BORDER = 16
_BLANK = 12
_UPSIDE_DOWN = 0.6
_POOR_LINE = 0.5
_LEAST = 0.1
_LEAST_IN_POOR = 0.4
_FLOURISH = "|_~—`'."
_SAME_SIZE = 0.3


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was recognised, how sure on average over its letters (0 to 1), and how many these are."""

    sheet: Sheet
    sure: float
    letters: int


def recognised(picture: Grey, engine: Engine, number: int) -> Recognised:
    """What a picture of 300 dots an inch says as page `number`, whichever way up it lies."""
    sideways = runs_sideways(picture)
    found = _read(turned(picture, 1 if sideways else 0), engine, number)
    if found.sure < _UPSIDE_DOWN:
        other = _read(turned(picture, 3 if sideways else 2), engine, number)
        found = max(found, other, key=lambda page: page.sure)
    return found


def _read(picture: Grey, engine: Engine, number: int) -> Recognised:
    picture = levelled(picture)
    level, upright = find_rules(picture)
    rules = tuple(_rules(level, upright))
    clean = softened(without_rules(picture, level, upright))
    frames = find_frames(rules)
    scraps = [*_in_cells(clean, frames, engine), *_beside(clean, frames, engine)]
    letters = sum(len(scrap.text) for scrap in scraps)
    sure = sum(scrap.sure * len(scrap.text) for scrap in scraps) / max(1, letters)
    height, width = picture.shape
    words = tuple(_words([scrap for scrap in scraps if not _is_noise(scrap)]))
    return Recognised(Sheet(number, width * _POINT, height * _POINT, words, (), rules, 0.0, 0), sure, letters)


def _rules(level: Runs, upright: Runs) -> Iterator[Rule]:
    for row, first, last in level.tolist():
        yield Rule(first * _POINT, row * _POINT, last * _POINT, row * _POINT)
    for column, first, last in upright.tolist():
        yield Rule(column * _POINT, first * _POINT, column * _POINT, last * _POINT)


def _is_noise(scrap: Scrap) -> bool:
    """Whether a word is what Tesseract makes of specks and flourishes; in a line that is sure, hardly any is."""
    if not scrap.text.strip(_FLOURISH):
        return True
    least = _LEAST if scrap.line > _POOR_LINE else _LEAST_IN_POOR
    return scrap.sure < least and not any(sign.isdigit() for sign in scrap.text)


# --- what is read -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cut:
    """A part of a picture with paper all around; `left` and `top` are where its corner lies in the picture."""

    picture: Grey
    left: int
    top: int


def _in_cells(picture: Grey, frames: Sequence[Frame], engine: Engine) -> Iterator[Scrap]:
    cuts = [cut for frame in frames for cut in _cells(picture, frame)]
    read = engine.read([cut.picture for cut in cuts], Mode.BLOCK)
    missed = [cut for cut, scraps in zip(cuts, read, strict=True) if not scraps]
    for cut, scraps in zip(cuts, read, strict=True):
        yield from _placed(cut, scraps)
    for cut, scraps in zip(missed, engine.read([cut.picture for cut in missed], Mode.LINE), strict=True):
        yield from _placed(cut, scraps)


def _cells(picture: Grey, frame: Frame) -> Iterator[_Cut]:
    for box in frame.boxes:
        top, bottom = _pixels(frame.rows[box.top]) + _INSET, _pixels(frame.rows[box.bottom]) - _INSET
        left, right = _pixels(frame.columns[box.left]) + _INSET, _pixels(frame.columns[box.right]) - _INSET
        cell = picture[top:bottom, left:right]
        if (cell < DARK).sum() > _BLANK:
            yield _Cut(_bordered(cell), left - _BORDER, top - _BORDER)


def _bordered(cell: Grey) -> Grey:
    return np.pad(cell, _BORDER, constant_values=WHITE)


def _beside(picture: Grey, frames: Sequence[Frame], engine: Engine) -> list[Scrap]:
    rest = picture.copy()
    for frame in frames:
        rows, columns = frame.rows, frame.columns
        rest[_pixels(rows[0]) : _pixels(rows[-1]), _pixels(columns[0]) : _pixels(columns[-1])] = WHITE
    if not (rest < DARK).any():
        return []
    return engine.read([rest], Mode.PAGE)[0]


def _placed(cut: _Cut, scraps: Iterable[Scrap]) -> Iterator[Scrap]:
    for scrap in scraps:
        yield replace(
            scrap,
            left=scrap.left + cut.left,
            right=scrap.right + cut.left,
            top=scrap.top + cut.top,
            bottom=scrap.bottom + cut.top,
            baseline=scrap.baseline + cut.top,
        )


def _pixels(points: float) -> int:
    return max(0, round(points / _POINT))


def _words(scraps: Sequence[Scrap]) -> Iterator[Word]:
    """The words in points; lines whose letters are about as high as most have the same size."""
    usual = median(scrap.size for scrap in scraps) if scraps else 0.0
    for scrap, text in zip(scraps, mended([scrap.text for scrap in scraps]), strict=True):
        size = usual if abs(scrap.size - usual) < _SAME_SIZE * usual else scrap.size
        yield Word(scrap.left * _POINT, scrap.right * _POINT, scrap.baseline * _POINT, size * _POINT, text)
