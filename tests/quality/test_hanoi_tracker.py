"""The tracker of Hà Nội's plan 20-KH/BCĐ57: 178 rows under the head, read by eye row by row.

137 rows bear a count (STT 1 to 137): these are the tasks. The other 41 bear none, or a Roman number, and each stands
over rows whose code (`Mã nhiệm vụ`) prolongs its own: 17 headings with a Roman number, 3 without (N17, N18, N20), and
21 parent tasks of the plan that the office has taken apart (`KH20_TT_N01.1` into `N01.1.1` and `N01.1.2`), some
of which keep the lead and the deadline that they had. Counting those as well would count their work twice.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from graph.model import Task
from loaders.extract import read_file

FILE = "KH20-BCD57-HaNoi-2026_tasks_phones-masked.xlsx"
TASKS, HEADINGS = 137, 41


@pytest.fixture(scope="module")
def tasks(shared: Path) -> tuple[Task, ...]:
    (reading,) = read_file(shared / "corpus" / "task-tables" / FILE)
    return reading.tasks


def test_the_counted_rows_are_the_tasks(tasks: tuple[Task, ...]) -> None:
    assert [task.no for task in tasks] == [str(count) for count in range(1, TASKS + 1)]


def test_every_task_stands_under_its_headings(tasks: tuple[Task, ...]) -> None:
    over = {heading for task in tasks for heading in (task.group or "").split(" > ")}
    assert len(over) == HEADINGS


def test_every_task_has_a_lead_that_is_a_body_and_no_person(tasks: tuple[Task, ...]) -> None:
    leads = [[part for part in task.assignments if part.role == "lead"] for task in tasks]
    assert all(leads)
    assert [part.raw.text for lead in leads for part in lead if "SĐT" in part.raw.text] == []


def test_dates_that_are_days_months_and_words_are_all_right(tasks: tuple[Task, ...]) -> None:
    due = {task.no: task.deadline for task in tasks}
    assert None not in due.values()
    # Cells that hold a date: those shown as dd/mm/yyyy are days, those shown as "Tháng "m/yyyy are months.
    kinds = Counter(one.kind for one in due.values() if one)
    assert kinds == {
        "quarter": 84, "day": 20, "month": 13, "recurring": 11, "external": 6, "before": 1, "period": 1, "event": 1
    }  # fmt: skip
    windows = {no: (one.start, one.end) for no, one in due.items() if one}
    assert windows["2"] == (None, date(2026, 2, 5))
    assert windows["4"] == (date(2026, 4, 1), date(2026, 4, 30))
    assert windows["46"] == (None, date(2026, 2, 9))
    assert windows["131"] == (date(2026, 1, 1), date(2026, 1, 31))
