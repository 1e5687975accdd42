"""Which tasks derive from a document: every grade, its evidence, and the order, on documents of our own."""

from datetime import date

import pytest

from graph.errors import UnknownDocument
from graph.model import Section
from graph.port import GraphStore
from graph.questions.derivation import DerivedTask, derived_tasks
from graph.questions.path import Derivation, Grade
from tests.unit.drafts import Draft, stored

DECREE = "cp:nd:45:2024"
CIRCULAR = "btnmt:tt:7:2025"
LAW = "qh15:luat:31:2024"
PLAN = "ubnd-t.phu-tho:kh:12:2026"
ABOUT = "quy định về bồi thường khi thu hồi đất"
QUOTE = "Nghị định số 45/2024/NĐ-CP"


def plan(identifier: str = PLAN) -> Draft:
    """A plan that rests on the decree in its recitals."""
    text = (
        f"Căn cứ {QUOTE} {ABOUT}.\n"
        "I. Nhiệm vụ\n"
        "Sở Xây dựng sửa cầu treo.\n"
        "Sở Tài chính chi trả bồi thường khi thu hồi đất.\n"
    )
    draft = Draft(identifier, text, title="Kế hoạch phát triển nông thôn năm 2026")
    draft.cites(QUOTE, DECREE, title=ABOUT)
    draft.sets("Sở Xây dựng sửa cầu treo", section="I")
    return draft.sets("Sở Tài chính chi trả bồi thường khi thu hồi đất", section="I")


def found(store: GraphStore, identifier: str = DECREE, grade: Grade | None = None) -> list[DerivedTask]:
    return list(derived_tasks(store, identifier, grade=grade))


def grades(tasks: list[DerivedTask]) -> list[tuple[str, str]]:
    return [(task.task.id.removeprefix(f"{PLAN}:"), task.derivation.grade) for task in tasks]


def proof(derivation: Derivation) -> str:
    return derivation.path[0].evidence.span.text


def test_the_plan_rests_on_the_decree_and_one_task_shares_its_subject() -> None:
    with stored(plan()) as store:
        tasks = found(store)
    assert grades(tasks) == [("t2", "subject"), ("t1", "plan")]
    assert tasks[0].derivation.shared_words == ("bồi thường khi thu hồi đất",)
    assert proof(tasks[0].derivation) == f"Căn cứ {QUOTE} {ABOUT}."


def test_what_the_document_is_about_is_asked_of_itself_where_the_plan_does_not_tell() -> None:
    bare = Draft(PLAN, f"Theo {QUOTE}.\nSở Tài chính chi trả bồi thường.", title="Kế hoạch năm 2026")
    bare.cites(QUOTE, DECREE).sets("Sở Tài chính chi trả bồi thường")
    decree = Draft(DECREE, "Nghị định", title="Về chi trả bồi thường")
    with stored(bare, decree) as store:
        assert found(store)[0].derivation.shared_words == ("chi trả bồi thường",)


def test_a_mention_in_the_words_of_a_task_is_direct() -> None:
    draft = Draft(PLAN, f"Sở Xây dựng công bố giá theo {QUOTE}.\nSở Y tế mua thuốc.")
    draft.cites(QUOTE, DECREE, relation="implements")
    draft.sets(f"Sở Xây dựng công bố giá theo {QUOTE}").sets("Sở Y tế mua thuốc")
    with stored(draft) as store:
        tasks = found(store)
    assert grades(tasks) == [("t1", "direct"), ("t2", "plan")]
    assert tasks[0].derivation.path[0].relation == "implements"


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("cites", [("t1", "direct")]), ("considered", [("t1", "direct")]), ("replaces", []), ("amends", [])],
)
def test_what_a_task_only_mentions_is_direct_for_it_alone_and_what_it_ends_is_no_basis(
    relation: str, expected: list[tuple[str, str]]
) -> None:
    draft = Draft(PLAN, f"Sở Xây dựng rà soát {QUOTE}.\nSở Y tế mua thuốc.")
    draft.cites(QUOTE, DECREE, relation=relation)
    draft.sets(f"Sở Xây dựng rà soát {QUOTE}").sets("Sở Y tế mua thuốc")
    with stored(draft) as store:
        assert grades(found(store)) == expected


def test_a_document_inside_the_title_of_another_is_no_basis() -> None:
    draft = Draft(PLAN, f"Sở Xây dựng thực hiện Nghị định số 9/2026/NĐ-CP sửa đổi {QUOTE}.")
    draft.cites("Nghị định số 9/2026/NĐ-CP", "cp:nd:9:2026", relation="implements")
    draft.cites(QUOTE, DECREE, relation="amends", subject="cp:nd:9:2026")
    draft.sets(f"Sở Xây dựng thực hiện Nghị định số 9/2026/NĐ-CP sửa đổi {QUOTE}")
    with stored(draft) as store:
        assert found(store) == []


@pytest.mark.parametrize(
    ("cited_in", "task_in", "grade"),
    [
        ("II.1", "II.1", "section"),
        ("II", "II.1.a", "section"),
        ("II.1", "II.10", "plan"),
        ("II.1", "II", "plan"),
        (None, "II", "plan"),
        ("II", None, "plan"),
    ],
)
def test_a_mention_speaks_for_the_section_that_it_stands_in(
    cited_in: str | None, task_in: str | None, grade: str
) -> None:
    draft = Draft(PLAN, f"Theo {QUOTE}:\n- Sở Y tế mua thuốc.")
    draft.cites(QUOTE, DECREE, relation="implements", section=cited_in)
    draft.sets("Sở Y tế mua thuốc", section=task_in)
    with stored(draft) as store:
        assert grades(found(store)) == [("t1", grade)]


def test_a_row_of_a_table_reaches_to_the_next_one_of_its_group() -> None:
    draft = Draft(PLAN, f"1\n|\nMua thuốc\n|\ntheo {QUOTE}\n|\n2\n|\nSửa cầu\n|\n3\n|\nXây chợ\n|\n")
    draft.cites(QUOTE, DECREE, relation="implements")
    for words in ("Mua thuốc", "Sửa cầu", "Xây chợ"):
        draft.sets(words, origin="table", group="I. Y tế")
    with stored(draft) as store:
        assert grades(found(store)) == [("t1", "direct"), ("t2", "plan"), ("t3", "plan")]


def test_a_heading_of_rows_speaks_for_its_group() -> None:
    draft = Draft(PLAN, f"Mua thuốc\n|\nII\n|\nThực hiện {QUOTE}\n|\nSửa cầu\n|\n")
    draft.cites(QUOTE, DECREE, relation="implements")
    draft.sets("Mua thuốc", origin="table", group="I. Y tế")
    draft.sets("Sửa cầu", origin="table", group=f"II. Thực hiện {QUOTE}")
    with stored(draft) as store:
        assert grades(found(store)) == [("t2", "section"), ("t1", "plan")]


def test_tasks_come_through_documents_between_nearest_first_each_once() -> None:
    law = "Luật Đất đai số 31/2024/QH15"
    decree = Draft(DECREE, f"Căn cứ {law}.").cites(law, LAW)
    circular = Draft(CIRCULAR, f"Căn cứ {QUOTE}.\nSở Y tế báo cáo.").cites(QUOTE, DECREE)
    circular.sets("Sở Y tế báo cáo")
    far = Draft("ubnd-t.phu-tho:kh:1:2026", "Căn cứ Thông tư số 7/2025/TT-BTNMT.\nSở Y tế mua thuốc.")
    far.cites("Thông tư số 7/2025/TT-BTNMT", CIRCULAR).sets("Sở Y tế mua thuốc")
    with stored(decree, circular, far, plan()) as store:
        tasks = found(store, LAW)
    assert [(task.task.id, task.derivation.distance) for task in tasks] == [
        (f"{CIRCULAR}:t1", 2),
        (f"{PLAN}:t1", 2),
        (f"{PLAN}:t2", 2),
        ("ubnd-t.phu-tho:kh:1:2026:t1", 3),
    ]
    assert {task.derivation.grade for task in tasks} == {"chain"}
    path = tasks[-1].derivation.path
    assert [edge.target for edge in path] == [CIRCULAR, DECREE, LAW]
    assert [edge.source for edge in path] == [far.id, CIRCULAR, DECREE]


def test_of_several_citations_the_recital_proves_best() -> None:
    draft = Draft(PLAN, f"Căn cứ {QUOTE}.\nII. Kinh phí theo {QUOTE} của Chính phủ.\nSở Y tế mua thuốc.")
    draft.cites(f"{QUOTE} của", DECREE, section="II").cites(QUOTE, DECREE)
    draft.sets("Sở Y tế mua thuốc")
    with stored(draft) as store:
        assert proof(found(store)[0].derivation) == f"Căn cứ {QUOTE}."


def test_documents_that_rest_on_each_other_are_walked_once() -> None:
    one = Draft("cp:nq:1:2026", "Căn cứ 2/NQ-CP.\nBộ Y tế mua thuốc.").cites("2/NQ-CP", "cp:nq:2:2026")
    two = Draft("cp:nq:2:2026", "Căn cứ 1/NQ-CP.\nBộ Xây dựng sửa cầu.").cites("1/NQ-CP", "cp:nq:1:2026")
    with stored(one.sets("Bộ Y tế mua thuốc"), two.sets("Bộ Xây dựng sửa cầu")) as store:
        assert [task.task.id for task in found(store, "cp:nq:1:2026")] == ["cp:nq:2:2026:t1"]


def test_one_grade_can_be_asked_for() -> None:
    with stored(plan()) as store:
        assert grades(found(store, grade="plan")) == [("t1", "plan")]
        assert found(store, grade="direct") == []


def test_what_was_issued_later_is_left_out() -> None:
    older = plan("ubnd-t.phu-tho:kh:8:2025")
    with stored(plan(), older) as store:
        tasks = list(derived_tasks(store, DECREE, at=date(2025, 12, 31)))
    assert {task.document.document.id for task in tasks} == {older.id}


def test_the_first_tasks_do_not_wait_for_the_far_ones() -> None:
    class Counting:
        """A store that counts how often it is asked for edges."""

        def __init__(self, store: GraphStore) -> None:
            self.store, self.asked = store, 0

        def around(self, *walk: object, **how: object) -> object:
            """It itself, so that it counts on."""
            return self

        def __getattr__(self, name: str) -> object:
            self.asked += name == "edges"
            return getattr(self.store, name)

    with stored(plan()) as store:
        counting = Counting(store)
        next(derived_tasks(counting, DECREE))  # type: ignore[arg-type]  # it hands everything on
    assert counting.asked == 1


def test_a_document_that_nobody_knows_is_told() -> None:
    with stored() as store, pytest.raises(UnknownDocument):
        derived_tasks(store, DECREE)


def test_sections_do_not_matter_to_where_a_task_is_found() -> None:
    draft = plan()
    draft.sections.append(Section("I", "I.", "Nhiệm vụ", 1, 0, len(draft.text)))
    with stored(draft) as store:
        assert len(found(store)) == 2
