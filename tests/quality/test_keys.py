"""How well documents are read, against the answer keys beside the checkout: floors that must hold."""

import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = "00[0-4]_*"
FLOOR = 0.97
MEASURES = (
    *(f"citation.{name}" for name in ("numbered", "named", "relation", "target")),
    *(f"document.{name}" for name in ("id", "number", "kind", "issued_on", "title", "signer")),
    *(f"task.{name}" for name in ("table", "prose", "lead", "coordinating", "deadline", "product", "budget")),
)


@pytest.mark.slow
def test_the_samples_are_read_as_their_keys_say(samples: Path, shared: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    for key in (shared / "gold" / "dev").glob(SEEDS):
        (keys / key.name).write_bytes(key.read_bytes())
    extracted = subprocess.run(
        [Path(sys.executable).with_name("cancu"), "extract", *sorted(samples.glob("*.txt"))],
        capture_output=True,
        check=True,
    )
    lines = tmp_path / "extracted.jsonl"
    lines.write_bytes(extracted.stdout)
    wanted = [part for name in MEASURES for part in ("--require", f"{name}.f1>={FLOOR}")]
    scored = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), str(keys), str(lines), "--misses", "5", *wanted],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert scored.returncode == 0, scored.stdout
