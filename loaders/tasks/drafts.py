"""A task of running text before its fields are read."""

from dataclasses import dataclass

from loaders.tasks.members import Name

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A task's words, its actors, who works with them; `action` is after the actors.

    `due`, `product` and `budget` are told by a label beside it (`Thời gian: Quý II`).
    """

    start: int
    end: int
    action: int
    leads: tuple[Name, ...]
    partners: tuple[Name, ...] = ()
    no: str | None = None
    request: bool = False
    due: Extent | None = None
    product: Extent | None = None
    budget: Extent | None = None
