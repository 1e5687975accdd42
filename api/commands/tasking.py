"""The questions on tasks: `tasks` of a document or by what they are, and the `workload` of bodies."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.answers import derivation_views, task_views
from api.answers.pages import page, stored
from api.commands.options import Day, Json, Lang, Store, read_day
from api.terminal import tables, task_tables
from api.terminal.console import complain
from api.terminal.desk import Desk, desk
from api.wording import say
from graph.port import TaskCriteria
from graph.questions.agencies import all_tasks
from graph.questions.agencies import workload as workload_of
from graph.questions.asked_tasks import asked_tasks
from graph.questions.derivation import derived_tasks
from graph.questions.path import Grade
from graph.questions.resolve import resolve

Lead = Annotated[str | None, typer.Option("--lead", metavar="NAME")]
DueAfter = Annotated[str | None, typer.Option("--due-after", metavar="DATE")]
ToFile = Annotated[Path | None, typer.Option("--to", metavar="FILE")]
DueBefore = Annotated[str | None, typer.Option("--due-before", metavar="DATE")]


def tasks(
    task_of: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    grade: Annotated[Grade | None, typer.Option("--grade")] = None,
    day: Day = None,
    own: Annotated[bool, typer.Option("--own")] = False,
    lead: Lead = None,
    coordinating: Annotated[str | None, typer.Option("--coordinating", metavar="NAME")] = None,
    due_after: DueAfter = None,
    due_before: DueBefore = None,
    overdue: Annotated[str | None, typer.Option("--overdue", metavar="DATE")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="WORDS")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", metavar="NAME")] = None,
    product: Annotated[str | None, typer.Option("--product", metavar="WORDS")] = None,
    words: Annotated[str | None, typer.Option("--words", metavar="WORDS")] = None,
    without_lead: Annotated[bool, typer.Option("--without-lead")] = False,
    without_deadline: Annotated[bool, typer.Option("--without-deadline")] = False,
    undated: Annotated[bool, typer.Option("--undated")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 50,
    to_file: ToFile = None,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Which tasks derive from a document, and who leads them; without one, tasks by what they are."""
    criteria = TaskCriteria(
        words=words,
        lead=lead,
        coordinating=coordinating,
        group=group,
        due_before=read_day(due_before, "--due-before"),
        due_after=read_day(due_after, "--due-after"),
        product=product,
        indicator=indicator,
        without_lead=without_lead,
        without_deadline=without_deadline,
        undated=undated,
    )
    wanted = asked_tasks(criteria, overdue=read_day(overdue, "--overdue"))
    with desk(store, lang, as_json=as_json) as at:
        document = resolve(at.store, task_of) if task_of else None
        if to_file:
            _written(replace(wanted, document=document), to_file, at)
        elif document and own and wanted == TaskCriteria():
            _own(document, at)
        elif document and wanted == TaskCriteria():
            _derived(document, grade, day, at)
        else:
            _listed(replace(wanted, document=document), limit, at)


def _own(document: str, at: Desk) -> None:
    found = at.store.tasks([document])
    view = page(found, task_views.task)
    at.answer(view, lambda: tables.tasks(view["items"], at))


def _derived(document: str, grade: Grade | None, day: str | None, at: Desk) -> None:
    until = read_day(day)
    derived = derived_tasks(at.store, document, grade=grade, at=until)
    view = page(derived, partial(derivation_views.derived_task, language=at.language, at=until))
    at.answer(view, lambda: tables.derived_tasks(view["items"], at))
    node = at.store.document(document)
    if node and node.task_count and not at.as_json:
        complain(say("hint.own", at.language, count=node.task_count, id=document))


def _written(criteria: TaskCriteria, path: Path, at: Desk) -> None:
    """All the tasks, those of a document its own, in a file."""
    from api.terminal import sheet_files

    rows = sheet_files.task_rows(map(task_views.task, all_tasks(at.store, criteria)))
    sheet_files.write_table(path, sheet_files.TASK_COLUMNS, rows, at.language)
    complain(say("line.table", at.language, name=path))


def _listed(criteria: TaskCriteria, limit: int, at: Desk) -> None:
    found = at.store.find_tasks(criteria, limit=limit)
    view = stored(found, task_views.task)
    at.answer(view, lambda: task_tables.listed(view, at))


def workload(
    lead: Lead = None,
    due_after: DueAfter = None,
    due_before: DueBefore = None,
    to_file: ToFile = None,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """How many tasks each body leads, by the quarter in which they are due."""
    criteria = TaskCriteria(
        lead=lead,
        due_after=read_day(due_after, "--due-after"),
        due_before=read_day(due_before, "--due-before"),
    )
    with desk(store, lang, as_json=as_json) as at:
        loads = workload_of(at.store, asked_tasks(criteria))
        view = page(task_views.workloads(loads), lambda one: one)
        if to_file:
            from api.terminal import sheet_files

            rows = sheet_files.workload_rows(view["items"])
            sheet_files.write_table(to_file, sheet_files.WORKLOAD_COLUMNS, rows, at.language)
            complain(say("line.table", at.language, name=to_file))
            return
        at.answer(view, lambda: task_tables.workload(view["items"], at))
