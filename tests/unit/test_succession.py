"""Who has a body's duties on a day, and which body a loosely typed name means (guide 4.3 to 4.6)."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.bodies import Body, body_of, find_agency, find_types
from graph.errors import UnknownAgency
from graph.fold import fold
from graph.succession import Heir, heirs_of_task, predecessors, succession
from graph.vocabulary import agency_types, issuers, provinces

TODAY = date(2026, 11, 25)
NAMES = [name for row in agency_types().values() for name in row.names]
NAMES += [name for row in issuers().values() for name in row.names]
PLACES = sorted(provinces())
BODIES = [
    body
    for code in agency_types()
    if (body := body_of(find_agency(agency_types()[code].name).type.id)) is not None
]
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def ids(heirs: tuple[Heir, ...]) -> list[str | None]:
    return [heir.body.id if heir.body else None for heir in heirs]


def now(typed: str, at: date = TODAY) -> list[str | None]:
    return ids(succession(find_agency(typed), at))


# --- names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("Sở Thông tin và Truyền thông tỉnh Bắc Ninh", "stttt.bac-ninh"),
        ("so thong tin va truyen thong tinh bac ninh", "stttt.bac-ninh"),
        ("Sở TT&TT Bắc Ninh", "stttt.bac-ninh"),
        ("STTTT.bac-ninh", "stttt.bac-ninh"),
        ("Sở Nội vụ", "snv"),
        ("các sở, ban, ngành tỉnh Bắc Ninh", "cac-so-ban-nganh.bac-ninh"),
        ("Thanh tra tỉnh Bắc Ninh", "ttt.bac-ninh"),
        ("thanh tra ha noi", "ttt.ha-noi"),
        ("Báo Bắc Ninh", "bao.bac-ninh"),
        ("Sở LĐTBXH TP. Hồ Chí Minh", "sldtbxh.ho-chi-minh"),
        ("Bộ TTTT", "btttt"),
        ("kbnn", "kbnn"),
        ("snv.bac-ninh-2025", "snv.bac-ninh-2025"),
        ("UBND huyện Gia Bình", "ubnd-h1.gia-binh"),
        ("uy ban nhan dan thi xa tu son, tinh bac ninh", "ubnd-h1.tu-son"),
        ("Phòng Nội vụ huyện Gia Bình", "pnv.gia-binh"),
        ("UBND thành phố Bắc Ninh", "ubnd-h1.thanh-pho-bac-ninh"),
        ("UBND thành phố Hà Nội", "ubnd-t.ha-noi"),
    ],
)
def test_a_body_is_found_by_what_is_typed(typed: str, identifier: str) -> None:
    assert find_agency(typed).id == identifier


@pytest.mark.parametrize(
    "typed", ["", "   ", "Sở Thủy sản Vũ trụ", "bnv.bac-ninh", "snv.a--b", "Bắc Ninh", "Phòng Nội vụ lạ"]
)
def test_what_names_no_body_is_told(typed: str) -> None:
    with pytest.raises(UnknownAgency):
        find_agency(typed)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("stttt.bac-ninh", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"),
        ("ttt.ha-noi", "Thanh tra thành phố Hà Nội"),
        ("tu.bac-ninh", "Tỉnh ủy Bắc Ninh"),
        ("bao.bac-ninh", "Báo Bắc Ninh"),
        ("ubnd-h.bac-ninh", "UBND các huyện, thị xã, thành phố (tỉnh Bắc Ninh)"),
        ("snv.tien-du", "Sở Nội vụ"),
        ("snv", "Sở Nội vụ"),
    ],
)
def test_a_body_is_named_with_its_place(identifier: str, name: str) -> None:
    body = body_of(identifier)
    assert body is not None
    assert body.name == name


@given(st.sampled_from(NAMES))
def test_every_name_is_found_without_diacritics(name: str) -> None:
    assert find_agency(fold(name).upper()) == find_agency(unicodedata.normalize("NFD", name))


@given(st.sampled_from(BODIES), st.sampled_from(PLACES))
def test_a_full_name_leads_back_to_its_body(kind: Body, place: str) -> None:
    body = body_of(f"{kind.type.id}.{place}")
    if body is not None and not body.type.collective:
        assert find_agency(body.name).type in find_types(body.type.name)


@given(st.text())
def test_any_words_name_a_body_or_none(typed: str) -> None:
    try:
        found = find_agency(typed)
    except UnknownAgency:
        return
    assert body_of(found.id) == found


# --- successions --------------------------------------------------------------------------------------------


def test_a_department_follows_its_type_and_then_its_province() -> None:
    main, press = succession(find_agency("stttt.bac-ninh"), TODAY)
    assert (main.body, press.body) == (body_of("skhcn.bac-ninh-2025"), body_of("svhttdl.bac-ninh-2025"))
    assert [(step.change, step.since) for step in main.path] == [
        ("succeeded", date(2025, 3, 1)),
        ("merged", date(2025, 7, 1)),
    ]
    assert [one.name for step in main.path for one in step.instruments] == [
        "Nghị định 45/2025/NĐ-CP",
        "Nghị quyết 190/2025/QH15",
        "Nghị quyết 202/2025/QH15",
    ]


@pytest.mark.parametrize(
    ("at", "heir"),
    [
        (date(2025, 2, 28), "stttt.bac-ninh"),
        (date(2025, 3, 1), "skhcn.bac-ninh"),
        (date(2025, 6, 30), "skhcn.bac-ninh"),
        (date(2025, 7, 1), "skhcn.bac-ninh-2025"),
    ],
)
def test_each_change_holds_from_its_day(at: date, heir: str) -> None:
    assert now("stttt.bac-ninh", at)[0] == heir


@pytest.mark.parametrize(
    ("words", "heirs"),
    [
        ("Các nhiệm vụ xây dựng Chính quyền điện tử", ["skhcn.thanh-hoa"]),
        ("Tăng cường quản lý báo chí", ["svhttdl.thanh-hoa"]),
        ("Kế hoạch tuyên truyền", ["skhcn.thanh-hoa", "svhttdl.thanh-hoa"]),
        ("Họp báo, chí ít một lần", ["svhttdl.thanh-hoa"]),
    ],
)
def test_a_task_goes_to_the_taker_of_its_field(words: str, heirs: list[str]) -> None:
    assert ids(heirs_of_task(find_agency("stttt.thanh-hoa"), TODAY, words)) == heirs


def test_a_body_that_goes_on_keeps_all_but_the_field_that_it_gave_away() -> None:
    body = find_agency("snv.ha-noi")
    assert ids(heirs_of_task(body, TODAY, "Đánh giá chỉ số cải cách hành chính")) == ["snv.ha-noi"]
    assert ids(heirs_of_task(body, TODAY, "Quản lý tôn giáo, tín ngưỡng")) == ["sdttg.ha-noi"]


def test_a_district_ends_without_a_single_successor() -> None:
    (heir,) = succession(find_agency("ubnd-h.bac-ninh"), TODAY)
    assert heir.body is None
    assert [(step.change, step.since) for step in heir.path] == [("ended", date(2025, 7, 1))]
    assert heir.path[0].instruments[0].id == "qh15:luat:72:2025"


@pytest.mark.parametrize(
    "typed", ["UBND huyện Gia Bình", "UBND thành phố Bắc Ninh", "Phòng Nội vụ huyện Tam Nông"]
)
def test_a_body_of_one_district_keeps_the_name_that_it_was_asked_for_and_ends(typed: str) -> None:
    body = find_agency(typed)
    assert body.name == typed
    assert ids(succession(body, date(2025, 6, 30))) == [body.id]
    assert [heir.body for heir in succession(body, TODAY)] == [None]


def test_ministries_were_merged_by_the_assembly() -> None:
    (main, *others) = succession(find_agency("Bộ Lao động - Thương binh và Xã hội"), TODAY)
    assert main.body == body_of("bnv")
    assert main.path[0].instruments[0].name == "Nghị quyết 176/2025/QH15"
    assert ids(tuple(others)) == ["bgddt", "byt", "bnnmt"]


def test_a_step_whose_day_is_not_known_is_marked() -> None:
    assert succession(find_agency("tthcc.ha-noi"), TODAY)[0].path[0].unverified
    assert not succession(find_agency("stttt.ha-noi"), TODAY)[0].path[0].unverified


def test_what_a_new_body_was() -> None:
    body = body_of("skhcn.bac-ninh-2025")
    assert body is not None
    assert [one.id for one in predecessors(body)] == [
        "skhcn.bac-giang", "skhcn.bac-ninh", "stttt.bac-giang", "stttt.bac-ninh",
    ]  # fmt: skip


@given(st.sampled_from(BODIES), st.sampled_from(PLACES), DAYS)
def test_steps_hang_together_and_never_go_back_in_time(kind: Body, place: str, at: date) -> None:
    body = body_of(f"{kind.type.id}.{place}") or kind
    for heir in succession(body, at):
        at_body: Body | None = body
        for step in heir.path:
            assert step.source == at_body
            assert step.since is None or step.since <= at
            at_body = step.target
        assert heir.body == at_body
        days = [step.since for step in heir.path if step.since]
        assert days == sorted(days)


@given(st.sampled_from(BODIES), st.sampled_from(PLACES), DAYS)
def test_an_heir_is_final_for_its_day(kind: Body, place: str, at: date) -> None:
    body = body_of(f"{kind.type.id}.{place}") or kind
    first = succession(body, at)[0].body
    assert first is None or succession(first, at)[0].body == first


@given(st.sampled_from(BODIES), st.sampled_from(PLACES))
def test_whoever_has_the_duties_had_the_body_before_it(kind: Body, place: str) -> None:
    body = body_of(f"{kind.type.id}.{place}") or kind
    for heir in succession(body, TODAY):
        assert heir.body is None or heir.body == body or body in predecessors(heir.body)


@given(st.sampled_from(BODIES), DAYS, st.text())
def test_somebody_or_nobody_alone_has_each_duty(kind: Body, at: date, words: str) -> None:
    assert heirs_of_task(kind, at, words)


def test_nothing_changed_before_the_reform() -> None:
    day = date(2024, 1, 1)
    for kind in BODIES:
        if kind.type.valid_to and kind.type.valid_to > day + timedelta(days=1):
            assert ids(succession(kind, day)) == [kind.id]


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("các sở, ban, ngành tỉnh Bắc Ninh", False),
        ("UBND các huyện, thị xã, thành phố tỉnh Bắc Ninh", True),
        ("Sở Tài chính tỉnh Bắc Ninh", True),
        ("Sở Nội vụ thành phố Hà Nội", False),
    ],
)
def test_a_collective_does_not_change_with_its_province(typed: str, changed: bool) -> None:
    assert any(heir.changed for heir in heirs_of_task(find_agency(typed), TODAY, "")) is changed
