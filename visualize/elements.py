"""A placed network as plain values, for JSON and for the explorer, which draws it without placing anything itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.messages import Language
from visualize.layout import Box, layer_of, layers
from visualize.network import Attributes, Network, edges_of
from visualize.styles import style_of_edge

OF_EDGES = ("relation", "type", "role", "label", "quote", "document", "start", "end", "secondary")
MARGIN = 16.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A layer of the picture as a band: its name, and from where to where it reaches."""

    code: str
    label: str
    top: float
    bottom: float


def to_elements(
    network: Network, positions: Mapping[str, Box], *, language: Language = "vi"
) -> dict[str, Any]:
    """`focus`, `nodes`, `edges`, `lanes` and `truncated`; places are centres in CSS pixels, y grows downwards.

    Nodes have `id`, `kind`, `label`, `title`, `x`, `y`, `width`, `height`, `lines`, `loaded`, `date`, `rank`; edges
    have `source`, `target`, what `to_network` tells of them, and `style`. What is not known is None.
    """
    names = sorted(network, key=lambda name: (positions[name].y, positions[name].x))
    return {
        "focus": network.graph["focus"],
        "nodes": [_node(name, network.nodes[name], positions[name]) for name in names],
        "edges": [_edge(source, target, proof) for source, target, proof in edges_of(network)],
        "lanes": [
            {"code": lane.code, "label": lane.label, "top": lane.top, "bottom": lane.bottom}
            for lane in lanes(network, positions, language=language)
        ],
        "truncated": bool(network.graph["truncated"]),
    }


def lanes(network: Network, positions: Mapping[str, Box], *, language: Language = "vi") -> list[Lane]:
    """The layers that the network has, from top to bottom."""
    found: dict[int, list[Box]] = {}
    for name, node in network.nodes(data=True):
        found.setdefault(layer_of(node), []).append(positions[name])
    return [_lane(layer, found[layer], language) for layer in sorted(found)]


def _lane(number: int, boxes: list[Box], language: Language) -> Lane:
    layer = layers()[number]
    top = min(box.y - box.height / 2 for box in boxes) - MARGIN
    bottom = max(box.y + box.height / 2 for box in boxes) + MARGIN
    return Lane(layer.code, layer.en if language == "en" else layer.vi, round(top, 1), round(bottom, 1))


def _node(name: str, node: Attributes, box: Box) -> dict[str, Any]:
    return {
        "id": name,
        "kind": node["kind"],
        "label": node["label"],
        "title": node["title"] or None,
        "x": round(box.x, 1),
        "y": round(box.y, 1),
        "width": box.width,
        "height": box.height,
        "lines": list(box.lines),
        "loaded": node["loaded"],
        "date": node["date"] or None,
        "rank": node["rank"],
    }


def _edge(source: str, target: str, proof: Attributes) -> dict[str, Any]:
    told = {name: proof[name] for name in OF_EDGES}
    section = proof["section"] or None
    return {"source": source, "target": target, **told, "section": section, "style": style_of_edge(proof)}
