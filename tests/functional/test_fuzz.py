"""A short run of the fuzzer over files made here; `make fuzz` is the long one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_damaged_files_of_every_format_are_read_or_refused(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--inputs", "200", "--seconds", "0.3"],
        cwd=ROOT,
        env=os.environ | {"CANCU_SHARED": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert len(run.stdout.splitlines()) == 12
