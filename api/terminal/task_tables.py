"""Answers on tasks for people: lists over several documents, one task with its like, the workload of bodies."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from api.answers import shapes, task_shapes
from api.terminal.console import plain
from api.terminal.desk import Desk
from api.terminal.standing_words import day_in_words, over_in_words
from api.terminal.succession_words import instruments, lead_in_words
from api.terminal.tables import deadline, fields, grid, tasks
from api.wording import say

WORKLOAD_COLUMNS = {"agency": 6, "ref": 4, "quarter": 0, "due_tasks": 0}
REPEAT_COLUMNS = {"plan": 4, "task_id": 4, "issued": 0, "task": 9, "deadline": 0, "likeness": 0}


def listed(found: shapes.Listing[task_shapes.Task], desk: Desk) -> RenderableType:
    """Tasks by document, and how many there are where not all are shown."""
    if not found["items"]:
        return Text(say("none.listed", desk.language))
    groups = groupby(found["items"], key=lambda task: task["document"])
    shown = say("tasks.shown", desk.language, shown=len(found["items"]), total=found["total"])
    return Group(*(tasks(list(items), desk) for _, items in groups), Text(shown))


def workload(found: Iterable[task_shapes.Workload], desk: Desk) -> RenderableType:
    """Bodies with what they lead, quarter by quarter."""
    table = grid(WORKLOAD_COLUMNS, desk)
    for one in found:
        counts = [*_counts(one, desk)]
        table.add_row(
            plain(one["name"]),
            plain(one["agency"]["id"] if one["agency"] else ""),
            plain("\n".join(when for when, _ in counts)),
            plain("\n".join(str(tasks) for _, tasks in counts)),
        )
    return table if table.row_count else Text(say("none.listed", desk.language))


def _counts(one: task_shapes.Workload, desk: Desk) -> Iterator[tuple[str, int]]:
    for due in one["due"]:
        when = say("workload.quarter", desk.language, quarter=due["quarter"], year=due["year"])
        yield when, due["tasks"]
    if one["undated"]:
        yield say("workload.undated", desk.language), one["undated"]
    if len(one["due"]) + bool(one["undated"]) > 1:
        yield say("workload.total", desk.language), one["total"]


def task(found: task_shapes.TaskPage, repeats: Sequence[task_shapes.Repeat], desk: Desk) -> RenderableType:
    """One task, field by field, then the same task in other plans."""
    table = fields(_fields(found, desk), desk)
    if not repeats:
        return table
    return Group(table, Text(say("task.repeats", desk.language), style="bold"), _repeats(repeats, desk))


def _fields(found: task_shapes.TaskPage, desk: Desk) -> Iterator[tuple[str, str | None]]:
    parts = found["assignments"]
    yield "id", found["id"]
    yield "plan", f"{desk.name(found['document'])} ({found['document']})"
    yield "no", found["no"]
    yield "group", found["group"]
    yield "task", found["text"]
    yield "lead", "\n".join(lead_in_words(lead, desk) for lead in found["leads"])
    yield "handed_over_by", "\n".join(instruments(found["leads"]))
    for role in ("coordinating", "recipient"):
        yield role, "\n".join(part["raw"] for part in parts if part["role"] == role)
    yield "deadline", str(deadline(found["deadline"]))
    yield "product", found["product"]["raw"] if found["product"] else None
    yield "budget", found["budget"]["raw"] if found["budget"] else None
    yield "indicators", ", ".join(found["indicators"])
    yield "progress", found["progress"]
    yield "period", over_in_words(found["period"], desk)


def _repeats(found: Sequence[task_shapes.Repeat], desk: Desk) -> RenderableType:
    table = grid(REPEAT_COLUMNS, desk)
    for one in found:
        task = one["task"]
        table.add_row(
            plain(desk.name(one["document"]["id"])),
            plain(task["id"]),
            plain(day_in_words(one["issued_on"]) or ""),
            plain(task["text"]),
            deadline(task["deadline"]),
            plain(f"{one['likeness']:.0%}"),
        )
    return table
