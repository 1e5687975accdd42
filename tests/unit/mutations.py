"""Files that are damaged at random: whatever the damage, they are read or refused, never a crash."""

import random
from collections.abc import Iterable

from graph.errors import UnreadableFile
from loaders.formats import reader_of
from loaders.structure.draft import Draft


def damaged(data: bytes, seed: int) -> bytes:
    """The file with some bytes changed, left out or doubled, or cut short."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        at = chance.randrange(len(changed))
        match chance.randrange(5):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
            case 2:
                del changed[at : at + chance.randrange(1, 64)]
            case 3:
                changed[at:at] = changed[at : at + chance.randrange(1, 64)]
            case 4 if chance.random() < 0.1:
                del changed[at:]
        if not changed:
            break
    return bytes(changed)


def read_or_refused(data: bytes, name: str) -> Iterable[Draft]:
    """What is read of a file; nothing if it is refused with a reason."""
    try:
        return list(reader_of(name, data)[1](data, name))
    except UnreadableFile:
        return []
