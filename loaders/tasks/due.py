"""Deadlines in running text: phrases of time that bind the action, none that only belong to a noun (guide 3.4)."""

import re
from collections.abc import Iterator

from graph.model import Deadline
from loaders.structure.body import Body
from loaders.tasks.deadlines import read_deadline
from loaders.tasks.moments import Period
from loaders.tasks.phrases import may_stand, phrase, role
from loaders.tasks.syntax import acts, last_letter, next_word

_UNDATED = ("due_periodic", "due_repeated", "due_continuous", "due_event", "due_each")


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
    for name in may_stand(_UNDATED, flat, start, end):
        for match in phrase(name).finditer(flat, start, end):
            if _is_meant(name, flat, start, action, match):
                yield match.span()


def _is_meant(name: str, flat: str, start: int, action: int, match: re.Match[str]) -> bool:
    """Whether a phrase of time without a day says when the action is to be done."""
    match name:
        case "due_periodic":
            return not _after_noun(flat, start, match.start())
        case "due_repeated":
            opens = _opens_clause(flat, match.start()) and acts(flat, next_word(flat, match.end()))
            return opens or match.start() in (start, action)
        case "due_continuous":
            return _binds(flat, start, match)
    return True


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
