"""What is fast, measured against others in one run: `make bench` prints each figure beside its yardstick.

Reading is measured on the samples, over and over, as megabytes of UTF-8 text a second on one core; the yardstick is
a bare scan of the same text for one number pattern. Loading and asking are measured on a store in a temporary file;
the yardstick is reading the same payload without a store, and one look-up by key. Then each format beside a peer.
"""

import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.formats import bench_formats
from graph.model import Reading, Source
from graph.questions.derivation import derived_tasks
from graph.stores import open_store
from loaders.citations.citations import find_citations
from loaders.extract import read_draft, read_file
from loaders.structure.assembly import assemble
from loaders.structure.draft import Draft, RunningText
from loaders.structure.header import context_of
from loaders.structure.periods import plan_period
from loaders.structure.zones import dissect
from loaders.tasks.tasks import find_tasks

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
DECREE = "cp:nd:61:2018"
ONE_NUMBER = re.compile(r"\d+/\d{4}/NĐ-CP")
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The median time of a few rounds, after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(name: str, figure: float, unit: str, yardstick: float, by: str) -> None:
    """One line: the figure, and how it stands to its yardstick in the same run."""
    print(f"{name:<44}{figure:>10.2f} {unit:<9}{figure / yardstick:>8.3f} x {by}")


def bench_reading(texts: list[str]) -> None:
    """Text to readings, whole and by part."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    source = Source("0" * 64, "sample.txt", "txt")
    drafts = [Draft((RunningText(text),)) for text in texts]
    bodies = [dissect(assemble(draft).body) for draft in drafts]
    documents = [read_draft(draft, source).document for draft in drafts]
    scan = size / seconds(lambda: [ONE_NUMBER.findall(text) for text in texts])
    by = "a bare scan for one number pattern"
    report("bare scan", scan, "MB/s", scan, by)
    whole = size / seconds(lambda: [read_draft(draft, source) for draft in drafts])
    report("reading: all of it", whole, "MB/s", scan, by)
    layout = size / seconds(lambda: [dissect(assemble(draft).body) for draft in drafts])
    report("reading: repair, paragraphs, tables", layout, "MB/s", scan, by)
    pairs = list(zip(bodies, documents, strict=True))
    citations = size / seconds(lambda: [find_citations(b, d, (), context_of(d)) for b, d in pairs])
    report("reading: citations", citations, "MB/s", scan, by)
    tasks = size / seconds(lambda: [find_tasks(b, d, (), plan_period(d)) for b, d in pairs])
    report("reading: tasks", tasks, "MB/s", citations, "citations (0.5 at the least)")


def bench_store(readings: list[Reading]) -> None:
    """Loading and asking on the embedded store."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/bench.sqlite") as store:
        start = time.perf_counter()
        for reading in readings:
            store.add([reading])
        loaded = time.perf_counter() - start
        report(
            "loading a sample", 1000 * loaded / len(readings), "ms", 1000 * loaded / len(readings), "itself"
        )
        again = seconds(lambda: [store.add([reading]) for reading in readings])
        report(
            "loading it again", 1000 * again / len(readings), "ms", 1000 * loaded / len(readings), "loading"
        )
        key = 1000 * seconds(lambda: store.document(DECREE))
        report("a document by id", key, "ms", key, "a look-up by id")
        asked = 1000 * seconds(lambda: list(derived_tasks(store, DECREE)))
        report("which tasks derive from the decree", asked, "ms", key, "a look-up by id")
        searched = 1000 * seconds(lambda: store.search("nghi dinh 61", limit=20))
        report("search for `nghi dinh 61`", searched, "ms", key, "a look-up by id")


def main() -> None:
    """Run all."""
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    bench_reading(texts)
    bench_store([reading for path in SAMPLES for reading in read_file(path)])
    bench_formats()


if __name__ == "__main__":
    main()
