"""The same questions on both engines over the same generated graph, in one run: `python -m benchmarks.engines 10000`.

Each question is put to SQLite and to Neo4j in turn, in one process, and their answers must be equal. Told are
milliseconds at the 50th, 95th and 99th percentile and the ratio; the documents that most others cite apart.

First some of each kind are asked of a server that has just started, once each ("cold"). Then all kinds are asked of
both engines for `--warm` seconds, each kind as long as any other, about other documents, tasks and words than those
that are measured after it. A question's time is the shortest of up to seven, as the machine may have other work; of
words also the first time is told, as it counts them. The extra `[fast]` makes Neo4j quicker: whether it is there is
told.

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
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import cycle, islice
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
HUBS, OTHERS, COLD = 20, 200, 10
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
            _ask_all(sqlite, neo4j, given.starts, given.warm)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("documents", type=int, nargs="?", default=10_000)
    parser.add_argument("--starts", type=int, default=200, help="how many ordinary documents to ask about")
    parser.add_argument(
        "--warm", type=float, default=60, help="for how many seconds to ask before it is measured"
    )
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


@dataclass(frozen=True, slots=True)
class _Subjects:
    """What is asked about: documents drawn at random, those that many others cite, tasks of the former, and words."""

    documents: Sequence[str]
    hubs: Sequence[str]
    tasks: Sequence[str]
    words: Sequence[str]

    def questions(self) -> dict[str, list[Question]]:
        """The questions of each kind."""
        asked: dict[str, list[Question]] = {}
        for name, documents in (("", self.documents), ("hubs: ", self.hubs)):
            asked[f"{name}one document by id"] = [_node(i) for i in documents]
            asked[f"{name}derived tasks, first page"] = [_derived(i) for i in documents]
            asked[f"{name}derived tasks, count"] = [_count(i) for i in documents]
            asked[f"{name}lineage down, first page"] = [_lineage(i) for i in documents]
        asked["basis of a task, whole"] = [_basis(i) for i in self.tasks]
        asked["search, 20 hits of all kinds"] = [_search(typed) for typed in self.words]
        asked["search, 20 documents"] = [_search(typed, "document") for typed in self.words]
        return asked


def _ask_all(sqlite: GraphStore, neo4j: GraphStore, starts: int, warmth: float) -> None:
    measured, others = _subjects(sqlite, starts)
    print(f"extra [fast]: {'yes' if find_spec('neo4j._rust') else 'no'}")
    _head("cold")
    for name, questions in others.questions().items():
        compare(name, sqlite, neo4j, questions[:COLD], rounds=1)
    _warm((sqlite, neo4j), [*others.questions().values()], warmth)
    _head(f"after {warmth:.0f} s")
    compare("a trip: the store's version", sqlite, neo4j, [lambda look: look.version()] * starts)
    for name, questions in measured.questions().items():
        if name.startswith("search"):
            compare(f"{name}, first", sqlite, neo4j, questions, rounds=1)
        compare(name, sqlite, neo4j, questions)


def _subjects(store: GraphStore, starts: int) -> tuple[_Subjects, _Subjects]:
    """What is measured, and what else there is."""
    chance = random.Random(SEED)
    nodes = sorted(_nodes(store), key=lambda node: (-node.cited_by_count, node.document.id))
    hubs, rest = nodes[:HUBS], [node.document.id for node in nodes[2 * HUBS :]]
    print(f"in-degree of the {HUBS} hubs: {hubs[0].cited_by_count} to {hubs[-1].cited_by_count}")
    drawn = chance.sample(rest, min(starts + OTHERS, len(rest)))
    words = chance.sample([" ".join(words.split()[:3]) for words in _phrases()], len(_phrases()))
    searched = min(starts, len(words) // 2)
    parts = (
        (drawn[:starts], hubs, words[:searched]),
        (drawn[starts:], nodes[HUBS : 2 * HUBS], words[searched:]),
    )
    one, other = (
        _Subjects(
            documents,
            [node.document.id for node in many],
            [task.id for task in store.tasks(documents)][:starts],
            said,
        )
        for documents, many, said in parts
    )
    return one, other


def _nodes(store: GraphStore) -> Iterator[DocumentNode]:
    after = None
    while True:
        page = store.documents(DocumentCriteria(), limit=5000, after=after)
        yield from page.items
        if (after := page.next) is None:
            break


def _warm(stores: Sequence[GraphStore], kinds: Sequence[Sequence[Question]], seconds: float) -> None:
    """Ask each kind as long as any other: short questions often, as of a server that has run for a while."""
    for questions in kinds:
        end = time.monotonic() + seconds / len(kinds)
        for question in cycle(questions):
            for store in stores:
                store.look(question)
            if time.monotonic() > end:
                break


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


def compare(
    name: str, sqlite: GraphStore, neo4j: GraphStore, questions: Sequence[Question], rounds: int = ROUNDS
) -> None:
    """One line: both engines' times and their ratios; a complaint where an answer differs."""
    pairs = [(_seconds(sqlite, asked, rounds), _seconds(neo4j, asked, rounds)) for asked in questions]
    different = sum(one[1] != other[1] for one, other in pairs)
    ours = _percentiles([one[0] for one, _ in pairs])
    theirs = _percentiles([other[0] for _, other in pairs])
    figures = "".join(f"{1000 * value:9.2f}" for value in (*ours, *theirs))
    ratios = "".join(f"{other / one:7.1f}" for one, other in zip(ours, theirs, strict=True))
    print(f"{name:<36}{figures} {ratios}{f'   {different} DIFFER' if different else ''}", flush=True)


def _head(when: str) -> None:
    title = f"{when}; ms, and Neo4j / SQLite"
    print(f"\n{title:<36}{'SQLite p50':>9}{'p95':>8}{'p99':>9}{'Neo4j p50':>9}{'p95':>9}{'p99':>9}")


def _seconds(store: GraphStore, question: Question, rounds: int) -> tuple[float, object]:
    """The shortest time of a few, so that what else the machine does counts less, and the answer."""
    best, left = float("inf"), PATIENCE
    for _ in range(rounds):
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
