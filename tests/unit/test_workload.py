"""How many tasks each body leads, by the quarter in which they are due."""

from datetime import date

from graph.model import Agency, Assignment, Deadline, Document, Reading, Source, Span, Task
from graph.questions.agencies import Load, Quarter, workload
from graph.stores import open_store

PLAN = "ubnd-t.bac-ninh:kh:1:2021"
BODY = Agency("snv.bac-ninh", "Sở Nội vụ", "province", "bac-ninh")


def a_task(number: int, due: date | None, *leads: Agency | None) -> Task:
    words = Span(0, 4, "Giao")
    parts = tuple(Assignment("lead", words, lead) for lead in leads)
    deadline = Deadline(words, "day", due, due) if due else None
    return Task(f"{PLAN}:t{number}", "Giao", 0, 4, "table", assignments=parts, deadline=deadline)


def test_tasks_are_counted_by_body_and_quarter_and_those_without_last() -> None:
    tasks = (
        a_task(1, date(2021, 3, 31), BODY),
        a_task(2, date(2021, 1, 1), BODY, None),
        a_task(3, date(2021, 12, 31), BODY, BODY),
        a_task(4, None, BODY),
        a_task(5, date(2021, 4, 1)),
    )
    reading = Reading(Source("1" * 64, "1.txt", "txt"), Document(PLAN), "Giao", tasks=tasks)
    with open_store("sqlite://") as store:
        store.add([reading])
        loads = workload(store)
    assert loads == (
        Load(None, "Giao", Quarter(2021, 1), 1),
        Load("snv.bac-ninh", "Sở Nội vụ tỉnh Bắc Ninh", Quarter(2021, 1), 2),
        Load("snv.bac-ninh", "Sở Nội vụ tỉnh Bắc Ninh", Quarter(2021, 4), 1),
        Load("snv.bac-ninh", "Sở Nội vụ tỉnh Bắc Ninh", None, 1),
    )
