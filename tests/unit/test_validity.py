"""Whether a document is in force: only where sentences show it; the end, its day, and who took its place."""

from datetime import date

import pytest

from graph.errors import UnknownDocument
from graph.questions.impact import impact
from graph.questions.open_mentions import open_mentions
from graph.questions.validity import Validity, validity
from graph.questions.violations import violations
from tests.unit.drafts import Draft, stored

OLD, MIDDLE, NEW = "cp:nd:10:2015", "cp:nd:20:2018", "cp:nd:30:2024"
PLAN = "ubnd-t.phu-tho:kh:12:2020"


def decree(identifier: str, issued: date, effective: date | None = None) -> Draft:
    draft = Draft(identifier, f"Nghị định {identifier}.\n", issued_on=issued)
    draft.effective_on = effective
    return draft


def acts(draft: Draft, target: str, relation: str, **facts: object) -> Draft:
    words = f"{relation} {target}"
    draft.text += f"Điều 2. {words}.\n"
    return draft.cites(words, target, relation=relation, **facts)


def old() -> Draft:
    return decree(OLD, date(2015, 3, 1), date(2015, 4, 15))


def plan() -> Draft:
    return acts(Draft(PLAN, "Kế hoạch.\n", issued_on=date(2020, 12, 24)), OLD, "legal_basis")


def middle(relation: str = "replaces", **facts: object) -> Draft:
    return acts(decree(MIDDLE, date(2018, 5, 5), date(2018, 7, 1)), OLD, relation, **facts)


def asked(at: date, *drafts: Draft, identifier: str = OLD) -> Validity:
    with stored(*drafts) as store:
        return validity(store, identifier, at)


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (date(2015, 3, 31), "not_yet"),
        (date(2015, 4, 15), "in_force"),
        (date(2018, 6, 30), "in_force"),
        (date(2018, 7, 1), "replaced"),
        (date(2030, 1, 1), "replaced"),
    ],
)
def test_a_decree_stands_from_its_day_to_that_of_the_one_that_replaces_it(at: date, status: str) -> None:
    assert asked(at, old(), middle()).status == status


def test_nothing_told_after_the_day_is_not_in_force_but_unknown() -> None:
    found = asked(date(2021, 6, 30), old(), plan())
    assert found.status == "unknown"
    assert found.reliance is not None
    assert (found.reliance.by.document.id, found.known_on) == (PLAN, date(2020, 12, 24))


def test_what_a_later_text_rests_on_is_in_force() -> None:
    found = asked(date(2019, 1, 1), old(), plan())
    assert (found.status, found.since) == ("in_force", date(2015, 4, 15))
    assert found.reliance is not None
    assert found.reliance.edge.evidence.document == PLAN


def test_a_decree_whose_day_of_effect_nobody_tells_is_in_force_since_a_text_rests_on_it() -> None:
    ending = acts(decree(NEW, date(2024, 1, 1), date(2024, 3, 1)), OLD, "repeals")
    before = asked(date(2019, 1, 1), plan(), ending)
    after = asked(date(2021, 1, 1), plan(), ending)
    assert (before.status, after.status) == ("unknown", "in_force")
    assert (after.start.known, after.until) == ("relied", date(2024, 3, 1))


def test_an_altered_decree_stays_in_force() -> None:
    found = asked(date(2019, 1, 1), old(), middle("amends"), plan())
    assert (found.status, found.since) == ("amended", date(2018, 7, 1))
    assert [effect.day for effect in found.effects] == ["entry"]


def test_a_part_that_ends_leaves_the_rest() -> None:
    found = asked(date(2019, 1, 1), old(), middle("repeals", provision="Điều 3"), plan())
    assert found.status == "amended"


@pytest.mark.parametrize(
    ("facts", "effective", "on", "day"),
    [
        ({"takes_effect": date(2019, 1, 1)}, date(2018, 7, 1), date(2019, 1, 1), "stated"),
        ({}, date(2018, 7, 1), date(2018, 7, 1), "entry"),
        ({}, None, date(2018, 5, 5), "issue"),
    ],
)
def test_the_day_of_an_end_is_the_stated_one_else_that_of_entry_else_that_of_issue(
    facts: dict[str, object], effective: date | None, on: date, day: str
) -> None:
    ending = acts(decree(MIDDLE, date(2018, 5, 5), effective), OLD, "replaces", **facts)
    found = asked(date(2020, 1, 1), old(), ending)
    assert [(effect.on, effect.day) for effect in found.effects] == [(on, day)]


def test_the_chain_leads_to_the_one_in_its_place_and_stops_at_a_circle() -> None:
    newest = acts(decree(NEW, date(2024, 1, 1), date(2024, 3, 1)), MIDDLE, "replaces")
    found = asked(date(2025, 1, 1), old(), middle(), newest)
    assert [effect.by.document.id for effect in found.successors] == [MIDDLE, NEW]
    assert [e.by.document.id for e in asked(date(2020, 1, 1), old(), middle(), newest).successors] == [MIDDLE]
    circle = acts(old(), NEW, "replaces")
    assert len(asked(date(2025, 1, 1), circle, middle(), newest).successors) == 2


def test_an_amending_decree_outlives_the_one_it_amended_unless_it_is_named() -> None:
    amending = acts(decree(NEW, date(2016, 1, 1), date(2016, 2, 1)), OLD, "amends")
    found = asked(date(2019, 1, 1), old(), amending, middle(), identifier=NEW)
    assert found.status == "unknown"


def test_a_text_that_rests_on_what_has_ended_is_told() -> None:
    found = asked(date(2021, 1, 1), old(), middle(), plan())
    assert found.status == "replaced"
    assert found.reliance is not None
    assert found.reliance.by.document.id == PLAN


def test_own_words_go_before_a_list() -> None:
    curated = Draft("cancu:vb:list:2026", "Danh mục.\n", issued_on=date(2026, 1, 1), genre="register")
    acts(curated, OLD, "replaces", subject=MIDDLE, takes_effect=date(2018, 1, 1))
    found = asked(date(2019, 1, 1), old(), middle("amends"), plan(), curated)
    assert found.status == "amended"
    alone = asked(date(2019, 1, 1), old(), plan(), curated)
    assert (alone.status, alone.effects[0].edge.evidence.secondary) == ("replaced", True)


def test_a_status_is_as_sure_as_the_least_sure_sentence_that_it_needs() -> None:
    assert asked(date(2019, 1, 1), old(), middle(confidence=0.3)).confidence == 0.3
    doubtful = acts(decree(NEW, date(2024, 1, 1), date(2024, 3, 1)), OLD, "repeals", confidence=0.3)
    assert asked(date(2019, 1, 1), old(), doubtful).confidence == 0.3
    assert asked(date(2019, 1, 1), old(), doubtful, plan()).confidence == 1.0
    assert asked(date(2021, 6, 30), old(), plan()).confidence == 0.0


def test_an_unknown_document_is_told() -> None:
    with pytest.raises(UnknownDocument):
        asked(date(2019, 1, 1), old(), identifier="cp:nd:999:1999")


def test_impact_counts_tasks_plans_and_leads() -> None:
    words = "Sở Y tế mua thuốc theo Nghị định 10"
    own = Draft(PLAN, f"{words}.\n", issued_on=date(2020, 12, 24)).cites("Nghị định 10", OLD).sets(words)
    with stored(old(), own) as store:
        found = impact(store, OLD)
    assert found.grades == (("direct", 1),)
    assert [(plan.document.document.id, plan.tasks) for plan in found.plans] == [(PLAN, 1)]


def test_open_mentions_tell_what_one_more_text_would_heal() -> None:
    draft = Draft(PLAN, "Theo Kế hoạch 5 và Kế hoạch 5; Quyết định 9.\n")
    facts = {"status": "unresolved", "reason": "no_year"}
    draft.cites("Kế hoạch 5", "ubnd-t.phu-tho:kh:5:?", **facts)
    draft.cites("Kế hoạch 5;", "ubnd-t.phu-tho:kh:5:?", **facts)
    draft.cites("Quyết định 9", "ubnd-t.phu-tho:qd:9:?", **facts)
    with stored(draft) as store:
        found = open_mentions(store, limit=10)
    assert [(one.target, one.mentions, one.heals) for one in found.series] == [
        ("ubnd-t.phu-tho:kh:5:?", 2, 2),
        ("ubnd-t.phu-tho:qd:9:?", 1, 1),
    ]


def test_what_cannot_be_is_told() -> None:
    newest = acts(decree(NEW, date(2024, 1, 1)), MIDDLE, "replaces")
    circle = acts(old(), NEW, "replaces")
    lower = acts(Draft(PLAN, "Kế hoạch.\n", issued_on=date(2020, 12, 24)), OLD, "amends")
    with stored(circle, middle(), newest, lower) as store:
        found = sorted((one.fault, len(one.edges)) for one in violations(store))
    assert found == [("circle_of_replacement", 3), ("cites_the_future", 1), ("lower_alters_higher", 1)]


def test_a_parliament_may_alter_its_own_constitution() -> None:
    resolution = acts(decree("qh15:nq:203:2025", date(2025, 6, 16)), "qh:hp:2013", "amends")
    with stored(resolution) as store:
        assert list(violations(store)) == []


def test_impact_tells_by_which_provisions_and_whose_plans_and_what_altered_it() -> None:
    words = "Sở Y tế mua thuốc theo Điều 5 Nghị định 10"
    own = Draft(PLAN, f"{words}.\n", issued_on=date(2020, 12, 24))
    own.cites("Nghị định 10", OLD, provision="Điều 5").sets(words)
    with stored(old(), middle("amends"), own) as store:
        found = impact(store, OLD)
    plan = found.plans[0]
    assert (plan.document.document.id, plan.provisions, plan.edge is not None) == (PLAN, ("Điều 5",), True)
    assert [(one.issuer, one.documents, one.tasks) for one in found.issuers] == [("ubnd-t.phu-tho", 1, 1)]
    assert [one.by.document.id for one in found.altering] == [MIDDLE]
