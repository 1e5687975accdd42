"""An office file as the package of parts that it is: opened within limits, its XML without entities."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import NoReturn

from lxml import etree

from graph.errors import DamagedFile, EncryptedFile, ExpandsTooFar

MIB = 1 << 20
_LARGEST_PART = 128 * MIB
_LARGEST = 512 * MIB
_CHECKED_FROM = 16 * MIB
_MOST_TIMES = 300
_MOST_PARTS = 20_000
_LOCKED = 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError)
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


class Package:
    """The parts of an office file, by name; raises DamagedFile, EncryptedFile or ExpandsTooFar."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as fault:
            self._damaged(fault)
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._check(len(data))

    def _check(self, size: int) -> None:
        infos = self._infos.values()
        if any(info.flag_bits & _LOCKED for info in infos):
            raise EncryptedFile(name=self.name)
        whole = sum(info.file_size for info in infos)
        if whole > _LARGEST or len(infos) > _MOST_PARTS:
            raise ExpandsTooFar(name=self.name, limit=f"{_LARGEST // MIB} MiB")
        if whole > _CHECKED_FROM and whole > _MOST_TIMES * size:
            raise ExpandsTooFar(name=self.name, limit=f"{_MOST_TIMES} : 1")

    def _damaged(self, fault: Exception) -> NoReturn:
        raise DamagedFile(name=self.name) from fault

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts."""
        return self._infos.keys()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None if there is none of that name."""
        info = self._infos.get(part)
        if info is None:
            return None
        if info.file_size > _LARGEST_PART:
            raise ExpandsTooFar(name=self.name, limit=f"{_LARGEST_PART // MIB} MiB")
        try:
            return self._zip.read(info)
        except _FAULTS as fault:
            self._damaged(fault)

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part; None if there is none of that name."""
        data = self.read(part)
        return None if data is None else self.parsed(data)

    def parsed(self, data: bytes) -> etree._Element:
        """The root of XML at hand, without entities, in the usual names where it has the strict ones."""
        if _STRICT in data[:4096]:
            for strict, usual in _USUAL.items():
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            self._damaged(fault)
        if root.getroottree().docinfo.internalDTD is not None:
            raise DamagedFile(name=self.name)
        return root

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the kind of reference; of several the first."""
        found: dict[str, str] = {}
        for relation, path in self._references(part):
            found.setdefault(relation.get("Type", "").rpartition("/")[2], path)
        return found

    def targets(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the id of the reference."""
        return {relation.get("Id", ""): path for relation, path in self._references(part)}

    def _references(self, part: str) -> Iterator[tuple[etree._Element, str]]:
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                yield relation, posixpath.normpath(path)
