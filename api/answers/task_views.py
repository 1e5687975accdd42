"""From tasks and the answers on them to their JSON, for every door; texts with white space folded."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from api.answers import shapes, task_shapes, views
from api.clock import today
from graph import model, port
from graph.bodies import body_of
from graph.identity import document_of_task
from graph.model import Role
from graph.questions.agencies import Load, Quarter
from graph.questions.periods import PlanPeriod, plan_period
from graph.questions.repeats import Repeat
from graph.succession import Heir, heirs_of_task


def task(found: model.Task, at: date | None = None) -> task_shapes.Task:
    """A task in the graph; its leads as they are on a day, today if none is given."""
    return {
        **extracted_task(found),
        "document": document_of_task(found.id),
        "section": found.section,
        "flags": list(found.flags),
        "leads": _leads(found, at or today()),
    }


def plan_years(node: port.DocumentNode, at: date) -> task_shapes.Period | None:
    """The period of a plan, and whether it is over on a day."""
    return _period(plan_period(node.document, at))


def period(node: port.DocumentNode, found: model.Task, at: date | None = None) -> task_shapes.Period | None:
    """The period of a task's plan, and whether it is over on a day, or today."""
    return _period(plan_period(node.document, at or today(), found))


def _period(years: PlanPeriod | None) -> task_shapes.Period | None:
    if years is None:
        return None
    return {"start": years.start.isoformat(), "end": years.end.isoformat(), "over": years.over}


def extracted_task(found: model.Task) -> task_shapes.ExtractedTask:
    """A task as its own text alone tells it."""
    return {
        "id": found.id,
        "no": found.no,
        "group": found.group,
        "text": views.folded(found.text),
        "start": found.start,
        "end": found.end,
        "origin": found.origin,
        "assignments": [_assignment(part) for part in found.assignments],
        "deadline": _deadline(found.deadline),
        "product": _product(found.product),
        "budget": _budget(found.budget),
        "indicators": _indicators(found.indicators),
        "progress": views.folded(found.progress.text) if found.progress else None,
    }


def _assignment(part: model.Assignment) -> task_shapes.Assignment:
    return {"role": part.role, **_named(part)}


def bodies(found: model.Task, role: Role) -> list[task_shapes.Named]:
    """The bodies that have this part in a task."""
    return [_named(part) for part in found.assignments if part.role == role]


def _leads(found: model.Task, at: date) -> list[task_shapes.Lead]:
    return [
        {**_named(part), "now": _now(part.agency, found.text, at)}
        for part in found.assignments
        if part.role == "lead"
    ]


def _now(agency: model.Agency | None, text: str, at: date) -> list[task_shapes.Heir]:
    body = body_of(agency.id) if agency else None
    return [heir(one) for one in heirs_of_task(body, at, text) if one.changed] if body else []


def heir(found: Heir) -> task_shapes.Heir:
    """Who has a duty, and by which documents."""
    acts = {one.id: one.name for step in found.path for one in step.instruments}
    days = [step.since for step in found.path if step.since]
    return {
        "id": found.body.id if found.body else None,
        "name": found.body.name if found.body else None,
        "since": views.iso(max(days, default=None)),
        "field": found.field,
        "instrument": [{"id": identifier, "name": name} for identifier, name in acts.items()],
        "unverified": any(step.unverified for step in found.path),
    }


def _named(part: model.Assignment) -> task_shapes.Named:
    agency: shapes.Body | None = None
    if part.agency is not None:
        agency = {"id": part.agency.id, "name": part.agency.name}
    return {"raw": _in_full(views.folded(part.raw.text), agency), "agency": agency}


def _in_full(raw: str, agency: shapes.Body | None) -> str:
    """A name as written; one that shares its head with others has it in front (`các Bộ: Y tế, Nội vụ`)."""
    name = agency["name"] if agency is not None else ""
    shared = name[:1].isupper() and raw[:1].isupper() and name.endswith(f" {raw}")
    return name if shared else raw


def _deadline(found: model.Deadline | None) -> task_shapes.Deadline | None:
    if found is None:
        return None
    return {
        "raw": views.folded(found.raw.text),
        "start": views.iso(found.start),
        "end": views.iso(found.end),
        "kind": found.kind,
    }


def _product(found: model.Product | None) -> task_shapes.Product | None:
    return None if found is None else {"raw": views.folded(found.raw.text), "inferred": found.inferred}


def _budget(found: model.Budget | None) -> task_shapes.Budget | None:
    if found is None:
        return None
    return {
        "raw": views.folded(found.raw.text),
        "amount": found.amount,
        "currency": found.currency,
        "unit_line": found.unit_line,
    }


def _indicators(found: Sequence[model.IndicatorMention]) -> list[str]:
    return list(dict.fromkeys(mention.indicator for mention in found))


def task_page(
    found: model.Task, node: port.DocumentNode | None, at: date | None = None
) -> task_shapes.TaskPage:
    """One task, with the period of its plan."""
    return {**task(found, at), "period": period(node, found, at) if node else None}


def repeat(found: Repeat) -> task_shapes.Repeat:
    """The same task in another plan."""
    return {
        "task": task(found.task),
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
