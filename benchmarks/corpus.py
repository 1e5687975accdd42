"""A whole folder of real documents loaded twice into a new store, and what came of it written as a page.

    python -m benchmarks.corpus docs/corpus-report.md

loads the documents beside the checkout, or `--folder`; `--share 0.2` takes only so much of what archives of many files
hold, the same at every run. `--timeout` is that of `cancu load`. While it runs, the memory and the time of its
processes are looked at twice a second (on Linux).
"""

import argparse
import csv
import gzip
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.intake.tally import RESULTS
from benchmarks.places import CORPUS

MIB = 1 << 20
PAUSE = 0.5
SEED = 61
POINTS = (0.1, 0.5, 1.0)
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one moment: bytes of the report written, MiB of the writer and of all readers together."""

    reported: int
    writer: int
    readers: int


@dataclass(slots=True)
class Run:
    """One load: the lines of its report, what it told at its end, and what was seen on the way."""

    rows: Sequence[Mapping[str, str]] = ()
    view: Mapping[str, Any] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    cpu: dict[int, float] = field(default_factory=dict)
    writer: int = 0
    seconds: float = 0.0

    @property
    def core_seconds(self) -> float:
        """The time that all processes worked."""
        return sum(self.cpu.values())

    @property
    def megabytes(self) -> float:
        """What was read, unpacked."""
        return sum(int(row["bytes"]) for row in self.rows) / 1e6


def sample(folder: Path, share: float, place: Path) -> Path:
    """A copy of the folder in which archives of many files hold only a part of them, drawn with one seed."""
    target = place / folder.name
    shutil.copytree(folder, target)
    for path in sorted(target.rglob("*.gz")):
        if path.name.endswith(".tar.gz"):
            _thin_tar(path, share, random.Random(SEED))
        elif path.name.endswith(".jsonl.gz"):
            _thin_lines(path, share, random.Random(SEED))
    return target


def _thin_tar(path: Path, share: float, chance: random.Random) -> None:
    packed = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=packed, mode="w:gz") as new:
        for info in old:
            if info.isreg() and chance.random() < share:
                new.addfile(info, old.extractfile(info))
    path.write_bytes(packed.getvalue())


def _thin_lines(path: Path, share: float, chance: random.Random) -> None:
    with gzip.open(path) as lines:
        kept = [line for line in lines if chance.random() < share]
    path.write_bytes(gzip.compress(b"".join(kept)))


def load(folder: Path, store: Path, timeout: float) -> Run:
    """Load the folder as anyone would, looking on."""
    run, report = Run(), store.with_suffix(".csv")
    command = [str(Path(sys.executable).with_name("cancu")), "load", str(folder), "--json"]
    command += ["--store", f"sqlite:///{store}", "--report", str(report), "--timeout", f"{timeout:g}"]
    start = time.monotonic()
    with (
        store.with_suffix(".log").open("w", encoding="utf-8") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, encoding="utf-8") as process,
    ):
        run.writer = process.pid
        while process.poll() is None:
            _look(run, process.pid, report)
            time.sleep(PAUSE)
        assert process.stdout is not None
        run.view = json.loads(process.stdout.read())
    run.seconds = time.monotonic() - start
    with report.open(encoding="utf-8-sig", newline="") as file:
        run.rows = list(csv.DictReader(file))
    return run


def _look(run: Run, pid: int, report: Path) -> None:
    memory = {}
    for process in (pid, *_below(pid)):
        try:
            facts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        run.cpu[process] = (int(facts[11]) + int(facts[12])) / _TICKS
        memory[process] = int(facts[21]) * _PAGE
    writer = memory.pop(pid, 0)
    reported = report.stat().st_size if report.exists() else 0
    run.looks.append(Look(reported, writer // MIB, sum(memory.values()) // MIB))


def _below(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _below(child)


# --- the page -----------------------------------------------------------------------------------------------


def page(first: Run, second: Run, folder: Path, command: str, share: float) -> Iterator[str]:
    """The lines of the page."""
    yield from ("# What loading the corpus came to", "")
    yield f"Written by `{command}`; do not edit. The folder was loaded into an empty file store, then once more."
    if share < 1:
        yield f"Of what archives of many files hold, {share:.0%} was loaded, drawn with seed {SEED}; of the rest all."
    yield from ("", "## What became of the files", "")
    yield from _by_format(first)
    yield from ("", "## Why files were not read", "")
    yield from _reasons(first, folder)
    yield from ("", "## How fast, and with how much memory", "")
    yield from _figures(first, folder)
    yield from ("", "## The second time", "")
    yield from _again(second)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def _by_format(run: Run) -> Iterator[str]:
    counts = Counter((row["format"], row["result"]) for row in run.rows)
    sizes: Counter[str] = Counter()
    for row in run.rows:
        sizes[row["format"]] += int(row["bytes"])
    rows = [
        (form, *(counts[form, result] for result in RESULTS), f"{sizes[form] / 1e6:.1f}")
        for form in sorted(sizes)
    ]
    total = Counter(row["result"] for row in run.rows)
    rows.append(("all", *(total[result] for result in RESULTS), f"{run.megabytes:.1f}"))
    yield from _table(("format", *RESULTS, "MB"), rows)
    yield ""
    yield "`added`: a document came or one more source of it; `unchanged`: another file held the same bytes."


def _reasons(run: Run, folder: Path) -> Iterator[str]:
    untold = [row for row in run.rows if row["result"] in ("failed", "skipped")]
    prefix = f"{folder}/"
    rows = [
        (
            f"`{row['code']}`",
            _shown(row["path"], folder),
            row["message"].replace(prefix, ""),
        )
        for row in sorted(untold, key=lambda row: (row["code"], row["path"]))
    ]
    yield from _table(("reason", "file", "what is told"), rows)


def _shown(path: str, folder: Path) -> str:
    """A file as it is told: from the folder on."""
    return path.removeprefix("'").removeprefix(f"{folder}/")


def _figures(run: Run, folder: Path) -> Iterator[str]:
    files, cores = len(run.rows), run.core_seconds
    peaks = run.view["peak_memory_mib"]
    yield from _table(
        (
            "files",
            "seconds",
            "files/s",
            "MB/s",
            "core seconds",
            "of the writer",
            "files/s a core",
            "MB/s a core",
        ),
        [
            (
                files,
                f"{run.seconds:.0f}",
                f"{files / run.seconds:.1f}",
                f"{run.megabytes / run.seconds:.2f}",
                f"{cores:.0f}",
                f"{run.cpu[run.writer]:.0f}",
                f"{files / cores:.1f}",
                f"{run.megabytes / cores:.2f}",
            )
        ],
    )
    yield ""
    yield "Seconds are those of the clock, with whatever else the machine did; core seconds those that all processes of"
    yield "the load worked: reading, unpacking, and writing to the store, which the writer does. MB are bytes as they"
    yield "were unpacked."
    yield ""
    yield from _table(
        ("", *(f"at {point:.0%} of the files" for point in POINTS), "peak"),
        [
            ("writer, MiB", *(look.writer for look in _at_points(run)), peaks["writer"]),
            (
                "readers together, MiB",
                *(look.readers for look in _at_points(run)),
                f"{peaks['largest_reader']} (largest one)",
            ),
        ],
    )
    largest = max(run.rows, key=lambda row: int(row["bytes"]))
    yield ""
    yield f"The largest file is `{_shown(largest['path'], folder)}`: {int(largest['bytes']) / 1e6:.0f} MB."
    yield "What the writer takes follows the largest document so far, about twelve times its size, and stays with the"
    yield "process; of Python's objects some 4 MiB are left after each file (tracemalloc). That it does not grow with"
    yield "the number of files is a test (`tests/functional/test_volume.py`)."


def _at_points(run: Run) -> list[Look]:
    """What was seen when so much of the report was written."""
    whole = run.looks[-1].reported
    return [next(look for look in run.looks if look.reported >= point * whole) for point in POINTS]


def _again(run: Run) -> Iterator[str]:
    counts = ", ".join(f"{run.view[result]} {result}" for result in RESULTS)
    yield f"{counts}, in {run.seconds:.0f} seconds ({run.core_seconds:.0f} core seconds)."
    yield "Archives are unpacked and hashed again; of the files only those that failed are read."


def main() -> None:
    """Load twice, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("--folder", type=Path, default=CORPUS)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--timeout", type=float, default=120.0)
    asked = parser.parse_args()
    told = [f"--share {asked.share:g}"] if asked.share < 1 else []
    told += [f"--timeout {asked.timeout:g}"] if asked.timeout != parser.get_default("timeout") else []
    with tempfile.TemporaryDirectory() as place:
        folder = sample(asked.folder, asked.share, Path(place)) if asked.share < 1 else asked.folder
        store = Path(place, "store.sqlite")
        first = load(folder, store, asked.timeout)
        second = load(folder, store, asked.timeout)
        command = " ".join(["python -m benchmarks.corpus", str(asked.page), *told])
        lines = page(first, second, folder, command, asked.share)
        asked.page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
