"""How much each body has to do, and when."""

from fastapi import APIRouter

from api.answers import shapes, task_shapes, task_views
from api.answers.pages import page
from api.web.parameters import PAGE, Day, Limit, Offset, Short, StoreDep
from graph.port import TaskCriteria
from graph.questions.agencies import workload
from graph.questions.asked_tasks import asked_tasks

router = APIRouter(prefix="/workload", tags=["tasks"])


@router.get("")
def read_workload(
    store: StoreDep,
    lead: Short = None,
    document: Short = None,
    due_before: Day = None,
    due_after: Day = None,
    limit: Limit = PAGE,
    after: Offset = 0,
) -> shapes.Listing[task_shapes.Workload]:
    """How many tasks each body leads, by the quarter in which they are due; bodies by name."""
    criteria = TaskCriteria(lead=lead, document=document, due_before=due_before, due_after=due_after)
    return page(
        task_views.workloads(workload(store, asked_tasks(criteria))),
        lambda one: one,
        limit=limit,
        offset=after,
    )
