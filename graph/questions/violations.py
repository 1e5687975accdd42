"""What cannot be: edges that the law's order forbids are told, with their sentences, never hidden.

No document cites one that is issued later; none takes, through others, the place of one that took its own; a lower one
does not alter or end a higher one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from graph.binding import edges_of
from graph.heights import is_lower
from graph.identity import year
from graph.port import DocumentCriteria, DocumentNode, Edge, GraphReader
from graph.questions.force import force_relations
from graph.vocabulary import relations

Fault = Literal["cites_the_future", "circle_of_replacement", "lower_alters_higher"]
_AT_ONCE = 500
_FARTHEST = 50


Issued: TypeAlias = Callable[[str], date | None]
"""The day on which the document with an id was issued."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, and the edges that break it: one, or all of a circle."""

    fault: Fault
    edges: tuple[Edge, ...]


def violations(store: GraphReader) -> Iterator[Violation]:
    """Every violation, by rule as they are met, document by document."""
    succession: dict[str, list[Edge]] = {}
    for node, edges in _documents(store):
        issued = _issued(store, node)
        for edge in edges:
            yield from _of_edge(edge, issued)
            if _succeeds(edge):
                succession.setdefault(edge.target, []).append(edge)
    for circle in _circles(succession):
        yield Violation("circle_of_replacement", circle)


def violations_around(store: GraphReader, identifier: str) -> Iterator[Violation]:
    """Those of the edges that a document's text tells, and of the edges that reach it; a circle once."""
    told = edges_of(store.citations(identifier))
    edges = {(e.evidence.document, e.citation): e for e in (*told, *store.edges([identifier], "down"))}
    issued = _issued(store, store.document(identifier))
    for edge in edges.values():
        yield from _of_edge(edge, issued)
    circles = (_circle(store, edge) for edge in edges.values() if _succeeds(edge))
    if circle := next(filter(None, circles), ()):
        yield Violation("circle_of_replacement", circle)


def _issued(store: GraphReader, known: DocumentNode | None) -> Issued:
    """When documents were issued, each asked for once."""

    @cache
    def of(identifier: str) -> date | None:
        if known is not None and known.document.id == identifier:
            return known.document.issued_on
        node = store.document(identifier)
        return node.document.issued_on if node else None

    return of


def _succeeds(edge: Edge) -> bool:
    return relations()[edge.relation].succeeds and edge.provision is None


def _circle(store: GraphReader, edge: Edge) -> tuple[Edge, ...]:
    """The edges by which the one that succeeds is succeeded, in the end, by the one it took the place of."""
    succeeding = [code for code, relation in relations().items() if relation.succeeds]
    ways: dict[str, tuple[Edge, ...]] = {edge.source: (edge,)}
    frontier = [edge.source]
    for _ in range(_FARTHEST):
        found = [step for step in store.edges(frontier, "down", succeeding) if step.provision is None]
        frontier = []
        for step in found:
            if step.source == edge.target:
                return (*ways[step.target], step)
            if step.source not in ways:
                ways[step.source] = (*ways[step.target], step)
                frontier.append(step.source)
        if not frontier:
            break
    return ()


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


def _of_edge(edge: Edge, issued: Issued) -> Iterator[Violation]:
    if _may_be_later(edge):
        source, target = issued(edge.source), issued(edge.target)
        if source and target and target > source:
            yield Violation("cites_the_future", (edge,))
    announced = relations()[edge.relation].announces
    if edge.relation in force_relations() and not announced and is_lower(edge.source, edge.target):
        yield Violation("lower_alters_higher", (edge,))


def _may_be_later(edge: Edge) -> bool:
    """Whether the years of the ids leave it open that the target was issued later."""
    source, target = year(edge.source), year(edge.target)
    return source is None or target is None or target >= source


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
