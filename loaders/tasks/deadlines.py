"""When a task is due: the words of a table cell read as a window of days and a frequency (guide 3.4, D1 to D6)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.model import Deadline, Span
from loaders.tasks.moments import Moment, Period, find_moments, is_joined
from loaders.tasks.phrases import phrase

FREQUENCIES = (
    "continuous",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "half_yearly",
    "yearly",
    "twice_yearly",
    "on_demand",
)
_DAY = timedelta(days=1)
_PARENTHESIS = re.compile(r"\([^()]*\)")
_CLAUSE_END = re.compile(r";|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, open where None, and the kind of wording that gave them."""

    start: date | None = None
    end: date | None = None
    kind: str = "none"


def read_deadline(raw: Span, plan: Period | None) -> Deadline | None:
    """The deadline that a cell or phrase tells, None for an empty one (D6); `plan` dates what has no year (D1)."""
    words = " ".join(raw.text.replace("\u2044", "/").split())
    if not any(letter.isalnum() for letter in words):
        return None
    deadline = _read(words, raw, plan)
    return replace(deadline, flags=deadline.flags + _out_of_plan(deadline, plan))


def frequency(words: str) -> tuple[str, ...]:
    """How often something is to be done; `periodic` where only that it is repeated is told."""
    found = tuple(name for name in FREQUENCIES if phrase(name).search(words))
    told = found and found != ("on_demand",)
    return found if told or not phrase("periodic").search(words) else ("periodic", *found)


def _read(words: str, raw: Span, plan: Period | None) -> Deadline:
    external = phrase("external").match(words)
    if external is not None:
        return Deadline(raw, "external", depends_on=external["who"] or external["what"])
    if phrase("done").match(words):
        return Deadline(raw, "none", flags=("done",))
    bare = _PARENTHESIS.sub(lambda match: " " * len(match[0]), words)
    moments = find_moments(bare, plan) or find_moments(words, plan)
    often = frequency(bare) or (() if moments else frequency(words))
    if often and not _is_aside(words, moments):
        return _repeated(raw, words, moments, often)
    if moments:
        window = window_of(words, moments)
        return Deadline(raw, window.kind, window.start, window.end, often, flags=_flags(moments))
    return Deadline(
        raw, next((kind for kind in ("event", "quality") if phrase(kind).search(words)), "unknown")
    )


def _is_aside(words: str, moments: Sequence[Moment]) -> bool:
    """Whether a date stands in a clause before the one that repeats (`... Quý II/2026. Cập nhật thường xuyên`)."""
    if not moments:
        return False
    end = _CLAUSE_END.search(words, moments[0].end)
    return end is not None and not frequency(words[: end.start()])


def _repeated(raw: Span, words: str, moments: Sequence[Moment], often: tuple[str, ...]) -> Deadline:
    """A recurring deadline has a window only where it runs on within one (`thường xuyên trong năm`)."""
    framed = moments and ("continuous" in often or moments[0].mark == "since")
    window = window_of(words, moments) if framed else Window()
    return Deadline(raw, "recurring", window.start, window.end, often)


def window_of(words: str, moments: Sequence[Moment]) -> Window:
    """The window of the first moment with those that are joined to it; a list or range gives its hull."""
    first, last = moments[0], _last_joined(words, moments)
    if first.days is None or last.days is None:
        return Window(kind=first.kind)
    if first.mark == "since" and last is first and not first.spans:
        return Window(first.days[0], None, "period")
    if first.mark in _ONE_SIDED:
        return _one_sided(first, first.days)
    if first is last and first.kind == "day" and not first.worded:
        return Window(None, first.days[1], "day")
    return _hull(first, last, first.days[0], last.days[1])


_ONE_SIDED = ("before", "latest", "until", "after")


def _one_sided(moment: Moment, days: tuple[date, date]) -> Window:
    match moment.mark:
        case "before":
            return Window(None, days[0] - _DAY, "before")
        case "latest":
            return Window(None, days[1], moment.kind)
        case "after":
            return Window(days[1] + _DAY, None, "period")
        case _:
            return Window(None, days[1], "period")


def _hull(first: Moment, last: Moment, start: date, end: date) -> Window:
    kind = first.kind if (first.kind == last.kind and first.mark != "since") or first is last else "period"
    return Window(min(start, end), max(start, end), kind)


def _last_joined(words: str, moments: Sequence[Moment]) -> Moment:
    last = moments[0]
    for moment in moments[1:]:
        if not is_joined(words, last, moment):
            break
        last = moment
    return last


def _flags(moments: Sequence[Moment]) -> tuple[str, ...]:
    first = moments[0]
    told = {"no_year": first.days is None, "approximate": first.part, "month_first": first.month_first}
    return tuple(flag for flag, holds in told.items() if holds)


def _out_of_plan(deadline: Deadline, plan: Period | None) -> tuple[str, ...]:
    """D2: a window outside the plan's period is kept and flagged."""
    if plan is None or (deadline.start is None and deadline.end is None):
        return ()
    start, end = deadline.start or date.min, deadline.end or date.max
    return ("out_of_plan",) if end < plan[0] or start > plan[1] else ()
