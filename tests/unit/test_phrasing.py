"""What people type, as groups of alternatives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document
from graph.stores.phrasing import (
    LONGEST_QUERY,
    asked_ordinal,
    document_words,
    number_words,
    phrasing,
    reads_like,
)

DECREE = Document(
    "cp:nd:61:2018", "61/2018/NĐ-CP", "NĐ", "cp", "Chính phủ", date(2018, 4, 23), title="Một cửa"
)


def alternatives(typed: str) -> list[set[str]]:
    return [{" ".join(words) for words in group.folded} for group in phrasing(typed).groups]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("NĐ 61", [{"nd", "nghi dinh"}, {"61"}]),
        ("nghi dinh 61", [{"nghi dinh", "nd"}, {"61"}]),
        ("Nghị định số 61/2018", [{"nghi dinh", "nd"}, {"61"}, {"2018"}]),
        ("QĐ-UBND", [{"qd", "quyet dinh", "quy dinh"}, {"ubnd", "uy ban nhan dan"}]),
        ("Uỷ ban nhân dân", [{"uy ban nhan dan", "ubnd"}]),
        ("CCHC", [{"cchc", "cai cach hanh chinh"}]),
        ("Sở Nội vụ", [{"so"}, {"noi"}, {"vu"}]),
        ("đã", [{"da"}]),
        ("số liệu", [{"so"}, {"lieu"}]),
        (" - ", []),
    ],
)
def test_what_is_typed_means_itself_and_what_says_the_same(typed: str, groups: list[set[str]]) -> None:
    assert alternatives(typed) == groups


@pytest.mark.parametrize(("typed", "marked"), [("nghi dinh", False), ("nghị dinh", True), ("ND 61", False)])
def test_typed_marks_are_noticed(typed: str, marked: bool) -> None:
    assert phrasing(typed).marked is marked


@given(st.text())
def test_any_typing_gives_a_few_words_of_letters_and_digits(typed: str) -> None:
    groups = phrasing(typed).groups
    assert len(groups) <= LONGEST_QUERY
    assert all(word.isalnum() for group in groups for phrase in group.phrases for word in phrase)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("NĐ 061/2018", "61"), ("30C", "30c"), ("nghị định", None), ("00", "0"), ("66.7/2025", "66")],
)
def test_the_number_proper_is_the_first_with_a_digit(typed: str, number: str | None) -> None:
    assert asked_ordinal(phrasing(typed)) == number


@pytest.mark.parametrize(
    ("typed", "reads"),
    [("61 2018", True), ("NĐ-CP 61", True), ("61/2018/NDCP", True), ("61/2019", False), ("61/QĐ", False)],
)
def test_a_number_is_read_word_by_word(typed: str, reads: bool) -> None:
    assert reads_like(phrasing(typed), number_words(DECREE)) is reads


def test_a_document_is_found_by_number_kind_title_issuer_and_year() -> None:
    assert document_words(DECREE) == "61/2018/NĐ-CP Nghị định Một cửa Chính phủ 2018"
    assert document_words(Document("x:y:1:?")) == ""
