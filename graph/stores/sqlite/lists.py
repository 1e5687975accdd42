"""Lists in pages: what is asked for as conditions, the count of all, and where the next page starts."""

import json
import sqlite3
from collections.abc import Iterator
from itertools import dropwhile

from graph.fold import fold, has_words
from graph.model import Task
from graph.port import DocumentCriteria, DocumentNode, Mention, Page, TaskCriteria
from graph.stores.cursors import page_size, read_cursor, to_cursor
from graph.stores.phrasing import phrasing, spoken
from graph.stores.rows import MENTION, to_mention, to_task
from graph.stores.sqlite.columns import columns
from graph.stores.sqlite.nodes import find_nodes
from graph.stores.sqlite.open_series import UNRESOLVED
from graph.stores.sqlite.search import Condition, joined, matching, ranked_documents


def documents(
    db: sqlite3.Connection, criteria: DocumentCriteria, limit: int, after: str | None
) -> Page[DocumentNode]:
    """Documents by id, or by rank where words are asked for."""
    where = joined(_of_documents(criteria))
    if criteria.words is not None:
        return _ranked(db, criteria, where, page_size(limit), after)
    total = _count(db, "document AS d", where)
    (last,) = read_cursor(after, criteria, (str,)) if after else ("",)
    rows = db.execute(
        f"SELECT d.id FROM document AS d WHERE {where.sql} AND d.id > ? ORDER BY d.id LIMIT ?",
        (*where.values, last, page_size(limit) + 1),
    ).fetchall()
    ids = [identifier for (identifier,) in rows]
    following = to_cursor(criteria, ids[limit - 1 : limit]) if len(ids) > limit else None
    return Page(find_nodes(db, ids[:limit]), total, following)


def _of_documents(criteria: DocumentCriteria) -> Iterator[Condition]:
    if criteria.kind is not None:
        yield Condition("d.kind = ?", (criteria.kind,))
    if criteria.issuer is not None:
        yield Condition("d.issuer = ?", (criteria.issuer,))
    if criteria.year is not None:
        # As text, which the column makes a number of: one beyond 64 bits finds nothing and breaks nothing.
        yield Condition("d.year = ?", (str(criteria.year),))
    if criteria.loaded is not None:
        yield Condition("d.loaded = ?", (criteria.loaded,))


def _ranked(
    db: sqlite3.Connection, criteria: DocumentCriteria, where: Condition, limit: int, after: str | None
) -> Page[DocumentNode]:
    ranks = ranked_documents(db, phrasing(criteria.words or ""), where)
    rest = ranks
    if after:
        last = tuple(read_cursor(after, criteria, (int, int, float, int, str)))
        rest = list(dropwhile(lambda rank: rank <= last, ranks))
    following = to_cursor(criteria, rest[limit - 1]) if len(rest) > limit else None
    return Page(find_nodes(db, [rank[-1] for rank in rest[:limit]]), len(ranks), following)


def cited_by(db: sqlite3.Connection, identifier: str, limit: int, after: str | None) -> Page[Mention]:
    """Mentions of a document in others, by citing document and place."""
    where = Condition("c.bound = ? AND c.document <> c.bound", (identifier,))
    return _mentions(db, where, identifier, limit, after)


def unresolved(db: sqlite3.Connection, limit: int, after: str | None) -> Page[Mention]:
    """Numbered and named mentions that are bound to no document, by citing document and place."""
    return _mentions(db, Condition(UNRESOLVED, ()), "", limit, after)


def _mentions(
    db: sqlite3.Connection, where: Condition, asked: str, limit: int, after: str | None
) -> Page[Mention]:
    """A page of the mentions that `where` takes; a cursor is one of what was `asked`."""
    last = read_cursor(after, asked, (str, int)) if after else ("", 0)
    rows = db.execute(
        f"SELECT {columns(MENTION, 'c')} FROM citation AS c WHERE {where.sql} AND (c.document, c.place) > (?, ?)"
        " ORDER BY c.document, c.place LIMIT ?",
        (*where.values, *last, page_size(limit) + 1),
    ).fetchall()
    mentions = tuple(map(to_mention, rows[:limit]))
    following = to_cursor(asked, (mentions[-1].document, mentions[-1].index)) if len(rows) > limit else None
    return Page(mentions, _count(db, "citation AS c", where), following)


def tasks(db: sqlite3.Connection, criteria: TaskCriteria, limit: int, after: str | None) -> Page[Task]:
    """Tasks by document and running number."""
    if criteria.product is not None:
        db.create_function("yields", 2, has_words, deterministic=True)
    where = joined(_of_tasks(criteria))
    last = read_cursor(after, criteria, (str, int)) if after else ("", 0)
    rows = db.execute(
        f"SELECT t.document, t.running, t.body FROM task AS t WHERE {where.sql} AND (t.document, t.running) > (?, ?)"
        " ORDER BY t.document, t.running LIMIT ?",
        (*where.values, *last, page_size(limit) + 1),
    ).fetchall()
    following = to_cursor(criteria, rows[limit - 1][:2]) if len(rows) > limit else None
    return Page(
        tuple(to_task(body) for _, _, body in rows[:limit]), _count(db, "task AS t", where), following
    )


def _of_tasks(criteria: TaskCriteria) -> Iterator[Condition]:
    if criteria.words is not None:
        yield _speaking_of(criteria.words)
    if criteria.lead is not None:
        yield _assigned("lead", criteria.lead)
    if criteria.coordinating is not None:
        yield _assigned("coordinating", criteria.coordinating)
    if criteria.group is not None:
        yield Condition("instr(t.grouped, ?) > 0", (fold(criteria.group.strip()),))
    if criteria.due_before is not None:
        yield Condition("t.due <= ?", (criteria.due_before.isoformat(),))
    if criteria.due_after is not None:
        yield Condition("t.due >= ?", (criteria.due_after.isoformat(),))
    if criteria.document is not None:
        yield Condition("t.document = ?", (criteria.document,))
    if criteria.product is not None:
        yield Condition("yields(json_extract(t.body, '$.product.raw.text'), ?)", (criteria.product,))
    if criteria.indicator is not None:
        aim = "json_extract(aim.value, '$.indicator') = ?"
        yield Condition(
            f"EXISTS (SELECT 1 FROM json_each(t.body, '$.indicators') AS aim WHERE {aim})",
            (criteria.indicator,),
        )
    if criteria.without_lead:
        yield Condition("NOT EXISTS (SELECT 1 FROM assignment WHERE task = t.key AND role = 'lead')", ())
    if criteria.without_deadline:
        yield Condition("t.due IS NULL AND json_extract(t.body, '$.deadline') IS NULL", ())
    if criteria.undated:
        yield Condition("t.due IS NULL", ())


def _speaking_of(words: str) -> Condition:
    asked = phrasing(words)
    if not asked.groups:
        return Condition("false")
    return Condition("t.key IN (SELECT rowid FROM task_words WHERE task_words MATCH ?)", (matching(asked),))


def _assigned(role: str, body: str) -> Condition:
    """Tasks with this body in this role: by its id, or by words of its name, each a whole word."""
    words = [f" {word} " for word in map(fold, spoken(body))]
    if not words:
        return Condition("false")
    return Condition(
        "t.key IN (SELECT a.task FROM body AS b CROSS JOIN assignment AS a ON a.body = b.key AND a.role = ?"
        " WHERE b.agency = ? OR NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(b.named, value) = 0))",
        (role, body, json.dumps(words)),
    )


def _count(db: sqlite3.Connection, table: str, where: Condition) -> int:
    (count,) = db.execute(f"SELECT count(*) FROM {table} WHERE {where.sql}", where.values).fetchone()
    return int(count)
