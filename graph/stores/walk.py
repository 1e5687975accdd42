"""What is asked of a walk from a document."""

from dataclasses import dataclass, replace
from datetime import date

from graph.port import Direction


@dataclass(frozen=True, slots=True)
class Walk:
    """The first `limit` documents along these relations, not known to be issued after `at`, none beyond `depth`.

    All of these, or those `setting` tasks.
    """

    start: str
    direction: Direction
    relations: frozenset[str]
    limit: int | None = None
    depth: int | None = None
    at: date | None = None
    setting: bool = False

    @property
    def beside(self) -> "Walk":
        """The same of those one step away that set tasks."""
        return replace(self, depth=1, setting=True)
