"""Money in table cells: separators, unit lines, and cells that contradict them (guide 3.5, J15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Budget, Span
from loaders.tasks.budgets import find_unit, read_budget, unit_of


def read(raw: str, unit: str | None = None) -> Budget:
    budget = read_budget(Span(0, len(raw), raw), unit_of(unit) if unit else None)
    assert budget is not None
    return budget


@pytest.mark.parametrize(
    ("raw", "unit", "amount"),
    [
        ("500.000", "nghìn đồng", 500_000_000),
        ("300.000.000", "nghìn đồng", 300_000_000_000),
        ("5.374.075", None, 5_374_075),
        ("1,5 tỷ đồng", None, 1_500_000_000),
        ("50,5", "triệu đồng", 50_500_000),
        ("120 trđ", None, 120_000_000),
        ("Dự kiến 2.000\ntriệu đồng", None, 2_000_000_000),
        ("Lồng ghép", "triệu đồng", None),
        ("Ngân sách tỉnh", None, None),
    ],
)
def test_a_figure_is_read_by_its_unit(raw: str, unit: str | None, amount: int | None) -> None:
    assert read(raw, unit).amount == amount


def test_the_unit_line_beats_the_suffix_and_both_readings_are_kept() -> None:
    budget = read("20.000đ", "nghìn đồng")
    assert (budget.amount, budget.literal_amount, budget.unit_line) == (20_000_000, 20_000, "nghìn đồng")


@pytest.mark.parametrize("empty", ["", " ", "-", "\n"])
def test_an_empty_cell_says_nothing(empty: str) -> None:
    assert read_budget(Span(0, len(empty), empty), None) is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính:\nnghìn đồng", "nghìn đồng"),
        ("ĐVT: triệu đồng", "triệu đồng"),
        ("Kinh phí dự kiến (tỷ đồng)", "tỷ đồng"),
        ("Đơn vị tính: người", None),
        ("Đơn vị chủ trì", None),
    ],
)
def test_a_line_or_a_head_tells_the_unit(line: str, unit: str | None) -> None:
    found = find_unit(" ".join(line.split()))
    assert (found.words if found else None) == unit


@given(st.integers(0, 10**12))
def test_grouped_thousands_are_one_figure(amount: int) -> None:
    assert read(f"{amount:,}".replace(",", ".")).amount == amount


@given(st.text())
def test_any_cell_is_read_and_quoted(text: str) -> None:
    budget = read_budget(Span(0, len(text), text), unit_of("triệu đồng"))
    assert budget is None or budget.raw.text == text
