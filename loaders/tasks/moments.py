"""Days, months, quarters and years in words, each as first and last day (guide 3.4): `Quý II, III/2021`, `15/12`."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.vocabulary.tables import read_table
from loaders.tasks.phrases import phrase

Period = tuple[date, date]
Days = tuple[date, date]

MARKS = ("before", "latest", "until", "since", "after")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Shift:
    """A word that moves or narrows a moment: `đầu`, `giữa`, `cuối` are its thirds; `trước` is a year back."""

    word: str
    shift: str
    by: int


@cache
def _shifts(shift: str) -> dict[str, int]:
    rows = read_table("loaders.language", "moments.tsv", Shift)
    return {row.word: row.by for row in rows if row.shift == shift}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days named at `start:end`. `mark` is the preposition before it; `spans` tells of a range or list.

    `days` is None where the year is not known or the day does not exist. `month_first`: an English date.
    """

    start: int
    end: int
    kind: str
    days: Days | None
    mark: str = ""
    spans: bool = False
    worded: bool = False
    part: str = ""
    month_first: bool = False


def find_moments(words: str, plan: Period | None) -> list[Moment]:
    """The moments in `words`; one without a year takes that of the next in its list, else the plan's (D1)."""
    matches = list(phrase("moment").finditer(words))
    years = _years(words, matches, plan)
    ends = [0, *(match.end() for match in matches)]
    return [_moment(words, ends[n], match, years[n]) for n, match in enumerate(matches)]


def is_joined(words: str, one: Moment, other: Moment) -> bool:
    """Whether only list words or a dash stand between two moments."""
    return phrase("joined").match(words, one.end, other.start - len(other.part)) is not None


def _years(words: str, matches: Sequence[re.Match[str]], plan: Period | None) -> list[int | None]:
    years: list[int | None] = [None] * len(matches)
    for n in range(len(matches) - 1, -1, -1):
        years[n] = _own_year(matches[n], plan)
        follows = n + 1 < len(matches) and phrase("joined").match(
            words, matches[n].end(), matches[n + 1].start()
        )
        if years[n] is None:
            years[n] = years[n + 1] if follows else _plan_year(plan)
    return years


_YEARS = [
    "iso_year",
    "half_year",
    "quarter_year",
    "day_year",
    "day_year_",
    "month_year",
    "slash_year",
    "year",
    "from",
]


def _own_year(match: re.Match[str], plan: Period | None) -> int | None:
    written = next((match[name] for name in _YEARS if match[name]), None)
    if written is not None:
        return int(written)
    told = match["month_year_"]
    if told and told.isdigit():
        return int(told)
    year = _plan_year(plan)
    return year + _shifts("year")[told.lower()] if told and year else None


def _plan_year(plan: Period | None) -> int | None:
    """The one year of a plan, or the first of one without an end."""
    return plan[0].year if plan and plan[1].year in (plan[0].year, date.max.year) else None


def _moment(words: str, after: int, match: re.Match[str], year: int | None) -> Moment:
    part = phrase("part_before").search(words, after, match.start())
    mark_end = part.start() if part else match.start()
    mark = next((mark for mark in MARKS if phrase(f"{mark}_before").search(words, after, mark_end)), "")
    kind, spans = _kind(match)
    days = _days(match, kind, year)
    if part and days:
        days = _narrowed(days, kind, _shifts("part")[part["part"].lower()])
    worded = not match[0][0].isdigit() or words[: match.start()].rstrip()[-1:].isalpha()
    narrowed = part["part"] if part else ""
    first = is_month_first(match)
    return Moment(match.start(), match.end(), kind, days, mark, spans, worded, narrowed, first)


def _kind(match: re.Match[str]) -> tuple[str, bool]:
    if match["quarters"]:
        return "quarter", len(match["quarters"].split()) > 1 or not match["quarters"].isalnum()
    if match["months"]:
        return "month", not match["months"].isdigit()
    if match["slash_month"]:
        return "month", False
    if match["day"] or match["iso_day"]:
        return "day", False
    return ("period", True) if match["half"] or match["to"] else ("year", False)


def _days(match: re.Match[str], kind: str, year: int | None) -> Days | None:
    if year is None:
        return None
    if kind == "quarter":
        quarters = [_QUARTERS[q.upper()] for q in phrase("quarter").findall(match["quarters"])]
        return _months(year, 3 * quarters[0] - 2, 3 * quarters[-1])
    if kind == "month":
        months = [int(month) for month in re.findall(r"\d+", match["months"] or match["slash_month"])]
        return _months(year, months[0], months[-1])
    if kind == "day":
        month, day = _month_and_day(match)
        return _one_day(year, *((day, month) if is_month_first(match) else (month, day)))
    if match["half"]:
        length = int(match["half_length"])
        last = _shifts("part")[match["half"].lower()] > 0
        return _months(year, 13 - length, 12) if last else _months(year, 1, length)
    return date(year, 1, 1), date(int(match["to"] or year), 12, 31)


def is_month_first(match: re.Match[str]) -> bool:
    """Whether a date is only one if its month stands first, as an English calendar writes it (`6/30/2025`)."""
    if not match["day_year"] or not match["day_month"]:
        return False
    month, day = _month_and_day(match)
    return day <= 12 < month


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    month = match["day_month"] or match["day_month_"] or match["iso_month"]
    return int(month), int(match["day"] or match["iso_day"])


def _months(year: int, first: int, last: int) -> Days | None:
    """The days from month to month; a range that runs backwards began the year before."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    begin = year - 1 if first > last else year
    return date(begin, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _one_day(year: int, month: int, day: int) -> Days | None:
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None


def _narrowed(days: Days, kind: str, part: int) -> Days:
    """The first (-1), middle (0) or last (1) third of a month or quarter; of a year its first or last quarter (D5)."""
    first, last = days
    if kind == "month":
        start = {-1: 1, 0: 11, 1: 21}[part]
        return first.replace(day=start), last if part > 0 else first.replace(day=start + 9)
    if kind == "quarter":
        month = {-1: first.month, 0: first.month + 1, 1: last.month}[part]
        return _months(first.year, month, month) or days
    if kind == "year":
        return (_months(first.year, *{-1: (1, 3), 0: (4, 9), 1: (10, 12)}[part])) or days
    return days
