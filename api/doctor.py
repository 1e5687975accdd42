"""What `cancu doctor` examines, one finding for each part; a fault of one part hides none of the others."""

import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing

from api.findings import Finding
from api.release import is_compiled, version
from api.settings import Settings
from api.wiring import open_graph
from api.wording import say
from graph.errors import CancuError, ModelMissing, RecognitionMissing
from graph.questions.violations import Violation, violations
from graph.stores import without_password
from graph.vocabulary.check import check
from loaders.formats.ocr_engine import open_engine, readiness


class OutOfOrder(Exception):
    """What cannot be or does not stand, one a line."""


def examine(settings: Settings, *, of_graph: bool = False) -> list[Finding]:
    """All parts, in the order in which they rest on each other; `of_graph`: what its edges say among them."""
    parts: Mapping[str, Callable[[], str]] = {
        "program": version,
        "python": lambda: sys.version.split()[0],
        "readers": lambda: say(f"readers.{'compiled' if is_compiled() else 'source'}", settings.language),
        "sqlite": lambda: sqlite3.sqlite_version,
        "fulltext": _full_text,
        "vocabulary": _vocabulary,
        "recognition": lambda: _recognition(settings),
        "store": lambda: _store(settings),
    }
    if of_graph:
        parts = {**parts, "order": lambda: _order(settings)}
    return [_examine(part, look, settings) for part, look in parts.items()]


def _examine(part: str, look: Callable[[], str], settings: Settings) -> Finding:
    try:
        return Finding(part, True, look())
    except CancuError as error:
        return Finding(part, False, f"[{error.code}] {error.explain(settings.language)}")
    except (OSError, sqlite3.Error, OutOfOrder) as fault:
        return Finding(part, False, str(fault))


def _full_text() -> str:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    return "FTS5"


def _vocabulary() -> str:
    check()
    return "graph/vocabulary"


def _recognition(settings: Settings) -> str:
    """With what scans are recognised, or what is missing; as an extra it may be, so that is no fault."""
    try:
        ready = readiness()
        with open_engine("", 0):
            return say("recognition.ready", settings.language, engine=ready.engine, model=ready.model)
    except (RecognitionMissing, ModelMissing) as missing:
        return say(f"recognition.{missing.code}", settings.language)


def _store(settings: Settings) -> str:
    """Where it is, what keeps it and what is in it. Raises OutOfOrder, with what the engine has lost or cannot use."""
    with open_graph(settings) as graph:
        health = graph.health()
        counts = ", ".join(f"{name} {count}" for name, count in graph.counts().items())
    told = f"{without_password(settings.store)} · {health.engine} ({counts})"
    if health.faults:
        raise OutOfOrder("\n".join((told, *health.faults)))
    return told


def _order(settings: Settings) -> str:
    """That no edge is against the law's order. Raises OutOfOrder, with those that are."""
    with open_graph(settings) as graph:
        found = [_told(violation, settings) for violation in violations(graph)]
    if found:
        raise OutOfOrder("\n".join(found))
    return say("order.kept", settings.language)


def _told(violation: Violation, settings: Settings) -> str:
    steps = ", ".join(
        f"{edge.source} ─ {edge.relation} → {edge.target} ({edge.evidence.document})"
        for edge in violation.edges
    )
    return f"{say(f'order.{violation.fault}', settings.language)}: {steps}"
