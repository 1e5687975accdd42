"""Names of bodies in a row: `Sở Nội vụ; Báo Bắc Ninh và các cơ quan, đơn vị liên quan`, and what comes after them.

Commas stand between names and inside them (`các sở, ban, ngành`); what one `các` governs is one entry (guide 3.3).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from loaders.agencies import is_known
from loaders.heads import area, entry, first_syllables
from loaders.patterns import spelled
from loaders.phrases import UPPER, phrase, role
from loaders.syntax import acts, next_word, part_at, two_at, word_at

Stop = Literal["action", "circumstance", "colon", "end", "other"]

_LONGEST = 40
_SEPARATOR = re.compile(r"\s*(?:(?P<mark>[,;/]|[-•+*](?=\s))|(?P<word>và|hoặc|cùng)(?=\s))\s*")
_BRACKET = re.compile(r"\([^()]*\)")
_BLANKS = re.compile(r"\s*")
_MEMBER = re.compile(rf"\s*(?:[,;]|và(?=\s))\s*(?=[{UPPER}])")
_ENDING = re.compile(r"(?:[\s,;:.\-/]|\s(?:và|hoặc)(?=\s*$))+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A body named at `start:end`; `prefix` is what it lacks in a list that says it once (`các Sở: Nội vụ, Y tế`)."""

    start: int
    end: int
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Bodies named one after the other: where each stands, where the row ends, and what ends it there."""

    names: tuple[Name, ...]
    end: int
    stop: Stop


@dataclass(frozen=True, slots=True)
class _Item:
    """The name that is being read: where it starts, the kind of its head; in a `cell` nothing but names stands."""

    start: int
    kind: str
    cell: bool = False
    shared: bool = False


def entry_at(flat: str, position: int, end: int) -> re.Match[str] | None:
    """The head of a name that begins at `position`."""
    if word_at(flat, position).lower() not in first_syllables():
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
        position, stop = _name_end(flat, item, position, end)
        here = position
        if stop is None:
            position, following, stop = _onward(flat, item, position, end)
            if stop is None and following is not None:
                names += _named(flat, item, here)
                item = _item(flat, following, cell)
        if stop is not None:
            return Names((*names, *_named(flat, item, here)), position, stop)


def _item(flat: str, head: re.Match[str], cell: bool) -> _Item:
    shared = head.lastgroup == "plural" and _shared_head().match(flat, head.start()) is not None
    return _Item(head.start(), head.lastgroup or "", cell, shared)


def _name_end(flat: str, item: _Item, position: int, end: int) -> tuple[int, Stop | None]:
    """How far the name runs from `position`: to a separator (None), or to what stops the row."""
    before = _last_syllable(flat, item.start, position)
    for _ in range(_LONGEST):
        position = _skip_blanks(flat, position, end)
        if position >= end or flat[position] in ".!?…)”":
            return position, "end"
        if flat[position] == ":":
            if not item.shared:
                return position, "colon"
            position += 1
            continue
        whole = _BRACKET.match(flat, position, end) or _protected().match(flat, position, end)
        if whole is not None:
            position = whole.end()
            before = _last_syllable(flat, whole.start(), position)
            continue
        if _SEPARATOR.match(flat, position, end):
            return position, None
        stop = _stop_at(flat, item, position, before)
        if stop is not None:
            return position, stop
        before = word_at(flat, position).lower() or before
        position = next_word(flat, position)
    return position, "other"


def _onward(flat: str, item: _Item, position: int, end: int) -> tuple[int, re.Match[str] | None, Stop | None]:
    """Past the separator at `position`: where reading goes on, the next name if one begins, or what stops the row."""
    separator = _SEPARATOR.match(flat, position, end)
    assert separator is not None
    after = separator.end()
    following = entry_at(flat, after, end)
    if following is not None and not _is_action(flat, after):
        own = _parts(flat, item, position, separator, following)
        return following.end(), following if own else None, None
    if two_at(flat, after) in role("after_office") and _ends_in_office(flat, position):
        return next_word(flat, next_word(flat, after)), None, None
    if separator["word"] == "và" and _is_action(flat, after):
        return next_word(flat, next_word(flat, after)), None, None
    if separator["word"] or separator["mark"] in "-•+*/":
        together = separator["word"] == "cùng" and phrase("together").match(flat, separator.start("word"))
        return (separator.start("word"), None, "action") if together else (after, None, None)
    if item.cell:
        return after, None, "end" if separator["mark"] == ";" and not item.shared else None
    if _is_action(flat, after):
        return after, None, "action"
    if part_at(flat, after) == "opener":
        return after, None, "circumstance"
    word = word_at(flat, after)
    listed = separator["mark"] == "," or item.shared
    more = word[:1].isupper() or area().match(flat, after) is not None
    return after, None, None if listed and more else "other"


def _ends_in_office(flat: str, position: int) -> bool:
    """Whether the word for an office stands before a comma, so that `tổ chức` after it is a noun."""
    return flat[max(0, position - 7) : position].lower() in role("before_office")


def _is_action(flat: str, position: int) -> bool:
    """Whether a verb begins at `position` that is no office at the same time (`tổ chức,` is one)."""
    return word_at(flat, position)[:1].islower() and acts(flat, position) and not _is_office(flat, position)


def _is_office(flat: str, position: int) -> bool:
    match = entry_at(flat, position, len(flat))
    return match is not None and match.lastgroup == "generic"


def _parts(flat: str, item: _Item, position: int, separator: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the entry after a separator is a name of its own, or still belongs to the one before."""
    kind, so_far = following.lastgroup, flat[item.start : position].lower()
    if separator["mark"] == ";":
        return True
    if separator["mark"] == "-" and not item.cell:
        return False
    owned = separator["word"] == "và" and any(f" {word} " in so_far for word in role("owner"))
    if item.kind == "post" and so_far.strip() in role("open_post"):
        return False
    if kind in ("plural", "body", "post"):
        return kind == "post" or not owned
    closed = so_far.rstrip().endswith(tuple(role("closing")))
    if kind == "generic":
        return closed or not _is_chain(item, so_far)
    return closed or item.kind != "plural"


def _is_chain(item: _Item, so_far: str) -> bool:
    """Whether a name is a chain of plain words for offices that a further one would prolong."""
    if item.kind in ("plural", "generic"):
        return True
    return item.kind == "post" and any(f" {word} " in f"{so_far} " for word in role("chained"))


def _stop_at(flat: str, item: _Item, position: int, before: str) -> Stop | None:
    """What the word at `position` makes of the name before it."""
    word = word_at(flat, position)
    if not word[:1].islower():
        return None
    so_far = flat[item.start : position].lower().rstrip()
    if item.cell:
        return "action" if _ends_cell(flat, position, before, so_far) else None
    part = part_at(flat, position, before)
    if part in ("action", "duty"):
        return None if _belongs(flat, position, before, so_far) else "action"
    if part == "opener":
        return "circumstance"
    if part == "statement":
        return None if _has_clause(so_far) else "other"
    if word.lower() in role("tail"):
        return None
    known = item.kind == "body" and is_known(so_far)
    return "action" if known or so_far.endswith(tuple(role("closing"))) else None


def _is_incomplete(so_far: str) -> bool:
    """Whether only the kind of a body is said so far (`các Trung tâm`)."""
    opener, _, rest = so_far.partition(" ")
    return so_far in role("incomplete") or (opener in role("plural") and rest in role("incomplete"))


def _ends_cell(flat: str, position: int, before: str, so_far: str) -> bool:
    """Whether a cell goes on with what the bodies do: few words show it, any verb after a known name."""
    first, two = word_at(flat, position), two_at(flat, position)
    told = first in role("cell_stop") or two in role("cell_stop")
    acting = is_known(so_far) and part_at(flat, position, before) in ("action", "duty")
    return (told or acting) and before not in role("office")


def _belongs(flat: str, position: int, before: str, so_far: str) -> bool:
    """Whether a verb is part of the name: `cơ quan quản lý`, `Ban Chỉ đạo cải cách`, `đơn vị được giao chủ trì`."""
    two = two_at(flat, position)
    binding = part_at(flat, position) == "duty" and _binds(flat, position)
    if _has_clause(so_far):
        return not binding and two not in role("manner")
    if so_far.endswith(tuple(role("closing"))):
        return False
    if any(words in so_far for words in role("loose")):
        acting = two in role("verb") or two.split()[0] in role("verb")
        return acting and not (is_known(so_far) and two.split()[0] not in role("tail"))
    if _is_incomplete(so_far):
        return True
    if before not in role("office"):
        return False
    if two in role("lead") and two_at(flat, next_word(flat, next_word(flat, position))) in role("lead_noun"):
        return True
    if two in role("lead"):
        after = next_word(flat, next_word(flat, position))
        return (
            not so_far.startswith(tuple(role("plural")))
            and flat[after - 1 : after] != ","
            and flat[after] != ","
        )
    return flat[position : position + 24].lower().startswith(tuple(role("nominal")))


def _has_clause(so_far: str) -> bool:
    """Whether a relative clause runs in the name (`đơn vị được giao chủ trì`)."""
    return any(words in so_far for words in role("clause"))


def _binds(flat: str, position: int) -> bool:
    return any(flat.startswith(words, position) for words in role("binding"))


@cache
def _protected() -> re.Pattern[str]:
    """Phrases whose commas and `và` are inside one name."""
    longest_first = sorted(role("protected"), key=lambda words: (-len(words), words))
    return re.compile(rf"(?:{'|'.join(map(spelled, longest_first))})(?!\w)", re.IGNORECASE)


def _last_syllable(flat: str, start: int, end: int) -> str:
    words = flat[max(start, end - 12) : end].rstrip(" ,").split()
    return words[-1].lower() if words else ""


def _skip_blanks(flat: str, position: int, end: int) -> int:
    match = _BLANKS.match(flat, position, end)
    return match.end() if match else position


def _named(flat: str, item: _Item, end: int) -> list[Name]:
    """The name of an item, or the several that share one head: `các Sở: Nội vụ, Tài chính`."""
    shared = _shared_head().match(flat, item.start) if item.shared else None
    if shared is None:
        return [_trimmed(flat, item.start, end)]
    head = shared["head"]
    cuts = [shared.end(), *(match.end() for match in _MEMBER.finditer(flat, shared.end(), end)), end]
    if len(cuts) == 2 and ":" not in shared[0]:
        return [_trimmed(flat, item.start, end)]
    names: list[Name] = []
    first = 0
    while first < len(cuts) - 1:
        last = _known_until(flat, head, cuts, first)
        one = _trimmed(flat, cuts[first] if names else shared.start("head"), cuts[last])
        names.append(Name(one.start, one.end, f"{head} " if names else ""))
        first = last
    return names


def _known_until(flat: str, head: str, cuts: list[int], first: int) -> int:
    """The cut where the longest known name from `first` on ends (`Văn hóa, Thể thao và Du lịch`), else the next."""
    for last in range(min(first + 4, len(cuts) - 1), first, -1):
        one = _trimmed(flat, cuts[first], cuts[last])
        if is_known(f"{head} {flat[one.start : one.end]}"):
            return last
    return first + 1


def _trimmed(flat: str, start: int, end: int) -> Name:
    """The name without an apposition (`- cơ quan thường trực`), and without blanks, marks and `và` at its end."""
    text = _ENDING.sub("", phrase("apposition").sub("", flat[start:end]))
    return Name(start, start + len(text))


@cache
def _shared_head() -> re.Pattern[str]:
    """Accepts `các Sở: Nội vụ`, `Các Bộ Tài chính`; refuses `các Sở, ban`, `các sở ngành`."""
    plurals, shared = "|".join(role("plural")), "|".join(role("shared_head"))
    return re.compile(rf"(?:(?i:{plurals}))\s+(?P<head>{shared})\s*:?\s*(?=[{UPPER}])")
