"""A network as one HTML file that opens by double click, drawn by pyvis without any network connection.

pyvis's own template fetches two files and runs what stands in a heading, so its page is made from ours: the library
inlined, data as JSON that no script tag can end, ids of our own, and a policy under which only our two scripts run.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network as Pyvis

from graph.messages import Language
from visualize.elements import to_elements
from visualize.layout import FONT_SIZE, LINE_HEIGHT, Box, place
from visualize.network import Attributes, Network, edges_of
from visualize.styles import Style, style_of_edge, style_of_node, styles, styles_of
from visualize.wording import words

FOCUS: Mapping[str, Any] = {"fill": "#cfe2f6", "stroke": "#163e68", "width": 3.5}
OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "dragNodes": False, "keyboard": False},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.42},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
        "selectionWidth": 1.4,
        "hoverWidth": 0.8,
    },
}


def to_html(network: Network, *, title: str, language: Language = "vi") -> str:
    """The page; whoever writes it to a file encodes it as UTF-8. Holds no address, and asks for none."""
    boxes = place(network)
    picture = _picture(network, boxes, language)
    picture.templateEnv = _environment()
    picture.templateEnv.globals["page"] = _page(network, boxes, title, language)
    picture.path = "page.html"
    return str(picture.generate_html())


def _picture(network: Network, boxes: Mapping[str, Box], language: Language) -> Pyvis:
    """The network in pyvis's terms; ids are `n1`, `n2` ... so that no name from a document is one."""
    ids = _ids(boxes)
    picture = Pyvis(directed=True, cdn_resources="in_line")
    for name, number in ids.items():
        picture.add_node(number, **_node(name, network, boxes[name], language))
    for (source, target), proofs in _drawn(network).items():
        picture.add_edge(ids[source], ids[target], **_edge(network, proofs))
    picture.options = dict(OPTIONS)
    return picture


def _ids(boxes: Mapping[str, Box]) -> dict[str, str]:
    names = sorted(boxes, key=lambda name: (boxes[name].y, boxes[name].x))
    return {name: f"n{number}" for number, name in enumerate(names, 1)}


def _drawn(network: Network) -> dict[tuple[str, str], list[Attributes]]:
    """The edges by their ends: several between the same two nodes are one line with several sentences."""
    found: dict[tuple[str, str], list[Attributes]] = {}
    for source, target, proof in edges_of(network):
        found.setdefault((source, target), []).append(proof)
    return found


def _node(name: str, network: Network, box: Box, language: Language) -> Attributes:
    node = network.nodes[name]
    style = styles()[style_of_node(node)]
    focus = name == network.graph["focus"]
    facts = _facts(node, words(language))
    look = FOCUS if focus else {"fill": style.fill, "stroke": style.stroke, "width": style.width}
    return {
        "label": " ",
        "name": node["label"],
        "title": "\n".join([node["label"], *(f"{fact}: {value}" for fact, value in facts)]),
        "facts": facts,
        "style": style.code,
        "x": box.x,
        "y": box.y,
        "shape": "custom",  # drawn by page.js: vis-network sets lines without leading, and its ellipses wide
        "box": {"width": box.width, "height": box.height, "lines": box.lines},
        "look": {**look, "shape": style.shape, "radius": style.radius, "dashes": style.dashes},
    }


def _facts(node: Attributes, say: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is told of a node besides its name, for a person."""
    issued = day(node["date"]) if node["kind"] == "document" else ""
    told = [
        (say["page.title"], node["title"] if node["title"] != node["label"] else ""),
        (say["page.issuer"], node.get("issuer", "")),
        (say["page.date"], issued),
        (say["page.deadline"], node.get("deadline", "")),
        (say["page.document"], node.get("document", "") or ("" if node["loaded"] else say["page.cited"])),
    ]
    return [(name, value) for name, value in told if value]


def day(iso: str) -> str:
    """`2018-04-23` as `23/04/2018`."""
    return date.fromisoformat(iso).strftime("%d/%m/%Y") if iso else ""


def _edge(network: Network, proofs: list[Attributes]) -> Attributes:
    style = min((styles()[style_of_edge(proof)] for proof in proofs), key=list(styles().values()).index)
    relation = "; ".join(dict.fromkeys(proof["label"] for proof in proofs))
    return {
        "title": "\n".join([relation, *(f"“{proof['quote']}”" for proof in proofs)]),
        "relation": relation,
        "style": style.code,
        "proofs": [_proof(network, proof) for proof in proofs],
        "color": {"color": style.stroke, "highlight": style.stroke, "hover": style.stroke},
        "dashes": style.dashes or False,
        "width": style.width,
    }


def _proof(network: Network, proof: Attributes) -> Attributes:
    source = network.nodes.get(proof["document"], {}).get("label", proof["document"])
    return {
        "quote": proof["quote"],
        "document": source,
        "section": proof["section"],
        "secondary": proof["secondary"],
    }


def _page(network: Network, boxes: Mapping[str, Box], title: str, language: Language) -> dict[str, Any]:
    """What the template shows besides nodes and edges."""
    library, script = _library(), _ours("page.js")
    return {
        "title": title,
        "language": language,
        "words": words(language),
        "counts": _counts(network, language),
        "truncated": network.graph["truncated"],
        "node_styles": styles_of("node"),
        "edge_styles": _styles_shown(network),
        "css": _ours("page.css"),
        "library": library,
        "script": script,
        "hashes": [_policy_hash(library), _policy_hash(script)],
        "data": _data(network, boxes, language),
    }


def _styles_shown(network: Network) -> list[Style]:
    shown = {style_of_edge(proof) for _, _, proof in network.edges(data=True)}
    return [style for style in styles_of("edge") if style.code in shown]


def _data(network: Network, boxes: Mapping[str, Box], language: Language) -> dict[str, Any]:
    """What the script needs besides nodes and edges."""
    placed = list(boxes.values())
    return {
        "words": words(language),
        "options": OPTIONS,
        "font": {"size": FONT_SIZE, "line": LINE_HEIGHT},
        "focus": _ids(boxes).get(network.graph["focus"]),
        "lanes": to_elements(network, boxes, language=language)["lanes"],
        "left": min((box.x - box.width / 2 for box in placed), default=0),
        "right": max((box.x + box.width / 2 for box in placed), default=0),
        "top": min((box.y - box.height / 2 for box in placed), default=0),
        "bottom": max((box.y + box.height / 2 for box in placed), default=0),
    }


def _counts(network: Network, language: Language) -> str:
    kinds = [node["kind"] for _, node in network.nodes(data=True)]
    return words(language)["page.counts"].format(
        documents=kinds.count("document"),
        tasks=kinds.count("task"),
        agencies=kinds.count("agency"),
        edges=network.number_of_edges(),
    )


def _environment() -> Environment:
    """Every value that goes into the page is escaped unless it is our own file."""
    environment = Environment(
        loader=DictLoader({"page.html": _ours("page.html")}), autoescape=True, trim_blocks=True
    )
    environment.filters["without_address"] = without_address
    return environment


def without_address(text: str | Markup) -> Markup:
    """The same text to a reader, in which no program finds an address: `//` with its second slash written otherwise."""
    if isinstance(text, Markup):  # JSON inside a script tag
        return Markup(str(text).replace("//", "/\\u002f"))
    return Markup(str(Markup.escape(text)).replace("//", "/&#47;"))


def _ours(name: str) -> str:
    return files("visualize").joinpath(name).read_text(encoding="utf-8")


def _library() -> str:
    """vis-network as pyvis ships it, its addresses without their scheme; the name of SVG's elements is put together."""
    folder = files("pyvis").joinpath("templates", "lib", "vis-9.1.2")
    script = folder.joinpath("vis-network.min.js").read_text(encoding="utf-8")
    script = script.replace('"http://www.w3.org/2000/svg"', '"http:/"+"/www.w3.org/2000/svg"')
    return re.sub(r"https?://", "", script)


def _policy_hash(script: str) -> str:
    """What lets exactly this script run under the page's policy."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
