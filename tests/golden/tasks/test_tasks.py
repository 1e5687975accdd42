"""Whole documents of our own making and the tasks that must be read in them; a case is a folder, adding one is data.

`input.txt` is the text as a scraper gives it, `expected.json` lists its tasks in reading order. A field that is not
listed is empty. Real documents with answer keys are scored elsewhere.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.model import Reading, Task
from loaders.extract import read_bytes

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/input.txt"))


def reading_of(case: Path) -> Reading:
    (reading,) = read_bytes((case / "input.txt").read_bytes(), "input.txt")
    return reading


def as_data(task: Task) -> dict[str, Any]:
    """The task in the form of `expected.json`."""

    def named(role: str) -> list[str]:
        return [" ".join(a.raw.text.split()) for a in task.assignments if a.role == role]

    due = task.deadline
    data = {
        "no": task.no,
        "origin": task.origin,
        "text": task.text,
        "lead": named("lead"),
        "coordinating": named("coordinating"),
        "recipient": named("recipient"),
        "agencies": [a.agency.id if a.agency else None for a in task.assignments if a.role == "lead"],
        "deadline": due
        and [due.raw.text, due.kind, *(str(day) if day else None for day in (due.start, due.end))],
        "product": task.product and [task.product.raw.text, task.product.inferred],
        "budget": task.budget and [task.budget.raw.text, task.budget.amount],
        "flags": list(task.flags),
    }
    return {name: value for name, value in data.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_tasks_of_a_document_are_those_listed(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert [as_data(task) for task in reading_of(case).tasks] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_part_of_a_task_quotes_the_text(case: Path) -> None:
    reading = reading_of(case)
    for task in reading.tasks:
        assert task.text == " ".join(reading.text[task.start : task.end].split())
        spans = [a.raw for a in task.assignments]
        spans += [part.raw for part in (task.deadline, task.product, task.budget) if part is not None]
        spans += [mention.raw for mention in task.indicators]
        assert [reading.text[s.start : s.end] for s in spans] == [s.text for s in spans]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tasks_are_numbered_in_reading_order(case: Path) -> None:
    reading = reading_of(case)
    ids = [task.id for task in reading.tasks]
    assert ids == [f"{reading.document.id}:t{n}" for n in range(1, len(ids) + 1)]
    assert [task.start for task in reading.tasks] == sorted(task.start for task in reading.tasks)
