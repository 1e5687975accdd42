"""What cannot be: edges that the law's order forbids are told, with their sentences, never hidden.

No document cites one that is issued later; none takes, through others, the place of one that took its own; a lower one
does not alter or end a higher one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.model import Document
from graph.port import DocumentCriteria, DocumentNode, Edge, GraphReader
from graph.questions.force import force_relations
from graph.vocabulary import Kind, kinds, relations

Fault = Literal["cites_the_future", "circle_of_replacement", "lower_alters_higher"]
_AT_ONCE = 500
# The term of an issuer: `qh15`, `dai-hoi-dang-bo-tinh.bac-ninh.20`; not the year of `ubnd-t.bac-ninh-2025`.
_TERM = re.compile(r"(?<=[a-z])\.?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, and the edges that break it: one, or all of a circle."""

    fault: Fault
    edges: tuple[Edge, ...]


def violations(store: GraphReader) -> Iterator[Violation]:
    """Every violation, by rule as they are met, document by document."""
    succession: dict[str, list[Edge]] = {}
    for node, edges in _documents(store):
        for edge in edges:
            target = store.document(edge.target)
            if target is not None:
                yield from _of_edge(edge, node.document, target.document)
            if relations()[edge.relation].succeeds and edge.provision is None:
                succession.setdefault(edge.target, []).append(edge)
    for circle in _circles(succession):
        yield Violation("circle_of_replacement", circle)


def _documents(store: GraphReader) -> Iterator[tuple[DocumentNode, tuple[Edge, ...]]]:
    after: str | None = None
    while True:
        page = store.documents(DocumentCriteria(), limit=_AT_ONCE, after=after)
        by_source: dict[str, list[Edge]] = {}
        for edge in store.edges([node.document.id for node in page.items], "up"):
            by_source.setdefault(edge.source, []).append(edge)
        yield from ((node, tuple(by_source.get(node.document.id, ()))) for node in page.items)
        if page.next is None:
            return
        after = page.next


def _of_edge(edge: Edge, source: Document, target: Document) -> Iterator[Violation]:
    if source.issued_on and target.issued_on and target.issued_on > source.issued_on:
        yield Violation("cites_the_future", (edge,))
    announced = relations()[edge.relation].announces
    if edge.relation in force_relations() and not announced and _is_lower(source, target):
        yield Violation("lower_alters_higher", (edge,))


def _is_lower(source: Document, target: Document) -> bool:
    """By the rank of their kinds; the norms of one body are of one rank, such as a parliament's."""
    one, other = kinds_by_slug().get(_slug(source)), kinds_by_slug().get(_slug(target))
    if one is None or other is None or one.rank <= other.rank:
        return False
    return not (one.normative and other.normative and _body(source) == _body(target))


@cache
def kinds_by_slug() -> Mapping[str, Kind]:
    """The kinds by the slug that ids bear."""
    return {kind.slug: kind for kind in reversed(list(kinds().values()))}


def _slug(document: Document) -> str:
    return document.id.split(":")[1]


def _body(document: Document) -> str:
    return _TERM.sub("", document.id.partition(":")[0])


def _circles(succession: Mapping[str, Sequence[Edge]]) -> Iterator[tuple[Edge, ...]]:
    """Circles of documents that take one another's place in the end, each from where it is first entered."""
    done: set[str] = set()
    for start in sorted(succession):
        way: list[Edge] = []
        places = {start: 0}
        open_ones = [iter(succession[start])] if start not in done else []
        while open_ones:
            edge = next(open_ones[-1], None)
            if edge is None:
                open_ones.pop()
                done.add(way.pop().source if way else start)
                places = {name: place for name, place in places.items() if place <= len(way)}
            elif edge.source in places:
                yield (*way[places[edge.source] :], edge)
            elif edge.source not in done:
                way.append(edge)
                places[edge.source] = len(way)
                open_ones.append(iter(succession.get(edge.source, ())))
