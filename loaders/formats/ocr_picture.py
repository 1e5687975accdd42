"""Pictures of pages as arrays of grey: seals taken off, made level, brought to one size."""

import io
import math
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey: TypeAlias = NDArray[np.uint8]
"""Rows of pixels from 0, black, to 255, white."""

DARK = 140
WHITE = 255

_RED = 50  # more red than of the other colours: the ink of a seal
_SMALL = 1000
_STEEPEST = 8.0
_LEVEL = 0.05
_SOFT = 0.8


def to_grey(picture: Image.Image) -> Grey:
    """The picture in grey as red light shows it, in which seals and red marks vanish and blue ink stays."""
    if picture.mode in ("1", "L", "I;16", "I", "F"):
        return np.array(picture.convert("L"))
    colours = np.asarray(_on_white(picture))
    red = colours[..., 0].copy()
    others = colours[..., 1:].max(axis=2)
    red[red.astype(np.int16) - others > _RED] = WHITE
    return red


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    return picture.convert("RGB")


def to_png(picture: Grey) -> bytes:
    """As a file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", compress_level=1)
    return file.getvalue()


def scaled(picture: Grey, across: float, down: float) -> Grey:
    """So many times as wide and as high."""
    height, width = picture.shape
    size = max(1, round(width * across)), max(1, round(height * down))
    return (
        picture
        if size == (width, height)
        else np.array(_image(picture).resize(size, Image.Resampling.BICUBIC))
    )


def turned(picture: Grey, quarters: int) -> Grey:
    """Turned clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def softened(picture: Grey) -> Grey:
    """A little out of focus: the steps at the edges of letters that were scanned in black and white are smoothed."""
    return np.array(_image(picture).filter(ImageFilter.GaussianBlur(_SOFT)))


def runs_sideways(picture: Grey) -> bool:
    """Whether lines of text run up or down the page."""
    dark = _dark(_small(picture))
    return _unevenness(dark.sum(axis=0)) > 1.5 * _unevenness(dark.sum(axis=1))


def levelled(picture: Grey) -> Grey:
    """Turned by the few degrees that bring its lines of text level."""
    angle = skew(picture)
    if abs(angle) < _LEVEL:
        return picture
    return np.array(_image(picture).rotate(angle, Image.Resampling.BICUBIC, fillcolor=WHITE))


def skew(picture: Grey) -> float:
    """By how many degrees, counter-clockwise, to turn the picture: where dark rows and white ones part most."""
    small = Image.fromarray(np.where(_dark(_small(picture)), 0, WHITE).astype(np.uint8))
    best = 0.0
    for step in (1.0, 0.25, 0.05):
        reach = _STEEPEST if step == 1.0 else 4 * step
        best = max(_angles(best, reach, step), key=lambda angle: (_parting(small, angle), -abs(angle)))
    return best


def _angles(middle: float, reach: float, step: float) -> Iterator[float]:
    count = math.floor(reach / step)
    yield from (middle + n * step for n in range(-count, count + 1))


def _parting(small: Image.Image, angle: float) -> float:
    level = np.asarray(small.rotate(angle, Image.Resampling.NEAREST, fillcolor=WHITE))
    return _unevenness(_dark(level).sum(axis=1))


def _unevenness(counts: NDArray[np.int64]) -> float:
    """How much neighbouring rows differ."""
    return float(np.square(np.diff(counts.astype(np.float64))).sum())


def _small(picture: Grey) -> Grey:
    shrink = min(1.0, _SMALL / max(1, max(picture.shape)))
    return scaled(picture, shrink, shrink)


def _dark(picture: Grey) -> NDArray[np.bool_]:
    return picture < 200


def _image(picture: Grey) -> Image.Image:
    return Image.fromarray(picture)
