"""Ancestry and descent: everything a document rests on, or that rests on it, however far."""

from collections.abc import Iterator
from itertools import islice

from graph.errors import UnknownDocument
from graph.port import Direction, GraphReader
from graph.questions.path import Derivation, Relative
from graph.questions.walk import Walk


def lineage(
    store: GraphReader, document_id: str, direction: Direction, depth: int | None = None
) -> Iterator[Relative]:
    """Documents above (`up`) or below (`down`), nearest first, then by id; all levels, or the first `depth`.

    Raises UnknownDocument.
    """
    if store.document(document_id) is None:
        raise UnknownDocument(asked=document_id)
    return _relatives(store, Walk(store, document_id, direction), depth)


def _relatives(store: GraphReader, walk: Walk, depth: int | None) -> Iterator[Relative]:
    for level in islice(walk.levels(), depth):
        for name in level:
            if node := store.document(name):
                path = walk.path(name)
                yield Relative(node, Derivation("plan" if len(path) == 1 else "chain", path))
