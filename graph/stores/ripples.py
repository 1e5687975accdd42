"""What a change did to the documents that it did not bring, and which of the readings that came is told of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph.binding import claims, source_of, target_of
from graph.model import Reading
from graph.port import Mention

Outcome: TypeAlias = Literal["added", "replaced", "unchanged"]
Place: TypeAlias = tuple[str, int]
"""A source's hash and the part in it: what a reading is known by."""


@dataclass(frozen=True, slots=True)
class Ripple:
    """What a change did to a document that it did not bring: the ids it hung on, and how many citations were bound."""

    document: str
    ids: frozenset[str]
    healed: int = 0


def place_of(reading: Reading) -> Place:
    """What the reading is known by."""
    return reading.source.sha256, reading.source.part


def outcome_of(place: Place, new: Collection[Place], held: Collection[Place]) -> Outcome:
    """What became of the reading at this place."""
    if place not in new:
        return "unchanged"
    return "replaced" if place in held else "added"


def ripple_of(change: tuple[Mention, Mention]) -> Ripple:
    """What a citation bound anew did: as it was, and as it is."""
    old, new = change
    ids = {i for c in (old.citation, new.citation) for i in (c.target, c.subject, *c.candidates) if i}
    return Ripple(new.document, frozenset(ids), int(target_of(old) is None and target_of(new) is not None))


def shared_out(
    ripples: Iterable[Ripple], new: Mapping[Place, Reading], brought: Collection[str]
) -> dict[Place, tuple[int, tuple[str, ...]]]:
    """Healed and touched by the reading that named what they hung on, the first if several or none did."""
    named = {place: {claim.id for claim in claims(reading)} for place, reading in new.items()}
    healed: Counter[Place] = Counter()
    touched: dict[Place, set[str]] = {place: set() for place in new}
    for ripple in ripples:
        if new and ripple.document not in brought:
            place = next((p for p, ids in named.items() if ids & ripple.ids), next(iter(new)))
            healed[place] += ripple.healed
            touched[place].add(ripple.document)
    return {place: (healed[place], tuple(sorted(touched[place]))) for place in new}


def ends(mention: Mention) -> set[str]:
    """The other documents at the ends of what a mention says."""
    both = (source_of(mention), target_of(mention))
    return {end for end in both if end is not None and end != mention.document}
