"""How long documents stand, as every store tells it: official lists, suspensions, own ends, and what was known when."""

from datetime import date
from typing import Any

from graph.binding import OFFICIAL_LIST
from graph.model import Reading
from graph.port import GraphStore
from graph.questions.validity import Validity, validity
from tests.contract.readings import cite, fill, reading

DECREE, NEW, LIST = "cp:nd:37:2018", "cp:nd:58:2023", "bct:qd:192:2024"
PLAN = "ubnd-t.phu-tho:kh:12:2020"
LISTED = f"{OFFICIAL_LIST}; date"


def decree(**facts: Any) -> Reading:
    return reading(DECREE, issued_on=date(2018, 3, 1), effective_on=date(2018, 4, 15), **facts)


def plan() -> Reading:
    return reading(PLAN, issued_on=date(2020, 12, 24), citations=[cite(DECREE)])


def official(**facts: Any) -> Reading:
    """A list issued on 31/1/2024 with one row on the decree."""
    row = cite(DECREE, **{"rule": LISTED, **facts})
    return reading(LIST, issued_on=date(2024, 1, 31), citations=[row])


def asked(store: GraphStore, at: date, *readings: Reading, known_at: date | None = None) -> Validity:
    fill(store, *readings)
    return validity(store, DECREE, at, known_at)


def test_a_row_of_an_official_list_ends_a_document_and_is_told_as_such(store: GraphStore) -> None:
    row = official(relation="replaces", subject=NEW, takes_effect=date(2023, 8, 12))
    found = asked(store, date(2024, 1, 1), decree(), row)
    assert (found.status, found.since) == ("replaced", date(2023, 8, 12))
    evidence = found.effects[0].edge.evidence
    assert (evidence.document, evidence.official, evidence.secondary) == (LIST, True, False)
    assert [step.by.document.id for step in found.successors] == [NEW]


def test_what_the_replacing_text_says_goes_before_the_list(store: GraphStore) -> None:
    row = official(relation="replaces", subject=NEW, takes_effect=date(2023, 8, 12))
    own = cite(DECREE, relation="replaces", takes_effect=date(2023, 10, 1))
    found = asked(
        store, date(2024, 1, 1), decree(), row, reading(NEW, issued_on=date(2023, 8, 12), citations=[own])
    )
    assert (found.since, found.effects[0].edge.evidence.official) == (date(2023, 10, 1), False)


def test_an_end_that_a_list_tells_without_saying_by_what_gives_way_to_what_ends_it(store: GraphStore) -> None:
    row = official(relation="lists_ended", takes_effect=date(2023, 8, 12))
    alone = asked(store, date(2024, 1, 1), decree(), row)
    assert (alone.status, alone.since) == ("repealed", date(2023, 8, 12))
    own = cite(DECREE, relation="replaces", takes_effect=date(2023, 10, 1))
    fill(store, reading(NEW, issued_on=date(2023, 8, 12), citations=[own]))
    found = validity(store, DECREE, date(2024, 1, 1))
    assert (found.status, found.since) == ("replaced", date(2023, 10, 1))


def test_a_list_of_documents_in_force_shows_that_one_stood_on_its_last_day_and_not_after(
    store: GraphStore,
) -> None:
    rows = [
        cite(DECREE, relation="lists_in_force", takes_effect=date(2023, 12, 31), rule=LISTED),
        cite(DECREE, relation="lists_start", takes_effect=date(2018, 4, 15), klass="retold", rule=LISTED),
    ]
    listed = reading(LIST, issued_on=date(2024, 5, 24), citations=rows)
    last = asked(store, date(2023, 12, 31), listed)
    assert (last.status, last.start.known, last.since) == ("in_force", "listed", date(2018, 4, 15))
    assert validity(store, DECREE, date(2018, 4, 14)).status == "not_yet"
    assert validity(store, DECREE, date(2024, 1, 1)).status == "unknown"


def test_a_suspended_decree_stands_again_after_its_last_day(store: GraphStore) -> None:
    deeds = [
        cite(DECREE, relation="suspends", takes_effect=date(2023, 9, 1)),
        cite(DECREE, relation="resumes", takes_effect=date(2023, 12, 1), klass="retold"),
    ]
    pausing = reading(NEW, issued_on=date(2023, 8, 12), citations=deeds)
    late = reading("ubnd-t.phu-tho:kh:3:2024", issued_on=date(2024, 2, 1), citations=[cite(DECREE)])
    out = asked(store, date(2023, 10, 1), decree(), pausing, late)
    assert (out.status, out.since, out.until) == ("suspended", date(2023, 9, 1), date(2023, 12, 1))
    assert validity(store, DECREE, date(2023, 8, 31)).status == "in_force"
    assert validity(store, DECREE, date(2024, 1, 1)).status == "in_force"


def test_a_part_that_is_out_of_force_for_a_time_is_told_for_that_time(store: GraphStore) -> None:
    part = {"provision": "Điều 5"}
    deeds = [
        cite(DECREE, relation="suspends", takes_effect=date(2023, 9, 1), **part),
        cite(DECREE, relation="resumes", takes_effect=date(2023, 12, 1), klass="retold", **part),
    ]
    pausing = reading(NEW, issued_on=date(2023, 8, 12), citations=deeds)
    late = reading("ubnd-t.phu-tho:kh:3:2024", issued_on=date(2024, 2, 1), citations=[cite(DECREE)])
    fill(store, decree(), pausing, late)
    found = [validity(store, DECREE, day).status for day in (date(2023, 10, 1), date(2024, 1, 1))]
    assert found == ["amended", "in_force"]


def test_a_document_ends_on_the_day_that_it_gives_itself(store: GraphStore) -> None:
    own = cite(DECREE, "Nghị định này", klass="self", relation="expires", takes_effect=date(2024, 1, 1))
    found = asked(store, date(2024, 1, 1), decree(citations=[own]))
    assert (found.status, found.since, found.effects[0].is_own) == ("expired", date(2024, 1, 1), True)
    assert validity(store, DECREE, date(2023, 12, 31)).status == "in_force"


def test_what_is_still_applied_after_an_end_is_told_with_it(store: GraphStore) -> None:
    deeds = [
        cite(DECREE, relation="replaces", takes_effect=date(2023, 10, 1)),
        cite(DECREE, relation="upholds", klass="retold", provision="Khoản 3 Điều 5"),
    ]
    found = asked(
        store, date(2024, 1, 1), decree(), reading(NEW, issued_on=date(2023, 8, 12), citations=deeds)
    )
    assert found.status == "replaced"
    assert [(one.by.document.id, one.edge.provision) for one in found.upheld] == [(NEW, "Khoản 3 Điều 5")]


def test_before_a_text_was_issued_nobody_knew_what_it_tells(store: GraphStore) -> None:
    own = cite(DECREE, relation="replaces", takes_effect=date(2023, 10, 1))
    replacing = reading(NEW, issued_on=date(2023, 8, 12), citations=[own])
    now = asked(store, date(2023, 10, 1), decree(), plan(), replacing)
    then = validity(store, DECREE, date(2023, 10, 1), date(2023, 8, 11))
    assert (now.status, then.status, then.known_on) == ("replaced", "unknown", date(2020, 12, 24))
    early = validity(store, DECREE, date(2020, 1, 1), date(2023, 8, 11))
    assert (early.status, early.until) == ("in_force", None)


def test_a_text_cannot_mean_what_the_list_of_known_documents_dates_later(store: GraphStore) -> None:
    resolution = "tw:nq:18:2017"  # of 25/10/2017, as the vocabulary knows
    undated = {"number": "18-NQ/TW", "kind": "NQ", "issuer": "tw", "reason": "no_year"}
    naming = reading(NEW, citations=[cite(resolution)])
    before = reading(
        "ubnd-t.phu-tho:kh:1:2017", issued_on=date(2017, 10, 1), citations=[cite("tw:nq:18:?", **undated)]
    )
    after = reading(
        "ubnd-t.phu-tho:kh:2:2017", issued_on=date(2017, 11, 1), citations=[cite("tw:nq:18:?", **undated)]
    )
    fill(store, naming, before, after)
    meant = [store.citations(one.document.id)[0].citation.status for one in (before, after)]
    assert meant == ["unresolved", "resolved"]
