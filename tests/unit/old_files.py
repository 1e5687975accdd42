"""Writers of the old formats that no library writes: an OLE file of streams, a Word 97 file, an Excel 97 workbook."""

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_SMALLEST = 4096
_TEXT_AT = 0x600
_ON_A_PAGE = 4


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file; streams are filled up with zeros to the length from which they have sectors of their own."""
    contents = [(name, data.ljust(_SMALLEST, b"\0")) for name, data in streams.items()]
    directory_sectors = (len(contents) + 1 + 3) // 4
    counts = [-(-len(data) // _SECTOR) for _, data in contents]
    fat_sectors = -(-(directory_sectors + sum(counts) + 4) // 128)
    fat = [_FAT] * fat_sectors + _chain(fat_sectors, directory_sectors)
    entries = [_entry("Root Entry", 5, child=1 if contents else _FREE)]
    body = b""
    for at, ((name, data), count) in enumerate(zip(contents, counts, strict=True), 1):
        entries.append(_entry(name, 2, len(fat), len(data), right=at + 1 if at < len(contents) else _FREE))
        fat += _chain(len(fat), count)
        body += data.ljust(count * _SECTOR, b"\0")
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    table = b"".join(struct.pack("<I", at) for at in fat).ljust(fat_sectors * _SECTOR, b"\xff")
    return _header(fat_sectors) + table + directory + body


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _entry(
    name: str, kind: int, start: int = 0, size: int = 0, child: int = _FREE, right: int = _FREE
) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    fields = (raw.ljust(64, b"\0"), len(raw), kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size)
    return struct.pack("<64sHBB3I16sIQQIQ", *fields)


def _header(fat_sectors: int) -> bytes:
    head = struct.pack(
        "<8s16sHHHHH6s9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, fat_sectors, fat_sectors, 0, _SMALLEST, _END, 0, _END, 0,
    )  # fmt: skip
    sectors = [*range(fat_sectors)] + [_FREE] * (109 - fat_sectors)
    return head + struct.pack("<109I", *sectors)


# --- Word 97 ------------------------------------------------------------------------------------------------

Set = bytes
IN_TABLE = struct.pack("<HB", 0x2416, 1)
DELETED = struct.pack("<HB", 0x0800, 1)


def row_end(edges: Sequence[int], merges: Sequence[int] = ()) -> Set:
    """What ends a row whose cells have these edges; 1 << 5 in `merges` for a cell that belongs to the one above."""
    cells = len(edges) - 1
    merges = [*merges, *[0] * (cells - len(merges))]
    definition = struct.pack(f"<B{cells + 1}h", cells, *edges)
    definition += b"".join(struct.pack("<H18x", merge) for merge in merges)
    return (
        IN_TABLE
        + struct.pack("<HB", 0x2417, 1)
        + struct.pack("<HH", 0xD608, len(definition) + 1)
        + definition
    )


def word97(
    paragraphs: Sequence[tuple[str, Set]],
    *,
    runs: Sequence[tuple[str, Set]] = (),
    fonts: Sequence[str] = (),
    compressed: bool = False,
    flags: int = 0,
) -> bytes:
    """A Word 97 file; each paragraph ends with its mark. `runs` are words of the text and what they are set to."""
    text = "".join(paragraph for paragraph, _ in paragraphs)
    width = 1 if compressed else 2
    raw = text.encode("cp1252" if compressed else "utf-16-le")
    page_at = -(-(_TEXT_AT + len(raw)) // _SECTOR)
    bounds, sets, at = [_TEXT_AT], [], _TEXT_AT
    for paragraph, set_ in paragraphs:
        at += len(paragraph) * width
        bounds.append(at)
        sets.append(b"\0\0" + set_)
    cuts = [*range(0, len(sets), _ON_A_PAGE), len(sets)]
    pages = [
        _page(bounds[cut : next_ + 1], sets[cut:next_], of_paragraphs=True) for cut, next_ in pairwise(cuts)
    ]
    piece = _TEXT_AT * 2 | 0x40000000 if compressed else _TEXT_AT
    pieces = struct.pack("<2IHIH", 0, len(text), 0, piece, 0)
    parts = {
        13: struct.pack(
            f"<{2 * len(pages) + 1}I", *(bounds[cut] for cut in cuts), *range(page_at, page_at + len(pages))
        ),
        12: struct.pack("<3I", bounds[0], bounds[-1], page_at + len(pages)),
        15: _fonts(fonts),
        33: b"\x02" + struct.pack("<I", len(pieces)) + pieces,
    }
    table = b"\0" * 8
    block = bytearray(_TEXT_AT)
    struct.pack_into("<HH6xH", block, 0, 0xA5EC, 0x00C1, 0x0200 | flags)
    struct.pack_into("<I", block, 76, len(text))
    for index, part in parts.items():
        struct.pack_into("<2I", block, 154 + 8 * index, len(table), len(part))
        table += part
    main = bytes(block) + raw
    main = main.ljust(page_at * _SECTOR, b"\0") + b"".join([*pages, _runs_page(text, runs, width)])
    return compound({"WordDocument": main, "1Table": table})


def _page(bounds: Sequence[int], sets: Sequence[bytes], *, of_paragraphs: bool) -> bytes:
    page = bytearray(_SECTOR)
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    free = _SECTOR - 2
    for n, set_ in enumerate(sets):
        raw = _packed(set_) if of_paragraphs else struct.pack("<B", len(set_)) + set_
        free = (free - len(raw)) // 2 * 2
        page[free : free + len(raw)] = raw
        page[4 * len(bounds) + (13 if of_paragraphs else 1) * n] = free // 2
    page[-1] = len(sets)
    return bytes(page)


def _packed(set_: bytes) -> bytes:
    if len(set_) % 2:
        return struct.pack("<B", (len(set_) + 1) // 2) + set_
    return struct.pack("<BB", 0, len(set_) // 2) + set_


def _runs_page(text: str, runs: Sequence[tuple[str, Set]], width: int) -> bytes:
    bounds, sets = [0], []
    for words, set_ in runs:
        start = text.index(words)
        bounds += [start, start + len(words)]
        sets += [b"", set_]
    bounds.append(len(text))
    sets.append(b"")
    return _page([_TEXT_AT + at * width for at in bounds], sets, of_paragraphs=False)


def _fonts(names: Sequence[str]) -> bytes:
    entries = b""
    for name in names:
        entry = b"\0" * 39 + name.encode("utf-16-le") + b"\0\0"
        entries += struct.pack("<B", len(entry)) + entry
    return struct.pack("<2H", len(names), 0) + entries


# --- Excel 97 -----------------------------------------------------------------------------------------------


def excel97(
    cells: Sequence[tuple[int, int, str | float]],
    *,
    locked: bool = False,
    extra: Sequence[tuple[int, bytes]] = (),
) -> bytes:
    """A workbook of one sheet called `Nhiệm vụ` with these cells (row, column, value) and further records."""
    name = "Nhiệm vụ".encode("utf-16-le")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    lock = _record(0x002F, struct.pack("<H", 0)) if locked else b""
    size = len(begin) + len(lock) + 4 + 8 + len(name) + 4
    sheet = _record(0x0085, struct.pack("<IBBBB", size, 0, 0, len(name) // 2, 1) + name)
    stream = begin + lock + sheet + _record(0x000A, b"")
    stream += _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            stream += _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
        else:
            stream += _record(0x0203, place + struct.pack("<d", value))
    stream += b"".join(_record(kind, data) for kind, data in extra)
    return compound({"Workbook": stream + _record(0x000A, b"")})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
