"""Tasks: who leads them, by when, and on what they rest."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends

from api.answers import derivation_shapes, derivation_views, force_views, shapes, task_shapes, task_views
from api.answers.pages import page, stored
from api.web.language import LanguageDep
from api.web.parameters import PAGE, Cursor, Day, Limit, Offset, Short, StoreDep, TaskId, Words
from graph.identity import document_of_task
from graph.model import Task
from graph.port import TaskCriteria
from graph.questions.asked_tasks import asked_tasks
from graph.questions.basis import basis
from graph.questions.repeats import repeats
from graph.questions.resolve import resolve_task

router = APIRouter(prefix="/tasks", tags=["tasks"])


def _task(typed: TaskId, store: StoreDep) -> Task:
    return resolve_task(store, typed)


KnownTask = Annotated[Task, Depends(_task)]


@router.get("")
def find_tasks(
    store: StoreDep,
    q: Words = None,
    lead: Short = None,
    coordinating: Short = None,
    group: Short = None,
    document: Short = None,
    due_before: Day = None,
    due_after: Day = None,
    overdue: Day = None,
    product: Short = None,
    indicator: Short = None,
    without_lead: bool = False,
    without_deadline: bool = False,
    undated: bool = False,
    limit: Limit = PAGE,
    after: Cursor = None,
) -> shapes.Listing[task_shapes.Task]:
    """Tasks by document and running number; bodies by id or words of their name; `overdue` on a day."""
    criteria = TaskCriteria(
        words=q,
        lead=lead,
        coordinating=coordinating,
        group=group,
        document=document,
        due_before=due_before,
        due_after=due_after,
        product=product,
        indicator=indicator,
        without_lead=without_lead,
        without_deadline=without_deadline,
        undated=undated,
    )
    criteria = asked_tasks(criteria, overdue=overdue)
    found = store.find_tasks(criteria, limit=limit, after=after)
    return stored(found, task_views.task)


@router.get("/{id:path}/basis")
def read_basis(
    task: KnownTask, store: StoreDep, language: LanguageDep, limit: Limit = PAGE, after: Offset = 0
) -> shapes.Listing[derivation_shapes.Basis]:
    """The legal basis of a task up to the law, each step with its sentence, and whether it is in force."""
    standings = force_views.standings(store, task.id, language)
    view = partial(derivation_views.basis, standings=standings, language=language)
    return page(basis(store, task.id), view, limit=limit, offset=after)


@router.get("/{id:path}/repeats")
def read_repeats(
    task: KnownTask, store: StoreDep, limit: Limit = PAGE, after: Offset = 0
) -> shapes.Listing[task_shapes.Repeat]:
    """The same task in other plans, newest first: asked of the same body in nearly the same words."""
    return page(repeats(store, task), task_views.repeat, limit=limit, offset=after)


@router.get("/{id:path}")
def read_task(task: KnownTask, store: StoreDep) -> task_shapes.TaskPage:
    """One task, and whether the period of its plan is over."""
    return task_views.task_page(task, store.document(document_of_task(task.id)))
