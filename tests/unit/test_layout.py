"""Properties of the layout: no two boxes meet, and the picture depends on what is drawn only."""

import random
from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from visualize.layout import Box, breadth, layer_of, place, wrap
from visualize.network import Attributes, Network

LABELS = st.text("aâếm WĐ-/1,", max_size=150)


def a_node(kind: str, label: str, rank: int, local: bool) -> Attributes:
    date = f"20{rank:02}-01-01" if rank % 3 else ""
    alike = {"title": label, "date": date, "loaded": True}
    if kind == "document":
        return {"kind": kind, "label": label, "rank": rank, "local": local, **alike}
    return {"kind": kind, "label": label, "rank": 95, "local": False, **alike}


@st.composite
def networks(draw: st.DrawFn) -> Network:
    kinds = st.sampled_from(["document", "task", "agency"])
    nodes = draw(st.lists(st.builds(a_node, kinds, LABELS, st.integers(0, 95), st.booleans()), max_size=60))
    network: Network = nx.MultiDiGraph(focus="", truncated=False)
    network.add_nodes_from((f"n{number}", node) for number, node in enumerate(nodes))
    if nodes:
        names = st.sampled_from(sorted(network))
        network.add_edges_from(draw(st.lists(st.tuples(names, names), max_size=80)))
    return network


def meet(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2
        and abs(one.y - other.y) < (one.height + other.height) / 2
    )


def shuffled(network: Network, seed: int) -> Network:
    chance = random.Random(seed)
    nodes, edges = list(network.nodes(data=True)), list(network.edges(data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    again: Network = nx.MultiDiGraph(**network.graph)
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)
    return again


@given(networks())
def test_no_two_boxes_meet(network: Network) -> None:
    boxes = place(network)
    assert boxes.keys() == set(network)
    assert not any(meet(boxes[one], boxes[other]) for one, other in combinations(boxes, 2))


@given(networks(), st.integers())
def test_the_order_of_building_changes_nothing(network: Network, seed: int) -> None:
    assert place(network) == place(shuffled(network, seed))


@given(networks())
def test_higher_authority_stands_higher(network: Network) -> None:
    boxes = place(network)
    for one, other in combinations(network, 2):
        if layer_of(network.nodes[one]) < layer_of(network.nodes[other]):
            assert boxes[one].y + boxes[one].height / 2 < boxes[other].y - boxes[other].height / 2


@given(LABELS, st.floats(40, 300), st.integers(1, 4))
def test_lines_fit_their_box(label: str, width: float, most: int) -> None:
    lines = wrap(label, width, most)
    assert 1 <= len(lines) <= most
    assert all(breadth(line) <= width for line in lines)


def test_what_fits_is_shown_whole() -> None:
    lines = wrap("Nghị quyết Trung ương 6 khóa XII", 180, 3)
    assert " ".join(lines) == "Nghị quyết Trung ương 6 khóa XII"


def test_tasks_keep_their_numbers_order() -> None:
    network: Network = nx.MultiDiGraph(focus="d:kh:1:2020", truncated=False)
    network.add_node("d:kh:1:2020", **a_node("document", "Kế hoạch 1/KH-UBND", 70, True))
    for number in (10, 2, 1, 9):
        network.add_node(f"d:kh:1:2020:t{number}", **a_node("task", f"Nhiệm vụ {number}", 95, False))
        network.add_edge("d:kh:1:2020", f"d:kh:1:2020:t{number}")
    boxes = place(network)
    tasks = sorted((box.y, box.x, name.rpartition(":t")[2]) for name, box in boxes.items() if ":t" in name)
    assert [number for _, _, number in tasks] == ["1", "2", "9", "10"]
