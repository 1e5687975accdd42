"""Who has a body's duties on a day: its type's successors by field, its province's merger, the end of the district.

Follows guide 4.6: a body that was split leads to all takers, the main one first; a district's body to nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from graph.bodies import Body, BodyType, successor_type, types_beside
from graph.vocabulary import Province, kind_of_id, known_documents, provinces

Change = Literal["succeeded", "field", "parted", "merged", "ended"]
UNVERIFIED = "(unverified)"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document by which bodies ended or handed over."""

    id: str
    name: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change, in force `since` a day, None where the day is not known.

    `succeeded`: the type had one main successor, which has at least `field` where that is told. `field`: it ended, and
    another took these fields. `parted`: it goes on without these fields. `merged`: its province became part of another.
    `ended`: nobody alone has its duties. `told_by` is where the vocabulary knows it from.
    """

    change: Change
    source: Body
    target: Body | None
    since: date | None
    instruments: tuple[Instrument, ...]
    told_by: str
    field: str | None = None

    @property
    def unverified(self) -> bool:
        """Whether the day is not known, or no document is named and the source is marked as not verified."""
        return self.since is None or (not self.instruments and UNVERIFIED in self.told_by)


@dataclass(frozen=True, slots=True)
class Heir:
    """Who has the duties, None where nobody alone does, and the steps that led there; none where nothing changed."""

    body: Body | None
    path: tuple[Step, ...] = ()

    @property
    def field(self) -> str | None:
        """The fields of work by which it is told from other takers; the main one has all others too."""
        return next((step.field for step in reversed(self.path) if step.field), None)

    @property
    def changed(self) -> bool:
        """Whether another has the duties; a collective of a merged province is still that of its province."""
        return any(step.change != "merged" or not step.source.type.collective for step in self.path)


@lru_cache(maxsize=4096)
def succession(body: Body, at: date) -> tuple[Heir, ...]:
    """All who have the body's duties on that day, the main one first."""
    return tuple(_heirs(body, at, ()))


def changes(body: Body) -> tuple[Step, ...]:
    """What happened to the body itself, on whatever day; what happened to its heirs is theirs."""
    return tuple(dict.fromkeys(heir.path[0] for heir in succession(body, date.max) if heir.path))


def heirs_of_task(body: Body, at: date, text: str) -> tuple[Heir, ...]:
    """Who has the body's duty in a task of these words: the taker of its field, or where that is not known, all.

    A body that goes on keeps what is not plainly of the fields that it gave away.
    """
    found = succession(body, at)
    of_field = tuple(heir for heir in found if heir.field and _speaks_of(text, heir.field))
    return of_field or tuple(heir for heir in found if all(step.change != "parted" for step in heir.path))


def predecessors(body: Body) -> tuple[Body, ...]:
    """The bodies whose duties it has, wholly or by field, however long ago; by id."""
    types = _types_before(body.type)
    found = {Body(kind, place) for kind in types for place in _places_before(body.place)}
    return tuple(sorted(filter(_was_there, found - {body}), key=lambda one: one.id))


def _heirs(body: Body, at: date, path: tuple[Step, ...]) -> Iterator[Heir]:
    if any(step.source == body for step in path):
        return
    following = _following(body, at)
    if not following:
        yield Heir(body, path)
    for step in following:
        yield from _after(step, at, path)
    until = (following[0].since if following else None) or at
    arrived = path[-1].since if path else _place_since(body.place)
    for step in _parted(body):
        if step.since and (arrived is None or step.since > arrived) and step.since <= until:
            yield from _after(step, at, path)


def _after(step: Step, at: date, path: tuple[Step, ...]) -> Iterator[Heir]:
    way = (*path, step)
    return _heirs(step.target, at, way) if step.target else iter((Heir(None, way),))


def _following(body: Body, at: date) -> tuple[Step, ...]:
    """What happens to it next, up to that day: its type's end before its province's where both are on one day."""
    ending = tuple(_ending(body)) if _has_begun(body.type, at) else ()
    moved = _moved(body)
    merging = (moved,) if moved and moved.since and moved.since <= at else ()
    if ending and merging:
        return merging if (ending[0].since or date.min) > (merging[0].since or date.min) else ending
    return ending or merging


def _has_begun(kind: BodyType, at: date) -> bool:
    """Whether its end or renaming had begun; one of unknown day by that of its instrument."""
    if kind.valid_to:
        return at > kind.valid_to
    days = [one.issued_on for one in _instruments(kind.instrument) if one.issued_on]
    return bool(kind.successor and days and at >= max(days))


def _ending(body: Body) -> Iterator[Step]:
    kind = body.type
    since = _day_after(kind.valid_to)
    acts = _instruments(kind.instrument)
    main = _at_same_place(body, kind.successor) if kind.successor else None
    change: Change = "succeeded" if main else "ended"
    fields = {taker: field for field, taker in kind.field_successors}
    yield Step(change, body, main, since, acts, kind.source, fields.pop(kind.successor or "", None))
    for taker, field in fields.items():
        yield Step("field", body, _at_same_place(body, taker), since, acts, kind.source, field)


def _parted(body: Body) -> Iterator[Step]:
    kind = body.type
    if kind.valid_to:
        return
    for field, taker in kind.field_successors:
        target = _at_same_place(body, taker)
        since = target.type.valid_from
        yield Step("parted", body, target, since, _instruments(kind.instrument), kind.source, field)


def _at_same_place(body: Body, kind: str) -> Body:
    found = successor_type(body.type, kind)
    return Body(found, None if found.central else body.place)


def _moved(body: Body) -> Step | None:
    row = _old_province(body.place)
    if row is None or not row.merged:
        return None
    target = Body(body.type, row.new_slug)
    acts = _instruments(row.instrument)
    return Step("merged", body, target, _day_after(row.valid_to), acts, row.source)


def _old_province(place: str | None) -> Province | None:
    return provinces().get(place) if place else None


def _place_since(place: str | None) -> date | None:
    """From which day there is a place of this slug, None where it was there before the mergers."""
    ends = (row.valid_to for row in provinces().values() if row.merged and row.new_slug == place)
    return _day_after(next(ends, None))


def _was_there(body: Body) -> bool:
    """Whether bodies of its type were still there when its place came to be."""
    since = _place_since(body.place)
    return since is None or body.type.valid_to is None or body.type.valid_to >= since


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _instruments(ids: tuple[str, ...]) -> tuple[Instrument, ...]:
    return tuple(_instrument(one) for one in ids)


def _instrument(identifier: str) -> Instrument:
    known = known_documents()[identifier]
    kind = kind_of_id(identifier)
    return Instrument(identifier, f"{kind.name} {known.number}" if kind else known.number, known.issued_on)


def _types_before(kind: BodyType) -> set[BodyType]:
    """The type itself and all that lead to it."""
    every = tuple(types_beside(kind))
    found = {kind}
    while fresh := {one for one in every if one not in found and _heads_to(one) & {two.id for two in found}}:
        found |= fresh
    return found


def _heads_to(kind: BodyType) -> set[str]:
    return {one for one in (kind.successor, *(taker for _, taker in kind.field_successors)) if one}


def _places_before(place: str | None) -> set[str | None]:
    return {place, *(row.slug for row in provinces().values() if row.merged and row.new_slug == place)}


def _speaks_of(text: str, fields: str) -> bool:
    said = f" {' '.join(_WORD.findall(text.lower()))} "
    return any(f" {' '.join(field.split())} " in said for field in fields.lower().split(","))
