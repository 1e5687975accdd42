"""From the answers on tasks to their JSON, for every door."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from api.answers import shapes, task_shapes, views
from graph.model import Task
from graph.port import DocumentNode
from graph.questions.agencies import Load, Quarter
from graph.questions.repeats import Repeat


def task_page(found: Task, node: DocumentNode | None, at: date | None = None) -> task_shapes.TaskPage:
    """One task, with the period of its plan."""
    return {**views.task(found, at), "period": views.period(node, found, at) if node else None}


def repeat(found: Repeat) -> task_shapes.Repeat:
    """The same task in another plan."""
    return {
        "task": views.task(found.task),
        "document": views.document_ref(found.document),
        "issued_on": views.iso(found.document.document.issued_on),
        "likeness": found.likeness,
    }


def workloads(loads: Iterable[Load]) -> Iterator[task_shapes.Workload]:
    """The loads of each body, those of one body in a row."""
    for (agency, name), of_one in groupby(loads, key=lambda load: (load.agency, load.name)):
        yield _workload(agency, name, list(of_one))


def _workload(agency: str | None, name: str, loads: list[Load]) -> task_shapes.Workload:
    body: shapes.Body | None = {"id": agency, "name": name} if agency else None
    return {
        "agency": body,
        "name": name,
        "lead": agency or name,
        "due": [_due(load.due, load.tasks) for load in loads if load.due],
        "undated": sum(load.tasks for load in loads if load.due is None),
        "total": sum(load.tasks for load in loads),
    }


def _due(quarter: Quarter, tasks: int) -> task_shapes.Due:
    return {
        "year": quarter.year,
        "quarter": quarter.number,
        "due_after": quarter.first.isoformat(),
        "due_before": quarter.last.isoformat(),
        "tasks": tasks,
    }
