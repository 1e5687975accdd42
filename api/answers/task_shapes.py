"""The JSON of answers on tasks beside those of `shapes`: one task, its like in other plans, the workload of bodies."""

from typing_extensions import TypedDict

from api.answers.shapes import Body, DocumentRef, Period, Task


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
