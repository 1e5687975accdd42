"""The same questions on both engines over the same generated graph, in one run: `python -m benchmarks.engines 10000`.

Each question is put to SQLite and to Neo4j in turn, in one process, after a warm-up, and their answers must be equal.
Told are milliseconds at the 50th, 95th and 99th percentile and the ratio; the documents that most others cite apart.
A question's time is the shortest of up to seven, as the machine may have other work.
A Neo4j of the tests is started with more memory, unless CANCU_BENCH_NEO4J_URL names one whose database may be emptied.
`--import` fills it by `neo4j-admin` from an export of the file, where loading through the driver would take long.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from benchmarks.generated import SEED, generated
from graph.port import DocumentCriteria, DocumentNode, GraphReader, GraphStore
from graph.questions.basis import basis
from graph.questions.derivation import count_derived, derived_tasks
from graph.questions.lineage import lineage
from graph.stores import open_store
from graph.vocabulary import acronyms
from tests.neo4j_server.server import Server, emptied, release, running

BATCH = 200
PAGE = 50
HUBS = 20
ROUNDS, PATIENCE = 7, 1.0
Question = Callable[[GraphReader], object]


def main() -> None:
    """Load, ask, print."""
    given = _arguments()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, _server(Path(folder)) as (url, server):
        file = f"sqlite:///{folder}/store.sqlite"
        _fill(file, given.documents)
        if given.bulk:
            _import(file, server, Path(folder))
        else:
            _fill(emptied(url), given.documents)
        with open_store(file) as sqlite, open_store(url) as neo4j:
            print(f"{release(url)}; {sqlite.counts()}; equal: {sqlite.counts() == neo4j.counts()}\n")
            _ask_all(sqlite, neo4j, given.starts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("documents", type=int, nargs="?", default=10_000)
    parser.add_argument("--starts", type=int, default=200, help="how many ordinary documents to ask about")
    parser.add_argument("--import", dest="bulk", action="store_true", help="fill Neo4j by neo4j-admin")
    parser.add_argument("--folder", help="where the stores are for as long as it runs")
    return parser.parse_args()


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, Server | None]]:
    if named := os.environ.get("CANCU_BENCH_NEO4J_URL"):
        yield named, None
        return
    with running(heap="3g", page_cache="2g", quick=False) as server:
        yield server.url, server


def _fill(url: str, documents: int) -> None:
    with open_store(url) as store:
        start, cpu = time.perf_counter(), time.process_time()
        readings = generated(documents)
        while batch := [*islice(readings, BATCH)]:
            store.add(batch)
        wall, own = time.perf_counter() - start, time.process_time() - cpu
    engine = url.partition(":")[0]
    print(
        f"load, {engine}, batches of {BATCH}: {wall:.0f} s, {1000 * wall / documents:.1f} ms a document,"
        f" {1000 * own / documents:.1f} ms of them CPU in this process"
    )


def _import(file: str, server: Server | None, folder: Path) -> None:
    from graph.stores.neo4j.export import export

    assert server is not None, "an import needs a server of its own"
    start = time.perf_counter()
    with open_store(file) as store:
        exported = export(store, folder / "csv")
    middle = time.perf_counter()
    server.administer(*exported.command)
    end = time.perf_counter()
    with open_store(server.url):
        indexed = time.perf_counter() - end
    print(f"export {middle - start:.0f} s, import {end - middle:.0f} s, indexes {indexed:.0f} s")


# Asking


def _ask_all(sqlite: GraphStore, neo4j: GraphStore, starts: int) -> None:
    chance = random.Random(SEED)
    ordinary, hubs = _starts(sqlite, starts, chance)
    tasks = [task.id for task in sqlite.tasks(ordinary)][:starts]
    words = [" ".join(words.split()[:3]) for words in _phrases()][:starts]
    _head()
    for name, documents in (("", ordinary), ("hubs: ", hubs)):
        compare(f"{name}one document by id", sqlite, neo4j, [_node(i) for i in documents])
        compare(f"{name}derived tasks, first page", sqlite, neo4j, [_derived(i) for i in documents])
        compare(f"{name}derived tasks, count", sqlite, neo4j, [_count(i) for i in documents])
        compare(f"{name}lineage down, first page", sqlite, neo4j, [_lineage(i) for i in documents])
    compare("basis of a task, whole", sqlite, neo4j, [_basis(i) for i in tasks])
    compare("search, 20 hits", sqlite, neo4j, [_search(typed) for typed in words])
    compare("search, 20 documents", sqlite, neo4j, [_search(typed, "document") for typed in words])


def _starts(store: GraphStore, count: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """Documents drawn at random, and those that most others cite."""
    nodes: list[DocumentNode] = []
    after = None
    while True:
        page = store.documents(DocumentCriteria(), limit=5000, after=after)
        nodes += page.items
        if (after := page.next) is None:
            break
    hubs = sorted(nodes, key=lambda node: (-node.cited_by_count, node.document.id))[:HUBS]
    print(f"in-degree of the {HUBS} hubs: {hubs[0].cited_by_count} to {hubs[-1].cited_by_count}")
    rest = [node.document.id for node in nodes if node not in hubs]
    return sorted(chance.sample(rest, min(count, len(rest)))), [node.document.id for node in hubs]


def _phrases() -> list[str]:
    return sorted({acronym.expansion for acronym in acronyms().values() if not acronym.ambiguous})


def _node(identifier: str) -> Question:
    return lambda look: look.document(identifier)


def _derived(identifier: str) -> Question:
    return lambda look: [*islice(derived_tasks(look, identifier), PAGE)]


def _count(identifier: str) -> Question:
    return lambda look: count_derived(look, identifier)


def _lineage(identifier: str) -> Question:
    return lambda look: [*islice(lineage(look, identifier, "down"), PAGE)]


def _basis(task: str) -> Question:
    return lambda look: [*basis(look, task)]


def _search(words: str, *kinds: str) -> Question:
    return lambda look: look.search(words, limit=20, kinds=kinds or ("document", "task", "passage"))  # type: ignore[arg-type]


def compare(name: str, sqlite: GraphStore, neo4j: GraphStore, questions: Sequence[Question]) -> None:
    """One line: both engines' times and their ratios; a complaint where an answer differs."""
    pairs = [(_seconds(sqlite, question), _seconds(neo4j, question)) for question in questions]
    different = sum(one[1] != other[1] for one, other in pairs)
    ours = _percentiles([one[0] for one, _ in pairs])
    theirs = _percentiles([other[0] for _, other in pairs])
    figures = "".join(f"{1000 * value:9.2f}" for value in (*ours, *theirs))
    ratios = "".join(f"{other / one:7.1f}" for one, other in zip(ours, theirs, strict=True))
    print(f"{name:<28}{figures} {ratios}{f'   {different} DIFFER' if different else ''}", flush=True)


def _head() -> None:
    print(
        f"{'ms (ratio: Neo4j / SQLite)':<28}{'SQLite p50':>9}{'p95':>8}{'p99':>9}{'Neo4j p50':>9}{'p95':>9}{'p99':>9}"
    )


def _seconds(store: GraphStore, question: Question) -> tuple[float, object]:
    """The shortest time of a few, so that what else the machine does counts less, and the answer."""
    best, left = float("inf"), PATIENCE
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = store.look(question)
        best, left = min(best, taken := time.perf_counter() - start), left - taken
        if left < 0:
            break
    return best, answer


def _percentiles(times: Sequence[float]) -> tuple[float, float, float]:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return statistics.median(times), cuts[94], cuts[98]


if __name__ == "__main__":
    main()
