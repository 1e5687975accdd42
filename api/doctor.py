"""What `cancu doctor` examines, one finding for each part; a fault of one part hides none of the others."""

import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing

from api.findings import Finding
from api.release import version
from api.settings import Settings
from api.wiring import open_graph
from graph.errors import CancuError
from graph.vocabulary.check import check


def examine(settings: Settings) -> list[Finding]:
    """All parts, in the order in which they rest on each other."""
    parts: Mapping[str, Callable[[], str]] = {
        "program": version,
        "python": lambda: sys.version.split()[0],
        "sqlite": lambda: sqlite3.sqlite_version,
        "fulltext": _full_text,
        "vocabulary": _vocabulary,
        "store": lambda: _store(settings),
    }
    return [_examine(part, look, settings) for part, look in parts.items()]


def _examine(part: str, look: Callable[[], str], settings: Settings) -> Finding:
    try:
        return Finding(part, True, look())
    except CancuError as error:
        return Finding(part, False, f"[{error.code}] {error.explain(settings.language)}")
    except (OSError, sqlite3.Error) as fault:
        return Finding(part, False, str(fault))


def _full_text() -> str:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    return "FTS5"


def _vocabulary() -> str:
    check()
    return "graph/vocabulary"


def _store(settings: Settings) -> str:
    with open_graph(settings) as graph:
        counts = ", ".join(f"{name} {count}" for name, count in graph.counts().items())
    return f"{settings.store} ({counts})"
