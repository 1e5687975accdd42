"""What is fast, measured against others in one run: `make bench` prints each figure beside its yardstick.

Reading is measured by `benchmarks.extraction`. Loading and asking are measured on a store in a temporary file;
the yardstick is reading the same payload without a store, and one look-up by key. Then each format beside a peer.
"""

import statistics
import tempfile
import time
from collections.abc import Callable

from benchmarks.extraction import SAMPLES, bench_extraction
from benchmarks.formats import bench_formats
from benchmarks.timing import rounds
from graph.model import Reading
from graph.questions.derivation import derived_tasks
from graph.stores import open_store
from loaders.extract import read_file

DECREE = "cp:nd:61:2018"


def seconds(work: Callable[[], object]) -> float:
    """The median time of a few rounds."""
    return statistics.median(rounds(work))


def report(name: str, figure: float, unit: str, yardstick: float, by: str) -> None:
    """One line: the figure, and how it stands to its yardstick in the same run."""
    print(f"{name:<44}{figure:>10.2f} {unit:<9}{figure / yardstick:>8.3f} x {by}")


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
    bench_extraction()
    bench_store([reading for path in SAMPLES for reading in read_file(path)])
    bench_formats()


if __name__ == "__main__":
    main()
