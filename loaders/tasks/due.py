"""Deadlines in running text: phrases of time that bind the action, none that only belong to a noun (guide 3.4)."""

import re
from collections.abc import Iterator

from graph.model import Deadline
from loaders.structure.body import Body
from loaders.tasks.deadlines import read_deadline
from loaders.tasks.moments import Period
from loaders.tasks.phrases import phrase, role
from loaders.tasks.syntax import acts, last_letter, next_word


def find_deadline(body: Body, start: int, end: int, action: int, plan: Period | None) -> Deadline | None:
    """The deadline of the task at `start:end`: the date by which it is to be finished, else the first that is told.

    `action` is where the words after the actors begin.
    """
    found = sorted(_phrases(body.flat, start, end, action), key=lambda extent: (extent[0], -extent[1]))
    if not found:
        return None
    finishing = (extent for extent in found if phrase("finishes").match(body.flat, *extent))
    first, last = next(finishing, found[0])
    return read_deadline(body.span(first, last), plan)


def _phrases(flat: str, start: int, end: int, action: int) -> Iterator[tuple[int, int]]:
    yield from _dated(flat, start, end)
    for match in phrase("due_periodic").finditer(flat, start, end):
        if not _after_noun(flat, start, match.start()):
            yield match.span()
    for match in phrase("due_repeated").finditer(flat, start, end):
        opens = _opens_clause(flat, match.start()) and acts(flat, next_word(flat, match.end()))
        if opens or match.start() in (start, action):
            yield match.span()
    for match in phrase("due_continuous").finditer(flat, start, end):
        if _binds(flat, start, match):
            yield match.span()
    for name in ("due_event", "due_each"):
        yield from (match.span() for match in phrase(name).finditer(flat, start, end))


def _dated(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Days, months and quarters after a preposition; one of a clause that repeats says no more than that."""
    for match in phrase("due_dated").finditer(flat, start, end):
        moment = phrase("moment").match(flat, match.end(), end)
        past = phrase("past_before").search(flat, start, match.start())
        if moment is not None and past is None and not _repeats_before(flat, start, match.start()):
            yield match.start(), moment.end()


def _repeats_before(flat: str, start: int, at: int) -> bool:
    clause = max(flat.rfind(";", start, at), flat.rfind(". ", start, at), start)
    return phrase("repeats").search(flat, clause, at) is not None


def _binds(flat: str, start: int, match: re.Match[str]) -> bool:
    """Whether `thường xuyên` goes with a verb after or before it, and not with a noun (`nhiệm vụ thường xuyên`)."""
    if _after_noun(flat, start, match.start()):
        return False
    follows = phrase("after_continuous").match(flat, match.end()) is not None
    return follows or acts(flat, next_word(flat, match.end()))


def _opens_clause(flat: str, at: int) -> bool:
    return last_letter(flat, at) in ";.,:"


def _after_noun(flat: str, start: int, end: int) -> bool:
    """Whether a noun stands before `end` that a word of time belongs to (`chi thường xuyên`, `báo cáo định kỳ`)."""
    before = flat[max(start, end - 20) : end].lower().split()[-2:]
    return " ".join(before) in role("undated") or (before[-1:] != [] and before[-1] in role("undated"))
