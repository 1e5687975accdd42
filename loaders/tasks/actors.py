"""Names of bodies in a row: `Sở Nội vụ; Báo Bắc Ninh và các cơ quan, đơn vị liên quan`, and what comes after them.

Commas stand between names and inside them (`các sở, ban, ngành`); what one `các` governs is one entry (guide 3.3).
"""

import re
from dataclasses import dataclass

from loaders.tasks.heads import area, entry, may_begin
from loaders.tasks.members import Name, members, shares_head, trimmed
from loaders.tasks.name_ends import Stop, is_closed, stop_at, stop_in_cell, whole_at
from loaders.tasks.phrases import phrase, role
from loaders.tasks.syntax import acts, next_word, part_at, two_at, word_at

_LONGEST = 40
_WIDEST = 600
_MOST = 80
_OFFICE = 7
_BRACKET = re.compile(r"\([^()]*\)")
_BLANKS = re.compile(r"\s*")

_Step = tuple[int, re.Match[str] | None, Stop | None]


@dataclass(frozen=True, slots=True)
class Names:
    """Bodies named one after the other: where each stands, where the row ends, and what ends it there."""

    names: tuple[Name, ...]
    end: int
    stop: Stop


@dataclass(frozen=True, slots=True)
class _Item:
    """The name that is being read: its start and the kind of its head; in a `cell` nothing but names stands."""

    start: int
    kind: str
    cell: bool
    shared: bool


def entry_at(flat: str, position: int, end: int) -> re.Match[str] | None:
    """The head of a name that begins at `position`."""
    if not may_begin(word_at(flat, position)):
        return None
    return entry().match(flat, position, end)


def read_names(flat: str, start: int, end: int, *, cell: bool = False) -> Names | None:
    """The names that begin at `start`, None where none does. Reading never goes past `end`."""
    head = entry_at(flat, start, end)
    if head is None:
        return None
    names: list[Name] = []
    item, position = _item(flat, head, cell), head.end()
    while True:
        here, stop = _name_end(flat, item, position, end)
        position = here
        if stop is None and (here - item.start > _WIDEST or len(names) > _MOST):
            stop = "other"
        if stop is None:
            position, following, stop = _onward(flat, item, here, end)
            if following is not None:
                names += _named(flat, item, here)
                item = _item(flat, following, cell)
        if stop is not None:
            return Names((*names, *_named(flat, item, here)), position, stop)


def _item(flat: str, head: re.Match[str], cell: bool) -> _Item:
    shared = head.lastgroup == "plural" and shares_head(flat, head.start())
    return _Item(head.start(), head.lastgroup or "", cell, shared)


def _named(flat: str, item: _Item, end: int) -> list[Name]:
    return members(flat, item.start, end) if item.shared else [trimmed(flat, item.start, end)]


def _name_end(flat: str, item: _Item, position: int, end: int) -> tuple[int, Stop | None]:
    """How far the name runs from `position`: to a separator (None), or to what stops the row."""
    before = _last_syllable(flat, item.start, position)
    for _ in range(_LONGEST):
        position = _skip_blanks(flat, position, end)
        if position >= end or flat[position] in ".!?…)”":
            return position, "end"
        if flat[position] == ":" and not item.shared:
            return position, "colon"
        whole = _BRACKET.match(flat, position, end) or whole_at(flat, position, end)
        if whole is not None:
            position = whole.end()
            before = _last_syllable(flat, whole.start(), position)
            continue
        if phrase("separator").match(flat, position, end):
            return position, None
        stop = _stop(flat, item, position, before)
        if stop is not None:
            return position, stop
        before = word_at(flat, position).lower() or before
        position = next_word(flat, position)
    return position, "other"


def _stop(flat: str, item: _Item, position: int, before: str) -> Stop | None:
    if item.cell:
        return stop_in_cell(flat, item.start, position, before)
    return stop_at(flat, item.start, position, before, named=item.kind == "body")


def _onward(flat: str, item: _Item, position: int, end: int) -> _Step:
    """Past the separator at `position`: where reading goes on, the next name if one begins, or what stops the row."""
    separator = phrase("separator").match(flat, position, end)
    assert separator is not None
    after = separator.end()
    if separator["with"] and phrase("together").match(flat, separator.start("with")):
        return separator.start("with"), None, "action"
    following = entry_at(flat, after, end)
    if following is not None and (not _is_action(flat, after) or _is_post_of(flat, separator, following)):
        own = _parts(flat, item, position, separator, following)
        return following.end(), following if own else None, None
    if _is_noun(flat, position, after) or (separator["and"] and _is_action(flat, after)):
        return next_word(flat, next_word(flat, after)), None, None
    if separator["conjunction"] or separator["bullet"]:
        return after, None, None
    if item.cell:
        return after, None, "end" if separator["mark"] == ";" and not item.shared else None
    return after, None, _after_comma(flat, item, separator, after)


def _after_comma(flat: str, item: _Item, separator: re.Match[str], after: int) -> Stop | None:
    """What a comma or semicolon leads to where no name begins: an action, a circumstance, or more of the name."""
    if _is_action(flat, after):
        return "action"
    if part_at(flat, after) == "opener":
        return "circumstance"
    listed = separator["mark"] == "," or item.shared
    more = word_at(flat, after)[:1].isupper() or area().match(flat, after) is not None
    return None if listed and more else "other"


def _is_noun(flat: str, position: int, after: int) -> bool:
    """Whether the word for an office stands before the comma, so that `tổ chức` after it is one as well."""
    office = flat[max(0, position - _OFFICE) : position].lower()
    return two_at(flat, after) in role("after_office") and office in role("before_office")


def _is_post_of(flat: str, separator: re.Match[str], following: re.Match[str]) -> bool:
    """Whether `và lãnh đạo các Bộ` names those who lead them, and says not that they are led."""
    at = _skip_blanks(flat, following.end(), len(flat))
    held = separator["and"] and following.lastgroup == "post"
    return bool(held) and entry_at(flat, at, len(flat)) is not None


def _is_action(flat: str, position: int) -> bool:
    """Whether a verb begins at `position` that is no office at the same time (`tổ chức,` is one)."""
    if not word_at(flat, position)[:1].islower() or not acts(flat, position):
        return False
    office = entry_at(flat, position, len(flat))
    return office is None or office.lastgroup != "generic"


def _parts(flat: str, item: _Item, position: int, separator: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the entry after a separator is a name of its own, or still belongs to the one before."""
    kind, so_far = following.lastgroup, flat[item.start : position].lower()
    if separator["mark"] == ";":
        return True
    if (separator["bullet"] and not item.cell) or (
        item.kind == "post" and so_far.strip() in role("open_post")
    ):
        return False
    if kind in ("body", "open") and _is_bare(flat, item, position, following):
        return is_closed(so_far)
    if kind in ("plural", "body", "post"):
        return kind == "post" or not (
            separator["and"] and any(f" {word} " in so_far for word in role("owner"))
        )
    if kind == "generic":
        return is_closed(so_far) or not _is_chain(item, so_far)
    return is_closed(so_far) or not (
        item.kind == "plural" or (item.kind == "post" and _is_chain(item, so_far))
    )


def _is_bare(flat: str, item: _Item, position: int, following: re.Match[str]) -> bool:
    """Whether only a kind of bodies is said, before or after a comma (`các Tập đoàn, Tổng công ty, ...`)."""
    if item.kind == "plural" and following[0].lower() in role("kind_of_body"):
        return phrase("separator").match(flat, following.end()) is not None
    head = entry_at(flat, item.start, position)
    return item.kind == following.lastgroup == "open" and head is not None and head.end() == position


def _is_chain(item: _Item, so_far: str) -> bool:
    """Whether a name is a chain of plain words for offices that a further one would prolong."""
    if item.kind in ("plural", "generic"):
        return True
    return item.kind == "post" and not role("chained").isdisjoint(so_far.replace(",", " ").split())


def _last_syllable(flat: str, start: int, end: int) -> str:
    words = flat[max(start, end - 12) : end].rstrip(" ,").split()
    return words[-1].lower() if words else ""


def _skip_blanks(flat: str, position: int, end: int) -> int:
    match = _BLANKS.match(flat, position, end)
    return match.end() if match else position
