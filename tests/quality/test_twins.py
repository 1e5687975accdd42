"""The same document read from two files of different formats says the same: tasks with their fields, and citations.

Twins are the gazette issues that are there as PDF and text, and the annexes of Decree 30/2020/NĐ-CP as DOC and DOCX.
What still differs is listed here: a change that mends one of these, or brings another, has to change the list.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Citation, Reading, Task
from loaders.extract import read_file

FORMATS = ((".pdf", ".txt"), (".doc", ".docx"))

# The file's stem, the task's number and the field. A cell that ends on the next page, and begins as no deadline does.
TASKS_APART = {("105-NQ-CP-2026", "4", "product")}
# The least agreement of citations (f1), where it is below 1: mostly lists whose cells came as lines of text.
CITATIONS_AGREE = {
    "1205-QD-BKHDT-2024": 0.94,
    "135-QD-BLDTBXH-2024": 0.94,
    "169-QD-BLDTBXH-2025": 0.92,
    "105-NQ-CP-2026": 0.98,
    "122-NQ-CP-2026": 0.98,
    "17-2026-NQ-CP": 0.995,
    "892-QD-TTg-2026": 0.95,
}

Twins = dict[str, tuple[Reading, Reading]]


def pairs(corpus: Path) -> Iterator[tuple[Path, Path]]:
    for one, other in FORMATS:
        for path in sorted(corpus.rglob(f"*{one}")):
            if path.with_suffix(other).exists():
                yield path, path.with_suffix(other)


@pytest.fixture(scope="module")
def twins(shared: Path) -> Twins:
    found = {one.stem: (read_file(one)[0], read_file(other)[0]) for one, other in pairs(shared / "corpus")}
    assert len(found) == 14
    return found


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def fields(task: Task) -> dict[str, object]:
    """What a task says, by field; bodies by their id where they have one, a deadline by its window."""
    due = task.deadline
    return {
        "text": words(task.text),
        "bodies": sorted((a.role, a.agency.id if a.agency else words(a.raw.text)) for a in task.assignments),
        "deadline": due and (due.kind, due.start, due.end),
        "product": task.product and words(task.product.raw.text),
    }


def meaning(citation: Citation) -> tuple[str, str, str]:
    return citation.target or words(citation.quote.text), citation.relation, citation.klass


@pytest.mark.slow
def test_twins_are_one_document(twins: Twins) -> None:
    assert [stem for stem, (one, other) in twins.items() if one.document.id != other.document.id] == []


@pytest.mark.slow
def test_twins_give_the_same_tasks(twins: Twins) -> None:
    apart = {
        (stem, task.no, name)
        for stem, (one, other) in twins.items()
        for task, twin in zip(one.tasks, other.tasks, strict=True)
        for name, told in fields(task).items()
        if told != fields(twin)[name]
    }
    assert apart == TASKS_APART


@pytest.mark.slow
def test_twins_give_the_same_citations(twins: Twins) -> None:
    below = {}
    for stem, (one, other) in twins.items():
        told, retold = (Counter(map(meaning, reading.citations)) for reading in (one, other))
        agreement = 2 * (told & retold).total() / (told.total() + retold.total())
        if agreement < CITATIONS_AGREE.get(stem, 1):
            below[stem] = round(agreement, 4)
    assert below == {}
