"""Names that share one head, said once: `các Sở: Nội vụ, Tài chính`, `các Bộ Y tế, Kế hoạch và Đầu tư`."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.tasks.agencies import is_known
from loaders.tasks.phrases import UPPER, phrase, role

_MOST_COMMAS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A body named at `start:end`; `prefix` is what it lacks in a list that says it once (`các Sở: Nội vụ, Y tế`)."""

    start: int
    end: int
    prefix: str = ""


def trimmed(flat: str, start: int, end: int) -> Name:
    """The name without an apposition (`- cơ quan thường trực`), and without marks and conjunctions at its end."""
    text = phrase("name_ending").sub("", phrase("apposition").sub("", flat[start:end]))
    return Name(start, start + len(text))


def shares_head(flat: str, start: int) -> bool:
    """Whether a plural word, a head for several names and the first of them stand at `start`."""
    return _shared_head().match(flat, start) is not None


def members(flat: str, start: int, end: int) -> list[Name]:
    """The names that share the head at `start`; a single one without a colon is a collective (`các Vụ Thị trường`)."""
    shared = _shared_head().match(flat, start)
    assert shared is not None
    cuts = [shared.end(), *(match.end() for match in phrase("member").finditer(flat, shared.end(), end)), end]
    if len(cuts) == 2 and ":" not in shared[0]:
        return [trimmed(flat, start, end)]
    names: list[Name] = []
    first = 0
    while first < len(cuts) - 1:
        last = _known_until(flat, shared["head"], cuts, first)
        one = trimmed(flat, cuts[first] if names else shared.start("head"), cuts[last])
        names.append(Name(one.start, one.end, f"{shared['head']} " if names else ""))
        first = last
    return names


def _known_until(flat: str, head: str, cuts: list[int], first: int) -> int:
    """The cut where the longest known name from `first` on ends (`Văn hóa, Thể thao và Du lịch`), else the next."""
    for last in range(min(first + _MOST_COMMAS, len(cuts) - 1), first, -1):
        one = trimmed(flat, cuts[first], cuts[last])
        if is_known(phrase("of_several").sub("", f"{head} {flat[one.start : one.end]}")):
            return last
    return first + 1


@cache
def _shared_head() -> re.Pattern[str]:
    """Accepts `các Sở: Nội vụ`, `Các Bộ Tài chính`; refuses `các Sở, ban`, `các sở ngành`."""
    plurals, shared = "|".join(role("plural")), "|".join(role("shared_head"))
    return re.compile(rf"(?:(?i:{plurals}))\s+(?P<head>{shared})\s*:?\s*(?=[{UPPER}])")
