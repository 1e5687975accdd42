"""Every question put to two stores, and where their answers differ, item by item."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from graph.model import Task
from graph.port import DocumentCriteria, GraphReader, GraphStore, TaskCriteria
from graph.questions.agencies import agency
from graph.questions.basis import basis
from graph.questions.derivation import count_derived, derived_tasks
from graph.questions.impact import impact
from graph.questions.lineage import lineage
from graph.questions.neighbourhood import neighbourhood
from graph.questions.open_mentions import open_mentions
from graph.questions.validity import validity
from tests.contract.readings import pages

Question = Callable[[GraphReader], object]
DAY = date(2016, 5, 1)
TYPED = ("ke hoach", "cải cách hành chính", "TTHC", "61/2018/NĐ-CP", "Sở Nội vụ", "7/KH-UBND", "báo cáo")


def differences(one: GraphStore, other: GraphStore, *, every: int) -> list[str]:
    """The names of the questions that two stores answer differently, about every so-manieth document and its tasks."""
    nodes = [*pages(one, limit=5000)]
    tasks = one.tasks([node.document.id for node in nodes[::every]])[:: max(1, every // 10)]
    asked = [*_of_documents(node.document.id for node in nodes[::every]), *_of_tasks(tasks), *_of_all()]
    return [name for name, question in asked if one.look(question) != other.look(question)]


def _of_documents(identifiers: Iterable[str]) -> Iterator[tuple[str, Question]]:
    for identifier in identifiers:
        for name, question in OF_DOCUMENTS.items():
            yield f"{name} {identifier}", lambda look, ask=question, one=identifier: ask(look, one)  # type: ignore[misc]


def _of_tasks(tasks: Iterable[Task]) -> Iterator[tuple[str, Question]]:
    for task in tasks:
        yield f"basis {task.id}", lambda look, one=task.id: [*basis(look, one)]  # type: ignore[misc]
        yield f"task {task.id}", lambda look, one=task.id: look.task(one)  # type: ignore[misc]


def _of_all() -> Iterator[tuple[str, Question]]:
    for typed in TYPED:
        yield f"search {typed}", lambda look, words=typed: look.search(words, limit=50)  # type: ignore[misc]
        yield f"named {typed}", lambda look, words=typed: look.named(words)  # type: ignore[misc]
        criteria = DocumentCriteria(words=typed), TaskCriteria(words=typed)
        yield f"documents {typed}", lambda look, of=criteria[0]: look.documents(of, limit=50)  # type: ignore[misc]
        yield f"tasks {typed}", lambda look, of=criteria[1]: look.find_tasks(of, limit=50)  # type: ignore[misc]
    yield "due", lambda look: look.find_tasks(TaskCriteria(due_before=DAY), limit=100)
    yield "lead", lambda look: look.find_tasks(TaskCriteria(lead="so noi vu"), limit=100)
    yield "unresolved", lambda look: look.unresolved(limit=1000)
    yield "open", lambda look: open_mentions(look, limit=1000)
    yield "agency", lambda look: agency(look, "Sở Nội vụ", DAY)
    yield "counts", lambda look: look.counts()


OF_DOCUMENTS: dict[str, Callable[[GraphReader, str], object]] = {
    "document": lambda look, one: look.document(one),
    "text": lambda look, one: (look.text(one), look.sections(one), look.citations(one), look.scores(one)),
    "cited by": lambda look, one: look.cited_by(one, limit=100),
    "derived": lambda look, one: [*derived_tasks(look, one)][:2000],
    "derived then": lambda look, one: [*derived_tasks(look, one, at=DAY)][:2000],
    "count": lambda look, one: (count_derived(look, one), count_derived(look, one, at=DAY)),
    "up": lambda look, one: [*lineage(look, one, "up")],
    "down": lambda look, one: [*lineage(look, one, "down", 2)],
    "impact": impact,
    "validity": lambda look, one: validity(look, one, DAY),
    "around": lambda look, one: neighbourhood(look, one, depth=1),
}
