"""What the vocabulary tells of the bodies that tasks are assigned to: who followed whom, and what is part of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.bodies import Body, body_of, whole_of
from graph.stores.neo4j.values import Properties, known, named
from graph.succession import Step, changes


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship of this type that leads to the body with this id."""

    kind: str
    to: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Kinsman:
    """The properties of a body's node that the vocabulary gives, and the ties that leave it."""

    properties: Properties
    ties: tuple[Tie, ...]


def kin(identifiers: Iterable[str]) -> dict[str, Kinsman]:
    """Those of these bodies that the vocabulary knows and all to whom their ties lead, however far, by id."""
    found: dict[str, Kinsman] = {}
    waiting = [*identifiers]
    while waiting:
        identifier = waiting.pop()
        kinsman = None if identifier in found else _kinsman(identifier)
        if kinsman is not None:
            found[identifier] = kinsman
            waiting += (tie.to for tie in kinsman.ties)
    return found


@lru_cache(maxsize=8192)
def _kinsman(identifier: str) -> Kinsman | None:
    body = body_of(identifier)
    return Kinsman(_properties(body), tuple(_ties(body))) if body else None


def _properties(body: Body) -> Properties:
    kind = body.type
    shown = {"name": named(body.name), "level": kind.level, "place": body.place, "valid_to": kind.valid_to}
    return known({"key": body.id, "id": body.id, **shown})


def _ties(body: Body) -> Iterable[Tie]:
    yield from (_followed(step, step.target) for step in changes(body) if step.target)
    if whole := whole_of(body):
        yield Tie("PART_OF", whole.id, {})


def _followed(step: Step, target: Body) -> Tie:
    """`name` are the documents by which it was done, as people write them."""
    told = {
        **{"change": step.change, "since": step.since, "field": step.field, "told_by": step.told_by},
        "name": "; ".join(one.name for one in step.instruments) or None,
        "instruments": [one.id for one in step.instruments] or None,
    }
    return Tie("SUCCEEDED_BY", target.id, known(told))
