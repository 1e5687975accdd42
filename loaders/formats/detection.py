"""What a file is by its bytes; the name decides only between kinds of text, which bytes do not tell apart."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence

import olefile

from graph.errors import DamagedFile, EncryptedFile
from loaders.formats.compound import stream_names

# Kinds of text that look alike: here the name is believed.
_TEXTS = {
    ".txt": ".txt",
    ".md": ".md",
    ".html": ".html",
    ".htm": ".html",
    ".json": ".json",
    ".jsonl": ".jsonl",
    ".ndjson": ".jsonl",
    ".csv": ".csv",
    ".tsv": ".csv",
}

# Where a mark stands, the mark, and what it tells.
_MARKS = (
    (0, b"7z\xbc\xaf\x27\x1c", ".7z"),
    (0, b"\x1f\x8b", ".gz"),
    (257, b"ustar", ".tar"),
    (0, b"\x89PNG\r\n", ".png"),
    (0, b"\xff\xd8\xff", ".jpg"),
    (0, b"II*\x00", ".tif"),
    (0, b"MM\x00*", ".tif"),
    (0, b"Rar!\x1a\x07", ".rar"),
)

# What a package holds, and what it is then; the first that is met.
_PARTS = (
    ("word/", ".docx"),
    ("xl/workbook.bin", ".xlsb"),
    ("xl/", ".xlsx"),
    ("ppt/", ".pptx"),
)
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.text": ".odt",
}
_STREAMS = (
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_LOCKED_STREAMS = ("EncryptedPackage", "EncryptionInfo")

_TAGS = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|center|font|span|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_SAMPLE = 4096
UNKNOWN = "?"


def suffix_of(name: str) -> str:
    """The ending of a file's name, in lower case with its dot; empty without one."""
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def form_of(data: bytes, name: str) -> str:
    """The format as the table of readers names it, whatever the name says; an UnreadableFile for a locked file."""
    for at, mark, form in _MARKS:
        if data.startswith(mark, at):
            return form
    if data.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if data.startswith(olefile.MAGIC):
        return _compound(data, name)
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    return _text(data, name)


def _text(data: bytes, name: str) -> str:
    sample, suffix = _sample(data), suffix_of(name)
    if sample.startswith(b"{\\rtf"):
        return ".rtf"
    if _TAGS.match(sample) and suffix not in _TEXTS.keys() - {".txt"}:
        return ".html"
    if suffix in _TEXTS:
        return _TEXTS[suffix]
    if sample.count(0) > len(sample) // 100:
        return suffix or UNKNOWN
    return ".json" if sample.startswith((b'{"', b'[{"')) else ".txt"


def _sample(data: bytes) -> bytes:
    """The first characters in bytes that are ASCII's for ASCII letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:_SAMPLE].decode("utf-16", "replace").encode().strip()
    return data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").strip()


def _package(data: bytes, name: str) -> str:
    """A ZIP file is an office file by the parts it holds, an archive without such."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            small = any(info.filename == "mimetype" and info.file_size < _SAMPLE for info in infos)
            kind = package.read("mimetype").strip() if small else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as fault:
        raise DamagedFile(name=name) from fault
    return _OPEN_DOCUMENTS.get(kind) or _office([info.filename for info in infos])


def _office(parts: Sequence[str]) -> str:
    if "[Content_Types].xml" in parts:
        for folder, form in _PARTS:
            if any(part.startswith(folder) for part in parts):
                return form
    return ".zip"


def _compound(data: bytes, name: str) -> str:
    """An OLE file is what its streams say: Word, Excel, or a newer office file behind a password."""
    streams = stream_names(data, name)
    if not streams.isdisjoint(_LOCKED_STREAMS):
        raise EncryptedFile(name=name)
    return next((form for stream, form in _STREAMS if stream in streams), suffix_of(name) or UNKNOWN)
