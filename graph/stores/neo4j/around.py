"""What is around a document, fetched in one trip: what the questions that walk from it ask first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.binding import edge_order
from graph.model import Task
from graph.port import Direction, DocumentNode, Edge, Reached, TaskMention, TitleGiven
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.nodes import IN_ORDER, MENTIONING, NODE, to_node, types_of
from graph.stores.neo4j.values import to_edge, to_task_mention
from graph.stores.neo4j.walks import Walk, reaching

Row: TypeAlias = Sequence[Any]
ByDocument: TypeAlias = Mapping[str, Sequence[Row]]
# Whoever looks down sees a page, whoever looks up sees all.
NEAREST: Mapping[Direction, int] = {"down": 64, "up": 256}
NODES = f"UNWIND near AS d RETURN {NODE}"
EDGES = (
    "UNWIND near AS d MATCH (d)-[e:{types}]->(:Document) WHERE e.relation IN $relations"
    f" RETURN [d.id, {', '.join(f'e.{name}' for name in rows.EDGE)}]"
)
TASKS = (
    "UNWIND near AS d MATCH (d)-[:CONTAINS]->(t:Task)"
    " WITH d, t ORDER BY t.running RETURN [d.id, t.body, t.syllables]"
)
TITLES = (
    "UNWIND near AS d MATCH (d)-[:MENTIONS]->(c:Citation) WHERE c.bound = $start AND c.title IS NOT NULL"
    " WITH d, c ORDER BY c.place RETURN [d.id, c.relation, c.subject, c.title]"
)
MENTIONS = f"{MENTIONING}{IN_ORDER} RETURN properties(c)"


@dataclass(frozen=True, slots=True)
class Seen:
    """The first documents that a walk meets, and of the start and the nearest of them nodes and edges upward.

    `tasks`, `titles` (what they call the start) and `mentions` (of the start, for tasks) are there if asked for. All
    as rows, by document: few of them will be looked at. What is not known is answered by None.
    """

    walk: Walk
    reached: Sequence[Row]
    nodes: ByDocument
    edges: ByDocument
    tasks: ByDocument | None = None
    titles: ByDocument | None = None
    mentions: Sequence[Mapping[str, Any]] | None = None

    def find_nodes(self, names: Collection[str]) -> tuple[DocumentNode, ...] | None:
        """The documents, in the order asked."""
        if not self._knows(names):
            return None
        return tuple(to_node(*row) for name in names for row in self.nodes[name])

    def reach(self, walk: Walk) -> tuple[Reached, ...] | None:
        """What was met, if that is what is asked."""
        return tuple(Reached(*row) for row in self.reached) if walk == self.walk else None

    def edges_up(self, names: Collection[str]) -> tuple[Edge, ...] | None:
        """The edges of the walk's relations."""
        if not self._knows(names):
            return None
        return tuple(sorted((to_edge(row[1:]) for row in _of(self.edges, names)), key=edge_order))

    def tasks_of(self, names: Collection[str]) -> tuple[Task, ...] | None:
        """All their tasks."""
        if self.tasks is None or not self._knows(names):
            return None
        return tuple(rows.to_task(body) for _, body, _ in _of(self.tasks, names))

    def tasks_saying(self, names: Collection[str], pairs: Collection[str]) -> tuple[Task, ...] | None:
        """Those in which one of these pairs stands."""
        if self.tasks is None or not self._knows(names):
            return None
        found = _of(self.tasks, names)
        return tuple(rows.to_task(body) for _, body, said in found if any(pair in said for pair in pairs))

    def titles_given(self, names: Collection[str]) -> tuple[TitleGiven, ...] | None:
        """What they call the start."""
        if self.titles is None or not self._knows(names):
            return None
        return tuple(TitleGiven(*row) for row in _of(self.titles, names))

    def mentions_for_tasks(self) -> tuple[TaskMention, ...] | None:
        """Mentions of the start that stand for tasks of others."""
        return None if self.mentions is None else tuple(map(to_task_mention, self.mentions))

    def _knows(self, names: Iterable[str]) -> bool:
        return self.nodes.keys() >= {*names}


def see(tx: Transaction, walk: Walk, *, tasks: bool) -> Seen:
    """Look around; nothing is seen where there is no such document."""
    found = ask(tx, _query(walk, tasks=tasks), nearest=NEAREST[walk.direction], **walk.values)
    reached, nodes, edges, *more = found[0] if found else ([], [], [])
    of_tasks = (_by_document(more[0]), _by_document(more[1]), more[2]) if more else ()
    return Seen(walk, reached, _by_document(nodes), _by_document(edges), *of_tasks)


def _query(walk: Walk, *, tasks: bool) -> str:
    edges = EDGES.format(types=types_of(walk.relations))
    told = (NODES, edges, *((TASKS, TITLES, MENTIONS) if tasks else ()))
    return (
        f"MATCH (s:Document {{id: $start}}) CALL () {{ {reaching(walk)}"
        " RETURN collect(d) AS met, collect(distance) AS distances }"
        " WITH met, distances, [s] + met[..$nearest] AS near"
        " RETURN [n IN range(0, size(met) - 1) | [met[n].id, distances[n], coalesce(met[n].task_count, 0)]], "
        + ", ".join(f"COLLECT {{ {one} }}" for one in told)
    )


def _of(by_document: ByDocument, names: Iterable[str]) -> Iterable[Row]:
    return (row for name in sorted({*names}) for row in by_document.get(name, ()))


def _by_document(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their first value, the document."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_document[row[0]].append(row)
    return by_document
