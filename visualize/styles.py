"""Which look each node and edge has (`styles.tsv`): one table for the offline page and the explorer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.vocabulary import relations
from graph.vocabulary.tables import keyed, read_table
from visualize.network import Attributes


@dataclass(frozen=True, slots=True)
class Style:
    """A look: `shape` and `fill` of nodes; `dash` as in SVG; corner `radius` and line `width` in pixels."""

    code: str
    of: str
    shape: str
    fill: str
    stroke: str
    width: float
    dash: str
    radius: int

    @property
    def dashes(self) -> list[int]:
        """The lengths of dashes and gaps, none for a solid line."""
        return [int(length) for length in self.dash.split()]


@cache
def styles() -> Mapping[str, Style]:
    """By code, in the order of the table."""
    return keyed(read_table("visualize", "styles.tsv", Style), lambda style: style.code)


def styles_of(what: Literal["node", "edge"]) -> list[Style]:
    """The looks of nodes, or of edges."""
    return [style for style in styles().values() if style.of == what]


def style_of_node(node: Attributes) -> str:
    """The code of the node's look."""
    return "cited" if node["kind"] == "document" and not node["loaded"] else str(node["kind"])


def style_of_edge(edge: Attributes) -> str:
    """The code of the edge's look: by the body's part in a task, or by what the relation does to its target."""
    if edge["relation"] == "contains":
        return "contains"
    if edge["relation"] == "assigns_to":
        return "lead" if edge["role"] == "lead" else "coordinating"
    meaning = relations().get(edge["relation"])
    if meaning and meaning.acts:
        return "validity"
    return "lineage" if meaning and meaning.lineage else "mention"
