"""The question of the mission: which tasks derive from a document, how strongly, by which sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, takewhile

from graph.errors import UnknownDocument
from graph.identity import document_of_task
from graph.model import Task
from graph.port import DocumentNode, Edge, GraphReader, Mention
from graph.questions.grading import Ground, ground, strongest
from graph.questions.path import GRADES, Derivation, Grade
from graph.questions.standing import extents
from graph.questions.walk import Walk

_AT_ONCE = 500


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
    node = store.document(document_id)
    if node is None:
        raise UnknownDocument(asked=document_id)
    found = _Descent(store, node, at).tasks()
    if grade is None:
        return found
    last = GRADES.index(grade)
    upto = takewhile(lambda task: GRADES.index(task.derivation.grade) <= last, found)
    return (task for task in upto if task.derivation.grade == grade)


class _Descent:
    """The documents below one, seen as on a day."""

    def __init__(self, store: GraphReader, basis: DocumentNode, at: date | None) -> None:
        self._store = store
        self._basis = basis
        self._id = basis.document.id
        self._at = at
        self._walk = Walk(store, self._id, "down", self._issued)

    def tasks(self) -> Iterator[DerivedTask]:
        levels = self._walk.levels()
        near = self._nearest(next(levels, ()))
        yield from near
        shown = {found.task.id for found in near}
        for level in levels:
            for document, tasks in self._by_document(level):
                derivation = Derivation("chain", self._walk.path(document.document.id))
                yield from (DerivedTask(task, document, derivation) for task in tasks if task.id not in shown)

    def _nearest(self, resting: Sequence[str]) -> list[DerivedTask]:
        """Tasks of the documents that rest on the basis or mention it, by grade."""
        edges = {name: self._walk.path(name)[0].edge for name in resting}
        mentions = self._mentions()
        found = [
            DerivedTask(task, document, derivation)
            for document, tasks in self._by_document(sorted(edges.keys() | mentions.keys()))
            for tie in (self._ground(document, mentions, edges),)
            for task, extent in extents(tasks)
            if (derivation := strongest(task, extent, tie))
        ]
        return sorted(found, key=lambda task: task.derivation.rank)

    def _ground(
        self, plan: DocumentNode, mentions: dict[str, list[Mention]], edges: dict[str, Edge]
    ) -> Ground:
        name = plan.document.id
        return ground(
            self._id,
            mentions.get(name, ()),
            edges.get(name),
            basis_title=self._basis.document.title,
            plan_title=plan.document.title,
        )

    def _mentions(self) -> dict[str, list[Mention]]:
        """By the document that mentions the basis."""
        found: dict[str, list[Mention]] = {}
        after: str | None = None
        while True:
            page = self._store.cited_by(self._id, limit=_AT_ONCE, after=after)
            for mention in page.items:
                if mention.document != self._id and self._issued(mention.document):
                    found.setdefault(mention.document, []).append(mention)
            if page.next is None:
                return found
            after = page.next

    def _by_document(self, names: Sequence[str]) -> Iterator[tuple[DocumentNode, tuple[Task, ...]]]:
        """The documents that set tasks, in order, with all their tasks."""
        for start in range(0, len(names), _AT_ONCE):
            tasks = self._store.tasks(names[start : start + _AT_ONCE])
            for name, own in groupby(tasks, key=lambda task: document_of_task(task.id)):
                if node := self._store.document(name):
                    yield node, tuple(own)

    def _issued(self, name: str) -> bool:
        if self._at is None:
            return True
        node = self._store.document(name)
        issued = node.document.issued_on if node else None
        return issued is None or issued <= self._at
