"""The fonts and the styles of a Word 97 file ([MS-DOC] 2.9.271, 2.9.286)."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.formats.word.binary import FONTS, STYLES, Streams
from loaders.formats.word.modifiers import Properties, properties

_NO_BASE = 0xFFF
_OF_PARAGRAPHS = 1
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a style sets for paragraphs and for their characters, without what it takes from its base."""

    base: int = _NO_BASE
    paragraph: Properties = field(default_factory=dict)
    characters: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style comes to, with all that it is based on."""

    paragraph: Properties
    characters: Properties


def font_names(streams: Streams) -> Sequence[str]:
    """The names of the fonts, in the order by which characters refer to them."""
    part = streams.part(FONTS)
    count = struct.unpack_from("<H", part)[0] if len(part) > 4 else 0
    names: list[str] = []
    at = 4
    for _ in range(count):
        if at >= len(part):
            break
        size = part[at]
        names.append(part[at + 40 : at + 1 + size].decode("utf-16-le", "replace").partition("\0")[0])
        at += 1 + size
    return names


def looks(streams: Streams) -> Mapping[int, Look]:
    """What each style comes to, by its number."""
    found = dict(_styles(streams.part(STYLES)))
    return {number: _look(number, found) for number in found}


def _look(number: int, styles: Mapping[int, Style]) -> Look:
    chain: list[Style] = []
    while number in styles and len(chain) < _DEEPEST:
        chain.append(styles[number])
        number = styles[number].base
    paragraph: Properties = {}
    characters: Properties = {}
    for style in reversed(chain):
        paragraph |= style.paragraph
        characters |= style.characters
    return Look(paragraph, characters)


def _styles(part: bytes) -> Iterator[tuple[int, Style]]:
    if len(part) < 6:
        return
    size, count, base_size = struct.unpack_from("<3H", part)
    at = 2 + size
    for number in range(count):
        if at + 2 > len(part):
            return
        (length,) = struct.unpack_from("<H", part, at)
        entry = part[at + 2 : at + 2 + length]
        if len(entry) > base_size + 2:
            yield number, _style(entry, base_size)
        at += 2 + length


def _style(entry: bytes, base_size: int) -> Style:
    kind_and_base = int.from_bytes(entry[2:4], "little")
    name_size = int.from_bytes(entry[base_size : base_size + 2], "little")
    sets = _sets(entry, base_size + 2 + 2 * (name_size + 1))
    if kind_and_base & 0xF != _OF_PARAGRAPHS:
        return Style(kind_and_base >> 4, {}, properties(next(sets, b"")))
    paragraph, characters = next(sets, b""), next(sets, b"")
    return Style(kind_and_base >> 4, properties(paragraph[2:]), properties(characters))


def _sets(entry: bytes, at: int) -> Iterator[bytes]:
    """The lists of modifiers of a style, each on an even place."""
    while at + 2 <= len(entry):
        size = int.from_bytes(entry[at : at + 2], "little")
        yield entry[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
