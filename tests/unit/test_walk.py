"""Walks meet what is asked for, and nothing farther."""

from typing import Any, cast

import pytest

from graph.port import GraphReader, Reached
from graph.questions.walk import Walk

NEAR = [Reached(f"near{place:04}", 1, 0) for place in range(300)]
FAR = [Reached(f"far{place:04}", 2, 0) for place in range(7000)]


class Hub:
    """A document with many near it and more behind these; keeps how far it was asked to look."""

    def __init__(self) -> None:
        self.depths: list[int | None] = []

    def reach(self, *_: object, limit: int | None, depth: int | None, **__: Any) -> tuple[Reached, ...]:
        self.depths.append(depth)
        return tuple(one for one in (*NEAR, *FAR) if depth is None or one.distance <= depth)[:limit]


@pytest.fixture
def hub() -> Hub:
    return Hub()


def walk_from(hub: Hub) -> Walk:
    return Walk(cast(GraphReader, hub), "hub", "down")


def test_those_near_a_hub_are_met_without_those_behind(hub: Hub) -> None:
    assert [*walk_from(hub).near()] == NEAR
    assert hub.depths == [None, 1]


def test_all_are_met_once_and_in_order(hub: Hub) -> None:
    walk = walk_from(hub)
    assert [*walk.near(), *walk.far()] == [*walk.reached()] == [*NEAR, *FAR]
