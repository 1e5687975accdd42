"""What people ask of tasks, as the stores take it: a body or an index by name, what is overdue on a day."""

from dataclasses import replace
from datetime import date, timedelta

from graph.bodies import find_agency
from graph.errors import UnknownAgency
from graph.fold import words
from graph.port import TaskCriteria
from graph.vocabulary import indicators


def asked_tasks(criteria: TaskCriteria, *, overdue: date | None = None) -> TaskCriteria:
    """The criteria with the ids of bodies named with their place, and the code of the index that is named.

    With `overdue` only tasks whose last day is before it.
    """
    named = criteria.indicator
    criteria = replace(
        criteria,
        lead=_body(criteria.lead),
        coordinating=_body(criteria.coordinating),
        indicator=(indicator_named(named) or named) if named is not None else None,
    )
    if overdue is None:
        return criteria
    last = overdue - timedelta(days=1) if overdue > date.min else overdue
    return replace(criteria, due_before=min(last, criteria.due_before or last))


def _body(typed: str | None) -> str | None:
    """The id of a body named with its place (`Sở Nội vụ tỉnh Bắc Ninh`); other words as they are."""
    try:
        found = find_agency(typed) if typed else None
    except UnknownAgency:
        return typed
    return found.id if found and found.place else typed


def indicator_named(typed: str) -> str | None:
    """The code of the index with this code or name, with or without diacritics."""
    asked = words(typed)
    rows = indicators().values()
    return next(
        (row.code for row in rows for name in (row.code, row.name, *row.names) if words(name) == asked), None
    )
