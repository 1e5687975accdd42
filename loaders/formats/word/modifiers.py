"""Property modifiers ("sprms"): what a paragraph, a run of characters or a table row is set to ([MS-DOC] 2.6)."""

import struct
from collections.abc import Iterator

IN_TABLE = 0x2416
ROW_END = 0x2417
INNER_ROW_END = 0x244C
TABLE_DEPTH = 0x6649
LIST_LEVEL = 0x260A
LIST_INDEX = 0x460B
HUGE = 0x6646
TABLE_DEFINITION = 0xD608
TABS_CHANGED = 0xC615
DELETED = 0x0800
HIDDEN = 0x083C
CAPITALS = 0x083B
FONT = 0x4A4F
SYMBOL = 0x6A09

_SIZES = (1, 1, 2, 4, 2, 2, None, 3)

Properties = dict[int, bytes]


def properties(data: bytes) -> Properties:
    """What a list of modifiers sets; of those that stand twice the last."""
    return dict(modifiers(data))


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each modifier with its operand; stops where the list is cut short."""
    at = 0
    while at + 2 < len(data):
        (modifier,) = struct.unpack_from("<H", data, at)
        start, size = _operand(data, at + 2, modifier)
        if size < 0 or start + size > len(data):
            return
        yield modifier, data[start : start + size]
        at = start + size


def _operand(data: bytes, at: int, modifier: int) -> tuple[int, int]:
    """Where the operand starts, and how long it is; less than 0 if that is not told."""
    size = _SIZES[modifier >> 13]
    if size is not None:
        return at, size
    if modifier == TABLE_DEFINITION:
        return (at + 2, struct.unpack_from("<H", data, at)[0] - 1) if at + 2 <= len(data) else (at, -1)
    if at >= len(data) or (modifier == TABS_CHANGED and data[at] == 255):
        return at, -1
    return at + 1, data[at]


def is_set(found: Properties, modifier: int) -> bool:
    """Whether an on-off property is on; 0x81 is the opposite of a style that has it off."""
    return found.get(modifier, b"\0")[0] in (1, 0x81)


def number(found: Properties, modifier: int, missing: int = 0) -> int:
    """The operand as an unsigned number."""
    return int.from_bytes(found[modifier], "little") if modifier in found else missing
