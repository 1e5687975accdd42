"""The JSON of answers on bodies: what they are, were and became, and their tasks; as in `shapes`."""

from typing_extensions import TypedDict

from api.answers.shapes import Body, DocumentRef, Listing
from api.answers.task_shapes import Heir, Instrument, Period, Task


class Passing(TypedDict):
    """One change, `since` a day: `succeeded`, `field`, `parted`, `merged`, `ended`; `told_by` is the source."""

    change: str
    label: str
    source: Body
    target: Body | None
    since: str | None
    field: str | None
    instrument: list[Instrument]
    told_by: str
    unverified: bool


class Successor(Heir):
    """Who has a body's duties, and the changes that led there; none where nothing changed."""

    path: list[Passing]


class AgencyTask(TypedDict):
    """A task, the part in it that `body` was given as written, and who has that part now; `period` is its plan's."""

    task: Task
    period: Period | None
    document: DocumentRef
    role: str
    body: Body
    now: list[Heir]


class AgencyEntry(Body):
    """A body, and how many tasks name it."""

    level: str
    led: int
    supported: int


class Agency(Listing[AgencyTask]):
    """A body: `now` are who has its duties `at` the day, `was` the bodies before it, the tasks page by page.

    `places` are the bodies of this type that the store knows, where it was named without a place.
    """

    body: Body
    level: str
    place: str | None
    collective: bool
    valid_from: str | None
    valid_to: str | None
    at: str
    now: list[Successor]
    was: list[Body]
    led: int
    supported: int
    places: list[AgencyEntry]
