"""The tables agree with each other, and a table that does not is refused with all its faults at once.

Contradictions are planted into the real tables, a row at a time, so that each rule is seen to bite.
"""

from dataclasses import fields, replace
from datetime import date

import pytest

from graph.errors import InvalidVocabulary
from graph.fold import fold
from graph.identity import document_id, series
from graph.vocabulary import (
    KnownDocument,
    Relation,
    acronyms,
    agency_types,
    indicators,
    issuers,
    kinds,
    known_documents,
    local_issuers,
    provinces,
    relations,
)
from graph.vocabulary.check import check, read_all
from graph.vocabulary.rules import find_faults
from graph.vocabulary.rules.lines import Tables
from graph.vocabulary.tables import keyed, parse_table

HEADER = (
    "code\tedge\trole\tlineage\tends_validity\tchanges_text\tsucceeds\tstanding\tannounces\tstrength\t"
    "label\treverse\tenglish\tenglish_reverse\tsource"
)
CITES = "cites\tCITES\tplain\t\t\t\t\t\t\t10\tdẫn chiếu\tđược dẫn chiếu bởi\tcites\tis cited by\tguide 2.1"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_all()[0]


# --- the tables as they are ---------------------------------------------------------------------------------


def test_the_tables_agree() -> None:
    check()


def test_every_table_has_rows(tables: Tables) -> None:
    assert all(getattr(tables, field.name) for field in fields(tables))


def test_the_keyed_views_lose_no_row(tables: Tables) -> None:
    assert len(kinds()) == len(tables.kinds)
    assert len(relations()) == len(tables.relations)
    assert len(issuers()) == len(tables.issuers)
    assert len(local_issuers()) == len(tables.local_issuers)
    assert len(provinces()) == len(tables.provinces)
    assert len(agency_types()) == len(tables.agencies)
    assert len(acronyms()) == len(tables.acronyms)
    assert len(indicators()) == len(tables.indicators)
    assert len(known_documents()) == len(tables.known_documents)


@pytest.mark.parametrize("relation", relations().values(), ids=lambda relation: relation.code)
def test_a_relation_is_worded_in_both_directions_and_languages(relation: Relation) -> None:
    wordings = {relation.label, relation.reverse, relation.english, relation.english_reverse}
    assert len(wordings - {""}) == 4


def test_tasks_derive_along_what_a_document_rests_on_and_carries_out() -> None:
    lineage = {relation.code for relation in relations().values() if relation.lineage}
    assert lineage == {"legal_basis", "implements", "guides", "issued_with"}


def test_only_replacing_and_repealing_end_a_document() -> None:
    ending = {r.code for r in relations().values() if r.ends_validity and not r.announces}
    assert ending == {"replaces", "repeals", "expires"}


def test_a_code_is_a_law_by_number() -> None:
    assert kinds()["BL"].slug == kinds()["L"].slug == "luat"


def test_schemes_and_projects_are_told_apart() -> None:
    assert (kinds()["ĐA"].slug, kinds()["DA"].slug) == ("da-an", "da")


def test_63_provinces_became_34_units() -> None:
    assert len(provinces()) == 63
    assert len({province.new_slug for province in provinces().values()}) == 34


def test_the_new_bac_ninh_is_another_body_with_the_code_of_bac_giang() -> None:
    old, other = provinces()["bac-ninh"], provinces()["bac-giang"]
    assert (old.code, old.new_code, old.new_slug) == ("27", other.code, "bac-ninh-2025")
    assert provinces()["thanh-hoa"].new_slug == "thanh-hoa"


def test_no_district_body_is_handed_to_a_commune() -> None:
    """Guide 4.6: never map a district one to one onto a commune."""
    assert not [a.code for a in agency_types().values() if a.level == "district" and a.successor]


def test_digital_tasks_and_press_tasks_of_one_department_go_to_two() -> None:
    department = agency_types()["STTTT"]
    assert department.successor == "SKHCN"
    takers = {entry.rpartition("=")[2]: entry for entry in department.field_successors}
    assert "chính quyền điện tử" in takers["SKHCN"]
    assert "báo chí" in takers["SVHTTDL"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Sở TT& TT", "STTTT"),  # seed 003
        ("Trung tân Hành chính công cấp huyện", "TTHCC-H"),  # seed 003, misprinted
        ("các cơ quan Trung ương đóng trên địa bàn tỉnh", "cac-co-quan-tw-dia-ban"),  # seed 003
        ("UBND các huyện, thị xã, thành phố", "UBND-H"),  # seed 002
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương", "ubnd-cap-tinh"),  # 105/NQ-CP
        ("các đơn vị có liên quan thuộc Bộ", "cac-don-vi-thuoc-bo"),  # 01/CT-BTP
    ],
)
def test_bodies_are_known_as_they_are_written(written: str, code: str) -> None:
    assert fold(written) in {fold(name) for name in agency_types()[code].names}


@pytest.mark.parametrize("number", ["18-NQ/TW", "19-NQ/TW", "39-NQ/TW", "76/NQ-CP"])
def test_numbers_that_stand_twice_are_told_apart_by_subject(number: str) -> None:
    """Rule J8, and trap 6 of the guide."""
    several = [document for document in known_documents().values() if document.number == number]
    assert len(several) > 1
    assert len({document.subjects for document in several}) == len(several)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2011, 11, 7), "ttg:qd:136:2001"),
        (date(2011, 11, 8), "cp:nq:30c:2011"),
        (date(2021, 7, 14), "cp:nq:30c:2011"),
        (date(2021, 7, 15), "cp:nq:76:2021"),
    ],
)
def test_one_general_programme_is_current_on_each_day(on: date, expected: str) -> None:
    name = "Chương trình tổng thể cải cách hành chính nhà nước"
    assert [d.id for d in known_documents().values() if name in d.names and _current(d, on)] == [expected]


def test_two_laws_on_local_government_of_one_year_are_parted_by_the_day() -> None:
    name = "Luật Tổ chức chính quyền địa phương năm 2025"
    laws = [document for document in known_documents().values() if name in document.names]
    assert [d.id for d in laws if _current(d, date(2025, 6, 9))] == ["qh15:luat:65:2025"]  # 118/2025/NĐ-CP
    assert [d.id for d in laws if _current(d, date(2025, 6, 16))] == ["qh15:luat:72:2025"]


def _current(document: KnownDocument, on: date) -> bool:
    return document.issued_on is not None and document.issued_on <= on <= (document.valid_until or date.max)


# --- planted faults -----------------------------------------------------------------------------------------

CHANGED: list[tuple[str, str, dict[str, object], str]] = [
    ("kinds", "ĐA", {"slug": "da"}, "slug 'da' is of ĐA and DA"),
    ("kinds", "PL", {"names": ("Nghị định",)}, "'nghị định' names PL and NĐ"),
    ("kinds", "HP", {"slug": "Hiến pháp"}, "HP has slug 'Hiến pháp'"),
    ("kinds", "HP", {"system": ("church",)}, "HP serves ('church',)"),
    ("kinds", "HP", {"source": ""}, "no source for Kind(code='HP'"),
    ("relations", "amends", {"edge": "LIKES"}, "amends has edge 'LIKES'"),
    ("relations", "amends", {"reverse": ""}, "amends lacks a wording"),
    ("relations", "amends", {"ends_validity": True}, "amends both ends its target and leaves it altered"),
    ("relations", "guides", {"ends_validity": True}, "guides both descends from its target and ends it"),
    ("relations", "suspends", {"standing": "rests"}, "suspends has standing 'rests'"),
    (
        "relations",
        "suspends",
        {"changes_text": True},
        "suspends tells its target's standing and ends or alters it",
    ),
    ("relations", "amends", {"strength": 10}, "'strength 10' stands 2 times"),
    ("relations", "considered", {"role": "plain"}, "'CITES plain' stands 2 times"),
    ("issuers", "TTg", {"id": "cp"}, "id 'cp' is of"),
    ("issuers", "TTg", {"names": ("Chính phủ",)}, "'chinh phu' names cp and ttg"),
    ("issuers", "BTP", {"names": ("Tư pháp",)}, "the names of BTP do not start with 'Bộ Tư pháp'"),
    ("issuers", "BTP", {"level": "castle"}, "BTP has level 'castle'"),
    ("issuers", "BTP", {"successor": "BXYZ"}, "BTP is succeeded by 'BXYZ', which is no code"),
    ("issuers", "BTP", {"successor": "BTP"}, "BTP is succeeded by itself in the end"),
    ("issuers", "TW", {"valid_to": date(1900, 1, 1)}, "TW ends on 1900-01-01, before it starts"),
    ("local_issuers", "SNV", {"names": ("Sở",)}, "SNV is named 'Sở' without {place}"),
    ("local_issuers", "SNV", {"id": "cp"}, "SNV (cp) is also a central issuer's"),
    ("local_issuers", "SNV", {"level": "làng"}, "SNV has level 'làng'"),
    ("local_issuers", "SNV", {"id": "stp"}, "id 'stp' is of"),
    ("provinces", "bac-ninh", {"new_slug": "bac-ninh"}, "belongs to 'bac-ninh', not 'bac-ninh-2025'"),
    ("provinces", "bac-ninh", {"new_type": "thành phố"}, "unit 24 is"),
    ("provinces", "bac-ninh", {"new_code": "99"}, "new code '99', which no old province had"),
    ("provinces", "ha-noi", {"slug": "thang-long"}, "Hà Nội has slug 'thang-long'"),
    ("provinces", "hue", {"aliases": ("Hà Nội",)}, "'ha noi' names ha-noi and hue"),
    ("agencies", "SNV", {"names": ("Sở Tư pháp",)}, "'so tu phap' names SNV and STP"),
    ("agencies", "SNV", {"level": "village"}, "SNV has level 'village'"),
    ("agencies", "SNV", {"part_of": "SỞ"}, "SNV is part of 'SỞ', which is no code"),
    ("agencies", "SNV", {"part_of": "SNV"}, "SNV is part of itself in the end"),
    ("agencies", "SNV", {"field_successors": ("tôn giáo",)}, "SNV hands over 'tôn giáo'"),
    ("agencies", "SNV", {"valid_to": date(2025, 2, 28)}, "SNV ends on 2025-02-28, as an issuer on None"),
    ("acronyms", "CCHC", {"expansion": "a / b"}, "CCHC is called clear and reads 'a / b'"),
    ("indicators", "SIPAS", {"names": ("PCI",)}, "'pci' names SIPAS and PCI"),
    ("known_documents", "cp:nd:61:2018", {"id": "cp/nd/61"}, "'cp/nd/61' is no document id"),
    ("known_documents", "cp:nd:61:2018", {"id": "cp:xx:61:2018"}, "of kind 'xx', which is no slug"),
    ("known_documents", "cp:nd:61:2018", {"id": "ubnd-t.atlantis:nd:61:2018"}, "of issuer 'ubnd-t.atlantis'"),
    ("known_documents", "cp:nd:61:2018", {"number": "16/2018/NĐ-CP"}, "is numbered '16/2018/NĐ-CP'"),
    ("known_documents", "cp:nd:61:2018", {"issued_on": date(2019, 4, 23)}, "was issued on 2019-04-23"),
    ("known_documents", "cp:nd:61:2018", {"valid_until": date(2018, 1, 1)}, "issued after it was current"),
    ("known_documents", "tw:nq:18:2017", {"subjects": ()}, "'tw:nq:18' may be tw:nq:18:2017"),
]


@pytest.mark.parametrize(("table", "key", "changes", "fault"), CHANGED, ids=[case[-1] for case in CHANGED])
def test_a_planted_contradiction_is_told(
    table: str, key: str, changes: dict[str, object], fault: str, tables: Tables
) -> None:
    assert [found for found in find_faults(changed(tables, table, key, changes)) if fault in found]


@pytest.mark.parametrize("table", [field.name for field in fields(Tables)])
def test_a_line_that_stands_twice_is_told(table: str, tables: Tables) -> None:
    rows = getattr(tables, table)
    assert any("stands 2 times" in f for f in find_faults(replace(tables, **{table: (*rows, rows[0])})))


def test_all_contradictions_are_told_together(tables: Tables) -> None:
    spoiled = changed(tables, "kinds", "HP", {"source": ""})
    assert len(find_faults(changed(spoiled, "agencies", "SNV", {"level": "village"}))) == 2


def test_a_successor_may_stand_below_what_it_succeeds(tables: Tables) -> None:
    assert not find_faults(replace(tables, agencies=tables.agencies[::-1]))


def changed(tables: Tables, table: str, key: str, changes: dict[str, object]) -> Tables:
    """The tables with `changes` made to the rows of `table` that bear `key`."""
    rows = [replace(row, **changes) if key in keys_of(row) else row for row in getattr(tables, table)]
    return replace(tables, **{table: tuple(rows)})


def keys_of(row: object) -> set[str]:
    return {getattr(row, name, "") for name in ("code", "slug", "acronym", "id")}


# --- lines --------------------------------------------------------------------------------------------------


def test_a_good_line_is_read() -> None:
    (row,) = parse_table("relations.tsv", [HEADER, "# a remark", "", CITES], Relation)
    assert (row.code, row.strength, row.lineage) == ("cites", 10, False)


def test_every_bad_line_is_told_in_one_error() -> None:
    lines = [
        HEADER,
        CITES.replace("\t10\t", "\tten\t"),
        CITES.replace("\tplain\t\t", "\tplain\tmaybe\t"),
        CITES.replace("ẫ", "a\u0302\u0303"),
        "cites\tCITES",
    ]
    with pytest.raises(InvalidVocabulary) as refused:
        parse_table("relations.tsv", lines, Relation)
    assert [fault.split(":")[1] for fault in refused.value.faults] == ["2", "3", "4", "5"]


def test_a_foreign_header_is_refused() -> None:
    with pytest.raises(InvalidVocabulary, match="columns"):
        parse_table("relations.tsv", [HEADER.replace("edge", "wedge"), CITES], Relation)


def test_every_key_that_stands_twice_is_told() -> None:
    with pytest.raises(InvalidVocabulary) as refused:
        keyed(["a", "b", "a", "b"], str)
    assert len(refused.value.faults) == 2


def test_an_id_of_a_known_document_is_made_of_its_parts() -> None:
    numbered = (document for document in known_documents().values() if document.number[:1].isdigit())
    for document in numbered:
        issuer, kind, number, year = document.id.split(":")
        assert document_id(issuer=issuer, kind=kind, number=number, year=int(year)) == document.id
        assert series(document.id) == f"{issuer}:{kind}:{number}"
