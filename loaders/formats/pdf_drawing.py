"""⚡ What PDFium finds drawn on a page, ruling lines and how much is picture; and how the page is turned to be read."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

_LARGEST_OBJECTS = 50_000
_DEPTH = 8
_THIN = 3.0
_SHORT = 6.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight level or upright line."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Turn:
    """How places on the page as stored become places on the page as read: `quarters` turned clockwise."""

    quarters: int
    left: float
    bottom: float
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the page as stored is on the page as read."""
        x, y = x - self.left, y - self.bottom
        match self.quarters:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case 3:
                return self.height - y, self.width - x
            case _:
                return x, self.height - y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def drawn_on(page: Any, turn: Turn) -> tuple[tuple[Rule, ...], float]:
    """The ruling lines, and the share of the page that pictures cover."""
    rules: list[Rule] = []
    covered = 0.0
    for object_, matrices in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(object_)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rules(object_, matrices, turn)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += _area(object_, matrices)
    return tuple(rules), covered / max(1.0, turn.width * turn.height)


_Matrix = tuple[float, float, float, float, float, float]


def _objects(page: Any) -> Iterator[tuple[Any, tuple[_Matrix, ...]]]:
    """The objects of the page and of the forms on it, each with the matrices that lead to the page."""
    waiting: list[tuple[Any, tuple[_Matrix, ...]]] = [
        (pdfium.FPDFPage_GetObject(page, index), ())
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _LARGEST_OBJECTS))
    ]
    given = 0
    while waiting and given < _LARGEST_OBJECTS:
        object_, matrices = waiting.pop()
        given += 1
        if pdfium.FPDFPageObj_GetType(object_) == pdfium.FPDF_PAGEOBJ_FORM and len(matrices) < _DEPTH:
            count = min(pdfium.FPDFFormObj_CountObjects(object_), _LARGEST_OBJECTS - len(waiting))
            inner = (_matrix(object_), *matrices)
            waiting += [(pdfium.FPDFFormObj_GetObject(object_, index), inner) for index in range(count)]
        yield object_, matrices


def _matrix(object_: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(object_, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _placed(x: float, y: float, matrices: Sequence[_Matrix]) -> tuple[float, float]:
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _area(object_: Any, matrices: Sequence[_Matrix]) -> float:
    corners = [_placed(x, y, (_matrix(object_), *matrices)) for x, y in ((0, 0), (1, 0), (0, 1))]
    (x0, y0), (x1, y1), (x2, y2) = corners
    return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))


def _rules(path: Any, matrices: Sequence[_Matrix], turn: Turn) -> Iterator[Rule]:
    """Stroked level and upright segments, and filled boxes so thin that they are lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _outlines(path, (_matrix(path), *matrices)):
        placed = [turn.place(x, y) for x, y in points]
        if not all(math.isfinite(value) for point in placed for value in point):
            continue
        left, right = min(x for x, _ in placed), max(x for x, _ in placed)
        top, bottom = min(y for _, y in placed), max(y for _, y in placed)
        if min(right - left, bottom - top) <= _THIN:
            if max(right - left, bottom - top) >= _SHORT:
                yield _thin(left, top, right, bottom)
        elif stroke.value:
            yield from _sides(placed)


def _thin(left: float, top: float, right: float, bottom: float) -> Rule:
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(left, middle, right, middle)
    middle = (left + right) / 2
    return Rule(middle, top, middle, bottom)


def _sides(points: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        across, down = abs(x1 - x0), abs(y1 - y0)
        if min(across, down) <= 1.0 and max(across, down) >= _SHORT:
            yield _thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _outlines(path: Any, matrices: Sequence[_Matrix]) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path; a part with curves is no line and left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _LARGEST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append(_placed(x.value, y.value, matrices))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points
