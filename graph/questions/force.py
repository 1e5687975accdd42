"""What bears on a document's force: what others do to it, from which day, and who relies on it; the surest word first.

Legal time (from which day something holds) is kept apart from knowledge time (when the text that says so was issued):
seen through `Known`, a store has only what was told by a day.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Literal, Protocol

from graph.identity import year
from graph.port import Direction, DocumentNode, Edge
from graph.questions.walk import lineage_relations, strength
from graph.vocabulary import relations

DayKnown = Literal["stated", "entry", "issue", "unknown"]


class Ties(Protocol):
    """What is asked of a store: documents and the edges between them."""

    def document(self, identifier: str) -> DocumentNode | None:
        """The document with this id."""
        ...

    def edges(
        self, nodes: Collection[str], direction: Direction, relations: Collection[str] | None = None
    ) -> tuple[Edge, ...]:
        """The edges at any of `nodes`."""
        ...


class Known:
    """What texts issued by a day tell; of a text that cannot be dated, if its year was over by then."""

    def __init__(self, ties: Ties, by: date) -> None:
        self._ties, self._by = ties, by

    def document(self, identifier: str) -> DocumentNode | None:
        """The document with this id."""
        return self._ties.document(identifier)

    def edges(
        self, nodes: Collection[str], direction: Direction, relations: Collection[str] | None = None
    ) -> tuple[Edge, ...]:
        """The edges that were told by the day."""
        found = self._ties.edges(nodes, direction, relations)
        told = {name: self._is_told(name) for name in {edge.evidence.document for edge in found}}
        return tuple(edge for edge in found if told[edge.evidence.document])

    def _is_told(self, teller: str) -> bool:
        node = self._ties.document(teller)
        days = [node.document.issued_on] if node else []
        days += [source.published_on for source in node.sources] if node else []
        day = min((day for day in days if day), default=None)
        return (day or date(year(teller) or date.max.year, 12, 31)) <= self._by


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
    def suspends(self) -> bool:
        """Whether all of the target is out of force for a time."""
        return relations()[self.edge.relation].standing == "suspends" and self.edge.provision is None

    @property
    def resumes(self) -> bool:
        """Whether all of the target is in force again after such a time."""
        return relations()[self.edge.relation].standing == "resumes" and self.edge.provision is None

    @property
    def is_own(self) -> bool:
        """Whether the document itself says so."""
        return self.edge.source == self.edge.target

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
    """A text that rests on a document, alters it, upholds or lists it, and so takes it to be in force on `on`."""

    edge: Edge
    by: DocumentNode
    on: date


@cache
def force_relations() -> frozenset[str]:
    """The relations that end, alter or suspend their target."""
    bearing = (code for code, r in relations().items() if r.acts)
    return frozenset(bearing) | standing_relations("suspends", "resumes")


@cache
def standing_relations(*standings: str) -> frozenset[str]:
    """The relations that tell this of their target's force."""
    return frozenset(code for code, relation in relations().items() if relation.standing in standings)


def effects(store: Ties, identifier: str) -> tuple[Effect, ...]:
    """What is done to the document, by the day from which it holds; one for each document that acts and each part.

    That a list tells of its end without saying by what is left out where it is known by what.
    """
    edges = sorted(store.edges([identifier], "down", force_relations()), key=lambda edge: edge.source)
    found: list[Effect] = []
    for source, group in groupby(edges, key=lambda edge: edge.source):
        node = store.document(source)
        if node is not None:
            found += _of_one(store, node, list(group))
    if any(effect.ends and not _announces(effect.edge) for effect in found):
        found = [effect for effect in found if not (effect.ends and _announces(effect.edge))]
    return tuple(
        sorted(found, key=lambda effect: (effect.latest, not effect.succeeds, strength(effect.edge)))
    )


def _announces(edge: Edge) -> bool:
    return relations()[edge.relation].announces


def _of_one(store: Ties, by: DocumentNode, edges: list[Edge]) -> Iterator[Effect]:
    """What one document does: by its own words where they are loaded, else as others tell; each part once."""
    best = min(map(_rank, edges))
    parts: set[tuple[bool, str, str | None]] = set()
    for edge in sorted((edge for edge in edges if _rank(edge) == best), key=strength):
        if _part(edge) not in parts:
            parts.add(_part(edge))
            yield Effect(edge, by, *_day(store, by, edge, edges))


def _rank(edge: Edge) -> int:
    """The document's own words, an official list, those of another text, those of a report or a gathered list."""
    if edge.evidence.secondary:
        return 3
    if edge.evidence.document == edge.source:
        return 0
    return 1 if edge.evidence.official else 2


def _day(store: Ties, by: DocumentNode, edge: Edge, told: Sequence[Edge]) -> tuple[date | None, DayKnown]:
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


def _part(edge: Edge) -> tuple[bool, str, str | None]:
    """Which part is meant, and whether it ends, is altered, or out of force for a time."""
    relation = relations()[edge.relation]
    return relation.ends_validity, relation.standing, edge.provision


def acts_from(store: Ties, identifier: str) -> Edge | None:
    """The first thing that the document does to others on a stated day: it is in force by then."""
    done = store.edges([identifier], "up", force_relations())
    done = tuple(edge for edge in done if edge.target != identifier and not _announces(edge))
    dated = [(edge.takes_effect, strength(edge), edge) for edge in done if edge.takes_effect]
    return min(dated, key=lambda one: one[:2])[2] if dated else None


def listed_start(store: Ties, identifier: str) -> Edge | None:
    """The day of effect that an official list tells, the earliest list first."""
    told = store.edges([identifier], "down", standing_relations("starts"))
    dated = [edge for edge in told if edge.takes_effect]
    return min(dated, key=lambda edge: (edge.evidence.secondary, edge.source), default=None)


def reliances(store: Ties, identifier: str) -> Iterator[Reliance]:
    """The texts that take the document to be in force, the latest first; found year by year as they are asked for."""
    altering = {code for code in force_relations() if relations()[code].changes_text}
    wanted = lineage_relations() | altering | standing_relations("upholds")
    edges = store.edges([identifier], "down", wanted)
    by_year = sorted((e for e in edges if year(e.source)), key=lambda e: year(e.source) or 0, reverse=True)
    for _, group in groupby(by_year, key=lambda edge: year(edge.source)):
        yield from sorted(_dated(store, group), key=lambda one: (one.on, _first(one.edge)), reverse=True)


def _first(edge: Edge) -> tuple[bool, float, str]:
    return not edge.evidence.secondary, edge.confidence, edge.source


def _dated(store: Ties, edges: Iterable[Edge]) -> Iterator[Reliance]:
    """As of the day of issue; of a list, as of the last day that it covers."""
    for edge in edges:
        node = store.document(edge.source)
        if node is not None and node.document.issued_on is not None:
            covered = edge.takes_effect if _announces(edge) else None
            yield Reliance(edge, node, min(covered or date.max, node.document.issued_on))
