"""What stands around a document: the documents near it in both directions, their edges and their tasks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.errors import UnknownDocument, UnknownTask
from graph.identity import document_of_task, is_document_id
from graph.model import Task
from graph.port import DocumentNode, Edge, GraphReader
from graph.vocabulary import relations


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A view of the graph around `focus`, a document or task id; nearest first, `truncated` where more was left out."""

    focus: str
    documents: tuple[DocumentNode, ...]
    edges: tuple[Edge, ...]
    tasks: tuple[Task, ...]
    truncated: bool = False


def neighbourhood(
    store: GraphReader, focus: str, *, depth: int = 2, with_tasks: bool = True, limit: int = 300
) -> Neighbourhood:
    """Everything within `depth` edges of `focus`, at most `limit` documents and tasks together.

    Documents come before tasks, the nearest first; of equally near ones those of the stronger relation. Edges are
    all that stand between the documents kept. Raises UnknownDocument or UnknownTask.
    """
    centre = _centre(store, focus)
    near, cut = _reach(store, centre, depth, limit)
    documents = tuple(node for node in map(store.document, near) if node)
    tasks = _tasks(store, focus, documents) if with_tasks else ()
    room = max(limit - len(documents), 0)
    return Neighbourhood(focus, documents, _between(store, near), tasks[:room], cut or len(tasks) > room)


def _centre(store: GraphReader, focus: str) -> str:
    if store.document(focus) is not None:
        return focus
    if is_document_id(focus):
        raise UnknownDocument(asked=focus)
    if store.task(focus) is None:
        raise UnknownTask(asked=focus)
    return document_of_task(focus)


def _reach(store: GraphReader, centre: str, depth: int, limit: int) -> tuple[list[str], bool]:
    """Ids breadth first from `centre`, and whether `limit` left some out."""
    near = {centre: None}
    frontier = [centre]
    for _ in range(depth):
        frontier = [name for name in _beside(store, frontier) if name not in near]
        room = max(limit - len(near), 0)
        near.update(dict.fromkeys(frontier[:room]))
        if len(frontier) > room:
            return list(near), True
    return list(near), False


def _beside(store: GraphReader, frontier: Collection[str]) -> list[str]:
    """The other ends of all edges at `frontier`: strongest relation first, then by id."""
    strength = {relation.code: relation.strength for relation in relations().values()}
    best: dict[str, int] = {}
    for edge in (*store.edges(frontier, "up"), *store.edges(frontier, "down")):
        for end in (edge.source, edge.target):
            best[end] = max(best.get(end, 0), strength.get(edge.relation, 0))
    return sorted(best, key=lambda name: (-best[name], name))


def _between(store: GraphReader, near: Iterable[str]) -> tuple[Edge, ...]:
    kept = frozenset(near)
    return tuple(edge for edge in store.edges(sorted(kept), "up") if edge.target in kept)


def _tasks(store: GraphReader, focus: str, documents: Iterable[DocumentNode]) -> tuple[Task, ...]:
    """Tasks of the loaded documents, in the documents' order; the task in focus first."""
    loaded = [node.document.id for node in documents if node.loaded]
    place = {name: rank for rank, name in enumerate(loaded)}
    found = enumerate(store.tasks(loaded))
    ranked = sorted(
        found, key=lambda pair: (pair[1].id != focus, place[document_of_task(pair[1].id)], pair[0])
    )
    return tuple(task for _, task in ranked)
