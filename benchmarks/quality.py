"""How well the real documents are read: `cancu extract` scored against the answer keys beside the checkout.

Prints every measure with what it gained or lost against the accepted figures (`quality-baseline.json`) and ends
with 1 where something was lost. `--accept` makes the present figures the accepted ones; other arguments go to the
scorer (`--misses 20` lists what was missed). Documents in a format that is not read yet count as missed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("CANCU_SHARED", HERE.parents[1] / "shared"))
KEYS = SHARED / "gold" / "dev"
BASELINE = HERE / "quality-baseline.json"
FIGURES = ("precision", "recall", "f1")

Scores = Mapping[str, Mapping[str, float]]


def documents() -> list[Path]:
    """The documents that have a key."""
    keys = (json.loads(key.read_text(encoding="utf-8")) for key in sorted(KEYS.glob("*.gold.json")))
    return [SHARED / "corpus" / key["file"] for key in keys]


def extract(files: list[Path], out: Path) -> None:
    """Write what is read of `files`, a line a document; a file that cannot be read is told and left out."""
    cancu = Path(sys.executable).with_name("cancu")
    with out.open("wb") as lines:
        ended = subprocess.run([cancu, "extract", *files, "--format", "jsonl"], stdout=lines, check=False)
    if ended.returncode not in (0, 1):
        sys.exit(f"cancu extract ended with {ended.returncode}")


def score(extractions: Path, *arguments: str) -> Scores:
    """The scorer's table; its own printing (the lists of misses) goes on to the reader."""
    table = extractions.with_suffix(".json")
    scorer = SHARED / "gold" / "score.py"
    subprocess.run([sys.executable, scorer, KEYS, extractions, "--json", table, *arguments], check=True)
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
    return report(before, now)


if __name__ == "__main__":
    sys.exit(main())
