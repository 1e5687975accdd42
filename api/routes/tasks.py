"""Tasks: who leads them, by when, and on what they rest."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends

from api import force_views, shapes, views
from api.language import LanguageDep
from api.pages import page
from api.parameters import PAGE, Cursor, Day, Limit, Offset, Short, StoreDep, TaskId, Words
from graph.model import Task
from graph.port import TaskCriteria
from graph.questions.basis import basis
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
    limit: Limit = PAGE,
    after: Cursor = None,
) -> shapes.Listing[shapes.Task]:
    """Tasks by document and running number; bodies by id or by words of their name."""
    criteria = TaskCriteria(
        words=q,
        lead=lead,
        coordinating=coordinating,
        group=group,
        document=document,
        due_before=due_before,
        due_after=due_after,
    )
    found = store.find_tasks(criteria, limit=limit, after=after)
    return views.listing(found.items, found.total, found.next, views.task)


@router.get("/{id:path}/basis")
def read_basis(
    task: KnownTask, store: StoreDep, language: LanguageDep, limit: Limit = PAGE, after: Offset = 0
) -> shapes.Listing[shapes.Basis]:
    """The legal basis of a task up to the law, each step with its sentence, and whether it is in force."""
    standings = force_views.standings(store, task.id, language)
    view = partial(views.basis, standings=standings, language=language)
    return page(basis(store, task.id), view, limit=limit, offset=after)


@router.get("/{id:path}")
def read_task(task: KnownTask) -> shapes.Task:
    """One task."""
    return views.task(task)
