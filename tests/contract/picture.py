"""The whole graph in a Neo4j, as people see it and as the store needs it, without what only tells of its history."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.neo4j_server.server import run

# Numbers that are given in the order of arrival, and the counters of changes.
OF_HISTORY = ("reading", "serial", "turn", "version")
NUMBERED = ("Source", "Payload")


def picture(url: str) -> Counter[str]:
    """Every node by its labels and properties, every relationship by its type, properties and ends."""
    nodes = {
        identity: _shown(labels, properties)
        for identity, labels, properties in run(
            url, "MATCH (n) RETURN elementId(n), labels(n), properties(n)"
        )
    }
    query = "MATCH (a)-[r]->(b) RETURN elementId(a), type(r), properties(r), elementId(b)"
    joined = (
        f"{nodes[start]} -[{kind} {_told(properties)}]-> {nodes[end]}"
        for start, kind, properties, end in run(url, query)
    )
    return Counter((*nodes.values(), *joined))


def _shown(labels: list[str], properties: Mapping[str, Any]) -> str:
    hidden = (*OF_HISTORY, *(("key",) if labels[0] in NUMBERED else ()))
    return f"{sorted(labels)} {_told({k: v for k, v in properties.items() if k not in hidden})}"


def _told(properties: Mapping[str, Any]) -> str:
    """Lists are sets here; the importer takes an empty one for none."""
    told = {name: sorted(value) if isinstance(value, list) else value for name, value in properties.items()}
    return repr(sorted((name, value) for name, value in told.items() if value != []))
