"""Imports go up only, and importing starts nothing."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_imports_keep_the_contracts() -> None:
    linted = run(Path(sys.executable).with_name("lint-imports"), "--no-cache")
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("package", ["graph", "loaders", "visualize", "api"])
def test_every_module_can_be_imported_first(package: str, packages: Mapping[str, Path]) -> None:
    """Each in an interpreter of its own would take minutes; one that forgets between them finds circles as well."""
    names = [
        ".".join(file.relative_to(packages[package].parent).with_suffix("").parts).removesuffix(".__init__")
        for file in sorted(packages[package].rglob("*.py"))
        if file.name != "__main__.py"
    ]
    forget = f"[sys.modules.pop(n) for n in list(sys.modules) if n.split('.')[0] in {sorted(packages)}]"
    steps = [f"importlib.import_module({name!r}); {forget}" for name in names]
    imported = run(sys.executable, "-W", "error", "-c", "\n".join(["import importlib, sys", *steps]))
    assert imported.returncode == 0, imported.stderr


def test_the_graph_needs_no_door() -> None:
    foreign = "{'fastapi', 'typer', 'pyvis', 'networkx'} & sys.modules.keys()"
    imported = run(sys.executable, "-c", f"import sys, graph.port; print(sorted({foreign}))")
    assert (imported.returncode, imported.stdout.strip()) == (0, "[]"), imported.stderr


def test_a_command_starts_without_what_only_some_need() -> None:
    heavy = "{'loaders', 'openpyxl', 'fastapi', 'sqlite3', 'neo4j'} & sys.modules.keys()"
    imported = run(sys.executable, "-c", f"import sys, api.cli; print(sorted({heavy}))")
    assert (imported.returncode, imported.stdout.strip()) == (0, "[]"), imported.stderr
