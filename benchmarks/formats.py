"""How fast each format is read, files and megabytes a second of a core, beside peers on the same files in one run.

What is measured is from bytes to paragraphs and tables as grids; the peers do less: they only take out the characters,
or make HTML of them. Beside each stands how many times as fast as we it is. LibreOffice and antiword are peers where
they are installed; a dash stands where nothing that is installed does the same job.
Scans have a line of their own, in seconds a page: ours levels a page, finds its tables and reads each cell.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import docx
import mammoth
import openpyxl
import pdfplumber
import python_calamine
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from benchmarks.specimens import Specimen, specimens
from graph.errors import NoTextLayer, UnreadableFile
from loaders.formats import reader_of
from loaders.formats.converters import office_docx
from loaders.formats.ocr_engine import Mode, Program, Ready, open_engine, readiness
from loaders.formats.pdf_pictures import draw
from loaders.formats.pdf_sheets import read_sheets
from tests.unit.made_scan import as_file, page, scanned, sealed

LARGEST = 2_000_000
MOST = 12


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to the characters of a file."""

    name: str
    read: Callable[[bytes], object]


def _pdf(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as pages:
        return [page.extract_text() for page in pages.pages]


def _docx(data: bytes) -> object:
    document: Any = docx.Document(io.BytesIO(data))
    return [paragraph.text for paragraph in document.paragraphs]


def _xlsx(data: bytes) -> object:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return [list(sheet.values) for sheet in book.worksheets]


def _xls(data: bytes) -> object:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _csv(data: bytes) -> object:
    return list(csv.reader(io.StringIO(data.decode("utf-8", "replace"))))


def _mammoth(data: bytes) -> object:
    return mammoth.convert_to_html(io.BytesIO(data)).value


def _html(data: bytes) -> object:
    return LexborHTMLParser(data).text()


def _soup(data: bytes) -> object:
    return BeautifulSoup(data, "lxml").get_text()


def _antiword(data: bytes) -> object:
    command = ["antiword", "-m", "UTF-8.txt", "-w", "0", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=False).stdout


def _decode(data: bytes) -> object:
    return data.decode("utf-8", "replace")


_OFFICE = [Peer("LibreOffice", office_docx)] if shutil.which("soffice") else []
_WORD = [Peer("antiword", _antiword)] if shutil.which("antiword") else []

PEERS: Mapping[str, Sequence[Peer]] = {
    "pdf": [Peer("pdfplumber", _pdf)],
    "doc": [*_WORD, *_OFFICE],
    "docx": [Peer("mammoth", _mammoth), Peer("python-docx", _docx), *_OFFICE],
    "rtf": _OFFICE,
    "xlsx": [Peer("openpyxl", _xlsx)],
    "xls": [Peer("calamine", _xls)],
    "csv": [Peer("csv module", _csv)],
    "html": [Peer("BeautifulSoup", _soup), Peer("selectolax", _html)],
    "json": [Peer("json module", json.loads)],
    "md": [Peer("a bare decode", _decode)],
    "txt": [Peer("a bare decode", _decode)],
}


def bench_formats() -> None:
    """A line for each format, and one for scans where they can be recognised."""
    print(f"{'format':<8}{'files':>6}{'MB':>8}{'files/s':>10}{'MB/s':>9}   peer: MB/s, times as fast as we")
    found = specimens(largest=LARGEST, most=MOST)
    with _nothing_recognised():
        for form, files in found.items():
            readable = [file for file in files if _is_read(*file)]
            if readable:
                print(_line(form, readable))
        scans = [file for file in found.get("pdf", ()) if not _is_read(*file)]
    try:
        readiness()
    except NoTextLayer as missing:
        print(f"scan    {missing.code}")
    else:
        print(_scan_line(min(scans, key=lambda file: len(file[1]), default=made_scan())))


@contextmanager
def _nothing_recognised() -> Iterator[None]:
    """For a while there is no model to recognise scans with."""
    named = os.environ.get("CANCU_TESSDATA")
    os.environ["CANCU_TESSDATA"] = os.devnull
    try:
        yield
    finally:
        os.environ.pop("CANCU_TESSDATA")
        os.environ.update({"CANCU_TESSDATA": named} if named else {})


def made_scan() -> Specimen:
    """A crooked, grainy page under a seal."""
    return "made.pdf", as_file([scanned(sealed(page()), angle=1.4)], "PDF")


def _scan_line(scan: Specimen) -> str:
    name, data = scan
    pictures = list(draw(data, name, [sheet.number for sheet in read_sheets(data, name)]))
    took = _seconds(lambda: _read(name, data)) / len(pictures)
    line = f"scan    {len(pictures)} pages, {took:.2f} s a page   "
    command = shutil.which("tesseract")
    with open_engine(name, len(pictures)) as library:
        alone = Program(name, Ready(command, readiness().model)) if command else library
        theirs = _seconds(lambda: [alone.read([picture], Mode.PAGE) for _, picture in pictures]) / len(
            pictures
        )
    return f"{line}{'tesseract' if command else 'tesserocr'} alone: {theirs:.2f} s, {took / theirs:.2f} x"


def _line(form: str, files: Sequence[Specimen]) -> str:
    size = sum(len(data) for _, data in files) / 1e6
    took = _seconds(lambda: [_read(*file) for file in files])
    line = f"{form:<8}{len(files):>6}{size:>8.2f}{len(files) / took:>10.1f}{size / took:>9.2f}   "
    return line + ("; ".join(_beside(peer, files, size, took) for peer in PEERS.get(form, ())) or "-")


def _beside(peer: Peer, files: Sequence[Specimen], size: float, took: float) -> str:
    theirs = _seconds(lambda: [_tried(peer, data) for _, data in files])
    return f"{peer.name}: {size / theirs:.2f}, {took / theirs:.2f} x"


def _read(name: str, data: bytes) -> object:
    return list(reader_of(name, data)[1](data, name))


def _is_read(name: str, data: bytes) -> bool:
    try:
        _read(name, data)
    except UnreadableFile:
        return False
    return True


def _tried(peer: Peer, data: bytes) -> object:
    try:
        return peer.read(data)
    except Exception:  # a peer may fail where we do not, in whatever way; the time until then is counted
        return None


def _seconds(work: Callable[[], object]) -> float:
    """The better of two rounds in seconds of this process and of those that it ran and that have ended."""
    times = []
    for _ in range(2):
        start = _busy()
        work()
        times.append(_busy() - start)
    return min(times)


def _busy() -> float:
    ended = os.times()
    return time.process_time() + ended.children_user + ended.children_system


if __name__ == "__main__":
    bench_formats()
