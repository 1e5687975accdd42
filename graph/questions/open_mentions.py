"""Mentions that are bound to no document: what to load next, by how many of them it would heal."""

from dataclasses import dataclass

from graph.port import GraphReader, OpenSeries


@dataclass(frozen=True, slots=True)
class OpenMentions:
    """A stretch of all series that are open, and how many there are."""

    series: tuple[OpenSeries, ...]
    total: int


def open_mentions(store: GraphReader, *, limit: int, skip: int = 0) -> OpenMentions:
    """What is open, what heals the most first, then by how often it is mentioned, then by name."""
    return OpenMentions(*store.open_series(limit=limit, skip=skip))
