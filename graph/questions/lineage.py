"""Ancestry and descent: everything a document rests on, or that rests on it, however far."""

from collections.abc import Iterable, Iterator
from math import inf

from graph.port import Direction, GraphReader, Reached
from graph.questions.path import Derivation, Relative
from graph.questions.resolve import known_document
from graph.questions.walk import FIRST, Walk, lineage_relations, portions


def lineage(
    store: GraphReader, document_id: str, direction: Direction, depth: int | None = None
) -> Iterator[Relative]:
    """Documents above (`up`) or below (`down`), nearest first, then by id; all levels, or the first `depth`.

    Raises UnknownDocument.
    """
    around = store.around(document_id, direction, lineage_relations(), limit=FIRST[direction])
    walk = Walk(around, known_document(around, document_id).document.id, direction)
    return relatives(around, walk, walk.reached(inf if depth is None else depth))


def relatives(store: GraphReader, walk: Walk, reached: Iterable[Reached]) -> Iterator[Relative]:
    """These documents of a walk, each with its path."""
    for portion in portions(reached, by_tasks=False):
        names = [one.document for one in portion]
        paths = walk.paths(names)
        for node in store.nodes(names):
            path = paths[node.document.id]
            yield Relative(node, Derivation("plan" if len(path) == 1 else "chain", path))
