"""Mentions that are bound to no document: what to load next, by how many of them it would heal."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.binding import NO_YEAR
from graph.identity import series
from graph.port import GraphReader, Mention

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class OpenSeries:
    """Mentions of one series, or of one wording where not even that is known.

    `heals` is how many would be bound once one document of the series is loaded: those that lack nothing but the
    year. `candidates` are the ids that they may mean; `example` is the first of them.
    """

    name: str
    number: str | None
    mentions: int
    documents: int
    heals: int
    reasons: tuple[str, ...]
    candidates: tuple[str, ...]
    example: Mention


@dataclass(slots=True)
class _Tally:
    example: Mention
    mentions: int = 0
    heals: int = 0
    documents: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    candidates: set[str] = field(default_factory=set)

    def count(self, mention: Mention) -> None:
        citation = mention.citation
        self.mentions += 1
        self.heals += citation.target is not None and citation.reason == NO_YEAR
        self.documents.add(mention.document)
        self.reasons.update(filter(None, [citation.reason]))
        self.candidates.update(citation.candidates)


def open_mentions(store: GraphReader) -> tuple[OpenSeries, ...]:
    """All that is open, what heals the most first, then by how often it is mentioned, then by name."""
    tallies: dict[str, _Tally] = {}
    for mention in _unresolved(store):
        tallies.setdefault(_name(mention), _Tally(mention)).count(mention)
    found = (_series(name, tally) for name, tally in tallies.items())
    return tuple(sorted(found, key=lambda one: (-one.heals, -one.mentions, one.name)))


def _unresolved(store: GraphReader) -> Iterator[Mention]:
    after: str | None = None
    while True:
        page = store.unresolved(limit=_AT_ONCE, after=after)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def _name(mention: Mention) -> str:
    citation = mention.citation
    if citation.target is not None:
        return series(citation.target)
    return " ".join((citation.number or citation.quote.text).split())


def _series(name: str, tally: _Tally) -> OpenSeries:
    return OpenSeries(
        name=name,
        number=tally.example.citation.number,
        mentions=tally.mentions,
        documents=len(tally.documents),
        heals=tally.heals,
        reasons=tuple(sorted(tally.reasons)),
        candidates=tuple(sorted(tally.candidates)),
        example=tally.example,
    )
