"""Ruling lines in a picture: long thin runs of dark pixels, found and taken off, so that letters stand alone."""

import numpy as np
from numpy.typing import NDArray

from loaders.formats.ocr_picture import DARK, WHITE, Grey

# Pixels at 300 dpi: more than the feet of letters that touch each other; less than the lowest row is high.
_LEVEL = 220
_UPRIGHT = 90
_GAP = 3
_THICK = 12
_MARGIN = 3
_MOST = 20_000

Runs = NDArray[np.intp]
"""Rows of (row, first column, column after the last)."""


def find_rules(picture: Grey) -> tuple[Runs, Runs]:
    """The level runs, and the upright ones as (column, first row, row after the last)."""
    dark = picture < DARK
    return _runs(dark, _LEVEL), _runs(np.ascontiguousarray(dark.T), _UPRIGHT)


def without_rules(picture: Grey, level: Runs, upright: Runs) -> Grey:
    """The picture with the runs, and the blur beside them, made white."""
    clean = picture.copy()
    _wipe(clean, level)
    _wipe(clean.T, upright)
    return clean


def _wipe(picture: Grey, runs: Runs) -> None:
    for row, first, last in runs:
        picture[max(0, row - _MARGIN) : row + _MARGIN + 1, first:last] = WHITE


def _runs(dark: NDArray[np.bool_], least: int) -> Runs:
    height, width = dark.shape
    padded = np.zeros((height, width + _GAP + 2), np.int8)
    padded[:, 1 : width + 1] = dark
    changes = np.flatnonzero(np.diff(padded.ravel()))
    starts, ends = changes[::2] + 1, changes[1::2] + 1
    if not len(starts):
        return np.empty((0, 3), np.intp)
    fresh = np.flatnonzero(starts[1:] - ends[:-1] > _GAP) + 1
    starts, ends = starts[np.r_[0, fresh]], ends[np.r_[fresh - 1, len(ends) - 1]]
    long = ends - starts >= least
    row, first = np.divmod(starts[long], width + _GAP + 2)
    runs = np.stack([row, first - 1, first - 1 + (ends - starts)[long]], axis=1)
    return runs[[_is_thin(dark, *run) for run in runs[:_MOST]] + [False] * max(0, len(runs) - _MOST)]


def _is_thin(dark: NDArray[np.bool_], row: int, first: int, last: int) -> bool:
    """Whether paper lies close above and below: a picture or a dark edge of the scan is no line."""
    above = dark[row - _THICK, first:last] if row >= _THICK else None
    below = dark[row + _THICK, first:last] if row + _THICK < len(dark) else None
    return all(beside is None or beside.mean() < 0.5 for beside in (above, below))
