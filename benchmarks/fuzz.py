"""Damaged files by the thousand: each is read or refused with a declared error; no crash, no hang, no other error.

Small real files of each format that is read, of each kind of archive, and some made here, are damaged at random by
their bytes, packages also part by part. They are read by the batch, in processes with limits of time and memory, so
that what hangs or crashes is found too: a batch that does not come back is read again one by one. What is found is
printed with the seed that makes it again, and the run ends with 1. `make fuzz` does all of it, a part does
`python -m benchmarks.fuzz --forms pdf docx --first 3000 --inputs 500`.
"""

import argparse
import gzip
import io
import random
import sys
import tarfile
import time
import zipfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy
import py7zr
from PIL import Image

from benchmarks.specimens import Specimen, by_format, specimens, written
from graph.errors import CancuError
from loaders.extract import read_bytes
from loaders.formats import READERS, reader_of
from loaders.formats.archives import ARCHIVES, is_archive, members
from loaders.formats.pictures import count_pages, pages_of
from loaders.isolation import Crew, Limits, cores
from tests.unit.mutations import damaged
from tests.unit.old_files import excel97
from tests.unit.test_doc_format import PLAN as DOC
from tests.unit.test_pdf_format import SPECIMEN as PDF
from tests.unit.test_sheets_format import cell, row, sheet

LARGEST, LARGEST_OWN = 40_000, 100_000  # bytes: of real files, of those made here
MOST = 3
BATCH = 20
WHOLE = 200
PICTURES = ("png", "jpg", "tif")
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset163 Times New Roman;}}\pard K\u7871?\'20ho\u7841?ch\par"
    rb"\trowd\cellx1000\cellx2000\intbl 1\cell x\cell\row\pard\pntext 1.\tab y\par}"
)
LIMITS = Limits(seconds=60, memory=2048)

Task = tuple[str, bytes, range]


@dataclass(frozen=True, slots=True)
class Finding:
    """An error that nobody declared, and how to have it again."""

    name: str
    seed: int
    error: str


def made() -> Iterator[Specimen]:
    """Files of the formats that few real small ones are of."""
    yield "made.pdf", PDF
    yield "made.doc", DOC
    yield "made.xls", excel97([(0, 0, "STT"), (0, 1, "x"), (1, 0, 1.0), (1, 1, "y")])
    yield "made.ods", sheet(row(cell("STT"), cell("x")) + row(cell("1"), cell("y")))
    yield "made.rtf", RTF
    dots = numpy.random.default_rng(1).integers(0, 256, (40, 60), dtype=numpy.uint8)
    for form in ("PNG", "JPEG", "TIFF"):
        packed = io.BytesIO()
        Image.fromarray(dots).save(packed, form, dpi=(200, 200))
        yield f"made.{form.lower()}", packed.getvalue()


def archived() -> Mapping[str, Sequence[Specimen]]:
    """Two texts in each kind of archive."""
    texts = {"a.txt": RTF, "b/c.txt": DOC}
    buffers = zipped, tarred, sevened = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with (
        zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as zip_file,
        tarfile.open(fileobj=tarred, mode="w") as tar_file,
        py7zr.SevenZipFile(sevened, "w") as seven_file,
    ):
        for name, data in texts.items():
            zip_file.writestr(name, data)
            seven_file.writestr(data, name)
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar_file.addfile(info, io.BytesIO(data))
    packed = dict(zip((".zip", ".tar", ".7z"), (buffer.getvalue() for buffer in buffers), strict=True))
    packed |= {".gz": gzip.compress(packed[".tar"]), ".jsonl": b'{"content": "a"}\n{"content": "b"}\n' * 20}
    return {form.removeprefix("."): [(f"made{form}", packed[form])] for form in ARCHIVES}


def batch(name: str, data: bytes, seeds: range) -> Iterator[list[Finding]]:
    """What is found in reading the file damaged by each seed."""
    found = []
    for seed in seeds:
        try:
            _attempt(name, changed(data, seed), whole=seed % WHOLE == 0)
        except CancuError:
            pass
        except Exception as fault:  # the very thing that is looked for
            found.append(Finding(name, seed, f"{type(fault).__name__}: {fault}"[:200]))
    yield found


def _attempt(name: str, data: bytes, *, whole: bool) -> None:
    """The reader alone, now and then everything that is made of what it read; pictures as far as recognition."""
    if is_archive(data, name):
        for _ in members(data, name):
            pass
    elif whole:
        read_bytes(data, name)
    elif reader_of(name, data)[0] in PICTURES:
        for _ in pages_of(data, name, count_pages(data, name)):
            pass
    else:
        list(reader_of(name, data)[1](data, name))


def changed(data: bytes, seed: int) -> bytes:
    """The file damaged; of a package every other time one of its parts."""
    if seed % 2 and data.startswith(b"PK\x03\x04"):
        return _changed_inside(data, seed)
    return damaged(data, seed)


def _changed_inside(data: bytes, seed: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        names = [name for name in old.namelist() if old.getinfo(name).file_size]
        one = random.Random(seed).choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, damaged(part, seed) if name == one else part)
    return packed.getvalue()


def fuzz(
    crew: Crew[Task], form: str, files: Sequence[Specimen], seeds: range, seconds: float
) -> list[Finding]:
    """What is found in so many damaged files, or in as many as there is time for."""
    start, done = time.monotonic(), 0
    found: list[Finding] = []
    tasks = _tasks(files, seeds)
    again: deque[Task] = deque()
    while True:
        while crew.is_free:
            late = time.monotonic() - start > seconds
            task = again.popleft() if again else None if late else next(tasks, None)
            if task is None:
                break
            crew.give(task, *task)
        if not crew.is_busy:
            break
        (name, data, tried), answer = crew.finish()
        if not isinstance(answer, list) and len(tried) > 1:
            again += [(name, data, range(seed, seed + 1)) for seed in tried]
            continue
        done += len(tried)
        found += answer if isinstance(answer, list) else [Finding(name, tried.start, str(answer))]
    print(f"{form:<6}{done:>8} inputs{time.monotonic() - start:>8.1f} s{len(found):>6} found", flush=True)
    for finding in found[:20]:
        print(f"  {finding.name}, seed {finding.seed}: {finding.error}", flush=True)
    return found


def _tasks(files: Sequence[Specimen], seeds: range) -> Iterator[Task]:
    """The inputs by the batch, the files in turn."""
    for at in range(0, len(seeds), BATCH):
        batch_of = seeds[at : at + BATCH]
        yield *files[batch_of.start // BATCH % len(files)], batch_of


def main() -> None:
    """Fuzz the formats that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", nargs="*", default=[])
    parser.add_argument("--inputs", type=int, default=20_000, help="for each format")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first input")
    parser.add_argument("--seconds", type=float, default=1800, help="for each format")
    asked = parser.parse_args()
    real = specimens(largest=LARGEST, most=MOST)
    own = by_format([*written(), *made()], largest=LARGEST_OWN, most=MOST)
    forms = [form.removeprefix(".") for form in READERS]
    read = {form: [*own.get(form, ()), *real.get(form, ())] for form in forms}
    files: Mapping[str, Sequence[Specimen]] = {**read, **archived()}
    seeds = range(asked.first, asked.first + asked.inputs)
    with Crew[Task](cores(), batch, LIMITS) as crew:
        found = [
            finding
            for form in asked.forms or files
            for finding in fuzz(crew, form, files[form], seeds, asked.seconds)
        ]
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
