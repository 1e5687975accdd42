"""Walking along lineage, level by level with a memory of what was seen: never recursive, cheap for the first levels."""

from collections.abc import Callable, Iterator
from functools import cache

from graph.port import Direction, Edge, GraphReader
from graph.questions.path import Hop
from graph.vocabulary import relations


@cache
def lineage_relations() -> frozenset[str]:
    """The relations along which tasks derive."""
    return frozenset(code for code, relation in relations().items() if relation.lineage)


def strength(edge: Edge) -> tuple[int, bool, bool, float, str, str, int]:
    """Of several edges the first by this order is shown: by relation, then what the recitals say, then the surest."""
    said_by_itself = edge.evidence.document == edge.source and not edge.evidence.secondary
    return (
        -relations()[edge.relation].strength,
        not said_by_itself,
        edge.evidence.section is not None,
        -edge.confidence,
        edge.source,
        edge.target,
        edge.citation,
    )


class Walk:
    """All documents above or below `start` along lineage, each with the strongest of its shortest paths.

    Only documents that `wanted` accepts are entered.
    """

    def __init__(
        self,
        store: GraphReader,
        start: str,
        direction: Direction,
        wanted: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._store = store
        self._start = start
        self._direction = direction
        self._wanted = wanted
        self._step: dict[str, Edge] = {}

    def levels(self) -> Iterator[tuple[str, ...]]:
        """The ids at distance 1, then 2, and so on, each level in order; ends with the first empty one."""
        frontier: tuple[str, ...] = (self._start,)
        while frontier := self._beyond(frontier):
            yield frontier

    def path(self, node: str) -> tuple[Hop, ...]:
        """The steps between `start` and a document that was reached, read upward."""
        steps: list[Edge] = []
        while node != self._start:
            steps.append(self._step[node])
            node = steps[-1].target if self._direction == "down" else steps[-1].source
        return tuple(Hop(edge) for edge in (steps if self._direction == "down" else reversed(steps)))

    def _beyond(self, frontier: tuple[str, ...]) -> tuple[str, ...]:
        level: dict[str, Edge] = {}
        edges = self._store.edges(frontier, self._direction, lineage_relations())
        for edge in sorted(edges, key=strength):
            level.setdefault(edge.source if self._direction == "down" else edge.target, edge)
        fresh = [node for node in level if node not in self._step and node != self._start]
        entered = sorted(node for node in fresh if self._wanted(node))
        self._step.update((node, level[node]) for node in entered)
        return tuple(entered)
