"""Old Word files read by us, by LibreOffice and by antiword: how much of what we find the others find too.

    python -m benchmarks.word_readers

reads the `.doc` files of the documents beside the checkout, every `--step`-th of the ordinary ones; a program that
is not installed is left out. Counted are words, tasks with their text, bodies, deadline and product, and citations.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import olefile

from benchmarks.places import CORPUS
from graph.errors import UnreadableFile
from graph.model import Reading, Source, Task
from loaders.extract import read_draft
from loaders.formats import doc
from loaders.structure.draft import Draft

Told = Mapping[str, Counter[object]]
MEASURES = ("words", "tasks", "citations")
READERS: dict[str, Callable[[bytes, str], Draft | None]] = {
    "ours": lambda data, name: doc.read(data, name)[0],
    "LibreOffice": doc.by_office,
    "antiword": doc.by_antiword,
}


def files(step: int) -> list[Path]:
    """The Word files: all with tasks or in an old font, and every `step`-th of the others."""
    found = [path for path in sorted(CORPUS.rglob("*")) if path.suffix.lower() == ".doc" and _is_word(path)]
    others = [path for path in found if "luatvietnam_doc" in path.parts]
    return [*(path for path in found if path not in others), *others[::step]]


def _is_word(path: Path) -> bool:
    return path.read_bytes().startswith(olefile.MAGIC)


def told(reading: Reading) -> Told:
    """What a reading says, each as often as it says it."""
    return {
        "words": Counter(re.findall(r"\w+", reading.text.lower())),
        "tasks": Counter(map(_of_task, reading.tasks)),
        "citations": Counter((one.target or one.quote.text, one.relation) for one in reading.citations),
    }


def _of_task(task: Task) -> object:
    bodies = sorted((part.role, part.raw.text) for part in task.assignments)
    return (
        task.text,
        *bodies,
        task.deadline and task.deadline.raw.text,
        task.product and task.product.raw.text,
    )


def read_with(read: Callable[[bytes, str], Draft | None], path: Path) -> Reading | None:
    """What a program reads of a file; None where it reads nothing."""
    try:
        draft = read(path.read_bytes(), path.name)
    except UnreadableFile:
        return None
    return read_draft(draft, Source("", path.name, "doc")) if draft is not None else None


def main() -> None:
    """Read all files with each program, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=10)
    paths = files(parser.parse_args().step)
    ours: Mapping[Path, Told] = {}
    print(
        f"| reader | files read of {len(paths)} | s a file |", *(f"{name} as ours, of |" for name in MEASURES)
    )
    print("|---|---|---|" + "---|" * len(MEASURES))
    for name, read in READERS.items():
        start = time.monotonic()
        readings = {path: reading for path in paths if (reading := read_with(read, path)) is not None}
        seconds = (time.monotonic() - start) / len(paths)
        found = {path: told(reading) for path, reading in readings.items()}
        ours = ours or found
        print(
            f"| {name} | {len(found)} | {seconds:.2f} |", *(_agreement(found, ours, one) for one in MEASURES)
        )


def _agreement(found: Mapping[Path, Told], ours: Mapping[Path, Told], measure: str) -> str:
    same = sum((found[path][measure] & ours[path][measure]).total() for path in found if path in ours)
    return f"{same:,} of {sum(one[measure].total() for one in ours.values()):,} |"


if __name__ == "__main__":
    main()
