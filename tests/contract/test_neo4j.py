"""Neo4j gives the same graph and the same answers as the file store, item by item."""

import re
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.binding import weave
from graph.model import Reading
from graph.port import DocumentCriteria, GraphStore, TaskCriteria
from graph.stores import open_store
from loaders.ingest import load
from tests.contract.picture import picture
from tests.contract.readings import DECREE, PLAN, cite, contents, fill, reading, task
from tests.contract.test_order import everything, follow, steps
from tests.contract.test_search import library
from tests.neo4j_server.server import emptied, run

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "neo4j.md"
TYPED = [
    *("nghi dinh 61", "Nghị định 61/2018", "61/2018/NĐ-CP", "584/KH-UBND", "kế hoạch", "ke hoach", "2020"),
    *("cải cách hành chính", "cai cach hanh chinh", "TTHC", "thủ tục hành chính", "Sở Nội vụ", "so noi vu"),
    *("về đường", "đường bộ", "duong", "một cửa liên thông", "báo cáo", "UBND xã", "công khai", "rà soát"),
    *("TTHC của UBND", "lời thủ tục hành chính", "TTHC UBND HĐND CNTT"),
]
BODIES = ["Sở Nội vụ", "so noi vu", "Văn phòng UBND tỉnh", "UBND", "các sở"]


def open_letter() -> Reading:
    """A letter that names a plan without its year."""
    return reading("cp:cv:9:2021", citations=[cite("ubnd-t.bac-ninh:kh:7:?", "Kế hoạch số 7/KH-UBND")])


def repeating() -> Reading:
    """A letter each passage of which says a phrase, its abbreviation or both, once, twice or not at all."""
    short = ["TTHC", "UBND", "HĐND", "CNTT"]
    long = ["thủ tục hành chính", "Ủy ban nhân dân", "Hội đồng nhân dân", "công nghệ thông tin"]
    told = [[*short, *long], *([short[0]] * m + [long[0]] * n for m in range(3) for n in range(3))]
    text = "\n".join(
        " ".join([*said, short[1], "lời", *[f"chữ{place}"] * 80]) for place, said in enumerate(told)
    )
    return reading("cp:cv:10:2021", text=text)


@pytest.fixture(scope="module")
def pair(
    neo4j_url: str, samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Generator[tuple[GraphStore, GraphStore], None, None]:
    """A file store and a Neo4j that hold the samples and the documents of the search tests, in another order."""
    file = f"sqlite:///{tmp_path_factory.mktemp('pair') / 'store.db'}"
    with open_store(file) as one, open_store(emptied(neo4j_url)) as other:
        files = sorted(samples.glob("*.txt"))
        fill(one, *library(), open_letter(), repeating())
        assert {outcome.result for outcome in load(files, one)} == {"added"}
        assert {outcome.result for outcome in load(reversed(files), other)} == {"added"}
        fill(other, repeating(), open_letter(), *reversed(library()))
        yield one, other


def test_both_hold_the_same(pair: tuple[GraphStore, GraphStore]) -> None:
    one, other = pair
    assert contents(one) == contents(other)
    assert one.counts() == other.counts()
    assert [*one.sources()] == [*other.sources()]


@pytest.mark.parametrize("typed", TYPED)
def test_both_find_the_same_in_the_same_order(pair: tuple[GraphStore, GraphStore], typed: str) -> None:
    one, other = pair
    assert one.search(typed, limit=100) == other.search(typed, limit=100) != ()
    assert one.search(typed, limit=3) == other.search(typed, limit=3)
    assert one.named(typed) == other.named(typed)
    criteria = DocumentCriteria(words=typed)
    assert listed(one, criteria) == listed(other, criteria)
    tasks = TaskCriteria(words=typed)
    assert one.find_tasks(tasks, limit=100) == other.find_tasks(tasks, limit=100)


def listed(store: GraphStore, criteria: DocumentCriteria) -> list[str]:
    """Ids of all documents of a list, three a page."""
    ids, cursor = [], None
    while True:
        page = store.documents(criteria, limit=3, after=cursor)
        ids += [node.document.id for node in page.items]
        if (cursor := page.next) is None:
            return ids


@pytest.mark.parametrize("body", BODIES)
def test_both_list_the_same_tasks_of_a_body(pair: tuple[GraphStore, GraphStore], body: str) -> None:
    one, other = pair
    criteria = [TaskCriteria(lead=body), TaskCriteria(coordinating=body)]
    criteria += [TaskCriteria(lead=body, words="rà soát", due_before=date(2030, 1, 1))]
    for asked in criteria:
        assert one.find_tasks(asked, limit=5) == other.find_tasks(asked, limit=5)


def test_both_answer_the_same_of_each_document(pair: tuple[GraphStore, GraphStore]) -> None:
    one, other = pair
    assert one.unresolved(limit=1000) == other.unresolved(limit=1000)
    for node in contents(one).nodes:
        identifier = node.document.id
        assert one.text(identifier) == other.text(identifier)
        assert one.sections(identifier) == other.sections(identifier)
        assert one.scores(identifier) == other.scores(identifier)
        assert one.cited_by(identifier, limit=7) == other.cited_by(identifier, limit=7)
        assert one.edges([identifier], "down") == other.edges([identifier], "down")


def ready_queries() -> list[str]:
    return re.findall(r"```cypher\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("query", ready_queries())
def test_every_ready_query_answers(pair: tuple[GraphStore, GraphStore], neo4j_url: str, query: str) -> None:
    assert pair[1].counts()["loaded"] > 0
    assert run(neo4j_url, query, document=DECREE, plan=PLAN) != []


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_after_every_step_the_graph_is_that_of_the_set(
    neo4j_url: str, taken: list[list[Reading] | str]
) -> None:
    held: dict[str, Sequence[Reading]] = {}
    with open_store(emptied(neo4j_url)) as store, open_store("sqlite://") as fresh:
        for step in taken:
            follow(store, step, held)
            assert contents(store) == weave(everything(held))
        fresh.add(everything(held))
        assert found(store) == found(fresh)
    drawn = picture(neo4j_url)
    with open_store(emptied(neo4j_url)) as store:
        store.add(everything(held))
    assert drawn == picture(neo4j_url)


def found(store: GraphStore) -> Mapping[str, object]:
    """What a store finds and counts."""
    typed = ("kế hoạch", "nghi dinh 1", "nghị quyết", "duong bo", "2020")
    return {
        **{words: store.search(words, limit=100) for words in typed},
        **{"counts": store.counts(), "sources": [*store.sources()]},
        "unresolved": store.unresolved(limit=100),
    }


def test_ties_of_an_earlier_vocabulary_are_drawn_anew(neo4j_url: str) -> None:
    """A body that followed no longer goes, and so does its own successor."""
    plans = [
        reading(f"cp:kh:{n}:2021", tasks=[task("Số hóa", lead="Sở", agency="stttt.bac-ninh")]) for n in (1, 2)
    ]
    with open_store(emptied(neo4j_url)) as store:
        fill(store, *plans)
    due = picture(neo4j_url)
    query = (
        "MATCH (a:Agency {key: 'stttt.bac-ninh'})-[tie:SUCCEEDED_BY]->() DELETE tie"
        " WITH DISTINCT a SET a.drawn = 'of old'"
        " CREATE (a)-[:SUCCEEDED_BY]->(:Agency {key: 'x'})-[:SUCCEEDED_BY]->(:Agency {key: 'y'})"
    )
    with open_store(emptied(neo4j_url)) as store:
        store.add([plans[0]])
        run(neo4j_url, query)
        store.add([plans[1]])
    assert picture(neo4j_url) == due


def test_nothing_is_left_when_all_is_taken_out(neo4j_url: str) -> None:

    with open_store(emptied(neo4j_url)) as store:
        fill(store, *library())
        for given_ in library():
            assert store.remove(given_.source.sha256)
        assert set(store.counts().values()) == {0}
    ((labels, kept),) = run(neo4j_url, "MATCH (n) RETURN labels(n), properties(n)")
    assert labels == ["Store"]
    assert [kept[f"{name}_words"] for name in ("document", "task", "passage")] == [0, 0, 0]


def test_two_stores_on_one_server_take_turns(neo4j_url: str) -> None:
    with open_store(emptied(neo4j_url)) as one, open_store(neo4j_url) as other:
        for n in range(6):
            (one, other)[n % 2].add([reading(f"cp:qd:{n}:2021")])
        assert one.version() == other.version() == 6
        assert one.counts()["loaded"] == 6


def test_a_lost_index_is_told_until_the_store_is_opened_anew(neo4j_url: str) -> None:
    with open_store(emptied(neo4j_url)) as store:
        run(neo4j_url, "DROP INDEX task_due")
        run(neo4j_url, "DROP CONSTRAINT document_id")
        assert {fault.partition(":")[0] for fault in store.health().faults} == {"task_due", "document_id"}
    with open_store(neo4j_url) as store:
        assert store.health().faults == ()
