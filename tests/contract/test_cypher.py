"""Every query of the Neo4j adapter is heard once, and read by Neo4j's own tools in both versions of Cypher."""

import json
import shutil
import subprocess
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.port import DocumentCriteria, GraphStore, TaskCriteria
from graph.stores.neo4j import schema
from loaders.ingest import load
from tests.contract.listening import Heard, askers, listened
from tests.contract.readings import contents, fill
from tests.contract.test_neo4j import open_letter, ready_queries
from tests.contract.test_search import library
from tests.neo4j_server.server import emptied

LINTER = Path(__file__).resolve().parents[1] / "cypher_linter"
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
        fill(store, open_letter(), *library())
        assert {outcome.result for outcome in load(sorted(samples.glob("*.txt")), store)} == {"added"}
        ask_everything(store)
        for source in [*store.sources()]:
            store.remove(source.sha256)
    return heard


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
    assert store.search("nghi dinh 61", limit=5)
    assert store.named("61/2018/NĐ-CP")
    assert store.unresolved(limit=1).total
    assert store.version()
    assert store.health().faults == ()
    assert store.counts()


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
