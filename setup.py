"""What `pyproject.toml` cannot say: with `CANCU_NATIVE=1` a wheel has the rules of reading compiled (decision 0017).

Only ever a wheel: in an editable installation a compiled module would hide the source that is edited.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup

ROOMS = ("language", "structure", "citations", "tasks")
AS_SOURCE = ("__init__.py", "draft.py")  # drafts go from process to process, which compiled classes cannot


def compiled() -> list[Extension]:
    """What to compile, a library for each room of `loaders/`: nothing unless a compiled wheel is asked for."""
    if os.environ.get("CANCU_NATIVE") != "1" or "bdist_wheel" not in sys.argv:
        return []
    from mypyc.build import mypycify

    rooms: list[tuple[list[str], str | None]] = [(_modules(room), f"cancu_{room}") for room in ROOMS]
    paths = [path for modules, _ in rooms for path in modules]
    return mypycify(paths, separate=rooms, opt_level="1", debug_level="0")


def _modules(room: str) -> list[str]:
    files = sorted(Path("loaders", room).glob("*.py"))
    return [file.as_posix() for file in files if file.name not in AS_SOURCE]


setup(ext_modules=compiled(), options={"build_ext": {"parallel": os.cpu_count()}})
