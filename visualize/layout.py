"""Where each node of a network stands: layers by authority, no two boxes over each other, the same at each call."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import fsum, sqrt

from graph.fold import fold
from graph.vocabulary.tables import read_table
from visualize.network import Attributes, Network

ROW_GAP = 30.0
COLUMN_GAP = 28.0
LAYER_GAP = 84.0
NARROWEST_ROW = 1040.0
SHAPE_OF_A_BIG_PICTURE = 1.7
SWEEPS = 6
FONT_SIZE = 14
LINE_HEIGHT = 19.0
PADDING = 13.0

# By kind of node: how wide its box is, how many lines of its label are shown, and whose places pull it sideways.
WIDTHS = {"document": 204.0, "task": 236.0, "agency": 204.0}
MOST_LINES = {"document": 3, "task": 3, "agency": 2}
ANCHORS = {"document": "document", "task": "document", "agency": "task"}

# Widths of letters as shares of the font's size, of the wider of the usual office fonts.
_NARROW = frozenset("iljtfr.,:;'|!()[]/- ")
_WIDE = frozenset("mw%@—")


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of the picture: documents whose kind ranks from `lowest` to `highest`, or all tasks, or all bodies.

    `of` is `centre` or `place`, whichever issued the documents, or empty for both.
    """

    code: str
    kind: str
    lowest: int
    highest: int
    of: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node's box stands, by its centre, and how large it is, in CSS pixels; `lines` are its label."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@cache
def layers() -> tuple[Layer, ...]:
    """From top to bottom."""
    return read_table("visualize", "layers.tsv", Layer)


def layer_of(node: Attributes) -> int:
    """The place of the node's layer from the top."""
    issuer = "place" if node["local"] else "centre"
    fitting = (
        place
        for place, layer in enumerate(layers())
        if layer.kind == node["kind"]
        and layer.of in ("", issuer)
        and layer.lowest <= node["rank"] <= layer.highest
    )
    return next(fitting)


def place(network: Network) -> dict[str, Box]:
    """A box for every node; depends on what the network says only, never on the order it was built in."""
    sizes = {name: _size(node) for name, node in network.nodes(data=True)}
    rows = max(NARROWEST_ROW, sqrt(SHAPE_OF_A_BIG_PICTURE * fsum(_area(size) for size in sizes.values())))
    return _best(network, _first_order(network), sizes, rows)


def _first_order(network: Network) -> dict[int, list[str]]:
    """The nodes of each layer, documents by date, tasks as they are numbered."""
    order: dict[int, list[str]] = {}
    for name in sorted(network, key=lambda name: _by_date(name, network.nodes[name])):
        order.setdefault(layer_of(network.nodes[name]), []).append(name)
    return dict(sorted(order.items()))


def _by_date(name: str, node: Attributes) -> tuple[str, list[str | int]]:
    digits_apart = re.split(r"(\d+)", name)
    natural = [int(part) if part.isdecimal() else part for part in digits_apart]
    return (node["date"] or "9999" if node["kind"] == "document" else "", natural)


def _best(
    network: Network, order: dict[int, list[str]], sizes: Mapping[str, Box], widest: float
) -> dict[str, Box]:
    """Of several sweeps, each of which pulls nodes towards their neighbours, the one with the straightest edges."""
    anchors = _anchors(network)
    first = {name: rank for names in order.values() for rank, name in enumerate(names)}
    tried = [_set_out(order, sizes, widest)]
    for _ in range(SWEEPS):
        boxes = tried[-1]
        pulls = {name: _pull(boxes, name, anchors[name]) for name in boxes}
        order = {
            layer: sorted(names, key=lambda name: (pulls[name], first[name]))
            for layer, names in order.items()
        }
        tried.append(_set_out(order, sizes, widest))
    return min(tried, key=lambda boxes: round(_slant(network, boxes), 3))


def _anchors(network: Network) -> dict[str, list[str]]:
    """For each node the neighbours whose places pull it."""
    kind = {name: node["kind"] for name, node in network.nodes(data=True)}
    beside = {name: {*network.predecessors(name), *network.successors(name)} for name in network}
    return {name: [end for end in beside[name] if kind[end] == ANCHORS[kind[name]]] for name in network}


def _pull(boxes: Mapping[str, Box], name: str, anchors: Sequence[str]) -> float:
    """The mean place of the anchors; its own where there are none."""
    return fsum(boxes[end].x for end in anchors) / len(anchors) if anchors else boxes[name].x


def _slant(network: Network, boxes: Mapping[str, Box]) -> float:
    return fsum(abs(boxes[source].x - boxes[target].x) for source, target in network.edges())


def _set_out(order: Mapping[int, Sequence[str]], sizes: Mapping[str, Box], widest: float) -> dict[str, Box]:
    """The boxes, layer under layer, each layer in as many rows as it needs."""
    boxes: dict[str, Box] = {}
    top = 0.0
    for names in order.values():
        rows = _rows(names, sizes, widest)
        left = -max(_breadth(row, sizes) for row in rows) / 2
        for row in rows:
            tallest = max(sizes[name].height for name in row)
            boxes |= _set_row(row, sizes, left, top + tallest / 2)
            top += tallest + ROW_GAP
        top += LAYER_GAP - ROW_GAP
    return boxes


def _set_row(row: Sequence[str], sizes: Mapping[str, Box], left: float, y: float) -> dict[str, Box]:
    steps = accumulate((sizes[name].width + COLUMN_GAP for name in row), initial=left)
    return {
        name: Box(start + size.width / 2, y, size.width, size.height, size.lines)
        for name, start, size in zip(row, steps, (sizes[name] for name in row), strict=False)
    }


def _rows(names: Sequence[str], sizes: Mapping[str, Box], widest: float) -> list[list[str]]:
    """The names of a layer in rows that are as even as they can be and no wider than `widest`."""
    fewest = -(-_breadth(names, sizes) // widest)
    each = max(1, int(-(-len(names) // fewest)))
    return [list(names[start : start + each]) for start in range(0, len(names), each)]


def _breadth(names: Iterable[str], sizes: Mapping[str, Box]) -> float:
    return fsum(sizes[name].width + COLUMN_GAP for name in names) - COLUMN_GAP


def _area(size: Box) -> float:
    return (size.width + COLUMN_GAP) * (size.height + ROW_GAP)


def _size(node: Attributes) -> Box:
    """The box of a node with its label's lines, not yet placed."""
    width = WIDTHS[node["kind"]]
    lines = wrap(node["label"], width - 2 * PADDING - _roundness(node), MOST_LINES[node["kind"]])
    return Box(0.0, 0.0, width, len(lines) * LINE_HEIGHT + 2 * PADDING, lines)


def _roundness(node: Attributes) -> float:
    """What an ellipse takes from the width of its lines."""
    return 36.0 if node["kind"] == "agency" else 0.0


def wrap(label: str, width: float, most: int) -> tuple[str, ...]:
    """`label` in at most `most` lines that are no wider than `width` pixels, cut with an ellipsis."""
    lines = [""]
    for word in _breakable(label, width):
        longer = f"{lines[-1]} {word}".strip()
        if breadth(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(f"{lines[most - 1]}…", width))


def _breakable(label: str, width: float) -> Iterable[str]:
    """The words of `label`, those that alone are too long in pieces."""
    for word in label.split():
        piece = ""
        for letter in word:
            if breadth(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _cut(line: str, width: float) -> str:
    while breadth(line) > width:
        line = line[:-2].rstrip() + "…"
    return line


def breadth(words: str) -> float:
    """About how wide `words` are in the picture's font, rather more than less, in CSS pixels."""
    return FONT_SIZE * fsum(map(_share, words))


@cache
def _share(letter: str) -> float:
    plain = fold(letter)
    if plain in _NARROW and letter not in "IJLTFR":
        return 0.34
    if plain in _WIDE or letter.isupper():
        return 0.86 if plain in _WIDE else 0.71
    return 0.57 if ord(letter) < 0x2E80 else 1.05
