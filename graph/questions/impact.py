"""What is touched if a document ends: the tasks that derive from it, the plans that set them, the bodies that lead.

For whoever must act on it: by which provisions each plan rests on the document, what altered it and falls with it, and
whose plans they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.port import DocumentNode, Edge, GraphReader
from graph.questions.agencies import leads
from graph.questions.derivation import DerivedTask, derived_tasks
from graph.questions.force import Effect, effects
from graph.questions.lineage import lineage
from graph.questions.path import GRADES, Grade
from graph.questions.walk import strength
from graph.vocabulary import relations


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that rests on the one asked about, how many of its tasks do, and how far it is.

    `edge` is the strongest thing that it says of the other itself, `provisions` are the parts of it that it names.
    """

    document: DocumentNode
    tasks: int
    grade: Grade | None
    distance: int
    edge: Edge | None = None
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A body that leads tasks: its id where it is known, the words that name it, and how many tasks it leads."""

    agency: str | None
    name: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body whose documents rest on the one asked about: how many, and how many of their tasks."""

    issuer: str
    name: str | None
    documents: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Impact:
    """All that hangs on a document, counted; `tasks` one by one, the strongest derivation first.

    `altering` are the documents that altered it: they have nothing left to alter where it ends as a whole.
    """

    document: str
    tasks: tuple[DerivedTask, ...]
    grades: tuple[tuple[Grade, int], ...]
    plans: tuple[Plan, ...]
    leads: tuple[Lead, ...]
    issuers: tuple[Issuer, ...]
    altering: tuple[Effect, ...]


def impact(store: GraphReader, document_id: str) -> Impact:
    """What the end of the document touches; plans and bodies with the most tasks first. Raises UnknownDocument."""
    tasks = tuple(derived_tasks(store, document_id))
    grades = Counter(task.derivation.grade for task in tasks)
    plans = _plans(store, document_id, tasks)
    return Impact(
        document=document_id,
        tasks=tasks,
        grades=tuple((grade, grades[grade]) for grade in GRADES if grades[grade]),
        plans=plans,
        leads=_leads(tasks),
        issuers=_issuers(plans),
        altering=tuple(one for one in effects(store, document_id) if _alters(one)),
    )


def _alters(effect: Effect) -> bool:
    return relations()[effect.edge.relation].changes_text


def _plans(store: GraphReader, document_id: str, tasks: Iterable[DerivedTask]) -> tuple[Plan, ...]:
    """Every document that rests on it, and those that only cite it in a task."""
    found: dict[str, Plan] = {}
    for task in tasks:
        node = task.document
        known = found.get(node.document.id)
        grade, distance = task.derivation.grade, task.derivation.distance
        found[node.document.id] = (
            replace(known, tasks=known.tasks + 1) if known else Plan(node, 1, grade, distance)
        )
    for relative in lineage(store, document_id, "down"):
        node = relative.document
        found.setdefault(node.document.id, Plan(node, 0, None, relative.derivation.distance))
    told = _told_by(store, document_id)
    plans = (_with_words(plan, told.get(name, [])) for name, plan in found.items())
    return tuple(sorted(plans, key=lambda plan: (-plan.tasks, plan.distance, plan.document.document.id)))


def _told_by(store: GraphReader, document_id: str) -> Mapping[str, list[Edge]]:
    """What each document says of the one itself, the strongest first; else what others tell that it does."""
    own: dict[str, list[Edge]] = {}
    others: dict[str, list[Edge]] = {}
    for edge in sorted(store.edges([document_id], "down"), key=strength):
        told = own if edge.evidence.document == edge.source else others
        told.setdefault(edge.source, []).append(edge)
    return others | own


def _with_words(plan: Plan, told: list[Edge]) -> Plan:
    named = dict.fromkeys(edge.provision for edge in told if edge.provision)
    return replace(plan, edge=told[0] if told else None, provisions=tuple(named))


def _issuers(plans: Iterable[Plan]) -> tuple[Issuer, ...]:
    """Whose documents they are, those with the most tasks first."""
    found: dict[str, Issuer] = {}
    for plan in plans:
        document = plan.document.document
        name = document.id.partition(":")[0]
        known = found.get(name, Issuer(name, None, 0, 0))
        found[name] = Issuer(
            name, known.name or document.issuer_name, known.documents + 1, known.tasks + plan.tasks
        )
    return tuple(sorted(found.values(), key=lambda one: (-one.tasks, -one.documents, one.issuer)))


def _leads(tasks: Iterable[DerivedTask]) -> tuple[Lead, ...]:
    counted: Counter[tuple[str | None, str]] = Counter()
    for derived in tasks:
        counted.update(leads(derived.task))
    return tuple(
        Lead(*body, count) for body, count in sorted(counted.items(), key=lambda one: (-one[1], one[0][1]))
    )
