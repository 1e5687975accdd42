"""The tasks of a document: table rows and sentences that require an action of a body (guide 3).

A page that only tells of a document holds none (J17); accountability, objectives and measures without an actor are no
tasks (J9, J13).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from graph.identity import task_id
from graph.model import Agency, Assignment, Deadline, Document, Product, Role, Section, Task
from loaders.structure.body import Body
from loaders.tasks.agencies import find_agency, is_of_today, place_of
from loaders.tasks.budgets import read_budget
from loaders.tasks.deadlines import read_deadline
from loaders.tasks.drafts import Draft
from loaders.tasks.due import find_deadline
from loaders.tasks.indicators import indicators_in
from loaders.tasks.members import Name
from loaders.tasks.moments import Period
from loaders.tasks.partners import find_partners, find_recipients
from loaders.tasks.products import inferred_product
from loaders.tasks.prose import find_prose
from loaders.tasks.tables import Row, find_rows

REQUEST = "request"

Finder = Callable[[str], Agency | None]


def find_tasks(
    body: Body, document: Document, sections: Sequence[Section], plan_period: Period | None
) -> tuple[Task, ...]:
    """The tasks in reading order, numbered from 1; `plan_period` dates deadlines without a year (D1)."""
    if document.genre == "news" or document.reported:
        return ()
    find = partial(find_agency, place=place_of(document), today=is_of_today(document))
    found = [_of_row(body, row, sections, find, plan_period) for row in find_rows(body)]
    found += [_of_draft(body, draft, sections, find, plan_period) for draft in find_prose(body)]
    found.sort(key=lambda task: task.start)
    return tuple(replace(task, id=task_id(document.id, n)) for n, task in enumerate(found, 1))


def _of_row(body: Body, row: Row, sections: Sequence[Section], find: Finder, plan: Period | None) -> Task:
    section = next(_around(sections, row.start), None)
    return Task(
        id="",
        text=" ".join(body.words(*extent) for extent in ((row.start, row.end), *row.more)),
        start=row.start,
        end=row.end,
        origin="table",
        no=row.no,
        group=row.group or (section.heading if section else None),
        section=section.path if section else None,
        assignments=_assignments(body, find, lead=row.leads, coordinating=row.partners),
        deadline=read_deadline(body.span(*row.deadline), plan) if row.deadline else None,
        product=_product(body, row),
        budget=read_budget(body.span(*row.budget), row.unit) if row.budget else None,
        indicators=indicators_in(body, row.start, row.end),
        flags=row.flags,
        progress=body.span(*row.progress) if row.progress else None,
    )


def _of_draft(
    body: Body, draft: Draft, sections: Sequence[Section], find: Finder, plan: Period | None
) -> Task:
    section = next(_around(sections, draft.start), None)
    named = (*draft.partners, *find_partners(body.flat, draft.start, draft.end))
    partners = _others(body, named, draft.leads)
    recipients = find_recipients(body.flat, draft.action, draft.end)
    return Task(
        id="",
        text=body.words(draft.start, draft.end),
        start=draft.start,
        end=draft.end,
        origin="prose",
        no=draft.no,
        group=_heading(sections, draft.start),
        section=section.path if section else None,
        assignments=_assignments(body, find, lead=draft.leads, coordinating=partners, recipient=recipients),
        deadline=_due(body, draft, plan),
        product=Product(body.span(*draft.product)) if draft.product else None,
        budget=read_budget(body.span(*draft.budget), None) if draft.budget else None,
        indicators=indicators_in(body, draft.start, draft.end),
        flags=(REQUEST,) if draft.request else (),
    )


def _due(body: Body, draft: Draft, plan: Period | None) -> Deadline | None:
    """What a label tells, else what the task's own words do."""
    told = read_deadline(body.span(*draft.due), plan) if draft.due else None
    return told or find_deadline(body, draft.start, draft.end, draft.action, plan)


def _assignments(body: Body, find: Finder, **names: Sequence[Name]) -> tuple[Assignment, ...]:
    """Each body once in each role; tables may print one as leading and as working with the lead."""
    found: dict[tuple[str, str], Assignment] = {}
    for role, named in names.items():
        for name in named:
            raw = body.span(name.start, name.end)
            words = body.words(raw.start, raw.end)
            if words and (role, words.lower()) not in found:
                agency = find(f"{name.prefix}{words}")
                found[role, words.lower()] = Assignment(_ROLES[role], raw, agency)
    return tuple(found.values())


def _others(body: Body, names: Sequence[Name], leads: Sequence[Name]) -> list[Name]:
    """The names that are not those of the leads: nobody works with itself."""
    leading = {body.words(name.start, name.end).lower() for name in leads}
    return [name for name in names if body.words(name.start, name.end).lower() not in leading]


_ROLES: dict[str, Role] = {"lead": "lead", "coordinating": "coordinating", "recipient": "recipient"}


def _product(body: Body, row: Row) -> Product | None:
    """The product of its own column; without one the kind word that the task's words begin with (J16)."""
    if row.product is not None:
        return Product(body.span(*row.product))
    return inferred_product(body, row.start, row.end)


def _heading(sections: Sequence[Section], at: int) -> str | None:
    """The heading of the innermost section that began before the paragraph at `at`."""
    around = _around(sections, at)
    return next((section.heading for section in around if section.start + len(section.label) + 2 < at), None)


def _around(sections: Sequence[Section], at: int) -> Iterator[Section]:
    """The sections that hold `at`, innermost first; they are in reading order and nest."""
    before = bisect_right(sections, at, key=lambda section: section.start)
    return (section for section in reversed(sections[:before]) if at < section.end)
