"""Files that hold files: ZIP, TAR, 7z, gzip, and JSON lines, each member taken out in memory and within bounds.

Nothing is written to disk, so a member's name is only a name; it is told as `archive.zip/folder/member.docx`. What an
archive may become is bounded for all that is nested in it together: by size, by ratio, by count, by depth.
"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from graph.errors import CancuError, DamagedFile, EncryptedFile, ExpandsTooFar, FileTooLarge
from loaders.formats.detection import form_of, suffix_of

if TYPE_CHECKING:
    import py7zr

MIB = 1 << 20
LARGEST_MEMBER = 200 * MIB
LARGEST_ALL = 4096 * MIB
_LEAST_ALL = 64 * MIB
_RATIO = 300
_MOST_MEMBERS = 200_000
_DEEPEST = 4
_CHUNK = 1 << 20
_LARGEST_7Z = 1024 * MIB

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_TAR_FAULTS = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its bytes, or why they cannot be had."""

    name: str
    data: bytes
    fault: CancuError | None = None


class Allowance:
    """How much an archive may still become, all that is nested in it counted together."""

    def __init__(self, name: str, packed: int) -> None:
        self.name = name
        self.left = min(LARGEST_ALL, max(_LEAST_ALL, _RATIO * packed))
        self.members = _MOST_MEMBERS

    def spend(self, size: int) -> None:
        """Count bytes that came out; ExpandsTooFar when they are too many."""
        self.left -= size
        if self.left < 0:
            raise ExpandsTooFar(name=self.name, limit=f"{LARGEST_ALL // MIB} MiB")

    def open(self) -> None:
        """Count a member; ExpandsTooFar when there are too many."""
        self.members -= 1
        if self.members < 0:
            raise ExpandsTooFar(name=self.name, limit=f"{_MOST_MEMBERS}")


def is_archive(data: bytes, name: str) -> bool:
    """Whether a file holds files. Raises UnreadableFile where its beginning tells that it is damaged or locked."""
    return form_of(data, name) in ARCHIVES


def members(data: bytes, name: str) -> Iterator[Member]:
    """The files in an archive called `name`, those of archives in it in their place.

    One that cannot be had comes with its fault, the others go on; DamagedFile, EncryptedFile or ExpandsTooFar are
    raised where nothing more can be had.
    """
    yield from _members(data, name, Allowance(name, len(data)), 1)


def unpacked_size(data: bytes, name: str) -> int:
    """About how many bytes an archive holds, by what it says itself: only to tell how far its reading is."""
    form = form_of(data, name)
    if form == ".gz" and len(data) > 4:
        return int.from_bytes(data[-4:], "little")
    if form == ".zip":
        with suppress(*_ZIP_FAULTS), zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    return len(data)


def _members(data: bytes, name: str, allowance: Allowance, depth: int) -> Iterator[Member]:
    for member in ARCHIVES[form_of(data, name)](data, name, allowance):
        nested = member.fault is None and _is_nested(member)
        if nested and depth >= _DEEPEST:
            yield Member(member.name, b"", ExpandsTooFar(name=member.name, limit=f"{_DEEPEST}"))
        elif nested:
            yield from _opened(member, allowance, depth)
        else:
            yield member


def _opened(member: Member, allowance: Allowance, depth: int) -> Iterator[Member]:
    """What is in a nested archive; its fault stands for the rest of it, one of the whole goes up."""
    try:
        yield from _members(member.data, member.name, allowance, depth + 1)
    except (DamagedFile, EncryptedFile) as fault:
        yield Member(member.name, b"", fault)


def _is_nested(member: Member) -> bool:
    try:
        return is_archive(member.data, member.name)
    except CancuError:
        return False  # its reader will tell


def _is_hidden(name: str) -> bool:
    """What systems and editors leave in archives, and what is told about them."""
    parts = (part for part in name.replace("\\", "/").split("/") if part not in (".", ".."))
    return any(part.startswith((".", "~$", "__MACOSX", "README")) for part in parts)


def _inside(archive: str, name: str) -> str:
    """A member's name behind the archive's: no root, no drive, no way up."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(
        [archive, *(part for part in parts if part.strip() not in ("", ".", "..") and part[1:2] != ":")]
    )


def _read(stream: IO[bytes] | gzip.GzipFile, name: str, allowance: Allowance) -> bytes:
    """The rest of a stream; FileTooLarge as soon as it is more than a file may be."""
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        allowance.spend(len(chunk))
        size += len(chunk)
        if size > LARGEST_MEMBER:
            raise FileTooLarge(name=name, size=size // MIB, limit=LARGEST_MEMBER // MIB)
        parts.append(chunk)
    return b"".join(parts)


# --- the kinds ----------------------------------------------------------------------------------------------


def _zip(data: bytes, name: str, allowance: Allowance) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_FAULTS as fault:
        raise DamagedFile(name=name) from fault
    with archive:
        for info in archive.infolist():
            label = _zip_name(info)
            if label.endswith("/") or _is_hidden(label):
                continue
            allowance.open()
            yield _zip_member(archive, info, _inside(name, label), allowance)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: packers on Windows write UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, allowance: Allowance) -> Member:
    if info.flag_bits & 0x1:
        return Member(name, b"", EncryptedFile(name=name))
    try:
        with archive.open(info) as stream:
            return Member(name, _read(stream, name, allowance))
    except FileTooLarge as fault:
        return Member(name, b"", fault)
    except _ZIP_FAULTS:
        return Member(name, b"", DamagedFile(name=name))


class _Header(tarfile.TarInfo):
    """What stands before a file in a TAR; where it is no header the rest is lost, which tarfile would pass over."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Header":
        """The next header. Raises ReadError where it is damaged or cut."""
        try:
            return super().fromtarfile(archive)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as fault:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(fault)) from fault


def _tar(data: bytes, name: str, allowance: Allowance) -> Iterator[Member]:
    yield from _tar_stream(io.BytesIO(data), name, allowance)


def _tar_stream(stream: io.BytesIO | gzip.GzipFile, name: str, allowance: Allowance) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as archive:
            for info in archive:
                if not info.isreg() or _is_hidden(info.name):
                    continue
                allowance.open()
                yield _tar_member(archive, info, _inside(name, info.name), allowance)
    except _TAR_FAULTS as fault:
        raise DamagedFile(name=name) from fault


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, allowance: Allowance) -> Member:
    stream = archive.extractfile(info)
    if stream is None:
        return Member(name, b"", DamagedFile(name=name))
    try:
        return Member(name, _read(stream, name, allowance))
    except FileTooLarge as fault:
        return Member(name, b"", fault)


def _gz(data: bytes, name: str, allowance: Allowance) -> Iterator[Member]:
    """What a gzip file holds: the members of a TAR, the lines of JSON lines, or the one file."""
    inner = f"{name[:-4]}.tar" if suffix_of(name) == ".tgz" else name.removesuffix(".gz")
    label = inner.replace("\\", "/").rpartition("/")[2]
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            head = stream.read(512)
            stream.rewind()
            if head[257:262] == b"ustar":
                yield from _tar_stream(stream, name, allowance)
            elif suffix_of(inner) in _LINED:
                yield from _records(stream, name, allowance)
            else:
                allowance.open()
                yield Member(_inside(name, label), _read(stream, name, allowance))
    except _TAR_FAULTS as fault:
        raise DamagedFile(name=name) from fault


_LINED = (".jsonl", ".ndjson")


def _jsonl(data: bytes, name: str, allowance: Allowance) -> Iterator[Member]:
    yield from _records(io.BytesIO(data), name, allowance)


def _records(stream: io.BytesIO | gzip.GzipFile, name: str, allowance: Allowance) -> Iterator[Member]:
    """Each line as a file of its own, by its number."""
    number = 0
    while line := stream.readline(LARGEST_MEMBER + 1):
        number += 1
        allowance.spend(len(line))
        if len(line) > LARGEST_MEMBER:
            raise FileTooLarge(name=name, size=len(line) // MIB, limit=LARGEST_MEMBER // MIB)
        if line.strip():
            allowance.open()
            yield Member(f"{name}/{number}.json", line)


def _7z(data: bytes, name: str, allowance: Allowance) -> Iterator[Member]:
    import py7zr  # takes a quarter of a second, and few archives are 7z

    try:
        with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
            if archive.needs_password():
                raise EncryptedFile(name=name)
            sizes = {info.filename: int(info.uncompressed or 0) for info in archive.list() if _is_plain(info)}
            if sum(sizes.values()) > _LARGEST_7Z:
                raise ExpandsTooFar(name=name, limit=f"{_LARGEST_7Z // MIB} MiB")
            allowance.spend(sum(sizes.values()))
            wanted = [label for label, size in sizes.items() if size <= LARGEST_MEMBER]
            factory = py7zr.io.BytesIOFactory(LARGEST_MEMBER)
            archive.extract(targets=wanted, factory=factory)
    except (CancuError, MemoryError):
        raise
    except Exception as fault:  # py7zr raises whatever its parsing meets in a damaged file
        raise DamagedFile(name=name) from fault
    for label, size in sizes.items():
        allowance.open()
        inside, stream = _inside(name, label), factory.products.get(label)
        if size > LARGEST_MEMBER:
            limit = LARGEST_MEMBER // MIB
            yield Member(inside, b"", FileTooLarge(name=inside, size=size // MIB, limit=limit))
        elif stream is not None:
            stream.seek(0)
            yield Member(inside, stream.read())


def _is_plain(info: "py7zr.FileInfo") -> bool:
    return info.is_file and not info.is_symlink and not _is_hidden(info.filename)


ARCHIVES: Mapping[str, Callable[[bytes, str, Allowance], Iterator[Member]]] = {
    ".zip": _zip,
    ".tar": _tar,
    ".gz": _gz,
    ".7z": _7z,
    ".jsonl": _jsonl,
}
