"""What the port promises, asked of every store."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import InvalidRequest
from graph.model import (
    Budget,
    Deadline,
    Document,
    IndicatorMention,
    Notice,
    OffsetMap,
    Product,
    Reading,
    Score,
    Section,
    Source,
    Span,
    Task,
)
from graph.port import Change, DocumentCriteria, GraphStore, TaskCriteria
from tests.contract.readings import (
    DECREE,
    PLAN,
    RESOLUTION,
    UNDATED_RESOLUTION,
    assigned,
    cite,
    contents,
    decree,
    due,
    fill,
    pages,
    plan,
    reading,
    task,
)

HOSTILE = ["", "\x00", "\ud800", "' OR 1=1 --", "ö" * 10_000, "a:b:c:2020:t99999999999999999999"]


# Coming and going


def test_an_empty_store_answers_with_nothing(store: GraphStore) -> None:
    assert store.document(DECREE) is None
    assert store.text(DECREE) is None
    assert store.documents(DocumentCriteria(), limit=5).items == ()
    assert store.search("nghị định", limit=5) == ()
    assert set(store.counts().values()) == {0}


def test_adding_twice_changes_nothing(store: GraphStore) -> None:
    fill(store, plan())
    before = store.version(), contents(store)
    assert store.add([plan()]) == (Change(PLAN, "unchanged"),)
    assert (store.version(), contents(store)) == before


def test_adding_nothing_changes_nothing(store: GraphStore) -> None:
    assert store.add([]) == ()
    assert store.version() == 0


def test_a_changed_reading_of_the_same_file_replaces_it(store: GraphStore) -> None:
    fill(store, plan())
    assert store.add([plan(title="Đã sửa", citations=[], tasks=[])]) == (Change(PLAN, "replaced"),)
    node = store.document(PLAN)
    assert node is not None
    assert (node.document.title, node.task_count) == ("Đã sửa", 0)
    assert store.document(DECREE) is None


def test_a_file_read_anew_with_fewer_documents_loses_them(store: GraphStore) -> None:
    one, two = reading("cp:nd:1:2020", file="f"), reading("cp:nd:2:2020", file="f", part=1)
    fill(store, [one, two])
    store.add([one])
    assert [node.document.id for node in pages(store)] == ["cp:nd:1:2020"]


def test_removing_takes_out_what_only_that_file_said(store: GraphStore) -> None:
    fill(store, decree())
    before = contents(store)
    fill(store, plan())
    assert store.remove(plan().source.sha256) is True
    assert contents(store) == before
    assert store.search("Rà soát", limit=5) == ()
    assert store.find_tasks(TaskCriteria(lead="Sở Nội vụ"), limit=5).total == 0


def test_removing_what_is_not_there_changes_nothing(store: GraphStore) -> None:
    fill(store, plan())
    assert store.remove("0" * 64) is False
    assert store.version() == 1


def test_every_change_makes_the_version_grow(store: GraphStore) -> None:
    versions = [store.version()]
    for change in (
        lambda: store.add([plan()]),
        lambda: store.add([decree()]),
        lambda: store.remove(plan().source.sha256),
    ):
        change()
        versions.append(store.version())
    assert versions == sorted(set(versions))


def test_a_file_is_held_when_this_reader_read_it(store: GraphStore) -> None:
    assert store.holds(plan().source.sha256) is False
    fill(store, plan())
    assert store.holds(plan().source.sha256) is True


# What is kept


def full_reading() -> Reading:
    """A reading in which every field of every noun says something."""
    span = Span(0, 4, "Điều")
    citation = cite(
        "cp:nd:1:2020",
        klass="named",
        number="1/2020/NĐ-CP",
        kind="NĐ",
        issuer="cp",
        dated=date(2020, 1, 2),
        candidates=("cp:nd:1:2020",),
        relation="guides",
        provision="khoản 2",
        section="1",
        title="về việc",
        confidence=0.5,
        rule="dated",
    )
    full = Task(
        *("cp:nd:2:2021:t1", "Điều tra", 0, 8, "table", "1", "Nhóm I", "1"),
        assignments=(assigned("coordinating", "các sở"),),
        deadline=due(date(2021, 3, 31)),
        product=Product(span, True),
        budget=Budget(span, 5, "VND", "nghìn đồng", 5000),
        indicators=(IndicatorMention("PCI", span),),
        flags=("odd",),
    )
    source = Source("f" * 64, "f.docx", "docx", 0, "directive", "Tựa", "Nơi đăng", date(2021, 2, 1))
    document = Document(
        *("cp:nd:2:2021", "2/2021/NĐ-CP", "NĐ", "cp", "Chính phủ", date(2021, 1, 1), date(2021, 3, 1), "Tên"),
        *("Người ký", "Thủ tướng", "Hà Nội", "directive", False),
    )
    return Reading(
        *(source, document, "Điều 1. a", (Section("1", "Điều 1", "a", 1, 0, 9),), (citation,), (full,)),
        scores=(Score("PCI", "rank", 17.0, span, span, 63, "bac-ninh", 2020),),
        warnings=(Notice("truncated_text", (("mark", "[...]"),), 0, 4),),
        offsets=OffsetMap((0, 3), (0, 4)),
    )


def test_what_a_text_says_comes_back_as_it_was(store: GraphStore) -> None:
    given = full_reading()
    fill(store, given)
    node = store.document("cp:nd:2:2021")
    assert node is not None
    assert (node.document, node.sources, node.loaded) == (given.document, (given.source,), True)
    assert store.text("cp:nd:2:2021") == given.text
    assert store.sections("cp:nd:2:2021") == given.sections
    assert store.scores("cp:nd:2:2021") == given.scores
    assert store.tasks(["cp:nd:2:2021"]) == given.tasks
    assert [mention.citation for mention in store.citations("cp:nd:2:2021")] == [*given.citations]
    assert store.readings(given.source.sha256) == (given,)
    assert store.readings("0" * 64) == ()


def test_an_edge_bears_its_sentence(store: GraphStore) -> None:
    fill(store, plan())
    (edge,) = store.edges([DECREE], "down", ["legal_basis"])
    assert (edge.source, edge.target, edge.citation) == (PLAN, DECREE, 0)
    assert edge.evidence.span.text == "Căn cứ Nghị định số 61/2018/NĐ-CP;"
    assert store.edges([PLAN], "up") == (edge,)
    assert store.edges([DECREE], "down", ["amends"]) == store.edges([DECREE], "down", []) == ()
    assert store.edges([DECREE], "up") == store.edges([], "down") == ()


def test_an_edge_tells_the_part_and_the_day(store: GraphStore) -> None:
    part = cite(DECREE, relation="repeals", provision="Điều 3", takes_effect=date(2025, 7, 1))
    store.add([reading(PLAN, citations=[part])])
    (edge,) = store.edges([PLAN], "up")
    (mention,) = store.citations(PLAN)
    assert (edge.provision, edge.takes_effect) == ("Điều 3", date(2025, 7, 1))
    assert mention.citation.takes_effect == date(2025, 7, 1)


def test_what_is_bound_to_nothing_is_listed_until_it_heals(store: GraphStore) -> None:
    store.add([reading(PLAN, citations=[cite(UNDATED_RESOLUTION), cite(DECREE)])])
    page = store.unresolved(limit=10)
    assert [(mention.document, mention.index) for mention in page.items] == [(PLAN, 0)]
    store.add([reading(RESOLUTION)])
    assert store.unresolved(limit=10).total == 0


def test_a_task_is_found_by_its_id(store: GraphStore) -> None:
    fill(store, plan())
    found = store.task(f"{PLAN}:t2")
    assert found is not None
    assert found.text == "Sửa đường liên xã"
    assert [store.task(f"{PLAN}:t{n}") for n in ("0", "3", "02", "x", "")] == [None] * 5


def test_counts_tell_of_everything(store: GraphStore) -> None:
    fill(store, plan())
    assert store.counts() == {
        **{"documents": 2, "loaded": 1, "cited": 1, "citations": 2},
        **{"edges": 1, "tasks": 2, "sources": 1},
    }


def test_a_typed_text_speaks_before_a_longer_one_that_was_recognised(store: GraphStore) -> None:
    scan = replace(plan(), text=f"{plan().text} và thêm nữa")
    scan = replace(scan, source=replace(scan.source, sha256="5" * 64, path="ban-quet.pdf", confidence=0.93))
    store.add([scan])
    store.add([plan()])
    assert store.text(PLAN) == plan().text
    node = store.document(PLAN)
    assert node is not None
    assert [source.confidence for source in node.sources] == [1.0, 0.93]


def test_sources_come_by_path(store: GraphStore) -> None:
    fill(store, plan(file="b"), decree(file="a"))
    assert [source.path for source in store.sources()] == ["a.txt", "b.txt"]


# Binding


def test_a_late_document_heals_what_waited_for_it(store: GraphStore) -> None:
    fill(store, plan())
    assert store.citations(PLAN)[1].citation.reason == "no_year"
    assert store.add([reading(RESOLUTION)]) == (Change(RESOLUTION, "added", 1, (PLAN,)),)
    assert store.citations(PLAN)[1].citation.target == RESOLUTION
    assert [edge.source for edge in store.edges([RESOLUTION], "down")] == [PLAN]


def test_a_second_of_the_series_makes_it_ambiguous_and_its_going_clear(store: GraphStore) -> None:
    other = reading("tw:nq:18:2012")
    fill(store, plan(), reading(RESOLUTION), other)
    citation = store.citations(PLAN)[1].citation
    assert (citation.status, citation.reason) == ("unresolved", "ambiguous")
    assert citation.candidates == ("tw:nq:18:2012", RESOLUTION)
    store.remove(other.source.sha256)
    assert store.citations(PLAN)[1].citation.target == RESOLUTION


def test_the_document_itself_speaks_before_a_report_of_it(store: GraphStore) -> None:
    page = reading("ubnd-t.bac-ninh:kh:584:?", file="page", genre="news", reported=True, text="Tin " * 200)
    fill(store, page)
    (alone,) = pages(store)
    assert alone.document.id.startswith("ubnd-t.bac-ninh:kh:584:?-")
    assert store.add([plan()]) == (Change(PLAN, "added"),)
    node = store.document(PLAN)
    assert node is not None
    assert (node.document.reported, len(node.sources), store.text(PLAN)) == (False, 2, plan().text)
    assert store.document(alone.document.id) is None


# Lists


def test_pages_hold_every_document_once(store: GraphStore) -> None:
    given = [reading(f"cp:nd:{n}:2020", kind="NĐ" if n % 2 else "QĐ", issuer="cp") for n in range(1, 12)]
    fill(store, *given)
    ids = [node.document.id for node in pages(store, limit=3)]
    assert ids == sorted(r.document.id for r in given)
    assert [n.document.kind for n in pages(store, DocumentCriteria(kind="NĐ"))] == ["NĐ"] * 6
    assert store.documents(DocumentCriteria(kind="NĐ"), limit=1).total == 6


@pytest.mark.parametrize(
    ("criteria", "ids"),
    [
        (DocumentCriteria(issuer="cp"), [DECREE]),
        (DocumentCriteria(year=2020), [PLAN]),
        (DocumentCriteria(year=10**30), []),
        (DocumentCriteria(loaded=False), [DECREE]),
        (DocumentCriteria(loaded=True, kind="KH"), [PLAN]),
        (DocumentCriteria(words="bac ninh"), [PLAN]),
        (DocumentCriteria(words="nghi dinh 61", kind="KH"), []),
        (DocumentCriteria(words="..."), []),
    ],
)
def test_documents_are_listed_by_what_they_are(
    store: GraphStore, criteria: DocumentCriteria, ids: list[str]
) -> None:
    fill(store, plan())
    assert [node.document.id for node in pages(store, criteria)] == ids


def test_found_documents_are_paged_by_rank(store: GraphStore) -> None:
    titles = ["Kế hoạch", "Kế hoạch cải cách", "Cải cách", "Ke hoach"]
    fill(store, *(reading(f"cp:kh:{n}:2020", title=title) for n, title in enumerate(titles, 1)))
    criteria = DocumentCriteria(words="kế hoạch")
    found = [node.document.id for node in pages(store, criteria, limit=1)]
    assert found == [node.document.id for node in store.documents(criteria, limit=10).items]
    assert sorted(found[:2]) == ["cp:kh:1:2020", "cp:kh:2:2020"]
    assert found[2:] == ["cp:kh:4:2020"]


def test_mentions_are_paged_by_citing_document(store: GraphStore) -> None:
    fill(store, plan())
    fill(store, *(reading(f"cp:qd:{n}:2021", citations=[cite(DECREE), cite(DECREE)]) for n in range(3)))
    found, cursor = [], None
    while True:
        page = store.cited_by(DECREE, limit=2, after=cursor)
        found += [(mention.document, mention.index) for mention in page.items]
        if (cursor := page.next) is None:
            break
    assert found == sorted(found)
    assert len(found) == len(set(found)) == page.total == 7
    node = store.document(DECREE)
    assert node is not None
    assert node.cited_by_count == 7


def test_a_document_does_not_count_as_citing_itself(store: GraphStore) -> None:
    fill(store, plan(citations=[cite(PLAN, klass="self", relation="cites")]))
    assert store.cited_by(PLAN, limit=5).total == 0


def tasks_of_a_plan() -> Reading:
    return plan(
        tasks=[
            task(
                "Rà soát thủ tục hành chính",
                lead="Sở Nội vụ",
                agency="so-noi-vu",
                group="III. Cải cách thủ tục",
                indicators=(IndicatorMention("PAR INDEX", Span(0, 3, "chỉ")),),
            ),
            task(
                "Sửa đường",
                lead="UBND các huyện",
                deadline=due(date(2021, 6, 30)),
                product=Product(Span(0, 7, "Báo cáo")),
            ),
            task(
                "Báo cáo",
                assignments=(assigned("coordinating", "Sở Nội vụ"),),
                deadline=due(date(2021, 12, 31)),
            ),
            task("Trực", lead="Báo Bắc Ninh", deadline=Deadline(Span(0, 4, "hạn"), "recurring")),
        ]
    )


@pytest.mark.parametrize(
    ("criteria", "numbers"),
    [
        (TaskCriteria(), [1, 2, 3, 4]),
        (TaskCriteria(words="thu tuc"), [1]),
        (TaskCriteria(words="TTHC"), [1]),
        (TaskCriteria(words="?!"), []),
        (TaskCriteria(lead="so-noi-vu"), [1]),
        (TaskCriteria(lead="noi vu"), [1]),
        (TaskCriteria(lead="Nội"), [1]),
        (TaskCriteria(lead="ội"), []),
        (TaskCriteria(lead=""), []),
        (TaskCriteria(coordinating="sở nội vụ"), [3]),
        (TaskCriteria(group="cải cách thủ tục"), [1]),
        (TaskCriteria(due_before=date(2021, 6, 30)), [2]),
        (TaskCriteria(due_after=date(2021, 6, 30)), [2, 3]),
        (TaskCriteria(due_after=date(2021, 7, 1), due_before=date(2022, 1, 1)), [3]),
        (TaskCriteria(document=PLAN), [1, 2, 3, 4]),
        (TaskCriteria(document=DECREE), []),
        (TaskCriteria(product="bao cao"), [2]),
        (TaskCriteria(product="Báo cáo rà soát"), []),
        (TaskCriteria(product=""), []),
        (TaskCriteria(indicator="PAR INDEX"), [1]),
        (TaskCriteria(indicator="PAPI"), []),
        (TaskCriteria(without_lead=True), [3]),
        (TaskCriteria(without_deadline=True), [1]),
        (TaskCriteria(undated=True), [1, 4]),
        (TaskCriteria(without_lead=True, undated=True), []),
    ],
)
def test_tasks_are_listed_by_what_they_are(
    store: GraphStore, criteria: TaskCriteria, numbers: list[int]
) -> None:
    fill(store, tasks_of_a_plan())
    page = store.find_tasks(criteria, limit=10)
    assert [int(found.id.rpartition("t")[2]) for found in page.items] == numbers
    assert page.total == len(numbers)


def test_tasks_come_by_running_number_and_page_by_page(store: GraphStore) -> None:
    fill(store, plan(tasks=[task(f"Việc {n}") for n in range(12)]))
    first = store.find_tasks(TaskCriteria(), limit=10)
    second = store.find_tasks(TaskCriteria(), limit=10, after=first.next)
    assert [found.text for found in (*first.items, *second.items)] == [f"Việc {n}" for n in range(12)]
    assert second.next is None


Ask = Callable[[GraphStore, str], object]


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, cursor: store.documents(DocumentCriteria(), limit=1, after=cursor),
        lambda store, cursor: store.documents(DocumentCriteria(words="x"), limit=1, after=cursor),
        lambda store, cursor: store.cited_by(DECREE, limit=1, after=cursor),
        lambda store, cursor: store.find_tasks(TaskCriteria(), limit=1, after=cursor),
    ],
)
@pytest.mark.parametrize("cursor", ["x", "é", "\ud800", "W10", "bnVsbA", "[]"])
def test_a_cursor_of_another_list_is_refused(store: GraphStore, ask: Ask, cursor: str) -> None:
    fill(store, plan())
    with pytest.raises(InvalidRequest):
        ask(store, cursor)
    others = store.find_tasks(TaskCriteria(document=PLAN), limit=1).next
    assert others is not None
    with pytest.raises(InvalidRequest):
        ask(store, others)


@pytest.mark.parametrize("limit", [0, -1, 10**30])
def test_a_limit_must_be_a_number_of_things(store: GraphStore, limit: int) -> None:
    for ask in (
        lambda: store.documents(DocumentCriteria(), limit=limit),
        lambda: store.documents(DocumentCriteria(words="x"), limit=limit),
        lambda: store.find_tasks(TaskCriteria(), limit=limit),
        lambda: store.cited_by(DECREE, limit=limit),
        lambda: store.search("x", limit=limit),
    ):
        with pytest.raises(InvalidRequest):
            ask()


# Hostile words and many hands


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_name_breaks_anything(store: GraphStore, typed: str) -> None:
    fill(store, plan())
    assert [store.document(typed), store.text(typed), store.task(typed)] == [None] * 3
    for ask in (store.sections, store.scores, store.citations, store.named):
        assert ask(typed) == ()
    assert store.tasks([typed]) == ()
    assert store.edges([typed], "up", [typed]) == ()
    assert store.cited_by(typed, limit=1).total == 0
    assert store.find_tasks(TaskCriteria(lead=typed), limit=1).total == 0
    assert store.find_tasks(TaskCriteria(document=typed), limit=1).total == 0
    assert store.documents(DocumentCriteria(issuer=typed, kind=typed), limit=1).total == 0
    assert not store.holds(typed)
    assert not store.remove(typed)


def test_threads_read_while_one_writes(store: GraphStore) -> None:
    numbers = range(1, 25)

    def load(n: int) -> None:
        store.add([reading(f"cp:qd:{n}:2021", citations=[cite(DECREE)])])

    def look(_: int) -> bool:
        page = store.cited_by(DECREE, limit=100)
        return len(page.items) == page.total

    with ThreadPoolExecutor(4) as pool:
        loads = pool.map(load, numbers)
        looks = pool.map(look, range(200))
        assert all(looks)
        assert len(list(loads)) == len(numbers)
    assert store.cited_by(DECREE, limit=100).total == len(numbers)


def test_closing_twice_is_harmless(store: GraphStore) -> None:
    store.close()
    store.close()


def test_undated_mentions_in_two_texts_are_never_one_document(store: GraphStore) -> None:
    fill(store, *(reading(UNDATED_RESOLUTION, file=name) for name in "ab"))
    assert len(list(pages(store))) == 2


def test_a_store_in_use_is_sound(store: GraphStore) -> None:
    fill(store, decree(), plan())
    health = store.health()
    assert re.match(r"SQLite 3\.|Neo4j Kernel \d", health.engine)
    assert health.faults == ()
