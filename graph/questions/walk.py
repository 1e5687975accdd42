"""Walking along lineage, nearest first: documents are met by hundreds, paths are sought only where they are shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import inf

from graph.port import Direction, Edge, GraphReader, Reached
from graph.vocabulary import relations

# A first page needs few of those below, then others as near as the last of these; whoever asks for more asks for all.
# Those above never are many.
_AT_ONCE: Mapping[Direction, Sequence[tuple[int | None, bool]]] = {
    "down": ((200, True), (5000, False), (5000, True), (None, True)),
    "up": ((None, True),),
}
"""How many documents are asked for, and whether also of those farther than what is known."""
FIRST: Mapping[Direction, int | None] = {direction: steps[0][0] for direction, steps in _AT_ONCE.items()}
"""How many documents a walk asks for first."""
_SETTING_AT_ONCE = (FIRST["down"], None)
# A page is found in the first portion, if all of it is told.
_SMALLEST_PORTION, _LARGEST_PORTION, _GROWTH = 50, 4096, 4


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


def portions(documents: Iterable[Reached], *, by_tasks: bool = True) -> Iterator[list[Reached]]:
    """The documents in portions that grow, measured by the tasks that they set or by their number."""
    size, portion, weight = _SMALLEST_PORTION, [], 0
    for document in documents:
        portion.append(document)
        weight += document.tasks if by_tasks else 1
        if weight >= size:
            yield portion
            size, portion, weight = min(_GROWTH * size, _LARGEST_PORTION), [], 0
    if portion:
        yield portion


class Walk:
    """All documents above or below `start` along lineage, each with the strongest of its shortest paths.

    Documents known to be issued after `at` are not entered.
    """

    def __init__(self, store: GraphReader, start: str, direction: Direction, at: date | None = None) -> None:
        self._store, self._start, self._direction, self._at = store, start, direction, at
        self._steps: dict[str, Edge] = {}
        self._followed: set[str] = set()
        self._distances = {start: 0}
        self._reached: list[Reached] = []
        self._sizes = iter(_AT_ONCE[direction])
        self._all_within: float = 0
        self._setting: list[Reached] = []
        self._setting_limits = [*_SETTING_AT_ONCE]

    def reached(self, within: float = inf) -> Iterator[Reached]:
        """Those no farther than this, nearest first, then by id."""
        place = 0
        while place < len(self._reached) or self._all_within < within:
            if place >= len(self._reached):
                self._grow()
            elif self._reached[place].distance > within:
                break
            else:
                yield self._reached[place]
                place += 1

    def near(self) -> Iterator[Reached]:
        """Those one step away."""
        return self.reached(within=1)

    def near_setting(self) -> Iterator[Reached]:
        """Those one step away that set tasks; the others, of which there may be thousands, are not looked at."""
        place = 0
        while place < len(self._setting) or self._grow_setting():
            yield self._setting[place]
            place += 1

    def far(self) -> Iterator[Reached]:
        """Those more than one step away."""
        return (reached for reached in self.reached() if reached.distance > 1)

    def paths(self, names: Collection[str]) -> dict[str, tuple[Edge, ...]]:
        """The steps between `start` and documents that were reached, read upward."""
        self._climb(names) if self._direction == "up" else self._descend(names)
        return {name: self._path(name) for name in names}

    def _grow(self) -> None:
        """Meet more documents, if there are any."""
        limit, farther = next(self._sizes)
        depth = None if farther else self._reached[-1].distance
        self._reached = [*self._reach(limit, depth)]
        is_all = limit is None or len(self._reached) < limit
        self._all_within = (depth or inf) if is_all else self._reached[-1].distance - 1

    def _grow_setting(self) -> bool:
        """Meet more of those that set tasks one step away; whether there were any."""
        if not self._setting_limits:
            return False
        limit = self._setting_limits.pop(0)
        found = self._reach(limit, depth=1, setting=True)
        if limit is None or len(found) < limit:
            self._setting_limits.clear()
        fresh = found[len(self._setting) :]
        self._setting += fresh
        return bool(fresh)

    def _reach(self, limit: int | None, depth: int | None, *, setting: bool = False) -> tuple[Reached, ...]:
        found = self._store.reach(
            self._start,
            self._direction,
            lineage_relations(),
            limit=limit,
            depth=depth,
            at=self._at,
            setting=setting,
        )
        self._distances.update((reached.document, reached.distance) for reached in found)
        return found

    def _descend(self, names: Collection[str]) -> None:
        """The strongest step up from each of these documents, and from those that it leads to, up to the start."""
        frontier = {*names} - self._steps.keys()
        while frontier:
            for edge in sorted(self._up(frontier), key=strength):
                self._steps.setdefault(edge.source, edge)
            frontier = {self._steps[name].target for name in frontier} - self._steps.keys() - {self._start}

    def _up(self, names: Collection[str]) -> Iterator[Edge]:
        """The edges from these documents to those that are one step nearer."""
        levels: dict[int, set[str]] = defaultdict(set)
        for name in names:
            levels[self._distances[name]].add(name)
        for distance, level in levels.items():
            nearer = {name for name, other in self._distances.items() if other == distance - 1}
            yield from self._store.edges(level, "up", lineage_relations(), ends=nearer)

    def _climb(self, names: Collection[str]) -> None:
        """The strongest step up to each document that is no farther than these."""
        farthest = max((self._distances[name] for name in names), default=0)
        followed = {name for name, distance in self._distances.items() if distance < farthest}
        fresh = followed - self._followed
        self._followed |= fresh
        for edge in sorted(self._store.edges(fresh, "up", lineage_relations()), key=strength):
            if self._is_step(edge.source, edge.target):
                self._steps.setdefault(edge.target, edge)

    def _is_step(self, nearer: str, farther: str) -> bool:
        distances = self._distances
        return nearer in distances and distances[nearer] + 1 == distances.get(farther)

    def _path(self, node: str) -> tuple[Edge, ...]:
        steps: list[Edge] = []
        while node != self._start:
            steps.append(self._steps[node])
            node = steps[-1].target if self._direction == "down" else steps[-1].source
        return tuple(steps if self._direction == "down" else reversed(steps))
