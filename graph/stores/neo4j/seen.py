"""What was seen around a document, and what it answers of what is asked there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.binding import edge_order
from graph.model import Task
from graph.port import DocumentNode, Edge, Reached, TaskMention, TitleGiven
from graph.stores import rows
from graph.stores.neo4j.nodes import to_node
from graph.stores.walk import Walk

Row: TypeAlias = Sequence[Any]
ByDocument: TypeAlias = Mapping[str, Sequence[Row]]
TARGET = rows.EDGE.index("bound")
DISTANCE, TASKS = 1, 2


@dataclass(frozen=True, slots=True)
class Seen:
    """The first documents that a walk meets, nodes of the start and of some, and edges upward of some.

    `steps` are edges of documents next to the start to this, `edges` of others: all, or to what is met by a walk down.
    `tasks`, `titles` (what documents next to the start call it), `told` (the first tasks that mentions of the start
    stand for, by id), these `mentions` and `setting` (of a crowd next to the start the first that set tasks) are there
    if asked for. All as rows, by document: few of them will be looked at. What is not known is answered by None.
    """

    walk: Walk
    reached: Mapping[str, Row] | None
    nodes: ByDocument
    steps: ByDocument
    edges: ByDocument
    tasks: ByDocument | None = None
    titles: ByDocument | None = None
    told: Mapping[str, str] | None = None
    mentions: Sequence[Row] | None = None
    setting: Sequence[Row] | None = None
    _read: dict[str, Task] = field(default_factory=dict)

    @property
    def is_looking_down(self) -> bool:
        """Whether there is a document, from which whoever stands there looks down."""
        return self.walk.direction == "down" and self.walk.start in self.nodes

    def find_nodes(self, names: Collection[str]) -> tuple[DocumentNode, ...] | None:
        """The documents, in the order asked."""
        return self.nodes_among(names) if self.nodes.keys() >= {*names} else None

    def nodes_among(self, names: Collection[str]) -> tuple[DocumentNode, ...]:
        """Those that are known, in the order asked."""
        return tuple(to_node(*row) for name in names for row in self.nodes.get(name, ()))

    def reach(self, walk: Walk) -> tuple[Reached, ...] | None:
        """What was met, if that is what is asked."""
        known: Iterable[Row] | None = None
        if walk == self.walk:
            known = None if self.reached is None else self.reached.values()
        elif walk == self.walk.beside:
            known = self._setting()
        return None if known is None else tuple(Reached(*row) for row in known)

    def _setting(self) -> Sequence[Row] | None:
        """Those next to the start that set tasks."""
        if self.setting is not None or self.reached is None:
            return self.setting
        met = [*self.reached.values()]
        is_level = len(met) != self.walk.limit or met[-1][DISTANCE] > 1
        return [row for row in met if row[DISTANCE] == 1 and row[TASKS]] if is_level else None

    def edges_up(self, names: Collection[str], ends: Collection[str] | None) -> tuple[Edge, ...] | None:
        """The edges of the walk's relations."""
        known = self.steps if ends is not None and {*ends} == {self.walk.start} else self.edges
        if not known.keys() >= {*names} or not self._leads_to(ends):
            return None
        found = (row for row in _of(known, names) if ends is None or row[TARGET] in ends)
        return tuple(sorted(map(rows.to_edge, found), key=edge_order))

    def _leads_to(self, ends: Collection[str] | None) -> bool:
        """Whether edges to all these ends are known."""
        if self.walk.direction == "up":
            return True
        return ends is not None and {*ends} - {self.walk.start} <= (self.reached or {}).keys()

    def tasks_of(self, names: Collection[str]) -> tuple[Task, ...] | None:
        """All their tasks."""
        found = self._tasks(names)
        return None if found is None else tuple(self._task(body) for _, body, _ in found)

    def tasks_named(self, identifiers: Collection[str]) -> tuple[Task, ...] | None:
        """Those with these ids."""
        wanted = {*identifiers}
        if self.told is None or not self.told.keys() >= wanted:
            return None
        return tuple(self._task(body) for name, body in self.told.items() if name in wanted)

    def tasks_saying(self, names: Collection[str], pairs: Collection[str]) -> tuple[Task, ...] | None:
        """Those in which one of these pairs stands."""
        found = self._tasks(names)
        if found is None:
            return None
        return tuple(self._task(body) for _, body, said in found if any(pair in said for pair in pairs))

    def titles_given(self, names: Collection[str]) -> tuple[TitleGiven, ...] | None:
        """What they call the start."""
        if self.titles is None or not self.titles.keys() >= {*names}:
            return None
        return tuple(TitleGiven(*row) for row in _of(self.titles, names))

    def mentions_for_tasks(self) -> tuple[TaskMention, ...] | None:
        """Mentions of the start that stand for tasks of others."""
        return None if self.mentions is None else tuple(map(rows.to_task_mention, self.mentions))

    def _tasks(self, names: Collection[str]) -> Iterable[Row] | None:
        return _of(self.tasks, names) if self.tasks is not None and self.tasks.keys() >= {*names} else None

    def _task(self, body: str) -> Task:
        """The task of its JSON, which is read once."""
        if body not in self._read:
            self._read[body] = rows.to_task(body)
        return self._read[body]


def _of(by_document: ByDocument, names: Iterable[str]) -> Iterable[Row]:
    return (row for name in sorted({*names}) for row in by_document.get(name, ()))


def by_document(found: Iterable[Row]) -> dict[str, Sequence[Row]]:
    """Rows by their first value, the document."""
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        rows_of[row[0]].append(row)
    return {**rows_of}
