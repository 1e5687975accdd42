"""The networkx form of a view: every node says what it is, every edge bears its sentence."""

from datetime import date

import networkx as nx
import pytest

from graph.model import Agency, Assignment, Deadline, Document, Span, Task
from graph.port import DocumentNode, Edge, Evidence
from graph.questions.neighbourhood import Neighbourhood
from visualize.elements import to_elements
from visualize.layout import place
from visualize.network import Network, shorten, to_network

DECREE = "cp:nd:61:2018"
PLAN = "ubnd-t.bac-ninh:kh:584:2020"
OFFICE = "vp-ubnd-t.bac-ninh"
RECITAL = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"


def the_view() -> Neighbourhood:
    decree = Document(DECREE, "61/2018/NĐ-CP", "NĐ", "cp", "Chính phủ", date(2018, 4, 23))
    plan = Document(
        PLAN, "584/KH-UBND", "KH", "ubnd-t.bac-ninh", "Ủy ban nhân dân tỉnh Bắc Ninh", date(2020, 12, 24)
    )
    task = Task(
        f"{PLAN}:t6",
        "Số hóa việc đánh giá giải quyết TTHC",
        100,
        136,
        "table",
        no="6",
        section="III",
        assignments=(
            Assignment(
                "lead",
                Span(140, 159, "Văn phòng UBND tỉnh"),
                Agency("vp-ubnd-t.bac-ninh", "Văn phòng UBND tỉnh"),
            ),
            Assignment("coordinating", Span(160, 182, "các cơ quan, đơn vị\nkhác")),
        ),
        deadline=Deadline(Span(190, 200, "Quý II/2021"), "quarter", date(2021, 4, 1), date(2021, 6, 30)),
    )
    edges = (
        Edge(PLAN, DECREE, "legal_basis", Evidence(PLAN, Span(0, len(RECITAL), RECITAL)), 0),
        Edge(PLAN, DECREE, "implements", Evidence(PLAN, Span(300, 320, "theo Nghị định 61"), "III", True), 4),
    )
    return Neighbourhood(DECREE, (DocumentNode(decree, False), DocumentNode(plan, True)), edges, (task,))


@pytest.fixture
def network() -> Network:
    return to_network(the_view())


def test_every_node_says_what_it_is(network: Network) -> None:
    assert {name: node["kind"] for name, node in network.nodes(data=True)} == {
        DECREE: "document",
        PLAN: "document",
        f"{PLAN}:t6": "task",
        OFFICE: "agency",
        "raw:cac-co-quan-don-vi-khac": "agency",
    }
    decree = network.nodes[DECREE]
    assert (decree["label"], decree["date"], decree["loaded"]) == (
        "Nghị định 61/2018/NĐ-CP",
        "2018-04-23",
        False,
    )
    assert network.nodes[PLAN]["rank"] > decree["rank"]


def test_two_relations_between_the_same_documents_are_two_edges(network: Network) -> None:
    edges = network.get_edge_data(PLAN, DECREE)
    assert [(edge["relation"], edge["label"], edge["secondary"]) for edge in edges.values()] == [
        ("legal_basis", "căn cứ", False),
        ("implements", "thực hiện", True),
    ]


def test_every_edge_bears_its_sentence(network: Network) -> None:
    assert all(edge["quote"] and edge["document"] == PLAN for _, _, edge in network.edges(data=True))
    assert network.get_edge_data(PLAN, DECREE)[0]["quote"] == RECITAL


def test_a_task_hangs_between_its_document_and_its_bodies(network: Network) -> None:
    (contains,) = network.get_edge_data(PLAN, f"{PLAN}:t6").values()
    assert (contains["type"], contains["quote"]) == ("CONTAINS", "Số hóa việc đánh giá giải quyết TTHC")
    assigned = [
        (end, edge["type"], edge["role"], edge["label"])
        for _, end, edge in network.out_edges(f"{PLAN}:t6", data=True)
    ]
    assert assigned == [
        (OFFICE, "ASSIGNS_TO", "lead", "chủ trì"),
        ("raw:cac-co-quan-don-vi-khac", "ASSIGNS_TO", "coordinating", "phối hợp"),
    ]


def test_an_edge_to_a_document_outside_the_view_is_left_out() -> None:
    view = the_view()
    narrow = Neighbourhood(PLAN, view.documents[1:], view.edges, ())
    assert list(to_network(narrow).nodes) == [PLAN]


def test_relations_and_roles_are_told_in_english_when_asked() -> None:
    network = to_network(the_view(), language="en")
    assert {edge["label"] for _, _, edge in network.edges(data=True)} == {
        "has as legal basis",
        "implements",
        "contains the task",
        "is led by",
        "is coordinated with",
    }


def test_networkx_can_write_it_as_graphml(network: Network) -> None:
    again = nx.parse_graphml("\n".join(nx.generate_graphml(network)))
    assert again.nodes[DECREE]["label"] == "Nghị định 61/2018/NĐ-CP"


def test_elements_give_places_and_leave_out_what_is_not_known(network: Network) -> None:
    elements = to_elements(network, place(network))
    nodes = {node["id"]: node for node in elements["nodes"]}
    assert nodes[DECREE]["y"] < nodes[PLAN]["y"] < nodes[f"{PLAN}:t6"]["y"] < nodes[OFFICE]["y"]
    assert nodes[DECREE]["title"] is None
    assert [lane["code"] for lane in elements["lanes"]] == ["decree", "local", "task", "agency"]
    assert (elements["focus"], elements["truncated"], len(elements["edges"])) == (DECREE, False, 5)


def test_long_words_are_cut_after_a_whole_one() -> None:
    assert shorten("Tăng cường kiểm tra, giám sát", 22) == "Tăng cường kiểm tra…"
    assert shorten("Kiểm tra", 22) == "Kiểm tra"
