"""⚡ Tesseract, the library that the extra [ocr] brings or the command that the system has: pictures into words."""

import importlib.util
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.errors import ModelMissing, RecognitionMissing, RecognitionTimedOut
from loaders.formats.converters import tesseract_hocr
from loaders.formats.ocr_hocr import Scrap, scraps_of
from loaders.formats.ocr_model import LANGUAGE, find_model

if TYPE_CHECKING:
    import tesserocr  # type: ignore[import-untyped]  # has stubs, but does not say so

    from loaders.formats.ocr_picture import Grey

SECONDS_OF_PAGE = 90
DPI = 300
_COMMAND = "tesseract"

# More threads make Tesseract slower, and numpy's take memory for each core before there is any work.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Mode(IntEnum):
    """How a picture is divided: Tesseract's page segmentation modes."""

    PAGE = 3
    BLOCK = 6
    LINE = 7


class Engine(Protocol):
    """What recognises."""

    def read(self, pictures: Sequence["Grey"], mode: Mode) -> list[list[Scrap]]:
        """The words of each picture. Raises RecognitionTimedOut."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """What there is to recognise with: the library or the path of the command, and the folder of the model."""

    engine: str
    model: Path


def readiness(name: str = "", pages: int = 0) -> Ready:
    """What would recognise `pages` of the file `name`. Raises RecognitionMissing or ModelMissing."""
    engine = "tesserocr" if importlib.util.find_spec("tesserocr") else shutil.which(_COMMAND)
    if engine is None or not all(map(importlib.util.find_spec, ("numpy", "PIL"))):
        raise RecognitionMissing(name=name, pages=pages)
    model = find_model()
    if model is None:
        raise ModelMissing(name=name, pages=pages)
    return Ready(engine, model)


@contextmanager
def open_engine(name: str, pages: int) -> Iterator[Engine]:
    """An engine for so many pages of a file. Raises RecognitionMissing or ModelMissing."""
    ready = readiness(name, pages)
    for variable, value in _ONE_THREAD.items():
        os.environ.setdefault(variable, value)
    if ready.engine != "tesserocr":
        yield Program(name, ready)
        return
    import tesserocr

    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    try:
        api = tesserocr.PyTessBaseAPI(path=str(ready.model), lang=LANGUAGE, oem=tesserocr.OEM.LSTM_ONLY)
    except RuntimeError as fault:  # the file is no model, or one of an older Tesseract
        raise ModelMissing(name=name, pages=pages) from fault
    with api:
        api.SetVariable("debug_file", os.devnull)
        yield Library(name, api)


class Library:
    """Tesseract in this process."""

    def __init__(self, name: str, api: "tesserocr.PyTessBaseAPI") -> None:
        self._name, self._api = name, api

    def read(self, pictures: Sequence["Grey"], mode: Mode) -> list[list[Scrap]]:
        """As the port says."""
        return [self._read(picture, mode) for picture in pictures]

    def _read(self, picture: "Grey", mode: Mode) -> list[Scrap]:
        height, width = picture.shape
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(picture.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(DPI)
        if not self._api.Recognize(SECONDS_OF_PAGE * 1000):
            raise RecognitionTimedOut(name=self._name, seconds=SECONDS_OF_PAGE)
        return next(scraps_of(self._api.GetHOCRText(0)), [])


class Program:
    """Tesseract as a command, which takes many pictures at once."""

    def __init__(self, name: str, ready: Ready) -> None:
        self._name, self._ready = name, ready

    def read(self, pictures: Sequence["Grey"], mode: Mode) -> list[list[Scrap]]:
        """As the port says."""
        from loaders.formats.ocr_picture import to_png

        if not pictures:
            return []
        options = ["--tessdata-dir", str(self._ready.model), "-l", LANGUAGE, "--oem", "1", "--dpi", str(DPI)]
        options += [
            "-c",
            "tessedit_create_hocr=1",
        ]  # the file that says the same may be missing beside the model
        printed = tesseract_hocr(
            [self._ready.engine, *options, "--psm", str(int(mode))], map(to_png, pictures), SECONDS_OF_PAGE
        )
        read = list(scraps_of(printed or ""))
        if len(read) != len(pictures):
            raise RecognitionTimedOut(name=self._name, seconds=SECONDS_OF_PAGE)
        return read
