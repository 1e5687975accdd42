"""How fast texts are read, stage by stage, beside a bare scan and beside eyecite: part of `make bench`.

    python -m benchmarks.extraction [--eyecite TEXT]

Figures are megabytes of UTF-8 text a second of process time on one core, the best of many rounds. The bare scan
looks for one pattern of numbers in the same texts. eyecite, which reads citations of American law, is measured on
the syllabus of an opinion that stands among its own tests, or on the English text given.
"""

import argparse
import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from api.release import is_compiled
from benchmarks.timing import rounds
from graph.model import Citation, Document, Section, Source
from loaders.citations.citations import find_citations
from loaders.citations.duration import with_duration
from loaders.citations.effects import effective_day, with_effects
from loaders.extract import read_draft
from loaders.structure.assembly import assemble
from loaders.structure.body import Body
from loaders.structure.draft import Draft, RunningText
from loaders.structure.header import context_of, read_header
from loaders.structure.periods import plan_period
from loaders.structure.sections import find_sections
from loaders.structure.zones import dissect
from loaders.tasks.tasks import find_tasks

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parent / "samples").glob("*.txt"))
OPINION = HERE / "opinion.txt"
"""Fisher v. University of Texas at Austin, 570 U.S. 297 (2013): a public record, in the public domain."""
ONE_NUMBER = re.compile(r"\d+/\d{4}/NĐ-CP")
SCAN = "a bare scan for one number pattern"
EYECITE, EYECITE_PINNED = "eyecite", "eyecite==2.7.8"
READING = "reading: all of it"
TIMES = 12
CITATIONS = "mentions, relations, identity, effects"
COMPILED = HERE.parent / ".venv-native" / "bin" / "python"
TELL = """
import json, sys
sys.path.append(sys.argv[1])  # behind what is installed: the checkout has the same readers as source
from benchmarks import extraction
assert extraction.is_compiled()
print(json.dumps(extraction.speeds_of(extraction.sample_texts())))
"""
SOURCE = Source("0" * 64, "sample.txt", "txt")


def megabytes(texts: Sequence[str]) -> float:
    """The size of the texts in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def least_seconds(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The least process time of each in a few rounds, several times over: other work on the machine comes and goes."""
    least = dict.fromkeys(works, math.inf)
    for _ in range(TIMES):
        for name, work in works.items():
            least[name] = min(least[name], *rounds(work, time.process_time))
    return least


def eyecite_speed(text: str) -> float:
    """MB/s of eyecite on this text, in an environment of its own, made by uv."""
    uv = Path(sys.executable).with_name("uv")
    peer = (
        "run",
        "--isolated",
        "--no-project",
        "--quiet",
        "--with",
        EYECITE_PINNED,
        "python",
        HERE / "eyecite_peer.py",
    )
    told = subprocess.run([uv, *peer], input=text, capture_output=True, text=True, check=True)
    return float(told.stdout)


def parts(body: Body) -> tuple[Body, Document, tuple[Section, ...]]:
    """What citations and tasks are read from."""
    return body, read_header(body, SOURCE.sha256), find_sections(body)


def cited(body: Body, document: Document, sections: tuple[Section, ...]) -> tuple[Citation, ...]:
    """Mentions, relations, identity and effects."""
    effective_day(body, document)
    found = find_citations(body, document, sections, context_of(document))
    return with_duration(body, document, sections, with_effects(body, document, found))


def speeds_of(texts: Sequence[str]) -> dict[str, float]:
    """MB/s of a bare scan, of each stage, of extraction and of all reading, by the readers of this process."""
    size = megabytes(texts)
    drafts = [Draft((RunningText(text),)) for text in texts]
    laid = [assemble(draft).body for draft in drafts]
    known = [parts(dissect(body)) for body in laid]
    stages: dict[str, Callable[[], object]] = {
        "repair, paragraphs, tables": lambda: [assemble(draft) for draft in drafts],
        "zones, header, sections": lambda: [parts(dissect(body)) for body in laid],
        CITATIONS: lambda: [cited(*of) for of in known],
        "tasks": lambda: [find_tasks(*of, plan_period(of[1])) for of in known],
    }
    scan = {SCAN: lambda: [ONE_NUMBER.findall(text) for text in texts]}
    whole = {READING: lambda: [read_draft(draft, SOURCE) for draft in drafts]}
    speeds = {name: size / least for name, least in least_seconds({**scan, **stages, **whole}).items()}
    extraction = 1 / sum(1 / speeds[name] for name in stages if name != "tasks")
    return {**speeds, "extraction: all stages but tasks": extraction}


def compiled_speeds() -> dict[str, float] | None:
    """The same of the compiled readers, in the environment that `make native` makes; None where it made none."""
    if is_compiled() or not COMPILED.exists():
        return None
    told = subprocess.run(
        [COMPILED, "-P", "-c", TELL, HERE.parent], capture_output=True, text=True, check=True
    )
    speeds: dict[str, float] = json.loads(told.stdout)
    return speeds


def bench_extraction(foreign: Path = OPINION) -> None:
    """Print the speeds on the samples beside the two yardsticks, from source and compiled."""
    peer = eyecite_speed(foreign.read_text(encoding="utf-8"))
    show("compiled" if is_compiled() else "Python source", speeds_of(sample_texts()), peer)
    compiled = compiled_speeds()
    if compiled is not None:
        show(f"compiled, in {COMPILED.parent.parent.name}", compiled, peer)
    elif not is_compiled():
        print("readers, compiled: there are none; `make native` makes them")


def show(readers: str, speeds: Mapping[str, float], peer: float) -> None:
    """A table of the speeds of these readers."""
    print(f"{f'readers: {readers}':<44}{'MB/s':>9}{SCAN:>40}{EYECITE:>10}")
    for name, speed in {EYECITE: peer, **speeds}.items():
        print(f"{name:<44}{speed:>9.2f}{speed / speeds[SCAN]:>38.3f} x{speed / peer:>8.1f} x")
    print(f"tasks beside citations: {speeds['tasks'] / speeds[CITATIONS]:.2f} x (0.5 at the least)")


def sample_texts() -> list[str]:
    """What is read to be measured."""
    return [path.read_text(encoding="utf-8") for path in SAMPLES]


def main() -> None:
    """Measure on the samples, and eyecite on the text that the arguments name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eyecite", type=Path, default=OPINION, help="another English text for eyecite")
    bench_extraction(parser.parse_args().eyecite)


if __name__ == "__main__":
    main()
