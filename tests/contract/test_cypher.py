"""Every query of the Neo4j adapter is heard once, and read by Neo4j's own tools in both versions of Cypher."""

import json
import shutil
import subprocess
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.model import Reading
from graph.port import DocumentCriteria, GraphStore, TaskCriteria
from graph.questions.walk import lineage_relations
from graph.stores.neo4j import schema
from graph.syllables import pair, syllables
from loaders.ingest import load
from tests.contract.listening import Heard, askers, listened
from tests.contract.plans import explained
from tests.contract.readings import DECREE, PLAN, contents, fill, reading, task
from tests.contract.test_neo4j import open_letter, ready_queries
from tests.contract.test_search import library
from tests.neo4j_server.server import emptied

LINTER = Path(__file__).resolve().parents[1] / "cypher_linter"
EVERYTHING = (
    *("RETURN COUNT { (:Document) }", "MATCH (s:Source) WITH s", "MATCH (a:Agency)", "MATCH (t:Task)"),
    *("MATCH (c:Unresolved) WITH c, c.target", "UNWIND range(0, size($asked) - 1) AS n"),
)
DOCUMENTS = DocumentCriteria(words="kế hoạch", kind="KH", issuer="ubnd-t.bac-ninh", year=2020, loaded=True)
TASKS = TaskCriteria(
    words="rà soát",
    lead="so noi vu",
    coordinating="UBND",
    group="I",
    due_before=date(2030, 1, 1),
    due_after=date(2000, 1, 1),
    document="ubnd-t.bac-ninh:kh:584:2020",
    product="báo cáo",
    indicator="PAR INDEX",
    without_lead=True,
    without_deadline=True,
    undated=True,
)


@pytest.fixture(scope="module")
def heard(neo4j_url: str, samples: Path) -> Heard:
    """What is sent while documents come, are asked about in every way, and go."""
    heard = Heard()
    with listened(emptied(neo4j_url), heard) as store:
        fill(store, open_letter(), *library(), *two_spellings())
        assert {outcome.result for outcome in load(sorted(samples.glob("*.txt")), store)} == {"added"}
        ask_everything(store)
        for source in [*store.sources()]:
            store.remove(source.sha256)
    return heard


def two_spellings() -> list[Reading]:
    """Plans that name a body of which the vocabulary knows nothing, each in its own way; the first goes first."""
    leads = ("BAN CHỈ ĐẠO", "Ban Chỉ đạo")
    return [reading(f"cp:kh:{n}:2021", tasks=[task("Rà soát", lead=lead)]) for n, lead in enumerate(leads)]


def ask_everything(store: GraphStore) -> None:
    """Each question of the port; lists by each criterion alone and by all together."""
    graph = contents(store)
    sha256 = next(iter(store.sources())).sha256
    assert store.readings(sha256)
    assert not store.holds("0" * 64)
    for document in (DOCUMENTS, *alone(DOCUMENTS)):
        store.documents(document, limit=1)
    for tasks in (TASKS, *alone(TASKS)):
        store.find_tasks(tasks, limit=1)
    for node in graph.nodes:
        store.text(node.document.id), store.sections(node.document.id), store.scores(node.document.id)
        store.cited_by(node.document.id, limit=1)
    assert store.task(graph.tasks[0].id)
    assert store.edges([graph.edges[0].source], "up", ["legal_basis"]) is not None
    ask_walks(store)
    assert store.search("nghi dinh 61", limit=5)
    assert store.named("61/2018/NĐ-CP")
    assert store.unresolved(limit=1).total
    assert store.open_series(limit=1)[1]
    assert store.version()
    assert store.health().faults == ()
    assert store.counts()


def ask_walks(store: GraphStore) -> None:
    """What the questions ask that walk: all and the first, without and with a day, one by one and at once."""
    lineage = lineage_relations()
    for at, limit in ((None, None), (date(2021, 1, 1), 5)):
        for depth in (None, 2):  # one step is no walk: it needs no memory of what was met
            assert store.reach(DECREE, "down", lineage, at=at, limit=limit, depth=depth)
        for setting in (False, True):
            assert store.reach(DECREE, "down", lineage, at=at, limit=limit, depth=1, setting=setting)
            assert store.reach(DECREE, "down", lineage, at=at, limit=limit, setting=setting)
        assert store.reach(PLAN, "up", lineage, at=at, limit=limit)
        assert store.tasks_below(DECREE, lineage, at=at)
        for tasks in (False, True):
            assert store.around(DECREE, "down", lineage, at=at, limit=limit, tasks=tasks).document(DECREE)
    assert store.around(PLAN, "up", lineage).document(PLAN)
    assert store.around(PLAN, "down", lineage).nodes([DECREE])
    assert store.look(lambda look: look.nodes([DECREE, PLAN]))
    assert store.tasks_named([f"{PLAN}:t1"])
    assert store.titles_given("btc:tt:26:2019", [PLAN]) is not None
    assert store.mentions_for_tasks("btc:tt:26:2019")
    assert store.tasks_saying([PLAN], [pair(*syllables("thủ tục"))])


def alone(criteria: Any) -> list[Any]:
    """The same kind of criteria, one set at a time."""
    return [type(criteria)(**{field.name: getattr(criteria, field.name)}) for field in fields(criteria)]


def test_every_line_that_asks_is_heard(heard: Heard) -> None:
    silent = [
        (file, lines.start)
        for file, lines in askers()
        if not any((file, line) in heard.lines for line in lines)
    ]
    assert silent == []


def test_what_varies_is_in_parameters(heard: Heard) -> None:
    texts = "\n".join(heard.queries)
    assert "2018" not in texts
    assert "bac-ninh" not in texts


def test_no_plan_explodes_and_every_start_is_an_index(heard: Heard, neo4j_url: str) -> None:
    plans = explained(neo4j_url, heard.queries)
    assert len(plans) > 60
    assert [(query, plan.exploding) for query, plan in plans.items() if plan.exploding] == []
    scanning = [query for query, plan in plans.items() if plan.scans and not may_scan(query)]
    assert "\n".join(scanning) == ""


def may_scan(query: str) -> bool:
    """What is about everything there is, about all that is open, or about words inside the names of bodies."""
    return query.startswith(EVERYTHING)


def test_walks_are_planned_as_the_expansion_that_meets_each_node_once(heard: Heard, neo4j_url: str) -> None:
    walks = {
        query: values for query, values in heard.queries.items() if "length(way)" in query or "way =" in query
    }
    plans = explained(neo4j_url, walks)
    assert len(plans) >= 6
    for query, plan in plans.items():
        assert "VarLengthExpand(Pruning,BFS,All)" in plan.operators, query
        assert ("PartialTop" in plan.operators) == ("LIMIT $limit" in query)


def test_the_first_of_a_crowd_are_read_from_an_index_in_its_order(heard: Heard, neo4j_url: str) -> None:
    firsts = {
        query: values
        for query, values in heard.queries.items()
        if query.startswith("CALL () { MATCH (d)-[e:") and "LIMIT" in query
    }
    plans = explained(neo4j_url, firsts)
    assert len(plans) >= 2
    for query, plan in plans.items():
        assert "DirectedRelationshipIndexSeek" in plan.operators, query
        assert "Sort" not in plan.operators, query


@pytest.fixture(scope="session")
def cypher_linter() -> list[str]:
    """The command of the linter, fetched if it is not there yet."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("no node and npm to read Cypher with")
    if not (LINTER / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--silent"], cwd=LINTER, check=True)
    return [node, str(LINTER / "lint.js")]


def faults(linter: list[str], queries: dict[str, Any]) -> list[dict[str, Any]]:
    """What is wrong with queries, in each version."""
    given = [{"query": query, "parameters": {**parameters}} for query, parameters in queries.items()]
    told = subprocess.run(
        linter,
        input=json.dumps(given, default=str),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return list(json.loads(told.stdout))


def test_the_linter_knows_right_from_wrong(cypher_linter: list[str]) -> None:
    wrong = "CREATE CONSTRAINT ON (d:Document) ASSERT d.id IS UNIQUE"
    told = faults(cypher_linter, {"MATCH (d:Document {id: $id}) RETURN d": {"id": "x"}, wrong: {}})
    assert [(fault["version"], fault["query"]) for fault in told] == [
        ("CYPHER 5", wrong),
        ("CYPHER 25", wrong),
    ]


def test_every_query_is_valid_in_both_versions_of_cypher(heard: Heard, cypher_linter: list[str]) -> None:
    queries: dict[str, Any] = dict(heard.queries)
    queries |= {statement: {} for statement in schema.statements().values()}
    queries |= {schema.BEGINNING: {"schema": 1}}
    queries |= {query: {"document": "", "plan": ""} for query in ready_queries()}
    assert len(queries) > 60
    assert faults(cypher_linter, queries) == []
