"""Damaged files by the thousand: each is read or refused with a declared error; no crash, no hang, no other error.

Small real files of each format, and some made here, are damaged at random by their bytes, packages also part by part.
Every batch is read in a process with limits of time and memory, so that what hangs or crashes is found too. What is
found is printed with the seed that makes it again, and the run ends with 1. `make fuzz` does all of it, a part does
`python -m benchmarks.fuzz --forms pdf docx --inputs 500 --seconds 60`.
"""

import argparse
import io
import random
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.specimens import Specimen, by_format, specimens, written
from graph.errors import CancuError
from loaders.extract import read_bytes
from loaders.formats import reader_of
from loaders.isolation import Crew, Limits, cores
from tests.unit.mutations import damaged
from tests.unit.old_files import excel97
from tests.unit.test_doc_format import PLAN as DOC
from tests.unit.test_pdf_format import SPECIMEN as PDF
from tests.unit.test_sheets_format import cell, row, sheet

LARGEST = 200_000
MOST = 3
BATCH = 20
WHOLE = 25
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset163 Times New Roman;}}\pard K\u7871?\'20ho\u7841?ch\par"
    rb"\trowd\cellx1000\cellx2000\intbl 1\cell x\cell\row\pard\pntext 1.\tab y\par}"
)
LIMITS = Limits(seconds=60, memory=2048)


@dataclass(frozen=True, slots=True)
class Finding:
    """An error that nobody declared, and how to have it again."""

    name: str
    seed: int
    error: str


MADE: Sequence[Specimen] = (
    ("made.pdf", PDF),
    ("made.doc", DOC),
    ("made.xls", excel97([(0, 0, "STT"), (0, 1, "x"), (1, 0, 1.0), (1, 1, "y")])),
    ("made.ods", sheet(row(cell("STT"), cell("x")) + row(cell("1"), cell("y")))),
    ("made.rtf", RTF),
)


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
    """The reader alone, now and then everything that is made of what it read."""
    if whole:
        read_bytes(data, name)
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
    crew: Crew[tuple[str, range]], form: str, files: Sequence[Specimen], *, inputs: int, seconds: float
) -> list[Finding]:
    """What is found in so many damaged files, or in as many as there is time for."""
    start, given, done = time.monotonic(), 0, 0
    found: list[Finding] = []
    while True:
        while crew.is_free and given < inputs and time.monotonic() - start < seconds:
            name, data = files[given // BATCH % len(files)]
            seeds = range(given, min(given + BATCH, inputs))
            crew.give((name, seeds), name, data, seeds)
            given += len(seeds)
        if not crew.is_busy:
            break
        (name, seeds), answer = crew.finish()
        done += len(seeds)
        found += answer if isinstance(answer, list) else [Finding(name, seeds.start, str(answer))]
    print(f"{form:<6}{done:>8} inputs{time.monotonic() - start:>8.1f} s{len(found):>6} found", flush=True)
    for finding in found[:20]:
        print(f"  {finding.name}, seed {finding.seed}: {finding.error}", flush=True)
    return found


def main() -> None:
    """Fuzz the formats that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", nargs="*", default=[])
    parser.add_argument("--inputs", type=int, default=20_000, help="for each format")
    parser.add_argument("--seconds", type=float, default=900, help="for each format")
    asked = parser.parse_args()
    real = specimens(largest=LARGEST, most=MOST)
    made = by_format([*written(), *MADE], largest=LARGEST, most=MOST)
    files = {form: [*made.get(form, ()), *real.get(form, ())] for form in sorted({*made, *real})}
    with Crew[tuple[str, range]](cores(), batch, LIMITS) as crew:
        found = [
            finding
            for form in asked.forms or files
            for finding in fuzz(crew, form, files[form], inputs=asked.inputs, seconds=asked.seconds)
        ]
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
