"""Answers that are found as they are asked for, cut into pages; the cursor is how many were shown before."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from api.shapes import Listing

Found = TypeVar("Found")
Item = TypeVar("Item")

ALL = 10**9


def page(
    found: Iterable[Found], view: Callable[[Found], Item], *, limit: int = ALL, offset: int = 0
) -> Listing[Item]:
    """The stretch that begins after `offset` items, and the count of all."""
    everything = tuple(found)
    end = offset + limit
    return {
        "items": [view(item) for item in everything[offset:end]],
        "total": len(everything),
        "next": str(end) if end < len(everything) else None,
    }
