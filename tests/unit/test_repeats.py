"""The same task over the years: linked by the words and the body, never merged; and plans whose years are over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Agency, Assignment, Deadline, Document, Reading, Source, Span, Task
from graph.port import GraphStore
from graph.questions.periods import PlanPeriod, plan_period
from graph.questions.repeats import Repeat, repeats
from graph.stores import open_store

OLD, NEW = "ubnd-t.bac-ninh:kh:584:2020", "ubnd-t.bac-ninh:kh:897:2021"
HOME = Agency("snv.bac-ninh", "Sở Nội vụ", "province", "bac-ninh")
DIGITAL = Agency("stttt.bac-ninh", "Sở Thông tin và Truyền thông", "province", "bac-ninh")
SCIENCE = Agency("skhcn.bac-ninh-2025", "Sở Khoa học và Công nghệ", "province", "bac-ninh-2025")
SURVEY = "Đánh giá, chấm điểm chỉ số CCHC các Sở, ban, ngành năm {}"


def a_task(text: str, lead: Agency | None) -> Task:
    parts = (Assignment("lead", Span(0, 2, "Sở"), lead),) if lead else ()
    return Task("?:t0", text, 0, len(text), "table", assignments=parts)


def a_plan(identifier: str, year: int, *tasks: Task, title: str | None = None) -> Reading:
    document = Document(identifier, issued_on=date(year, 12, 1), title=title or f"Kế hoạch năm {year + 1}")
    return Reading(Source(f"{year:064}", f"{year}.txt", "txt"), document, "Kế hoạch", tasks=tasks)


def found_in(*readings: Reading, of: str) -> tuple[Repeat, ...]:
    with open_store("sqlite://") as store:
        store.add(readings)
        return repeats(store, _task(store, of))


def _task(store: GraphStore, identifier: str) -> Task:
    found = store.task(identifier)
    assert found is not None
    return found


def test_the_same_task_of_another_year_is_found_with_its_plan() -> None:
    (repeat,) = found_in(
        a_plan(OLD, 2020, a_task(SURVEY.format(2021), HOME), a_task("Sửa đường liên huyện", HOME)),
        a_plan(NEW, 2021, a_task(SURVEY.format(2022), HOME)),
        of=f"{NEW}:t1",
    )
    assert (repeat.task.id, repeat.document.document.id, repeat.likeness) == (f"{OLD}:t1", OLD, 1.0)


def test_tasks_of_another_body_or_of_the_same_plan_are_none() -> None:
    other = Agency("stc.bac-ninh", "Sở Tài chính", "province", "bac-ninh")
    of_another = a_plan(OLD, 2020, a_task(SURVEY.format(2021), other))
    twice = a_plan(NEW, 2021, a_task(SURVEY.format(2022), HOME), a_task(SURVEY.format(2022), HOME))
    assert found_in(of_another, twice, of=f"{NEW}:t1") == ()


def test_a_task_that_passed_to_another_body_is_still_the_same() -> None:
    text = "Xây dựng Chính quyền điện tử và thành phố thông minh"
    old = a_plan(OLD, 2020, a_task(text, DIGITAL))
    new = a_plan("ubnd-t.bac-ninh-2025:kh:9:2025", 2025, a_task(text, SCIENCE))
    assert [one.task.id for one in found_in(old, new, of="ubnd-t.bac-ninh-2025:kh:9:2025:t1")] == [
        f"{OLD}:t1"
    ]
    assert [one.document.document.id for one in found_in(old, new, of=f"{OLD}:t1")] == [
        "ubnd-t.bac-ninh-2025:kh:9:2025"
    ]


def test_a_task_without_a_lead_repeats_nothing() -> None:
    assert found_in(a_plan(OLD, 2020, a_task("Rà soát", None)), of=f"{OLD}:t1") == ()


@given(
    st.lists(st.sampled_from(["rà soát", "thủ tục", "Sở", "2021", "báo cáo", "năm"]), min_size=1, max_size=6)
)
def test_the_order_of_arrival_changes_nothing(words: list[str]) -> None:
    plans = [
        a_plan(OLD, 2020, a_task(" ".join(words), HOME)),
        a_plan(NEW, 2021, a_task(" ".join(words[::-1]), HOME), a_task(" ".join(words), HOME)),
    ]
    assert found_in(*plans, of=f"{OLD}:t1") == found_in(*plans[::-1], of=f"{OLD}:t1")


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Kế hoạch cải cách hành chính tỉnh Bắc Ninh năm 2021", (2021, 2021)),
        ("Đề án giai đoạn 2021 - 2025", (2021, 2025)),
        ("Nhiệm vụ thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024", None),
        ("Nhiệm vụ thực hiện Nghị định 61/2018/NĐ-CP ngày 23/4/2018", None),
        (None, None),
    ],
)
def test_the_years_of_a_plan_are_those_of_its_title(title: str | None, years: tuple[int, int] | None) -> None:
    period = plan_period(Document(OLD, title=title), date(2024, 1, 1))
    assert (period and (period.start.year, period.end.year)) == years


def test_a_plan_is_over_after_its_last_day_and_a_task_after_its_own() -> None:
    document = Document(OLD, title="Kế hoạch năm 2021")
    assert plan_period(document, date(2021, 12, 31)) == PlanPeriod(
        date(2021, 1, 1), date(2021, 12, 31), over=False
    )
    late = Task(
        "x:t1", "Rà soát", 0, 1, "table", deadline=Deadline(Span(0, 1, "x"), "day", None, date(2022, 3, 1))
    )
    periods = [plan_period(document, date(2022, 1, 1), task) for task in (None, late)]
    assert [(one.over, one.end) for one in periods if one] == [
        (True, date(2021, 12, 31)),
        (False, date(2022, 3, 1)),
    ]
