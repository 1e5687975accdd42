"""How the server would go about a query: the operators of its plan, and which of them never end on hubs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import GraphDatabase

from graph.stores.neo4j.address import read_address

# They enumerate ways, of which a hub has billions.
EXPLODING = (
    "VarLengthExpand(All)",
    "VarLengthExpand(Into)",
    "ShortestPath",
    "StatefulShortestPath",
    "Repeat",
)
SCANS = ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedAllRelationshipsScan")


@dataclass(frozen=True, slots=True)
class Plan:
    """The names of a plan's operators, without the runtime that they are for."""

    operators: frozenset[str]

    @property
    def exploding(self) -> list[str]:
        """Those that never end on hubs."""
        return sorted(name for name in self.operators if name.startswith(EXPLODING))

    @property
    def scans(self) -> list[str]:
        """Those that look at all nodes, or at all of a label."""
        return sorted(name for name in self.operators if name.startswith(SCANS))


def explained(url: str, queries: Mapping[str, Mapping[str, Any]]) -> dict[str, Plan]:
    """The plans of queries, by the query."""
    address = read_address(url)
    with (
        GraphDatabase.driver(
            address.uri, auth=(address.user, address.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session(database=address.database) as session,
    ):
        return {
            query: _plan(session.run(f"EXPLAIN {query}", dict(values)).consume().plan)
            for query, values in queries.items()
        }


def _plan(plan: Any) -> Plan:
    return Plan(frozenset(_operators(plan)))


def _operators(plan: Any) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)
