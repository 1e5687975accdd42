"""What the vocabulary tells of the bodies that tasks are assigned to: who followed whom, and what is part of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

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
    """The properties of a body's node that the vocabulary gives, and the ties that leave it.

    `drawn` among the properties is a mark of all that is told of the body and of those to whom its ties lead: where a
    node bears it, there is nothing to draw.
    """

    properties: Properties
    ties: tuple[Tie, ...]


def kin(identifiers: Iterable[str]) -> dict[str, Kinsman]:
    """Those of these bodies that the vocabulary knows and all to whom their ties lead, however far, by id."""
    found: dict[str, Kinsman] = {}
    waiting = [*identifiers]
    while waiting:
        identifier = waiting.pop()
        one = None if identifier in found else kinsman(identifier)
        if one is not None:
            found[identifier] = one
            waiting += (tie.to for tie in one.ties)
    return found


@lru_cache(maxsize=8192)
def kinsman(identifier: str) -> Kinsman | None:
    """The body with this id, None where the vocabulary does not know it."""
    body = body_of(identifier)
    if body is None:
        return None
    properties, ties = _properties(body), tuple(_ties(body))
    further = [one.properties["drawn"] for tie in ties if (one := kinsman(tie.to))]
    mark = sha256(repr((properties, ties, further)).encode()).hexdigest()[:16]
    return Kinsman({**properties, "drawn": mark}, ties)


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
