"""The JSON of tasks: as texts set them and the graph knows them, their like in other plans, what bodies have to do."""

from typing_extensions import TypedDict

from api.answers.shapes import Body, DocumentRef


class Assignment(TypedDict):
    """A body's part in a task, as written and as known."""

    role: str
    raw: str
    agency: Body | None


class Deadline(TypedDict):
    """When a task is due, as written, and the window that it means."""

    raw: str
    start: str | None
    end: str | None
    kind: str


class Product(TypedDict):
    """What a task yields; `inferred` where only its first word tells."""

    raw: str
    inferred: bool


class Budget(TypedDict):
    """Money for a task."""

    raw: str
    amount: int | None
    currency: str
    unit_line: str | None


class Named(TypedDict):
    """A body as written and as known."""

    raw: str
    agency: Body | None


class Instrument(TypedDict):
    """A document by which bodies ended or handed over."""

    id: str
    name: str


class Heir(TypedDict):
    """Who has a duty now; `id` is null where it ended and nobody alone has it.

    `field` is by which fields of work it took the duty over. `unverified`: the day or the change is not certain.
    """

    id: str | None
    name: str | None
    since: str | None
    field: str | None
    instrument: list[Instrument]
    unverified: bool


class Lead(Named):
    """A leading body as written, and who has its duty `now`: empty where nothing changed."""

    now: list[Heir]


class ExtractedTask(TypedDict):
    """An action required of a body."""

    id: str
    no: str | None
    group: str | None
    text: str
    start: int
    end: int
    origin: str
    assignments: list[Assignment]
    deadline: Deadline | None
    product: Product | None
    budget: Budget | None
    indicators: list[str]
    progress: str | None


class Task(ExtractedTask):
    """A task in the graph, with the document and the section that it stands in, and who leads it now."""

    document: str
    section: str | None
    flags: list[str]
    leads: list[Lead]


class Period(TypedDict):
    """The days of a plan, by the years in its title; `over` on the day asked about."""

    start: str
    end: str
    over: bool


class TaskPage(Task):
    """One task; `period` is that of its plan, null where the plan's title tells none."""

    period: Period | None


class Repeat(TypedDict):
    """A task of another plan that asks the same of the same body, and how like its words are (0 to 1)."""

    task: Task
    document: DocumentRef
    issued_on: str | None
    likeness: float


class Due(TypedDict):
    """How many tasks are due in a quarter; `GET /tasks` lists them for `lead`, `due_after` and `due_before`."""

    year: int
    quarter: int
    due_after: str
    due_before: str
    tasks: int


class Workload(TypedDict):
    """How many tasks a body leads: by quarter, `undated` without a last day, and in all.

    `lead` is what to ask `GET /tasks` for: the body's id, or its name as written where it is not known.
    """

    agency: Body | None
    name: str
    lead: str
    due: list[Due]
    undated: int
    total: int
