"""Word 6 and Word 95 files: their text, a line for each paragraph and each cell of a table.

Such files are older than Unicode in Vietnam; tables are not laid out, as none has been met.
"""

import struct

from loaders.formats.plain import legacy_encoding
from loaders.formats.word.story import without_marks
from loaders.structure.legacy import to_unicode

_SAVED_FAST = 0x0004
_CHARACTERS = 0x34


def read_lines(main: bytes) -> list[str] | None:
    """The lines of the text; None where it does not stand in one piece."""
    flags, start, end = struct.unpack_from("<10xH12x2I", main)
    (count,) = struct.unpack_from("<I", main, _CHARACTERS)
    if flags & _SAVED_FAST:
        return None
    raw = main[start : start + count]
    if len(raw) < count or start + count > end:
        raise ValueError("text outside the file")
    lines = [
        without_marks(line) for line in raw.decode("cp1252", "replace").replace("\x07", "\r").split("\r")
    ]
    encoding = legacy_encoding("\n".join(lines))
    return [to_unicode(line, encoding) for line in lines] if encoding else lines
