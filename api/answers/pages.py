"""Lists as every door shows them, in pages that the store cut or that are cut here, by how many were shown before."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from api.answers.shapes import Listing
from graph.port import Page

Found = TypeVar("Found")
Item = TypeVar("Item")

ALL = 10**9


def stored(found: Page[Found], view: Callable[[Found], Item]) -> Listing[Item]:
    """A page as the store cut it."""
    return {"items": [view(item) for item in found.items], "total": found.total, "next": found.next}


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


def first_page(
    found: Iterable[Found],
    view: Callable[[Found], Item],
    count: Callable[[], int],
    *,
    limit: int = ALL,
    offset: int = 0,
) -> Listing[Item]:
    """As `page`, without looking at what comes after it; `count` is asked where that cannot be told from the page."""
    shown = tuple(islice(found, offset, offset + limit))
    total = offset + len(shown) if shown and len(shown) < limit else count()
    end = offset + len(shown)
    return {
        "items": [view(item) for item in shown],
        "total": total,
        "next": str(end) if shown and end < total else None,
    }
