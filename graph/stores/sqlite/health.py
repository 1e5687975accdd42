"""Whether the file is sound: SQLite's own examination of its pages and references, and every index in its place."""

import re
import sqlite3

from graph.port import Health
from graph.stores.sqlite.schema import TABLES

NAMED = re.compile(r"^CREATE (?:VIRTUAL )?(?:TABLE|INDEX|VIEW) (\w+)", re.MULTILINE)


def examine(db: sqlite3.Connection) -> Health:
    """What is wrong with the file, as SQLite words it; takes as long as reading all of it once."""
    unsound = [told for (told,) in db.execute("PRAGMA quick_check") if told != "ok"]
    dangling = [f"{table} → {parent}" for table, _, parent, _ in db.execute("PRAGMA foreign_key_check")]
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    lacking = [name for name in NAMED.findall(TABLES) if name not in there]
    return Health(f"SQLite {sqlite3.sqlite_version}", (*unsound, *sorted(set(dangling)), *lacking))
