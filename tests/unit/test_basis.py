"""On what a task or a document rests, and that this is the mirror of which tasks derive from it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import AmbiguousDocument, UnknownDocument, UnknownTask
from graph.questions.basis import basis
from graph.questions.derivation import derived_tasks
from graph.questions.lineage import lineage
from graph.questions.resolve import is_task_id, resolve, resolve_task
from tests.unit.drafts import Draft, stored

LAW = Draft("qh15:luat:31:2024", "Luật Đất đai")
DECREE = Draft("cp:nd:45:2024", "Căn cứ Luật Đất đai.").cites("Luật Đất đai", LAW.id, klass="named")
PLAN = (
    Draft("ubnd-t.phu-tho:kh:12:2026", "Căn cứ Nghị định 45.\nSở Y tế mua thuốc theo Nghị quyết 3.")
    .cites("Nghị định 45", DECREE.id)
    .cites("Nghị quyết 3", "hdnd-t.phu-tho:nq:3:2025", relation="implements")
    .sets("Sở Y tế mua thuốc theo Nghị quyết 3")
)
TASK = f"{PLAN.id}:t1"
DOCUMENTS = [f"cp:nq:{number}:2026" for number in range(1, 6)]
RELATIONS = ["legal_basis", "implements", "guides", "cites", "replaces", "amends"]


def test_a_task_rests_on_what_it_cites_then_on_what_its_plan_rests_on_up_to_the_law() -> None:
    with stored(LAW, DECREE, PLAN) as store:
        found = list(basis(store, TASK))
    assert [(base.document.document.id, base.derivation.grade) for base in found] == [
        ("hdnd-t.phu-tho:nq:3:2025", "direct"),
        (DECREE.id, "plan"),
        (LAW.id, "chain"),
    ]
    sentences = [edge.evidence.span.text for edge in found[-1].derivation.path]
    assert sentences == ["Căn cứ Nghị định 45.", "Căn cứ Luật Đất đai."]


def test_a_document_rests_on_its_lineage() -> None:
    with stored(LAW, DECREE, PLAN) as store:
        found = list(basis(store, DECREE.id))
    assert [(base.document.document.id, base.derivation.grade) for base in found] == [(LAW.id, "plan")]


@pytest.mark.parametrize(("depth", "expected"), [(1, [DECREE.id]), (2, [DECREE.id, PLAN.id]), (None, None)])
def test_lineage_goes_down_as_far_as_asked(depth: int | None, expected: list[str] | None) -> None:
    with stored(LAW, DECREE, PLAN) as store:
        found = [relative.document.document.id for relative in lineage(store, LAW.id, "down", depth)]
    assert found == (expected or [DECREE.id, PLAN.id])


def test_what_is_not_known_is_told() -> None:
    with stored(PLAN) as store:
        with pytest.raises(UnknownTask):
            basis(store, f"{PLAN.id}:t9")
        with pytest.raises(UnknownDocument):
            lineage(store, "cp:nd:999:2020", "up")


graphs = st.lists(
    st.tuples(
        st.sampled_from(DOCUMENTS),
        st.sampled_from(DOCUMENTS),
        st.sampled_from(RELATIONS),
        st.sampled_from([None, "I", "II"]),
        st.booleans(),
    ),
    max_size=10,
)


@settings(max_examples=60)
@given(graphs)
def test_basis_is_the_mirror_of_derivation(citations: list[tuple[str, str, str, str | None, bool]]) -> None:
    drafts = {name: Draft(name, "Việc một.\nViệc hai.\n", title=f"Kế hoạch {name}") for name in DOCUMENTS}
    for number, (source, target, relation, section, in_task) in enumerate(citations):
        words = "Việc một" if in_task else f"Theo {number}"
        drafts[source].text += "" if in_task else f"{words}.\n"
        drafts[source].cites(words, target, relation=relation, section=section)
    for draft in drafts.values():
        draft.sets("Việc một", section="I").sets("Việc hai", section="II")
    with stored(*drafts.values()) as store:
        tasks = [f"{name}:t{number}" for name, number in product(DOCUMENTS, (1, 2))]
        downward = {
            (found.task.id, name, found.derivation.grade, found.derivation.distance)
            for name in DOCUMENTS
            for found in derived_tasks(store, name)
        }
        upward = {
            (task, base.document.document.id, base.derivation.grade, base.derivation.distance)
            for task in tasks
            for base in basis(store, task)
        }
    assert upward == downward


@pytest.mark.parametrize(
    "typed",
    [
        "cp:nd:45:2024",
        "CP:ND:45:2024",
        "45/2024/NĐ-CP",
        "45/2024/nd-cp",
        "45 2024 nd cp",
        "Nghị định số 45/2024/NĐ-CP",
        "  nghi dinh 45/2024/nđ-cp ",
    ],
)
def test_a_document_is_found_however_its_number_is_typed(typed: str) -> None:
    draft = Draft("cp:kh:1:2026", "Căn cứ Nghị định 45.").cites(
        "Nghị định 45", "cp:nd:45:2024", number="45/2024/NĐ-CP"
    )
    with stored(draft) as store:
        assert resolve(store, typed) == "cp:nd:45:2024"


def test_a_number_that_several_documents_bear_is_not_guessed() -> None:
    draft = Draft("cp:kh:1:2026", "Theo Nghị quyết 3 và Nghị quyết 3b.")
    draft.cites("Nghị quyết 3", "tinh-uy.phu-tho:nq:3:2025", number="03-NQ/TU")
    draft.cites("Nghị quyết 3b", "tinh-uy.bac-ninh:nq:3:2025", number="03-NQ/TU")
    with stored(draft) as store:
        with pytest.raises(AmbiguousDocument) as told:
            resolve(store, "03-NQ/TU")
        with pytest.raises(UnknownDocument):
            resolve(store, "4-NQ/TU")
    assert "tinh-uy.bac-ninh:nq:3:2025" in told.value.explain()


def test_tasks_are_told_from_documents() -> None:
    assert is_task_id(TASK)
    assert not is_task_id(PLAN.id)
    assert not is_task_id("45/2024/NĐ-CP")
    with stored(PLAN) as store:
        assert resolve_task(store, TASK.upper()).id == TASK
        with pytest.raises(UnknownTask):
            resolve_task(store, PLAN.id)
