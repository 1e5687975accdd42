"""Who else has a part in a task: those it is done with, and those to whom its result is sent (guide 3.3, J12)."""

import re
from collections.abc import Iterator

from loaders.tasks.actors import read_names
from loaders.tasks.members import Name
from loaders.tasks.phrases import may_stand, phrase, role
from loaders.tasks.syntax import word_at


def find_partners(flat: str, start: int, end: int) -> list[Name]:
    """The bodies after `phối hợp với`, `chủ trì, phối hợp`, `cùng với`; a lone `phối hợp` names none (J12)."""
    found: list[Name] = []
    for match in _sorted(flat, start, end, "cooperates", "leads_with", "together"):
        if not found or match.end() > found[-1].end:
            found += _named(flat, match.end(), end)
    return found


def find_recipients(flat: str, start: int, end: int) -> list[Name]:
    """The bodies that something is sent to: `gửi về Sở Nội vụ`, `báo cáo kết quả về UBND tỉnh`, `qua Sở Nội vụ`."""
    found: list[Name] = []
    for match in phrase("receives").finditer(flat, start, end):
        found += _named(flat, match.end(), end)
    return found


def _sorted(flat: str, start: int, end: int, *names: str) -> list[re.Match[str]]:
    standing = may_stand(names, flat, start, end)
    matches = (match for name in standing for match in phrase(name).finditer(flat, start, end))
    return sorted(matches, key=lambda match: match.start())


def _named(flat: str, position: int, end: int) -> Iterator[Name]:
    """The names at `position`; `cơ quan này` is none."""
    while position < end and flat[position] == " ":
        position += 1
    names = read_names(flat, position, end)
    if names is not None and word_at(flat, names.end) not in role("pointing"):
        yield from names.names
