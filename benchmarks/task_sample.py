"""Tasks drawn at random from task documents without an answer key, each beside its page, to be read by eye.

    python -m benchmarks.task_sample [--seed N] [--tasks N] [--documents]

Draws one task of each document after another, in an order that the seed gives, until there are enough. One seed draws
the same again as long as the same tasks are read. `--documents` prints every document whole instead, each paragraph
and row with the numbers of the tasks that begin in it, to look for what was missed.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path

from benchmarks.places import CORPUS, SHARED
from graph.errors import UnreadableFile
from graph.model import Reading, Task
from loaders.extract import read_file

FOLDERS = ("task-narrative", "task-tables")
READ_WHOLE = "KH20-BCD57-HaNoi-2026_tasks_phones-masked.xlsx"
BEFORE, AFTER = 250, 700


def documents() -> Iterator[Path]:
    """The task documents that have no key, but for the tracker that a test reads row by row."""
    keys = SHARED.joinpath("gold", "dev").glob("*.gold.json")
    keyed = {json.loads(key.read_text(encoding="utf-8"))["file"] for key in keys}
    for path in sorted(chain.from_iterable((CORPUS / folder).iterdir() for folder in FOLDERS)):
        if str(path.relative_to(CORPUS)) not in keyed and path.name != READ_WHOLE:
            yield path


def readings() -> Iterator[tuple[str, Reading]]:
    """What is read of each document, under its name."""
    for path in documents():
        try:
            yield from ((path.name, reading) for reading in read_file(path))
        except UnreadableFile as fault:
            print(f"{path.name}: {fault.code}", file=sys.stderr)


def drawn(read: list[tuple[str, Reading]], seed: int, most: int) -> list[tuple[str, Reading, Task]]:
    """Tasks by turns of all documents, in an order that the seed gives."""
    chance = random.Random(seed)
    rows = [
        [(name, reading, task) for task in chance.sample(reading.tasks, len(reading.tasks))]
        for name, reading in read
        if reading.tasks
    ]
    chance.shuffle(rows)
    return [one for turn in zip_longest(*rows) for one in turn if one is not None][:most]


def fields(task: Task) -> str:
    """The fields of a task, a line each."""
    due, named = task.deadline, {"lead": "", "coordinating": "", "recipient": "", "head": ""}
    for part in task.assignments:
        agency = part.agency.id if part.agency else "?"
        named[part.role] += f"[{' '.join(part.raw.text.split())} = {agency}] "
    lines = {
        "no": task.no,
        "group": task.group,
        "text": task.text,
        **named,
        "deadline": due and f"{due.raw.text!r} {due.kind} {due.start}..{due.end} {due.frequency} {due.flags}",
        "product": task.product and f"{task.product.raw.text!r} inferred={task.product.inferred}",
        "budget": task.budget and f"{task.budget.raw.text!r} {task.budget.amount}",
        "flags": ", ".join(task.flags),
    }
    return "\n".join(f"  {name:12} {value}" for name, value in lines.items() if value)


def page(reading: Reading, task: Task) -> str:
    """The text around a task, with a mark where it begins."""
    before = reading.text[max(0, task.start - BEFORE) : task.start]
    return f"{before}>>>{reading.text[task.start : task.start + AFTER]}"


def whole(name: str, reading: Reading) -> Iterator[str]:
    """A document's text with the numbers of its tasks where they begin."""
    yield f"#### {name}: {len(reading.tasks)} tasks"
    position = 0
    for n, task in enumerate(reading.tasks, 1):
        yield reading.text[position : task.start] + f"<<{n}>>"
        position = task.start
    yield reading.text[position:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--tasks", type=int, default=60)
    parser.add_argument("--documents", action="store_true")
    arguments = parser.parse_args()
    read = list(readings())
    if arguments.documents:
        print("\n".join(chain.from_iterable(whole(*one) for one in read)))
        return
    for n, (name, reading, task) in enumerate(drawn(read, arguments.seed, arguments.tasks), 1):
        print(f"==== {n} {name} ({task.origin})\n{fields(task)}\n---- page\n{page(reading, task)}\n")


if __name__ == "__main__":
    main()
