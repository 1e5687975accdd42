"""Word's binary files: Word 97 and later with tables and lists, Word 6 and 95 as lines; others by other programs.

Only what is read here not at all is given to other programs, never what is damaged: they would mend it by leaving
things out, and a part of a document is worse than none.
"""

import struct
from dataclasses import replace

import olefile

from graph.errors import DamagedFile, EncryptedFile
from graph.model import Notice
from loaders.formats import docx
from loaders.formats.compound import stream
from loaders.formats.converters import antiword_text, office_docx
from loaders.formats.flow import to_draft
from loaders.formats.plain import legacy_encoding
from loaders.formats.word import word6
from loaders.formats.word.binary import Streams
from loaders.formats.word.story import read_flow
from loaders.structure.draft import Draft, Grid

_FAULTS = (struct.error, ValueError, IndexError, KeyError, OverflowError, RecursionError)
_LOCKED = 0x0100
_SECOND_TABLE = 0x0200
_FIRST_OF_97 = 0x00BE


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of a Word file; `read_by` says what read it."""
    if not data.startswith(olefile.MAGIC):
        return _by_others(data, name)
    main = stream(data, name, "WordDocument")
    if len(main) < 512:
        raise DamagedFile(name=name)
    version, flags = struct.unpack_from("<2xH6xH", main)
    if flags & _LOCKED:
        raise EncryptedFile(name=name)
    try:
        if version >= _FIRST_OF_97:
            return [to_draft(_word97(data, name, main, flags), name, "word97")]
        lines = word6.read_lines(main)
    except _FAULTS as fault:
        raise DamagedFile(name=name) from fault
    return [to_draft(lines, name, "word6")] if lines is not None else _by_others(data, name)


def _word97(data: bytes, name: str, main: bytes, flags: int) -> list[str | Grid]:
    table = stream(data, name, "1Table" if flags & _SECOND_TABLE else "0Table")
    return list(read_flow(Streams(main, table, stream(data, name, "Data"))))


def _by_others(data: bytes, name: str) -> list[Draft]:
    """What LibreOffice or else antiword reads, if one of them is there: only the first sees tables."""
    draft = by_office(data, name) or by_antiword(data, name)
    if draft is None:
        raise DamagedFile(name=name)
    told = Notice("read_by_program", (("program", draft.read_by or ""),))
    return [replace(draft, notices=(*draft.notices, told))]


def by_office(data: bytes, name: str) -> Draft | None:
    """The document as LibreOffice reads it; None without LibreOffice, or where it does not."""
    converted = office_docx(data)
    return docx.read(converted, name, "LibreOffice")[0] if converted is not None else None


def by_antiword(data: bytes, name: str) -> Draft | None:
    """The document as antiword reads it; None without antiword, or where it does not, or leaves old letters."""
    text = antiword_text(data)
    return None if text is None or legacy_encoding(text) else to_draft(text.splitlines(), name, "antiword")
