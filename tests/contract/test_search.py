"""What people type finds what they mean, on every store in the same order."""

from collections.abc import Generator
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Reading
from graph.port import DocumentCriteria, Found, GraphStore
from graph.stores import open_store
from tests.contract.readings import DECREE, PLAN, cite, decree, fill, plan, reading, task

OLDER = "cp:nd:61:2009"
FOLLOWER = "ubnd-t.bac-ninh:kh:61:2019"
LETTER = "bnv:cv:6459:2020"
ROADS = {"cp:qd:1:2020": "Về đường bộ", "cp:qd:2:2020": "Về dưỡng lão", "cp:qd:3:2020": "Ve duong bo"}
SYNTAX = st.text(st.sampled_from('"*()^:{}+-.,/ ANDORNEAR61đươ\x00'))


def library() -> list[Reading]:
    """The decree and the plan among documents that look like them."""
    follower = reading(
        FOLLOWER,
        number="61/KH-UBND",
        kind="KH",
        title="Thực hiện Nghị định số 61/2018/NĐ-CP của Chính phủ",
        text="Nghị định số 61/2018/NĐ-CP. " * 3,
        citations=[cite(OLDER, number="61/2009/NĐ-CP", kind="NĐ")],
        tasks=[task("Theo Nghị định 61/2018/NĐ-CP, rà soát TTHC", lead="UBND các xã")],
    )
    letter = reading(LETTER, number="6459/BNV-CCHC", kind="CV", title="Về việc xác định Chỉ số")
    return [decree(), plan(), follower, letter, *(reading(i, title=title) for i, title in ROADS.items())]


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    fill(store, *library())
    return store


@pytest.fixture(scope="module")
def full_store() -> Generator[GraphStore, None, None]:
    """One store for all examples of a property, which only reads."""
    with open_store("sqlite://") as opened:
        fill(opened, *library())
        yield opened


def found(store: GraphStore, typed: str, kind: Found = "document") -> list[str]:
    return [hit.ref for hit in store.search(typed, limit=20, kinds=[kind])]


@pytest.mark.parametrize(
    "typed",
    [
        "nghi dinh 61",
        "Nghị định 61/2018",
        "61 2018 nd cp",
        "NĐ 61",
        "nđ 61",
        "ND 61",
        "61/2018/nd-cp",
        "61/2018/NĐ-CP",
        "61/2018/ NĐ - CP",
        "61/2018",
        "061/2018/NĐCP",
        "Nghị định số 61/2018/NĐ-CP",
        "nghi dinh so 61/2018",
        "NGHỊ ĐỊNH SỐ: 61/2018/NÐ-CP",
        "nghị định 61 một cửa liên thông",
        "nd 61/2018 tthc",
    ],
)
def test_however_it_is_typed_the_decree_comes_first(filled: GraphStore, typed: str) -> None:
    assert found(filled, typed)[0] == DECREE
    assert filled.search(typed, limit=1)[0].ref == DECREE
    listed = filled.documents(DocumentCriteria(words=typed), limit=1)
    assert [node.document.id for node in listed.items] == [DECREE]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("61 2018 nd cp", [DECREE]),
        ("61/2018/NĐCP", [DECREE]),
        ("nghị định 61", [DECREE, OLDER]),
        ("61", [DECREE, FOLLOWER, OLDER]),
        ("Kế hoạch 61", [FOLLOWER]),
        ("584/KH-UBND", [PLAN]),
        ("0584", [PLAN]),
        ("584 2020", [PLAN]),
        ("6459/BNV", [LETTER]),
        ("công văn 6459", [LETTER]),
        ("cp:nd:61:2018", [DECREE]),
        ("61/2017", []),
        ("thông tư 61", []),
        ("cải cách 61", []),
        ("nghị định", []),
        ("!?", []),
    ],
)
def test_a_number_names_its_documents_the_loaded_ones_first(
    filled: GraphStore, typed: str, ids: list[str]
) -> None:
    assert list(filled.named(typed)) == ids


def test_diacritics_typed_bring_what_bears_them_first(filled: GraphStore) -> None:
    hits = filled.search("về đường", limit=5, kinds=["document"])
    assert [(hit.ref, hit.exact) for hit in hits] == [
        ("cp:qd:1:2020", True),
        ("cp:qd:2:2020", False),
        ("cp:qd:3:2020", False),
    ]


def test_without_diacritics_all_are_found_alike(filled: GraphStore) -> None:
    hits = filled.search("ve duong", limit=5, kinds=["document"])
    assert sorted(hit.ref for hit in hits) == sorted(ROADS)
    assert not any(hit.exact for hit in hits)


def test_decomposed_typing_finds_the_same(filled: GraphStore) -> None:
    typed = "Về đường bộ"
    assert filled.search(normalize("NFD", typed), limit=5) == filled.search(typed, limit=5) != ()


@pytest.mark.parametrize("typed", ["TTHC", "thủ tục hành chính", "thu tuc hanh chinh", "tthc"])
def test_abbreviations_are_read_both_ways(filled: GraphStore, typed: str) -> None:
    assert set(found(filled, typed, "task")) == {f"{PLAN}:t1", f"{FOLLOWER}:t1"}


@pytest.mark.parametrize("typed", ["so noi vu", "Sở Nội vụ"])
def test_tasks_are_found_by_their_leads(filled: GraphStore, typed: str) -> None:
    assert found(filled, typed, "task") == [f"{PLAN}:t1"]


def test_a_passage_shows_where_the_text_says_it(filled: GraphStore) -> None:
    (hit,) = filled.search("thực hiện nghị quyết 18", limit=5, kinds=["passage"])
    text = filled.text(PLAN)
    assert hit.span is not None
    assert text is not None
    assert hit.ref == PLAN
    assert text[hit.span.start : hit.span.end] == hit.span.text
    assert "18-NQ/TW" in hit.span.text


def test_documents_come_before_tasks_before_passages(filled: GraphStore) -> None:
    hits = filled.search("nghi dinh 61/2018", limit=20)
    kinds = [hit.found for hit in hits]
    assert set(kinds) == {"document", "task", "passage"}
    assert kinds == sorted(kinds, key=["document", "task", "passage"].index)


def test_a_renamed_document_is_found_by_its_new_name_only(filled: GraphStore) -> None:
    filled.add([plan(title="Chuyển đổi số", text="", tasks=[])])
    assert found(filled, "chuyen doi so") == [PLAN]
    assert found(filled, "Cải cách hành chính nhà nước") == []
    assert filled.search("rà soát", limit=9, kinds=["task"])[0].ref == f"{FOLLOWER}:t1"


@pytest.mark.parametrize("typed", ["", " ", "...", '"', "()*", "-", "!!!\n"])
def test_punctuation_alone_finds_nothing(filled: GraphStore, typed: str) -> None:
    assert filled.search(typed, limit=5) == ()


@given(st.text() | SYNTAX | st.text(max_size=3).map(lambda text: text * 5000))
def test_no_typing_breaks_the_search(full_store: GraphStore, typed: str) -> None:
    full_store.search(typed, limit=3)
    full_store.named(typed)


@given(SYNTAX)
def test_signs_are_never_read_as_a_language_of_queries(full_store: GraphStore, signs: str) -> None:
    plain = "".join(c if c.isalnum() else " " for c in signs)
    assert full_store.search(signs, limit=9) == full_store.search(plain, limit=9)
