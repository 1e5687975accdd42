"""Paths as people type them: wildcards are opened here too, since not every shell does it."""

import glob
from collections.abc import Iterable
from pathlib import Path


def expand(typed: Iterable[str]) -> list[Path]:
    """The paths that are meant, in order; what matches nothing stays as typed and is told as missing."""
    return [path for name in typed for path in _expand(name)]


def _expand(name: str) -> list[Path]:
    path = Path(name)
    if path.exists() or not glob.has_magic(name):
        return [path]
    return [Path(found) for found in sorted(glob.glob(name))] or [path]
