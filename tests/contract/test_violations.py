"""What is against the law's order is told at each load, by every store, and refuses nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.model import Notice, Reading
from graph.port import GraphStore
from graph.questions.violations import violations
from loaders.outcomes import keep
from tests.contract.readings import cite, fill, reading

OLD, MIDDLE, NEW = "cp:nd:10:2015", "cp:nd:20:2018", "cp:nd:30:2024"
PLAN = "ubnd-t.phu-tho:kh:12:2024"


def ends(source: str, target: str) -> Reading:
    return reading(source, citations=[cite(target, relation="replaces")])


def noticed(store: GraphStore, *readings: Reading) -> list[Notice]:
    outcome = keep(Path("a.txt"), readings, store)
    assert outcome.result == "added"
    return [notice for notice in outcome.warnings if "chain" in dict(notice.facts)]


def test_a_citation_into_the_future_is_told_with_its_sentence(store: GraphStore) -> None:
    fill(store, reading(NEW))
    (notice,) = noticed(store, reading(OLD, citations=[cite(NEW, "Nghị định số 30/2024/NĐ-CP")]))
    assert notice.code == "cites_the_future"
    facts = dict(notice.facts)
    assert (facts["source"], facts["target"], facts["told_by"]) == (OLD, NEW, OLD)
    assert facts["quote"] == "Căn cứ Nghị định số 30/2024/NĐ-CP;"


def test_it_is_told_also_when_the_later_document_comes_after(store: GraphStore) -> None:
    early, late = date(2024, 1, 5), date(2024, 9, 5)
    assert noticed(store, reading(PLAN, issued_on=early, citations=[cite(NEW)])) == []
    found = noticed(store, reading(NEW, issued_on=late))
    assert [notice.code for notice in found] == ["cites_the_future"]


def test_a_circle_of_replacement_is_told_when_it_closes(store: GraphStore) -> None:
    assert noticed(store, ends(MIDDLE, OLD)) == []
    assert noticed(store, ends(NEW, MIDDLE)) == []
    found = noticed(store, ends(OLD, NEW))
    assert [notice.code for notice in found] == ["cites_the_future", "circle_of_replacement"]
    assert dict(found[1].facts)["chain"].count(" → ") == 3


@pytest.mark.parametrize("relation", ["amends", "repeals", "suspends"])
def test_a_lower_document_that_alters_a_higher_one_is_told(store: GraphStore, relation: str) -> None:
    found = noticed(store, reading(PLAN, citations=[cite(OLD, relation=relation)]))
    assert [notice.code for notice in found] == ["lower_alters_higher"]


def test_a_list_that_announces_an_end_alters_nothing(store: GraphStore) -> None:
    assert noticed(store, reading(PLAN, citations=[cite(OLD, relation="lists_ended")])) == []


def test_what_a_text_tells_of_two_others_is_examined(store: GraphStore) -> None:
    told = cite(OLD, relation="amends", subject=PLAN)
    found = noticed(store, reading("cp:nd:99:2025", citations=[told]))
    assert [(n.code, dict(n.facts)["source"]) for n in found] == [("lower_alters_higher", PLAN)]


def test_all_that_was_told_at_loads_is_found_in_the_whole(store: GraphStore) -> None:
    files: list[Callable[[], Reading]] = [
        lambda: ends(MIDDLE, OLD),
        lambda: ends(NEW, MIDDLE),
        lambda: ends(OLD, NEW),
        lambda: reading(PLAN, citations=[cite(OLD, relation="amends")]),
    ]
    told = {notice.code for make in files for notice in noticed(store, make())}
    assert told == {one.fault for one in violations(store)}
