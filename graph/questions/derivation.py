"""The question of the mission: which tasks derive from a document, how strongly, by which sentences.

The first ones are found without the far ones, and all of them are counted without being looked at: a decree on which
thousands of plans rest answers as soon as any other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.errors import UnknownDocument
from graph.identity import document_of_task, task_id
from graph.model import Task
from graph.port import DocumentNode, Edge, GraphReader, Reached, TaskMention
from graph.questions.grading import first_shared, subjects_of
from graph.questions.path import GRADES, Derivation, Grade
from graph.questions.resolve import known_document
from graph.questions.shared_words import telling_pairs
from graph.questions.walk import FIRST, Walk, lineage_relations, portions
from graph.standing import rests

# What must be found first, so that a task is told by its strongest grade only.
_BEFORE: Mapping[Grade, tuple[Grade, ...]] = {
    "direct": (),
    "section": ("direct",),
    "subject": ("direct", "section"),
    "plan": ("direct", "section", "subject"),
    "chain": ("direct", "section"),
}


@dataclass(frozen=True, slots=True)
class DerivedTask:
    """A task, the document that sets it, and the strongest way in which it derives from the document asked about."""

    task: Task
    document: DocumentNode
    derivation: Derivation


def derived_tasks(
    store: GraphReader, document_id: str, *, grade: Grade | None = None, at: date | None = None
) -> Iterator[DerivedTask]:
    """Every task that derives from the document, once, by its strongest path; of one grade, or of all.

    Ordered by grade, distance, document and running number, and found as it is asked for: the first ones do not wait
    for the far ones. `at` leaves out documents issued after that day. Tasks that the document itself sets are its own,
    not derived. Raises UnknownDocument.
    """
    around = store.around(document_id, "down", lineage_relations(), limit=FIRST["down"], at=at, tasks=True)
    return _Descent(around, known_document(around, document_id), at).tasks(grade)


def count_derived(
    store: GraphReader, document_id: str, *, grade: Grade | None = None, at: date | None = None
) -> int:
    """How many `derived_tasks` gives. Raises UnknownDocument."""
    if grade is not None:
        return sum(1 for _ in derived_tasks(store, document_id, grade=grade, at=at))
    found = store.tasks_below(document_id, lineage_relations(), at=at)
    if found is None:
        raise UnknownDocument(asked=document_id)
    below, apart = found
    return below + len({task for tasks in _standing_for(apart).values() for task in tasks})


class _Descent:
    """The documents below one, seen as on a day."""

    def __init__(self, store: GraphReader, basis: DocumentNode, at: date | None) -> None:
        self._store = store
        self._title = basis.document.title
        self._id = basis.document.id
        self._at = at
        self._walk = Walk(store, self._id, "down", at)

    def tasks(self, grade: Grade | None) -> Iterator[DerivedTask]:
        """Of this grade or of all; each task once."""
        finders: Mapping[Grade, Callable[[set[str]], Iterator[DerivedTask]]] = {
            "direct": lambda shown: self._by_mention("direct", shown),
            "section": lambda shown: self._by_mention("section", shown),
            "subject": self._by_subject,
            "plan": lambda shown: self._of(self._walk.near_setting(), "plan", shown),
            "chain": lambda shown: self._of(self._far_setting(), "chain", shown),
        }
        wanted = GRADES if grade is None else (*_BEFORE[grade], grade)
        shown: set[str] = set()
        for one in wanted:
            for found in finders[one](shown):
                shown.add(found.task.id)
                if grade in (None, one):
                    yield found

    @cached_property
    def _mentions(self) -> dict[Grade, dict[str, Edge]]:
        return _standing_for(self._store.mentions_for_tasks(self._id))

    def _by_mention(self, grade: Grade, shown: set[str]) -> Iterator[DerivedTask]:
        mentions = {task: mention for task, mention in self._mentions[grade].items() if task not in shown}
        often = Counter(map(document_of_task, mentions))
        for portion in portions(Reached(name, 1, often[name]) for name in sorted(often)):
            names = [one.document for one in portion]
            nodes = self._nodes(names)
            told = [task for task in mentions if document_of_task(task) in nodes]
            for task in self._store.tasks_named(told):
                node = nodes[document_of_task(task.id)]
                if self._is_issued(node):
                    yield DerivedTask(task, node, Derivation(grade, (mentions[task.id],)))

    def _by_subject(self, shown: set[str]) -> Iterator[DerivedTask]:
        """Tasks of the plans that rest on the document, where they share words with what it is about."""
        for portion in portions(self._walk.near_setting()):
            names = [one.document for one in portion]
            subjects = self._subjects(names)
            pairs = {
                pair for titles in subjects.values() for title in titles for pair in telling_pairs(title)
            }
            alike = [
                task
                for task in self._store.tasks_saying(names, pairs)
                if task.id not in shown and first_shared(subjects[document_of_task(task.id)], task, "")
            ]
            yield from self._shown(alike, subjects)

    def _shown(self, alike: Sequence[Task], subjects: Mapping[str, Sequence[str]]) -> Iterator[DerivedTask]:
        """Those that are alike also where the plan's own title is left out of account."""
        names = list(dict.fromkeys(document_of_task(task.id) for task in alike))
        nodes, paths = self._nodes(names), self._walk.paths(names)
        for task in alike:
            name = document_of_task(task.id)
            if words := first_shared(subjects[name], task, nodes[name].document.title or ""):
                yield DerivedTask(task, nodes[name], Derivation("subject", paths[name], words))

    def _subjects(self, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """What the document is about, as each of these plans has it."""
        given: dict[str, list[str]] = {name: [] for name in names}
        for title in self._store.titles_given(self._id, names):
            if rests(title):
                given[title.document].append(title.title)
        return {name: subjects_of(titles, self._title) for name, titles in given.items()}

    def _of(self, documents: Iterable[Reached], grade: Grade, shown: set[str]) -> Iterator[DerivedTask]:
        """All other tasks of these documents."""
        for portion in portions(documents):
            place = {one.document: n for n, one in enumerate(portion)}
            tasks = sorted(self._store.tasks(place), key=lambda task: place[document_of_task(task.id)])
            left = [task for task in tasks if task.id not in shown]
            names = list(dict.fromkeys(document_of_task(task.id) for task in left))
            nodes, paths = self._nodes(names), self._walk.paths(names)
            for task in left:
                name = document_of_task(task.id)
                yield DerivedTask(task, nodes[name], Derivation(grade, paths[name]))

    def _far_setting(self) -> Iterator[Reached]:
        return (one for one in self._walk.far() if one.tasks)

    def _nodes(self, names: Sequence[str]) -> dict[str, DocumentNode]:
        return {node.document.id: node for node in self._store.nodes(names)}

    def _is_issued(self, node: DocumentNode) -> bool:
        issued = node.document.issued_on
        return self._at is None or issued is None or issued <= self._at


def _standing_for(found: Iterable[TaskMention]) -> dict[Grade, dict[str, Edge]]:
    """By grade and task the first mention that stands for the task, where something may rest on it."""
    resting = [one for one in found if rests(one)]
    return {
        "direct": _firsts((one.edge, one.direct) for one in resting),
        "section": _firsts((one.edge, one.section) for one in resting),
    }


def _firsts(told: Iterable[tuple[Edge, Iterable[int]]]) -> dict[str, Edge]:
    """By task the first of the mentions that stand for these tasks of their documents."""
    found: dict[str, Edge] = {}
    for mention, numbers in told:
        for number in numbers:
            found.setdefault(task_id(mention.source, number), mention)
    return found
