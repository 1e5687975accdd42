"""What bears on a document's force: what others do to it, from which day, and who relies on it; the surest word first.

Legal time (from which day something holds) is kept apart from knowledge time (when the text that says so was issued).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Literal

from graph.identity import year
from graph.port import DocumentNode, Edge, GraphReader
from graph.questions.walk import lineage_relations, strength
from graph.vocabulary import relations

DayKnown = Literal["stated", "entry", "issue", "unknown"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What `by` does to another document's force, with the sentence, and from which day.

    `day` tells how this day is known: `stated` by the sentence, the `entry` into force of the document that acts, its
    day of `issue` for want of better, or `unknown`. `whole` is false where only a part ends or is altered.
    """

    edge: Edge
    by: DocumentNode
    on: date | None
    day: DayKnown

    @property
    def ends(self) -> bool:
        """Whether all of the target ends."""
        return relations()[self.edge.relation].ends_validity and self.edge.provision is None

    @property
    def succeeds(self) -> bool:
        """Whether the one that acts takes the target's place."""
        return self.ends and relations()[self.edge.relation].succeeds

    def holds(self, at: date) -> bool:
        """Whether it has happened by then; of one without a day, if the year of the one that acts is over."""
        return self.latest <= at

    @property
    def latest(self) -> date:
        """The last day on which it can have begun."""
        return self.on or date(year(self.edge.source) or date.max.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Reliance:
    """A text, issued on `on`, that rests on a document or alters it, and so takes it to be in force."""

    edge: Edge
    by: DocumentNode
    on: date


@cache
def force_relations() -> frozenset[str]:
    """The relations that end or alter their target."""
    return frozenset(code for code, r in relations().items() if r.ends_validity or r.changes_text)


def effects(store: GraphReader, identifier: str) -> tuple[Effect, ...]:
    """What is done to the document, by the day from which it holds; one for each document that acts and each part."""
    edges = sorted(store.edges([identifier], "down", force_relations()), key=lambda edge: edge.source)
    found: list[Effect] = []
    for source, group in groupby(edges, key=lambda edge: edge.source):
        node = store.document(source)
        if node is not None and source != identifier:
            found += _of_one(store, node, list(group))
    return tuple(
        sorted(found, key=lambda effect: (effect.latest, not effect.succeeds, strength(effect.edge)))
    )


def _of_one(store: GraphReader, by: DocumentNode, edges: list[Edge]) -> Iterator[Effect]:
    """What one document does: by its own words where they are loaded, else as others tell; each part once."""
    best = min(map(_rank, edges))
    parts: set[tuple[bool, str | None]] = set()
    for edge in sorted((edge for edge in edges if _rank(edge) == best), key=strength):
        if _part(edge) not in parts:
            parts.add(_part(edge))
            yield Effect(edge, by, *_day(store, by, edge, edges))


def _rank(edge: Edge) -> int:
    """The document's own words, those of another text, those of a report or a list."""
    if edge.evidence.secondary:
        return 2
    return int(edge.evidence.document != edge.source)


def _day(
    store: GraphReader, by: DocumentNode, edge: Edge, told: Sequence[Edge]
) -> tuple[date | None, DayKnown]:
    """The stated day, by this sentence or another of the same standing; else by what else is known."""
    same = [other for other in told if _part(other) == _part(edge)]
    stated = [edge, *(other for other in same if _rank(other) == _rank(edge))]
    if day := next((other.takes_effect for other in stated if other.takes_effect), None):
        return day, "stated"
    if by.document.effective_on:
        return by.document.effective_on, "entry"
    if day := min((other.takes_effect for other in same if other.takes_effect), default=None):
        return day, "stated"
    if acted := acts_from(store, by.document.id):
        return acted.takes_effect, "entry"
    return by.document.issued_on, "issue" if by.document.issued_on else "unknown"


def _part(edge: Edge) -> tuple[bool, str | None]:
    """Which part is meant, and whether it ends."""
    return relations()[edge.relation].ends_validity, edge.provision


def acts_from(store: GraphReader, identifier: str) -> Edge | None:
    """The first thing that the document does on a stated day: it is in force by then."""
    done = store.edges([identifier], "up", force_relations())
    dated = [(edge.takes_effect, strength(edge), edge) for edge in done if edge.takes_effect]
    return min(dated, key=lambda one: one[:2])[2] if dated else None


def reliances(store: GraphReader, identifier: str) -> Iterator[Reliance]:
    """The texts that take the document to be in force, the latest first; found year by year as they are asked for."""
    wanted = lineage_relations() | {code for code in force_relations() if relations()[code].changes_text}
    edges = store.edges([identifier], "down", wanted)
    by_year = sorted((e for e in edges if year(e.source)), key=lambda e: year(e.source) or 0, reverse=True)
    for _, group in groupby(by_year, key=lambda edge: year(edge.source)):
        yield from sorted(_dated(store, group), key=lambda one: (one.on, _first(one.edge)), reverse=True)


def _first(edge: Edge) -> tuple[bool, float, str]:
    return not edge.evidence.secondary, edge.confidence, edge.source


def _dated(store: GraphReader, edges: Iterable[Edge]) -> Iterator[Reliance]:
    for edge in edges:
        node = store.document(edge.source)
        if node is not None and node.document.issued_on is not None:
            yield Reliance(edge, node, node.document.issued_on)
