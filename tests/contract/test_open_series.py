"""What to load next: every store counts what is open by what it lacks, the same series in the same order."""

import pytest

from graph.errors import InvalidRequest
from graph.port import GraphStore, OpenSeries
from tests.contract.readings import cite, fill, reading

PLAN, OTHER = "ubnd-t.phu-tho:kh:12:2020", "ubnd-t.phu-tho:kh:13:2021"
NO_YEAR = {"reason": "no_year", "number": "5/KH-UBND"}


def series(store: GraphStore, *, limit: int = 10, skip: int = 0) -> tuple[list[OpenSeries], int]:
    found, total = store.open_series(limit=limit, skip=skip)
    return list(found), total


def filled(store: GraphStore) -> None:
    five, nine = "ubnd-t.phu-tho:kh:5:?", "ubnd-t.phu-tho:qd:9:?"
    unknown = {"reason": "no_issuer", "number": None}
    first = [
        cite(five, "Kế hoạch số 5/KH-UBND", **NO_YEAR),
        cite(nine, "Quyết định số 9/QĐ-UBND", **NO_YEAR | {"number": "9/QĐ-UBND"}),
        cite(None, "Luật\nNhà văn", klass="named", **unknown),
    ]
    second = [
        cite(five, "Kế hoạch số 5/KH-UBND", **NO_YEAR),
        cite(five, "Kế hoạch số 5/KH-UBND", **NO_YEAR),
        cite(None, "Luật Nhà văn", klass="named", **unknown),
        cite("cp:nd:61:2018"),
    ]
    fill(store, reading(PLAN, citations=first), reading(OTHER, citations=second))


def test_nothing_is_open_in_an_empty_store(store: GraphStore) -> None:
    assert series(store) == ([], 0)


def test_what_heals_the_most_comes_first(store: GraphStore) -> None:
    filled(store)
    found, total = series(store)
    told = [(one.target or one.said, one.mentions, one.documents, one.heals) for one in found]
    assert total == 3
    assert told == [
        ("ubnd-t.phu-tho:kh:5:?", 3, 2, 3),
        ("ubnd-t.phu-tho:qd:9:?", 1, 1, 1),
        ("Luật Nhà văn", 2, 2, 0),
    ]
    assert [one.reasons for one in found] == [("no_year",), ("no_year",), ("no_issuer",)]
    assert [one.example.document for one in found] == [PLAN, PLAN, PLAN]


def test_a_stretch_goes_on_where_the_one_before_ended(store: GraphStore) -> None:
    filled(store)
    whole, _ = series(store)
    assert series(store, limit=2) == (whole[:2], 3)
    assert series(store, limit=2, skip=2) == (whole[2:], 3)
    assert series(store, skip=9) == ([], 3)
    with pytest.raises(InvalidRequest):
        store.open_series(limit=0)


def test_what_is_ambiguous_tells_what_it_may_mean_and_heals_nothing(store: GraphStore) -> None:
    filled(store)
    fill(store, reading("ubnd-t.phu-tho:kh:5:2018"), reading("ubnd-t.phu-tho:kh:5:2019"))
    found, _ = series(store)
    five = next(one for one in found if one.target == "ubnd-t.phu-tho:kh:5:?")
    assert (five.heals, five.reasons) == (0, ("ambiguous",))
    assert five.candidates == ("ubnd-t.phu-tho:kh:5:2018", "ubnd-t.phu-tho:kh:5:2019")


def test_what_is_loaded_heals_and_is_open_no_more(store: GraphStore) -> None:
    filled(store)
    (change,) = store.add([reading("ubnd-t.phu-tho:kh:5:2019")])
    assert change.healed == 3
    assert [one.target or one.said for one in series(store)[0]] == ["ubnd-t.phu-tho:qd:9:?", "Luật Nhà văn"]
