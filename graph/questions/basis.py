"""The mirror of the mission's question: on what a task or a document rests, up to the law."""

from collections.abc import Iterator, Sequence

from graph.binding import target_of
from graph.errors import UnknownTask
from graph.identity import document_of_task, is_document_id
from graph.model import Task
from graph.port import DocumentNode, GraphReader, Mention
from graph.questions.grading import ground, strongest
from graph.questions.lineage import lineage, relatives
from graph.questions.path import Relative
from graph.questions.resolve import known_document
from graph.questions.walk import FIRST, Walk, lineage_relations
from graph.standing import Extent, extents


def basis(store: GraphReader, identifier: str) -> Iterator[Relative]:
    """Every document that the task or document with this id rests on, once, by its strongest path.

    Ordered by grade, distance and id. A document has no words of a single task: its bases are of grade `plan`,
    and `chain` above them. Raises UnknownTask or UnknownDocument.
    """
    if is_document_id(identifier):
        return lineage(store, identifier, "up")
    name = document_of_task(identifier)
    around = store.around(name, "up", lineage_relations(), limit=FIRST["up"])
    task = around.task(identifier)
    if task is None:
        raise UnknownTask(asked=identifier)
    return _Ascent(around, known_document(around, name), task).bases()


class _Ascent:
    """The documents above one task."""

    def __init__(self, store: GraphReader, plan: DocumentNode, task: Task) -> None:
        self._store = store
        self._plan = plan
        self._task = task
        self._walk = Walk(store, plan.document.id, "up")

    def bases(self) -> Iterator[Relative]:
        near = self._nearest([one.document for one in self._walk.near()])
        yield from near
        shown = {relative.document.document.id for relative in near}
        far = (one for one in self._walk.far() if one.document not in shown)
        yield from relatives(self._store, self._walk, far)

    def _nearest(self, bases: Sequence[str]) -> list[Relative]:
        paths = self._walk.paths(bases)
        mentions = self._mentions()
        extent = self._extent()
        found: list[Relative] = []
        for node in self._store.nodes(sorted(paths.keys() | mentions.keys())):
            name = node.document.id
            tie = ground(
                name,
                mentions.get(name, ()),
                paths[name][0] if name in paths else None,
                basis_title=node.document.title,
                plan_title=self._plan.document.title,
            )
            if derivation := strongest(self._task, extent, tie):
                found.append(Relative(node, derivation))
        return sorted(found, key=lambda relative: relative.derivation.rank)

    def _mentions(self) -> dict[str, list[Mention]]:
        """By the document that is mentioned."""
        found: dict[str, list[Mention]] = {}
        for mention in self._store.citations(self._plan.document.id):
            target = target_of(mention)
            if target not in (None, self._plan.document.id):
                found.setdefault(target, []).append(mention)
        return found

    def _extent(self) -> Extent:
        tasks = self._store.tasks([self._plan.document.id])
        return next(extent for task, extent in extents(tasks) if task.id == self._task.id)
