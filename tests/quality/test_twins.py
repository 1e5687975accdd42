"""A gazette issue as PDF and as text gives the same tasks: how far, over all issues that are there in both forms."""

import re
from collections import Counter
from pathlib import Path

import pytest

from graph.model import Task
from loaders.extract import read_file

LEAST_TASKS, LEAST_LEADS = 0.92, 0.97
ALIKE = 0.8


def words(task: Task) -> Counter[str]:
    return Counter(re.findall(r"\w+", task.text.lower()))


def likeness(one: Task, other: Task) -> float:
    """Dice's coefficient of the words, each as often as it stands."""
    a, b = words(one), words(other)
    return 2 * (a & b).total() / ((a + b).total() or 1)


def pairs(ones: tuple[Task, ...], others: tuple[Task, ...]) -> list[tuple[Task, Task]]:
    """The tasks that are the same, the likest first, each once."""
    ranked = sorted(
        ((likeness(a, b), n, m) for n, a in enumerate(ones) for m, b in enumerate(others)), reverse=True
    )
    found: dict[int, int] = {}
    for alike, n, m in ranked:
        if alike >= ALIKE and n not in found and m not in found.values():
            found[n] = m
    return [(ones[n], others[m]) for n, m in found.items()]


def leads(task: Task) -> list[str]:
    """Who leads: bodies by their id, others as written."""
    named = (
        (a.agency.id if a.agency else " ".join(a.raw.text.split()))
        for a in task.assignments
        if a.role == "lead"
    )
    return sorted(named)


@pytest.mark.slow
def test_an_issue_gives_the_same_tasks_as_pdf_and_as_text(shared: Path) -> None:
    twins = [
        path for path in sorted((shared / "corpus").glob("*/*.txt")) if path.with_suffix(".pdf").exists()
    ]
    assert len(twins) > 5
    for path in twins:
        of_text, of_pdf = read_file(path)[0].tasks, read_file(path.with_suffix(".pdf"))[0].tasks
        same = pairs(of_pdf, of_text)
        counts = f"{path.stem}: {len(of_pdf)} in the PDF, {len(of_text)} in the text, {len(same)} in both"
        assert 2 * len(same) >= LEAST_TASKS * (len(of_pdf) + len(of_text)), counts
        agreeing = sum(leads(a) == leads(b) for a, b in same)
        assert agreeing >= LEAST_LEADS * len(same), f"{counts}, {agreeing} of them with the same leads"
