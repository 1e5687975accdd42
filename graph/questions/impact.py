"""What is touched if a document ends: the tasks that derive from it, the plans that set them, the bodies that lead."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Assignment
from graph.port import DocumentNode, GraphReader
from graph.questions.derivation import DerivedTask, derived_tasks
from graph.questions.lineage import lineage
from graph.questions.path import GRADES, Grade


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that rests on the one asked about, how many of its tasks do, and how far it is."""

    document: DocumentNode
    tasks: int
    grade: Grade | None
    distance: int


@dataclass(frozen=True, slots=True)
class Lead:
    """A body that leads tasks: its id where it is known, the words that name it, and how many tasks it leads."""

    agency: str | None
    name: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Impact:
    """All that hangs on a document, counted; `tasks` one by one, the strongest derivation first."""

    document: str
    tasks: tuple[DerivedTask, ...]
    grades: tuple[tuple[Grade, int], ...]
    plans: tuple[Plan, ...]
    leads: tuple[Lead, ...]


def impact(store: GraphReader, document_id: str) -> Impact:
    """What the end of the document touches; plans and bodies with the most tasks first. Raises UnknownDocument."""
    tasks = tuple(derived_tasks(store, document_id))
    grades = Counter(task.derivation.grade for task in tasks)
    return Impact(
        document=document_id,
        tasks=tasks,
        grades=tuple((grade, grades[grade]) for grade in GRADES if grades[grade]),
        plans=_plans(store, document_id, tasks),
        leads=_leads(tasks),
    )


def _plans(store: GraphReader, document_id: str, tasks: Iterable[DerivedTask]) -> tuple[Plan, ...]:
    """Every document that rests on it, and those that only cite it in a task."""
    found: dict[str, Plan] = {}
    for task in tasks:
        node = task.document
        known = found.get(node.document.id)
        grade, distance = task.derivation.grade, task.derivation.distance
        found[node.document.id] = (
            Plan(node, known.tasks + 1, known.grade, known.distance)
            if known
            else Plan(node, 1, grade, distance)
        )
    for relative in lineage(store, document_id, "down"):
        node = relative.document
        found.setdefault(node.document.id, Plan(node, 0, None, relative.derivation.distance))
    return tuple(
        sorted(found.values(), key=lambda plan: (-plan.tasks, plan.distance, plan.document.document.id))
    )


def _leads(tasks: Iterable[DerivedTask]) -> tuple[Lead, ...]:
    counted: Counter[tuple[str | None, str]] = Counter()
    for derived in tasks:
        bodies = {_body(part) for part in derived.task.assignments if part.role == "lead"}
        counted.update(bodies)
    return tuple(
        Lead(*body, count) for body, count in sorted(counted.items(), key=lambda one: (-one[1], one[0][1]))
    )


def _body(part: Assignment) -> tuple[str | None, str]:
    if part.agency is None:
        return None, " ".join(part.raw.text.split())
    return part.agency.id, part.agency.name
