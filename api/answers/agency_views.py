"""From the answers on bodies to their JSON, for every door."""

from datetime import date

from api.answers import agency_shapes, shapes, task_views, views
from api.answers.pages import ALL, page
from api.wording import say
from graph.bodies import Body
from graph.messages import Language
from graph.questions.agencies import AgencyAnswer, AgencyEntry, AgencyTask
from graph.succession import Heir, Step


def agency_view(
    found: AgencyAnswer, language: Language = "vi", *, limit: int = ALL, offset: int = 0
) -> agency_shapes.Agency:
    """All about a body; the tasks from `offset` on, at most `limit`."""
    kind = found.body.type
    roles = [one.role for one in found.tasks]
    return {
        **page(found.tasks, lambda one: agency_task(one, found.at), limit=limit, offset=offset),
        "body": _body(found.body),
        "level": kind.level,
        "place": found.body.place,
        "collective": kind.collective,
        "valid_from": views.iso(kind.valid_from),
        "valid_to": views.iso(kind.valid_to),
        "at": found.at.isoformat(),
        "now": [_successor(one, language) for one in found.now],
        "was": [_body(one) for one in found.was],
        "led": roles.count("lead"),
        "supported": roles.count("coordinating"),
        "places": [agency_entry(one) for one in found.places],
    }


def agency_task(found: AgencyTask, at: date) -> agency_shapes.AgencyTask:
    """A task of a body."""
    return {
        "task": task_views.task(found.task, at),
        "period": task_views.period(found.document, found.task, at),
        "document": views.document_ref(found.document),
        "role": found.role,
        "body": _body(found.body),
        "now": [task_views.heir(one) for one in found.now if one.changed],
    }


def agency_entry(found: AgencyEntry) -> agency_shapes.AgencyEntry:
    """A body in a list."""
    return {
        **_body(found.body),
        "level": found.body.type.level,
        "led": found.led,
        "supported": found.supported,
    }


def _successor(found: Heir, language: Language) -> agency_shapes.Successor:
    return {**task_views.heir(found), "path": [_passing(step, language) for step in found.path]}


def _passing(step: Step, language: Language) -> agency_shapes.Passing:
    return {
        "change": step.change,
        "label": say(f"change.{step.change}", language),
        "source": _body(step.source),
        "target": _body(step.target) if step.target else None,
        "since": views.iso(step.since),
        "field": step.field,
        "instrument": [{"id": one.id, "name": one.name} for one in step.instruments],
        "told_by": step.told_by,
        "unverified": step.unverified,
    }


def _body(found: Body) -> shapes.Body:
    return {"id": found.id, "name": found.name}
