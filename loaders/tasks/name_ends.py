"""Where the name of a body ends: at the first verb or circumstance, unless that is part of the name.

`Cục Quản lý thị trường`, `cơ quan quản lý`, `Ban Chỉ đạo cải cách` and `đơn vị được giao chủ trì` hold verbs.
"""

import re
from functools import cache
from typing import Literal

from loaders.language.patterns import spelled
from loaders.tasks.agencies import is_known
from loaders.tasks.phrases import role
from loaders.tasks.syntax import next_word, part_at, two_at, word_at

Stop = Literal["action", "circumstance", "colon", "end", "other"]


def stop_at(flat: str, start: int, position: int, before: str, *, named: bool) -> Stop | None:
    """What the word at `position` makes of the name from `start`, None where the name goes on.

    `before` is the syllable in front; `named` tells that it is a proper name, which ends where one of the vocabulary
    stands whole.
    """
    word = word_at(flat, position)
    if not word[:1].islower():
        return None
    so_far = flat[start:position].lower().rstrip()
    match part_at(flat, position, before):
        case "action" | "duty":
            return None if _belongs(flat, position, before, so_far) else "action"
        case "opener":
            return "circumstance"
        case "statement":
            return None if _has_clause(f"{so_far} {word}") else "other"
    if word.lower() in role("tail"):
        return None
    return "action" if _is_closed(so_far) or (named and is_known(so_far)) else None


def stop_in_cell(flat: str, start: int, position: int, before: str) -> Stop | None:
    """As `stop_at`, in a cell of names: few words end one there, any verb a name of the vocabulary."""
    word, two = word_at(flat, position), two_at(flat, position)
    if not word[:1].islower() or before in role("office"):
        return None
    told = word in role("cell_stop") or two in role("cell_stop")
    acts = part_at(flat, position, before) in ("action", "duty")
    return "action" if told or (acts and is_known(flat[start:position])) else None


def whole_at(flat: str, position: int, end: int) -> re.Match[str] | None:
    """A phrase at `position` whose commas and conjunctions are inside one name (`khám bệnh, chữa bệnh`)."""
    return _protected().match(flat, position, end)


def is_closed(so_far: str) -> bool:
    """Whether nothing more can join a collective (`các cơ quan liên quan`)."""
    return _is_closed(so_far.lower().rstrip())


def _is_closed(so_far: str) -> bool:
    return so_far.endswith(tuple(role("closing")))


def _belongs(flat: str, position: int, before: str, so_far: str) -> bool:
    """Whether a verb is part of the name that it stands in."""
    if _has_clause(f"{so_far} {word_at(flat, position).lower()}"):
        return not _binds(flat, position) and two_at(flat, position) not in role("manner")
    if _is_closed(so_far):
        return False
    if _is_loose(so_far):
        return not _is_whole(flat, position, so_far) and _goes_on_loosely(two_at(flat, position), so_far)
    if _is_incomplete(so_far):
        return True
    return before in role("office") and _names_office(flat, position, so_far)


def _has_clause(so_far: str) -> bool:
    """Whether a relative clause runs in the name (`đơn vị được giao chủ trì`)."""
    return any(words in so_far for words in role("clause"))


def _binds(flat: str, position: int) -> bool:
    """Whether a duty stands here that ends even a clause."""
    return part_at(flat, position) == "duty" and flat.startswith(tuple(role("binding")), position)


def _is_loose(so_far: str) -> bool:
    """Whether this is the name of a committee for a matter, no council of the people."""
    return any(words in so_far for words in role("loose")) and not any(
        words in so_far for words in role("firm")
    )


def _is_whole(flat: str, position: int, so_far: str) -> bool:
    """Whether the name of a committee ends in its level behind its matter, or in the name of a place."""
    last = flat[:position].rstrip().rpartition(" ")[2]
    bare = any(so_far == words for words in role("loose"))
    level = next((word.lower() for word in role("level") if so_far.endswith(f" {word.lower()}")), None)
    matter = level is not None and so_far.removesuffix(f" {level}") not in role("loose")
    return matter or (not bare and last[:1].isupper() and not last.isupper())


def _goes_on_loosely(two: str, so_far: str) -> bool:
    """Whether a steering committee's name goes on with a verb; a name of the vocabulary is whole."""
    one = two.partition(" ")[0]
    acting = two in role("verb") or one in role("verb")
    return acting and not (is_known(so_far) and one not in role("tail"))


def _is_incomplete(so_far: str) -> bool:
    """Whether only the kind of a body is said so far (`các Trung tâm`)."""
    opener, _, rest = so_far.partition(" ")
    return so_far in role("incomplete") or (opener in role("plural") and rest in role("incomplete"))


def _names_office(flat: str, position: int, so_far: str) -> bool:
    """Whether a verb after the word for an office says which one: `cơ quan quản lý`, `cơ quan chủ trì soạn thảo`."""
    if two_at(flat, position) not in role("lead"):
        named = flat[position : position + 24].lower().startswith(tuple(role("nominal")))
        return named and not _has_several_objects(flat, position)
    after = next_word(flat, next_word(flat, position))
    if two_at(flat, after) in role("lead_noun"):
        return True
    several = so_far.startswith(tuple(role("plural")))
    return not several and "," not in flat[after - 1 : after + 1]


def _has_several_objects(flat: str, position: int) -> bool:
    """Whether a plural follows the verb, which then acts (`cơ quan nghiên cứu các chính sách`)."""
    return word_at(flat, next_word(flat, next_word(flat, position))) in role("plural")


@cache
def _protected() -> re.Pattern[str]:
    longest_first = sorted(role("protected"), key=lambda words: (-len(words), words))
    return re.compile(rf"(?:{'|'.join(map(spelled, longest_first))})(?!\w)", re.IGNORECASE)
