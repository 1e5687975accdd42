"""What a body leads and supports, as written and by succession: its own tasks, and those that passed to it."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.bodies import DISTRICT, Body, BodyType, body_of, find_agency, find_types
from graph.errors import UnknownAgency
from graph.fold import has_words
from graph.identity import document_of_task
from graph.model import Agency, Role, Task
from graph.port import DocumentNode, GraphReader, TaskCriteria
from graph.succession import Heir, heirs_of_task, predecessors, succession
from graph.vocabulary import places

_AT_ONCE = 500
ROLES: tuple[Role, ...] = ("lead", "coordinating")
ANY = TaskCriteria()


@dataclass(frozen=True, slots=True)
class AgencyTask:
    """A task, the part in it that `body` was given as written, and who has that part on the day asked about."""

    task: Task
    document: DocumentNode
    role: Role
    body: Body
    now: tuple[Heir, ...]


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """A body, and how many tasks of the store name it in each role."""

    body: Body
    led: int
    supported: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = 3 * self.number
        return date(self.year, month, monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Load:
    """How many tasks a body leads that are due in a quarter; None for those whose last day is not known."""

    agency: str | None
    name: str
    due: Quarter | None
    tasks: int


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """What a body is, was and became, and its tasks.

    `now` are who has its duties `at` the day. `was` are the bodies before it. `places` are the bodies of this type that
    the store knows, where it was named without a place.
    """

    body: Body
    at: date
    now: tuple[Heir, ...]
    was: tuple[Body, ...]
    tasks: tuple[AgencyTask, ...]
    places: tuple[AgencyEntry, ...]


def agency(store: GraphReader, typed: str, at: date) -> AgencyAnswer:
    """All about the body with this id or name, on that day.

    Raises UnknownAgency, also for a body of a place that neither the vocabulary nor the store knows.
    """
    body = find_agency(typed)
    tasks = tuple(agency_tasks(store, body, at))
    known = body.place is None or body.place in places() or body.type.level == DISTRICT
    if not known and not tasks:
        raise UnknownAgency(asked=typed)
    return AgencyAnswer(
        body=body,
        at=at,
        now=succession(body, at),
        was=predecessors(body),
        tasks=tasks,
        places=() if body.place else tuple(_in_places(store, body.type)),
    )


def agency_tasks(
    store: GraphReader, body: Body, at: date, roles: Iterable[Role] = ROLES
) -> Iterator[AgencyTask]:
    """The tasks that name the body, then those that name it in a merged province or a body before it.

    The latter only if the same body has that duty on the day. By role, body, document and number.
    """
    heir = _first(succession(body, at))
    node = lru_cache(maxsize=None)(store.document)
    for role in roles:
        for one in (body, *_kin(body)):
            for task in _naming(store, one, role):
                now = heirs_of_task(one, at, task.text)
                document = node(document_of_task(task.id))
                if document and (one == body or (heir is not None and _first(now) == heir)):
                    yield AgencyTask(task, document, role, one, now)


def find_agencies(store: GraphReader, typed: str) -> tuple[AgencyEntry, ...]:
    """Bodies by id or by words of their name; if one type alone is meant, also those of the store's provinces."""
    try:
        found = find_agency(typed)
    except UnknownAgency:
        types = find_types(typed)
        if len(types) != 1:
            return tuple(_entry(store, Body(kind)) for kind in types)
        found = Body(types[0])
    return (_entry(store, found), *(() if found.place else _in_places(store, found.type)))


def workload(store: GraphReader, criteria: TaskCriteria = ANY) -> tuple[Load, ...]:
    """How many of these tasks each body leads, by the quarter in which they are due; by name, then time.

    Where the criteria name a lead, only that body is counted.
    """
    counted = Counter((*body, _quarter(task)) for task in all_tasks(store, criteria) for body in leads(task))
    loads = (Load(*key, tasks) for key, tasks in counted.items() if _is_asked(key, criteria.lead))
    return tuple(sorted(loads, key=_by_name_and_time))


def _kin(body: Body) -> tuple[Body, ...]:
    """Bodies before it, and itself as it went on in a merged province."""
    later = (heir.body for heir in succession(body, date.max))
    same = tuple(one for one in later if one and one != body and one.type == body.type)
    return (*same, *predecessors(body))


def _first(heirs: tuple[Heir, ...]) -> Body | None:
    return heirs[0].body if heirs else None


def _in_places(store: GraphReader, kind: BodyType) -> Iterator[AgencyEntry]:
    """Those of this type in provinces, that tasks of the store name; a central body has no place."""
    if kind.central:
        return
    for place in sorted(places()):
        entry = _entry(store, Body(kind, place))
        if entry.led or entry.supported:
            yield entry


def _entry(store: GraphReader, body: Body) -> AgencyEntry:
    led, supported = (store.find_tasks(_criteria(body, role), limit=1).total for role in ROLES)
    return AgencyEntry(body, led, supported)


def _criteria(body: Body, role: Role) -> TaskCriteria:
    return TaskCriteria(lead=body.id) if role == "lead" else TaskCriteria(coordinating=body.id)


def _naming(store: GraphReader, body: Body, role: Role) -> Iterator[Task]:
    for task in all_tasks(store, _criteria(body, role)):
        if any(part.role == role and part.agency and part.agency.id == body.id for part in task.assignments):
            yield task


def all_tasks(store: GraphReader, criteria: TaskCriteria) -> Iterator[Task]:
    """Every task that the criteria take, page after page."""
    after: str | None = None
    while True:
        page = store.find_tasks(criteria, limit=_AT_ONCE, after=after)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def leads(task: Task) -> set[tuple[str | None, str]]:
    """Who leads a task, by id and by the full name with the place; a body that is not known as it is written."""
    return {
        (part.agency.id, _full_name(part.agency)) if part.agency else (None, " ".join(part.raw.text.split()))
        for part in task.assignments
        if part.role == "lead"
    }


def _full_name(agency: Agency) -> str:
    body = body_of(agency.id)
    return body.name if body else agency.name


def _is_asked(load: tuple[str | None, str, Quarter | None], lead: str | None) -> bool:
    return lead is None or load[0] == lead or has_words(load[1], lead)


def _quarter(task: Task) -> Quarter | None:
    last = task.deadline.end if task.deadline else None
    return Quarter(last.year, (last.month + 2) // 3) if last else None


def _by_name_and_time(load: Load) -> tuple[str, str, bool, int, int]:
    due = load.due or Quarter(0, 0)
    return (load.name, load.agency or "", load.due is None, due.year, due.number)
