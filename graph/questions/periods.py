"""The years that a plan is for, from its title, and whether they are over on a day (guide 4.6, step 6)."""

import re
from dataclasses import dataclass
from datetime import date

from graph.model import Document, Task

# Accepts the years of "năm 2021", "giai đoạn 2021 - 2025"; a whole date is that of a document in the title.
_DATED = re.compile(r"\d{1,2}\D{1,8}\d{1,2}\D{1,6}\d{4}(?!\d)")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """The first and the last day of a plan, and whether it is `over` on the day asked about."""

    start: date
    end: date
    over: bool


def plan_period(document: Document, at: date, task: Task | None = None) -> PlanPeriod | None:
    """The period of a plan whose title tells its years, None for any other document.

    A `task` whose own last day is later prolongs it.
    """
    years = [int(year) for year in _YEAR.findall(_DATED.sub(" ", document.title or ""))]
    if not years:
        return None
    last = date(max(years), 12, 31)
    due = task.deadline.end if task and task.deadline else None
    end = max(last, due or last)
    return PlanPeriod(date(min(years), 1, 1), end, over=end < at)
