"""The ties between bodies that are drawn in a graph: who followed whom, and what is part of what (guide 4.3 to 4.5)."""

from datetime import date

import networkx as nx

from graph.bodies import Body, body_of, types_beside
from graph.stores.neo4j.kin import Tie, kin
from graph.vocabulary import agency_types, issuers, places

LOCAL, CENTRAL = body_of("stttt.bac-ninh"), body_of("btttt")


def ties(identifier: str) -> dict[str, Tie]:
    return {tie.to: tie for tie in kin([identifier])[identifier].ties}


def test_a_tie_tells_the_day_the_field_and_the_documents() -> None:
    found = ties("stttt.bac-ninh")["svhttdl.bac-ninh"]
    assert found.kind == "SUCCEEDED_BY"
    assert found.properties["since"] == date(2025, 3, 1)
    assert found.properties["field"] == "báo chí, xuất bản"
    assert found.properties["instruments"] == ["cp:nd:45:2025", "qh15:nq:190:2025"]
    assert found.properties["name"] == "Nghị định 45/2025/NĐ-CP; Nghị quyết 190/2025/QH15"


def test_a_department_is_part_of_its_committee() -> None:
    assert ties("stttt.bac-ninh")["ubnd-t.bac-ninh"].kind == "PART_OF"


def test_all_to_whom_ties_lead_are_drawn() -> None:
    assert {"skhcn.bac-ninh", "skhcn.bac-ninh-2025", "ubnd-t.bac-ninh-2025"} <= kin(["stttt.bac-ninh"]).keys()
    assert kin(["snv.bac-ninh"])["snv.bac-ninh"].properties["name"] == "Sở Nội vụ tỉnh Bắc Ninh"


def test_a_body_of_a_district_has_no_single_successor() -> None:
    assert [tie.kind for tie in ties("ubnd-h1.bac-ninh").values()] == []


def test_what_the_vocabulary_does_not_know_has_no_kin() -> None:
    assert kin(["nobody.nowhere", "?so noi vu", "SNV.bac-ninh"]) == {}


def test_no_body_comes_back_to_itself() -> None:
    """Else bodies that only lead to each other would never go."""
    assert LOCAL is not None
    assert CENTRAL is not None
    bodies = [
        Body(kind, None if kind.central else place) for place in places() for kind in types_beside(LOCAL.type)
    ]
    bodies += [Body(kind) for kind in types_beside(CENTRAL.type)]
    assert len(bodies) > len(agency_types()) + len(issuers())
    drawn = kin(body.id for body in bodies)
    graph = nx.DiGraph([(key, tie.to) for key, one in drawn.items() for tie in one.ties])
    assert nx.is_directed_acyclic_graph(graph)
