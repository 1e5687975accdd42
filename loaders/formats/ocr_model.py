"""⚡ Where the Vietnamese model of Tesseract lies: where a variable says, else where systems put it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

LANGUAGE = "vie"
_FILE = f"{LANGUAGE}.traineddata"

# Debian and Ubuntu, Fedora and Arch, own builds, Homebrew.
_USUAL = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_WINDOWS = ("ProgramFiles", "LOCALAPPDATA", "ProgramFiles(x86)")
_BELOW = ("Tesseract-OCR/tessdata", "Programs/Tesseract-OCR/tessdata")


def find_model() -> Path | None:
    """The folder that holds the model; CANCU_TESSDATA decides, TESSDATA_PREFIX goes before the usual places."""
    named = os.environ.get("CANCU_TESSDATA")
    places = _within(Path(named)) if named else _places()
    return next((place for place in places if (place / _FILE).is_file()), None)


def _places() -> Iterator[Path]:
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        yield from _within(Path(prefix))
    yield from map(Path, _USUAL)
    if sys.platform == "win32":
        roots = [Path(os.environ[name]) for name in _WINDOWS if os.environ.get(name)]
        yield from (root / below for root in roots for below in _BELOW)


def _within(folder: Path) -> Iterator[Path]:
    """Older Tesseracts meant the folder above by the same variable."""
    yield folder
    yield folder / "tessdata"
