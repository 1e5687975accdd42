"""A short run of the fuzzer over files made here; `make fuzz` is the long one."""

import os
import subprocess
import sys
from pathlib import Path

from loaders.formats import READERS
from loaders.formats.archives import ARCHIVES

ROOT = Path(__file__).resolve().parents[2]


def test_damaged_files_of_every_format_are_read_or_refused(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--inputs", "100"],
        cwd=ROOT,
        env=os.environ | {"CANCU_SHARED": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    lines = run.stdout.splitlines()
    assert {line.split()[0] for line in lines} == {form[1:] for form in (*READERS, *ARCHIVES)}
    assert all("100 inputs" in line for line in lines)
