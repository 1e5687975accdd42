"""What stands around a document: near before far, both ways, no more than asked for, the same in any order."""

import pytest

from graph.errors import UnknownDocument, UnknownTask
from graph.questions.neighbourhood import Neighbourhood, neighbourhood
from tests.unit.drafts import Draft, stored

LAW = "qh15:luat:31:2024"
DECREE = "cp:nd:45:2024"
PLAN = "ubnd-t.phu-tho:kh:12:2026"
REPORT = "ubnd-t.phu-tho:bc:9:2026"


def the_decree() -> Draft:
    return Draft(DECREE, "Căn cứ Luật số 31/2024/QH15;").cites("Luật số 31/2024/QH15", LAW)


def the_plan() -> Draft:
    words = "Căn cứ Nghị định số 45/2024/NĐ-CP;\nSở Xây dựng sửa cầu treo.\nSở Y tế mua thuốc.\n"
    draft = Draft(PLAN, words).cites("Nghị định số 45/2024/NĐ-CP", DECREE)
    return draft.sets("Sở Xây dựng sửa cầu treo").sets("Sở Y tế mua thuốc")


def the_report() -> Draft:
    return Draft(REPORT, "Theo Kế hoạch số 12/KH-UBND.").cites(
        "Kế hoạch số 12/KH-UBND", PLAN, relation="cites"
    )


def names(view: Neighbourhood) -> list[str]:
    return [node.document.id for node in view.documents]


def test_it_reaches_both_ways_the_nearest_first() -> None:
    with stored(the_decree(), the_plan(), the_report()) as store:
        assert names(neighbourhood(store, DECREE, depth=1)) == [DECREE, LAW, PLAN]
        assert names(neighbourhood(store, DECREE, depth=2)) == [DECREE, LAW, PLAN, REPORT]


def test_edges_are_those_between_the_documents_kept() -> None:
    with stored(the_decree(), the_plan(), the_report()) as store:
        view = neighbourhood(store, DECREE, depth=1)
    assert [(edge.source, edge.target) for edge in view.edges] == [(DECREE, LAW), (PLAN, DECREE)]


def test_tasks_are_those_of_the_documents_kept() -> None:
    with stored(the_decree(), the_plan()) as store:
        assert [task.id for task in neighbourhood(store, LAW, depth=1).tasks] == []
        assert [task.id for task in neighbourhood(store, LAW, depth=2).tasks] == [f"{PLAN}:t1", f"{PLAN}:t2"]
        assert neighbourhood(store, LAW, with_tasks=False).tasks == ()


def test_a_task_in_focus_comes_first() -> None:
    with stored(the_plan()) as store:
        view = neighbourhood(store, f"{PLAN}:t2")
    assert (view.focus, names(view)[0]) == (f"{PLAN}:t2", PLAN)
    assert [task.id for task in view.tasks] == [f"{PLAN}:t2", f"{PLAN}:t1"]


@pytest.mark.parametrize(("limit", "documents", "tasks"), [(2, 2, 0), (4, 3, 1), (5, 3, 2)])
def test_what_is_left_out_is_told(limit: int, documents: int, tasks: int) -> None:
    with stored(the_decree(), the_plan()) as store:
        view = neighbourhood(store, DECREE, limit=limit)
    assert (len(view.documents), len(view.tasks), view.truncated) == (documents, tasks, limit < 5)


def test_the_order_of_arrival_changes_nothing() -> None:
    with (
        stored(the_decree(), the_plan(), the_report()) as one,
        stored(the_report(), the_plan(), the_decree()) as two,
    ):
        assert neighbourhood(one, DECREE) == neighbourhood(two, DECREE)


def test_what_is_not_there_is_told() -> None:
    with stored(the_decree()) as store:
        with pytest.raises(UnknownDocument):
            neighbourhood(store, "cp:nd:1:1999")
        with pytest.raises(UnknownTask):
            neighbourhood(store, f"{DECREE}:t7")
