"""The bodies in a table cell: several to a cell, with labels (`Chủ trì: ...`), bullets or a line each (guide 3.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.structure.body import Body
from loaders.tasks.actors import entry_at, read_names
from loaders.tasks.agencies import is_known
from loaders.tasks.members import Name
from loaders.tasks.partners import find_partners
from loaders.tasks.phrases import may_stand, phrase, role

_SYLLABLE = re.compile(r"(?<!\w)\w+")
_ACRONYM = re.compile(r",\s+(?=[A-ZĐ]{3,}(?=[\s,;]|$))")


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who leads and who works with them, as one cell tells."""

    leads: tuple[Name, ...] = ()
    partners: tuple[Name, ...] = ()


def read_bodies(body: Body, start: int, end: int) -> Bodies:
    """The bodies of a cell; without a label all lead, but for those after `phối hợp với`.

    A tracker names persons with their telephone under the body: reading ends there.
    """
    standing = may_stand(("contact", "label"), body.flat, start, end)
    contact = phrase("contact").search(body.flat, start, end) if "contact" in standing else None
    end = contact.start() if contact else end
    labels = list(phrase("label").finditer(body.flat, start, end)) if "label" in standing else []
    if not labels:
        return Bodies(tuple(_names(body, start, end)), tuple(_cooperating(body, start, end)))
    bounds = [*(label.start() for label in labels), end]
    leads: list[Name] = list(_names(body, start, bounds[0]))
    partners: list[Name] = []
    for n, label in enumerate(labels):
        joins = label["role"].lower() in role("joining")
        (partners if joins else leads).extend(_names(body, label.end(), bounds[n + 1]))
    return Bodies(tuple(leads), tuple(partners))


def _cooperating(body: Body, start: int, end: int) -> list[Name]:
    return find_partners(body.flat, start, end)


def _names(body: Body, start: int, end: int) -> Iterator[Name]:
    for first, last in _lines(body, start, end):
        yield from _row(body.flat, first, last)


def _row(flat: str, position: int, end: int) -> Iterator[Name]:
    """The names of a stretch; what begins like no known kind of body is one name up to the next comma."""
    while (position := _skip(flat, position, end)) < end:
        names = read_names(flat, position, end, cell=True)
        if names is None:
            match = phrase("unknown_name").match(flat, position, end)
            if match is None or not any(letter.isalpha() for letter in match[0]):
                return
            yield Name(position, position + len(match[0].rstrip(" .:-")))
            position = match.end()
            continue
        for name in names.names:
            yield from _parted(flat, name)
        if names.stop == "action":
            return
        position = names.end


def _parted(flat: str, name: Name) -> Iterator[Name]:
    """The names in one: those that nothing parts (`Bộ Y tế Bộ Nội vụ`), an acronym behind a comma (`Cục Thuế, BQL`)."""
    cuts = [match.end() for match in _ACRONYM.finditer(flat, name.start, name.end)]
    cuts += [
        head.start()
        for word in _SYLLABLE.finditer(flat, name.start + 1, name.end)
        if (head := entry_at(flat, word.start(), name.end)) and _ends_there(flat, name, head)
    ]
    for start, end in pairwise([name.start, *sorted(cuts), name.end]):
        yield replace(name, start=start, end=start + len(flat[start:end].rstrip(" ,")))


def _ends_there(flat: str, name: Name, head: re.Match[str]) -> bool:
    """Whether a whole name of the vocabulary stands before a head, and one from it on, with nothing between."""
    joined = head.lastgroup in ("plural", "body") and flat[head.start() - 2].isalpha()
    return joined and is_known(flat[name.start : head.start()]) and is_known(flat[head.start() : name.end])


def _skip(flat: str, position: int, end: int) -> int:
    match = phrase("cell_leading").match(flat, position, end)
    return match.end() if match else position


def _lines(body: Body, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a cell that line breaks part: before a bullet or a plural, or between two whole names."""
    begin = start
    for match in re.finditer(r"\n\s*", body.text[start:end]):
        at, after = start + match.start(), start + match.end()
        if body.flat[after : after + 2] in ("- ", "+ ") or _starts_name(body.flat, begin, at, after, end):
            yield begin, at
            begin = after
    yield begin, end


def _starts_name(flat: str, begin: int, at: int, after: int, end: int) -> bool:
    """Whether a line begins with a name of its own, and does not go on with the one before it."""
    head = entry_at(flat, after, end)
    if head is None or not flat[after].isupper():
        return False
    row, last = re.split(";", flat[begin:at])[-1], re.split("[;,]", flat[begin:at])[-1]
    return head.lastgroup == "plural" or is_known(row) or is_known(last)
