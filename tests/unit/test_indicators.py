"""Indices in running text: which one is named, and what ranks and scores are told of it (guide 5.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Score
from loaders.structure.body import Body, Paragraph
from loaders.tasks.indicators import find_indicators, find_scores


def body(text: str) -> Body:
    return Body(text, text.replace("\n", " "), (Paragraph(0, 0, len(text)),))


def scores(text: str) -> tuple[Score, ...]:
    return find_scores(body(text), "ha-nam")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nâng cao Chỉ số cải cách hành\nchính (PAR INDEX) của tỉnh", ["PAR INDEX", "PAR INDEX"]),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh (PIC)", ["PCI", "PCI"]),
        ("Chỉ số hài lòng của người dân", ["SIPAS"]),
        ("Chỉ số giá tiêu dùng", []),
    ],
)
def test_an_index_is_known_by_name_and_acronym(text: str, codes: list[str]) -> None:
    assert [mention.indicator for mention in find_indicators(body(text))] == codes


def test_a_score_and_a_rank_of_one_sentence_belong_to_its_index() -> None:
    found = scores("Năm 2022, Chỉ số hài lòng đạt 8,17/10 điểm, xếp hạng 25/63 tỉnh, thành phố.")
    assert [(s.indicator, s.kind, s.value, s.of, s.year) for s in found] == [
        ("SIPAS", "score", 8.17, 10.0, 2022),
        ("SIPAS", "rank", 25.0, 63.0, 2022),
    ]


def test_each_rank_belongs_to_the_index_before_it() -> None:
    found = scores("Chỉ số PAPI đứng thứ 03; PAR INDEX đứng thứ 14; PCI đứng thứ 43 trên 63 tỉnh.")
    assert [(s.indicator, s.value, s.of) for s in found] == [
        ("PAPI", 3.0, None),
        ("PAR INDEX", 14.0, None),
        ("PCI", 43.0, 63.0),
    ]


def test_a_year_of_comparison_is_not_the_scores() -> None:
    (found,) = scores("So với năm 2020, PAR INDEX năm 2021 xếp thứ 17/63.")
    assert found.year == 2021


def test_the_place_is_the_one_named_else_the_given_one() -> None:
    (here,) = scores("PAR INDEX xếp thứ 17/63.")
    (there,) = scores("PAR INDEX tỉnh Ninh Bình xếp thứ 17/63.")
    assert (here.place, there.place) == ("ha-nam", "ninh-binh")


@pytest.mark.parametrize(
    "text",
    ["Công tác chỉ đạo xếp vị trí thứ 1/63.", "PAR INDEX xếp thứ hạng cao.", "PCI đạt trên 90% kế hoạch."],
)
def test_what_is_no_result_of_an_index_is_left_out(text: str) -> None:
    assert scores(text) == ()


@given(st.text(alphabet="PARINDEX chỉ số đạt xếp hạng 0123456789/,.", max_size=120))
def test_scores_quote_the_text(text: str) -> None:
    for score in scores(text):
        assert text[score.raw.start : score.raw.end] == score.raw.text
        assert score.evidence.start <= score.raw.start
        assert score.raw.end <= score.evidence.end
