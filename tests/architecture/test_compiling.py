"""Whoever compiles the readers and cannot is told what is missing; nothing else asks for a compiler."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_a_missing_c_compiler_is_told_in_both_languages(tmp_path: Path) -> None:
    run = subprocess.run(
        ["make", "native", f"NATIVE={tmp_path}/native"],
        cwd=ROOT,
        env={**os.environ, "CC": "no-such-compiler"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "trình biên dịch C" in run.stderr
    assert "C compiler" in run.stderr
