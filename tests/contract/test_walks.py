"""What lies above and below a document: whoever stands there sees what the store says, and it is counted right."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice, product

import pytest

from graph.model import Reading
from graph.port import Direction, GraphReader, GraphStore
from graph.questions.basis import basis
from graph.questions.derivation import count_derived, derived_tasks
from graph.questions.lineage import lineage
from graph.questions.walk import lineage_relations
from graph.stores import open_store
from graph.syllables import pair, syllables
from tests.contract.listening import Heard, listened
from tests.contract.readings import DECREE, PLAN, cite, decree, fill, plan, reading, task
from tests.neo4j_server.server import emptied

FOLLOWER, MENTIONING, LATE = "ubnd-h.tien-du:kh:7:2021", "bnv:cv:9:2019", "bnv:cv:10:2024"
NAMES = (DECREE, PLAN, FOLLOWER, MENTIONING, LATE)
DAY = date(2021, 12, 31)
NOWHERE = "cp:nd:404:2018"


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    fill(store, *library())
    return store


def library() -> list[Reading]:
    """A plan that rests on the decree, one that rests on this plan, and two letters that name the decree in a task."""
    of_decree = {"number": "61/2018/NĐ-CP", "kind": "NĐ", "title": "một cửa liên thông"}
    named = cite(DECREE, **of_decree, relation="cites")
    letters = [
        reading(name, citations=[named], tasks=[task(named.evidence.text), task("Việc khác")])
        for name in (MENTIONING, LATE)
    ]
    follower = reading(
        FOLLOWER,
        citations=[cite(PLAN, "Kế hoạch số 584/KH-UBND", kind="KH"), cite(DECREE, **of_decree)],
        tasks=[task("Giải quyết thủ tục hành chính theo cơ chế một cửa liên thông"), task("Sửa đường")],
    )
    return [decree(), plan(), follower, *letters]


@pytest.mark.parametrize("at", [None, DAY])
@pytest.mark.parametrize("tasks", [False, True])
@pytest.mark.parametrize(("start", "direction"), [(DECREE, "down"), (FOLLOWER, "up"), (NOWHERE, "down")])
def test_what_is_seen_from_a_document_is_what_the_store_says(
    filled: GraphStore, start: str, direction: Direction, tasks: bool, at: date | None
) -> None:
    lineage_of = lineage_relations()
    there = filled.around(start, direction, lineage_of, limit=5, at=at, tasks=tasks)

    def told(asked: GraphReader) -> list[object]:
        return [
            asked.document(start),
            asked.document(MENTIONING),
            *(asked.nodes(names) for names in (NAMES, [PLAN, FOLLOWER], [NOWHERE, PLAN], [])),
            *(asked.reach(start, direction, lineage_of, limit=limit, at=at) for limit in (5, 1, None)),
            *(
                asked.reach(start, direction, lineage_of, limit=limit, depth=depth, at=at, setting=setting)
                for limit, depth, setting in product((5, 1), (1, 2), (False, True))
            ),
            *(asked.edges([PLAN, FOLLOWER], way, lineage_of) for way in ("up", "down")),
            asked.edges([PLAN], "up"),
            asked.mentions_for_tasks(DECREE),
            asked.titles_given(DECREE, [FOLLOWER, PLAN]),
            *(asked.tasks(names) for names in ([FOLLOWER, PLAN], [MENTIONING], [])),
            *(
                asked.tasks_named([f"{name}:t1" for name in names])
                for names in ([LATE, MENTIONING], NAMES, [])
            ),
            asked.tasks_named([f"{MENTIONING}:t01", f"{MENTIONING}:t9", "?", f"{MENTIONING}:t2"]),
            asked.tasks_saying([PLAN, FOLLOWER], [pair(*syllables("thủ tục"))]),
        ]

    assert told(there) == told(filled)


def test_a_walk_goes_no_farther_than_it_is_asked(filled: GraphStore) -> None:
    fill(
        filled,
        reading(
            "ubnd-t.bac-ninh:kh:70:2022", citations=[cite(FOLLOWER, "Kế hoạch số 61/KH-UBND", kind="KH")]
        ),
    )
    below = filled.reach(DECREE, "down", lineage_relations())
    assert [one.distance for one in below] == [1, 1, 2]
    assert filled.reach(DECREE, "down", lineage_relations(), depth=1) == below[:2]
    assert filled.reach(DECREE, "down", lineage_relations(), depth=2) == below


def test_a_walk_keeps_those_that_set_tasks(filled: GraphStore) -> None:
    crowd(filled, letters=3)
    below = filled.reach(DECREE, "down", lineage_relations())
    setting = filled.reach(DECREE, "down", lineage_relations(), setting=True)
    assert setting == tuple(one for one in below if one.tasks) != below
    assert filled.reach(DECREE, "down", lineage_relations(), setting=True, limit=1) == setting[:1]


def crowd(*stores: GraphStore, letters: int, plans: int = 0) -> None:
    """So many letters that set no task and plans that set some, all resting on the decree; the letters come first."""
    named = cite(DECREE, number="61/2018/NĐ-CP", kind="NĐ", title="một cửa liên thông")
    said = [task("Thực hiện cơ chế một cửa liên thông"), *(task(f"Sửa đường số {n}") for n in range(3))]
    for store in stores:
        fill(
            store,
            *(reading(f"btc:cv:{n}:2019", citations=[named]) for n in range(letters)),
            *(reading(f"ubnd-t.ha-nam:kh:{n}:2020", citations=[named], tasks=said) for n in range(plans)),
        )


def test_tasks_below_are_counted_and_those_beside_are_told(filled: GraphStore) -> None:
    found = filled.tasks_below(DECREE, lineage_relations())
    assert found is not None
    below, beside = found
    assert (below, [one.edge.source for one in beside]) == (4, [LATE, MENTIONING])
    assert beside == tuple(
        one for one in filled.mentions_for_tasks(DECREE) if one.edge.source in (LATE, MENTIONING)
    )


def test_what_was_issued_later_is_not_told(filled: GraphStore) -> None:
    found = filled.tasks_below(DECREE, lineage_relations(), at=date(2020, 12, 31))
    assert found is not None
    assert (found[0], [one.edge.source for one in found[1]]) == (2, [MENTIONING])


def test_nothing_is_below_what_is_not_there(filled: GraphStore) -> None:
    assert filled.tasks_below(NOWHERE, lineage_relations()) is None


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("question", "trips"),
    [
        (lambda look: [*derived_tasks(look, DECREE, at=DAY)], 1),
        (lambda look: [*derived_tasks(look, PLAN)], 1),
        (lambda look: count_derived(look, DECREE), 1),
        (lambda look: [*lineage(look, DECREE, "down")], 1),
        (lambda look: [*lineage(look, FOLLOWER, "up")], 1),
        (lambda look: [*basis(look, f"{FOLLOWER}:t1")], 4),
    ],
)
def test_few_trips_are_made(neo4j_url: str, question: Callable[[GraphReader], object], trips: int) -> None:
    """What stands in the nearest documents comes at once, and what stands in those that mention the document."""
    heard = Heard()
    with listened(emptied(neo4j_url), heard) as store:
        fill(store, *library())
        heard.trips = 0
        assert store.look(question)
        assert heard.trips <= trips


@pytest.mark.neo4j
def test_a_page_of_tasks_that_mention_the_document_needs_no_walk(neo4j_url: str) -> None:
    named = cite(DECREE, relation="cites")
    letter = reading(MENTIONING, citations=[named], tasks=[task(named.evidence.text)] * 70)
    heard = Heard()
    with listened(emptied(neo4j_url), heard) as store, open_store("sqlite://") as file:
        for one in (store, file):
            fill(one, *library(), letter)
        heard.trips = 0
        page = store.look(lambda look: [*islice(derived_tasks(look, DECREE), 50)])
        assert heard.trips == 1
        assert page == [*islice(derived_tasks(file, DECREE), 50)]
        assert [*derived_tasks(store, DECREE)] == [*derived_tasks(file, DECREE)]


@pytest.mark.neo4j
@pytest.mark.parametrize(("letters", "plans", "trips"), [(210, 60, 1), (0, 210, 1), (210, 2, 3)])
def test_a_crowd_below_a_document_is_not_waited_for(
    neo4j_url: str, letters: int, plans: int, trips: int
) -> None:
    """Documents that set no tasks do not stand before those that do; few tasks among many are walked for."""
    heard = Heard()
    with listened(emptied(neo4j_url), heard) as store, open_store("sqlite://") as file:
        for one in (store, file):
            fill(one, *library())
        crowd(store, file, letters=letters, plans=plans)
        for page in (
            first_of(derived_tasks, 50),
            first_of(lambda look, name: lineage(look, name, "down"), 50),
        ):
            heard.trips = 0
            assert store.look(page) == file.look(page)
            assert heard.trips <= trips
        assert [*derived_tasks(store, DECREE)] == [*derived_tasks(file, DECREE)]


def first_of(
    question: Callable[[GraphReader, str], Iterable[object]], size: int
) -> Callable[[GraphReader], object]:
    """The first of what is found below the decree."""
    return lambda look: [*islice(question(look, DECREE), size)]
