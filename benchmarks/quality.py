"""How well the real documents are read: `cancu extract` scored against the answer keys beside the checkout.

Prints every measure with what it gained or lost against the accepted figures (`quality-baseline.json`) and ends
with 1 where something was lost. `--accept` makes the present figures the accepted ones; other arguments go to the
scorer (`--misses 20` lists what was missed). Documents in a format that is not read yet count as missed.

Then the same documents with the noise of `noise.py`: no measure of citations may lose more than half a point by it.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from api.answers.reading_views import extraction
from benchmarks.noise import VARIANTS, noisy
from benchmarks.places import CORPUS, SHARED
from graph.model import Source
from loaders.extract import read_draft
from loaders.formats import reader_of
from loaders.structure.draft import Draft

KEYS = SHARED / "gold" / "dev"
BASELINE = Path(__file__).with_name("quality-baseline.json")
FIGURES = ("precision", "recall", "f1")
CITATIONS = "citation."
MOST_LOST = 0.005

Scores = Mapping[str, Mapping[str, float]]


def documents() -> list[Path]:
    """The documents that have a key."""
    keys = (json.loads(key.read_text(encoding="utf-8")) for key in sorted(KEYS.glob("*.gold.json")))
    return [CORPUS / key["file"] for key in keys]


def extract(files: list[Path], out: Path) -> None:
    """Write what is read of `files`, a line a document; a file that cannot be read is told and left out."""
    cancu = Path(sys.executable).with_name("cancu")
    with out.open("wb") as lines:
        ended = subprocess.run([cancu, "extract", *files, "--format", "jsonl"], stdout=lines, check=False)
    if ended.returncode not in (0, 1):
        sys.exit(f"cancu extract ended with {ended.returncode}")


def drafts(files: Iterable[Path]) -> list[tuple[Source, Draft]]:
    """What the readers of the formats give, before anything is read in it."""
    found: list[tuple[Source, Draft]] = []
    for path in files:
        data = path.read_bytes()
        form, read = reader_of(path.name, data)
        sha256 = hashlib.sha256(data).hexdigest()
        found += (
            (Source(sha256, str(path), form, n), draft) for n, draft in enumerate(read(data, path.name))
        )
    return found


def extract_noisy(of: Iterable[tuple[Source, Draft]], variant: Callable[[str], str], out: Path) -> None:
    """As `extract`, with the texts changed."""
    readings = (read_draft(noisy(draft, variant), source) for source, draft in of)
    lines = (json.dumps(extraction(reading), ensure_ascii=False, default=str) for reading in readings)
    out.write_text("\n".join(lines), encoding="utf-8")


def noise_scores(*arguments: str) -> dict[str, Scores]:
    """The scores of every variant of the documents."""
    of = drafts(documents())
    found: dict[str, Scores] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, variant in VARIANTS.items():
            extractions = Path(folder) / f"{name}.jsonl"
            extract_noisy(of, variant, extractions)
            found[name] = score(extractions, *arguments, quiet=True)
    return found


def lost(clean: Scores, noise: Scores) -> list[tuple[str, str, float, float]]:
    """The figures of citations that lose more by noise than they may."""
    return [
        change
        for change in changes(clean, noise)
        if change[0].startswith(CITATIONS) and change[2] - change[3] > MOST_LOST
    ]


def report_noise(clean: Scores, noises: Mapping[str, Scores]) -> int:
    """Tell what each variant costs; 1 where one costs too much."""
    measures = [measure for measure in clean if measure.startswith(CITATIONS)]
    print(f"\n{'f1 with noise':22}" + "".join(f"{m.removeprefix(CITATIONS):>12}" for m in measures))
    for name, noise in {"none": clean, **noises}.items():
        print(f"{name:22}" + "".join(f"{noise[m]['f1']:12.4f}" for m in measures))
    too_much = [(name, *change) for name, noise in noises.items() for change in lost(clean, noise)]
    for name, measure, figure, old, new in too_much:
        print(f"LOSS  {name:10} {measure:22} {figure:10} {old:.4f} -> {new:.4f}")
    return int(bool(too_much))


def score(extractions: Path, *arguments: str, quiet: bool = False) -> Scores:
    """The scorer's table; its own printing (the lists of misses) goes on to the reader."""
    table = extractions.with_suffix(".json")
    scorer = SHARED / "gold" / "score.py"
    command = [sys.executable, str(scorer), str(KEYS), str(extractions), "--json", str(table), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL if quiet else None)
    scores: Scores = json.loads(table.read_text(encoding="utf-8"))
    return scores


def changes(before: Scores, now: Scores) -> list[tuple[str, str, float, float]]:
    """Measure, figure, before and now, wherever they differ; a measure that one side lacks is 0 there."""
    return [
        (measure, figure, old, new)
        for measure in sorted({*before, *now})
        for figure in FIGURES
        if (old := before.get(measure, {}).get(figure, 0.0)) != (new := now.get(measure, {}).get(figure, 0.0))
    ]


def report(before: Scores, now: Scores) -> int:
    """Tell gains and losses; 1 where there is a loss."""
    moved = changes(before, now)
    for measure, figure, old, new in moved:
        print(f"{'gain' if new > old else 'LOSS'}  {measure:22} {figure:10} {old:.4f} -> {new:.4f}")
    counted = [measure for measure in now if dict(now[measure]) != dict(before.get(measure, {}))]
    if not moved:
        print("as accepted" if not counted else f"figures as accepted, counts moved: {', '.join(counted)}")
    return int(any(new < old for *_, old, new in moved))


def main() -> int:
    if not KEYS.is_dir():
        sys.exit(
            "no answer keys beside the checkout (or in the folder that CANCU_SHARED names): nothing to score"
        )
    arguments = [argument for argument in sys.argv[1:] if argument != "--accept"]
    with tempfile.TemporaryDirectory() as folder:
        extractions = Path(folder) / "extractions.jsonl"
        extract(documents(), extractions)
        now = score(extractions, *arguments)
    if "--accept" in sys.argv:
        BASELINE.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"accepted in {BASELINE.name}")
        return 0
    before = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    return report(before, now) | report_noise(now, noise_scores())


if __name__ == "__main__":
    sys.exit(main())
