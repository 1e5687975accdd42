"""The lists of a Word 97 file, from which paragraphs have their numbers ([MS-DOC] 2.9.131, 2.9.132, 2.9.150)."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.formats.numbering import Counters, Level
from loaders.formats.word.binary import LIST_USES, LISTS, Streams

_FORMS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    22: "decimalZero",
    23: "bullet",
    255: "none",
}
_LIST, _USE, _LEVEL, _OVERRIDE = 28, 16, 28, 8


@dataclass(frozen=True, slots=True)
class Use:
    """A list as paragraphs refer to it: which list it is, and the levels that begin anew with it."""

    key: str
    levels: Sequence[Level]
    restarts: Sequence[int] = ()


class ListNumbers:
    """Gives paragraphs their numbers, in the order of the text."""

    def __init__(self, streams: Streams) -> None:
        self._uses = dict(enumerate(_uses(streams, dict(_lists(streams))), 1))
        self._counters = Counters()
        self._begun: set[int] = set()

    def label(self, index: int, depth: int) -> str:
        """The number of the next paragraph that refers to list use `index`; empty for none."""
        use = self._uses.get(index)
        if use is None:
            return ""
        if index not in self._begun:
            self._begun.add(index)
            for level in use.restarts:
                self._counters.restart(use.key, level)
        return self._counters.label(use.key, use.levels, depth)


def _lists(streams: Streams) -> Iterator[tuple[int, Sequence[Level]]]:
    """The levels of each list, by its id; they stand after the table of lists, outside of its length."""
    start, size = streams.place(LISTS)
    if size < 2:
        return
    (count,) = struct.unpack_from("<H", streams.table, start)
    at = start + 2 + _LIST * count
    for n in range(count):
        head = start + 2 + _LIST * n
        (identifier,) = struct.unpack_from("<i", streams.table, head)
        levels: list[Level] = []
        for _ in range(1 if streams.table[head + 26] & 1 else 9):
            level, at = _level(streams.table, at)
            levels.append(level)
        yield identifier, levels


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """The level that is described at a place, and the place after it."""
    start, form, flags = struct.unpack_from("<iBB", table, at)
    characters, paragraph = table[at + 24], table[at + 25]
    at += _LEVEL + characters + paragraph
    (size,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
    template = "".join(f"%{ord(letter) + 1}" if ord(letter) < 9 else letter for letter in text)
    level = Level(_FORMS.get(form, "decimal"), template, start, legal=bool(flags & 4), restarts=not flags & 8)
    return level, at + 2 + 2 * size


def _uses(streams: Streams, lists: Mapping[int, Sequence[Level]]) -> Iterator[Use]:
    part = streams.table[streams.place(LIST_USES)[0] :] if streams.place(LIST_USES)[1] >= 4 else b""
    (count,) = struct.unpack_from("<I", part) if part else (0,)
    count = min(count, len(part) // _USE)
    at = 4 + _USE * count
    for n in range(count):
        identifier, overrides = struct.unpack_from("<i8xB", part, 4 + _USE * n)
        levels, restarts = list(lists.get(identifier, ())), []
        at += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", part, at)
            at += _OVERRIDE
            depth = flags & 0xF
            level = levels[depth] if depth < len(levels) else None
            if flags & 0x20:
                level, at = _level(part, at)
            elif flags & 0x10 and level is not None:
                level = Level(level.form, level.template, start, level.legal, level.restarts)
            if level is not None and depth < len(levels):
                levels[depth] = level
                restarts.append(depth)
        yield Use(str(identifier), tuple(levels), tuple(restarts))
