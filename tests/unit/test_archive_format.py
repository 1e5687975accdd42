"""Archives give their files one by one, within bounds, whatever they are called and however they are nested."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import py7zr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import CancuError, DamagedFile, EncryptedFile, ExpandsTooFar, UnknownFormat, UnreadableFile
from loaders.extract import read_bytes
from loaders.formats.archives import Allowance, is_archive, members
from loaders.ingest import contents
from tests.unit.mutations import damaged

PLAN = "UBND TỈNH A\nSố: 12/KH-UBND\nA, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH".encode()
ORDER = "UBND TỈNH A\nSố: 3/QĐ-UBND\nA, ngày 06 tháng 02 năm 2026\nQUYẾT ĐỊNH".encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def sevened(files: Mapping[str, bytes], password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return buffer.getvalue()


FILES = {"a.txt": PLAN, "thư mục/b.txt": ORDER}
KINDS = {
    "a.zip": zipped(FILES),
    "a.tar": tarred(FILES),
    "a.tar.gz": gzip.compress(tarred(FILES)),
    "a.tgz": gzip.compress(tarred(FILES)),
    "a.7z": sevened(FILES),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_file_comes_with_its_bytes_and_its_place(name: str) -> None:
    found = {member.name: member.data for member in members(KINDS[name], name)}
    assert found == {f"{name}/a.txt": PLAN, f"{name}/thư mục/b.txt": ORDER}


def test_what_is_no_archive_is_none() -> None:
    assert not is_archive(PLAN, "a.txt")
    assert not is_archive(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "a.zip")


def test_a_gzip_file_is_the_file_in_it() -> None:
    (member,) = members(gzip.compress(PLAN), "kho/ke-hoach.txt.gz")
    assert (member.name, member.data) == ("kho/ke-hoach.txt.gz/ke-hoach.txt", PLAN)


def test_lines_of_json_come_one_by_one() -> None:
    data = b"\n".join(json.dumps({"full_text": text}).encode() for text in ("a", "b")) + b"\n\n"
    for name, packed in (("a.jsonl", data), ("a.jsonl.gz", gzip.compress(data))):
        assert [member.name for member in members(packed, name)] == [f"{name}/1.json", f"{name}/2.json"]


def test_archives_in_archives_are_opened() -> None:
    found = members(zipped({"b.zip": KINDS["a.tar.gz"], "c.txt": PLAN}), "a.zip")
    assert [member.name for member in found] == [
        "a.zip/b.zip/a.txt",
        "a.zip/b.zip/thư mục/b.txt",
        "a.zip/c.txt",
    ]


def test_names_lead_nowhere() -> None:
    files = {"../../etc/passwd.txt": PLAN, "/absolute/a.txt": PLAN, "C:\\x\\..\\b.txt": PLAN}
    for name, data in (("a.zip", zipped(files)), ("a.tar", tarred(files))):
        assert [member.name for member in members(data, name)] == [
            f"{name}/etc/passwd.txt",
            f"{name}/absolute/a.txt",
            f"{name}/x/b.txt",
        ]


def test_links_and_what_programs_leave_behind_are_passed_over() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert not list(members(buffer.getvalue(), "a.tar"))
    junk = {"__MACOSX/._a.txt": b"x", "~$a.docx": b"x", "README.md": b"x", ".DS_Store": b"x"}
    assert not list(members(zipped(junk), "a.zip"))


def test_names_written_in_utf8_without_saying_so_are_read() -> None:
    info = zipfile.ZipInfo("x.txt")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, PLAN)
    data = buffer.getvalue().replace(b"x.txt", "ạ.t".encode())
    (member,) = members(data, "a.zip")
    assert member.name == "a.zip/ạ.t"


def test_a_file_without_a_name_is_read() -> None:
    (member,) = members(zipped({"x.txt": PLAN}).replace(b"x.txt", b"\0.txt"), "a.zip")
    assert (member.name, member.data) == ("a.zip", PLAN)


@pytest.mark.parametrize(
    ("data", "name", "refused"),
    [
        pytest.param(zipped({"a.txt": bytes(100 << 20)}), "a.zip", ExpandsTooFar, id="a small bomb"),
        pytest.param(gzip.compress(bytes(100 << 20)), "a.txt.gz", ExpandsTooFar, id="a bomb in gzip"),
        pytest.param(sevened({"a.txt": bytes(100 << 20)}), "a.7z", ExpandsTooFar, id="a bomb in 7z"),
        pytest.param(sevened(FILES, "bí mật"), "a.7z", EncryptedFile, id="a password"),
        pytest.param(KINDS["a.7z"][:-40], "a.7z", DamagedFile, id="7z cut short"),
        pytest.param(KINDS["a.tar.gz"][:-40], "a.tar.gz", DamagedFile, id="gzip cut short"),
        pytest.param(KINDS["a.tar"][:1200], "a.tar", DamagedFile, id="TAR cut short"),
        pytest.param(
            KINDS["a.tar"][:1030] + b"x" + KINDS["a.tar"][1031:], "a.tar", DamagedFile, id="a header damaged"
        ),
        pytest.param(
            zipped({"a.exe": b"\x7fELF\x00\x00\x00"}), "a.zip", UnknownFormat, id="nothing that is read"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_what_it_is(
    data: bytes, name: str, refused: type[UnreadableFile]
) -> None:
    with pytest.raises(refused):
        read_bytes(data, name)


def test_too_many_files_are_too_many() -> None:
    allowance = Allowance("a.zip", 0)
    allowance.members = 1
    allowance.open()
    with pytest.raises(ExpandsTooFar):
        allowance.open()


def test_nesting_has_an_end() -> None:
    data = zipped({"a.txt": PLAN})
    for _ in range(6):
        data = zipped({"b.zip": data})
    (member,) = members(data, "a.zip")
    assert isinstance(member.fault, ExpandsTooFar)


def test_one_bad_file_does_not_keep_the_others() -> None:
    data = bytearray(zipped({"a.txt": PLAN * 9, "b.txt": ORDER}))
    data[40:44] = b"\xff\xff\xff\xff"
    first, second = members(bytes(data), "a.zip")
    assert isinstance(first.fault, DamagedFile)
    assert second.data == ORDER


def test_an_archive_is_read_as_its_documents() -> None:
    readings = read_bytes(zipped({**FILES, "anh.rar": b"Rar!\x1a\x07\x01\x00"}), "a.zip")
    assert [reading.document.number for reading in readings] == ["12/KH-UBND", "3/QĐ-UBND"]
    assert [reading.source.path for reading in readings] == ["a.zip/a.txt", "a.zip/thư mục/b.txt"]


def test_a_file_is_given_as_it_is_and_an_archive_as_its_files(tmp_path: Path) -> None:
    plain, archive = tmp_path / "a.txt", tmp_path / "b.zip"
    plain.write_bytes(PLAN)
    archive.write_bytes(KINDS["a.zip"])
    assert list(contents(plain)) == [(plain, PLAN)]
    assert list(contents(archive)) == [(archive / "a.txt", PLAN), (archive / "thư mục" / "b.txt", ORDER)]
    ((path, fault),) = contents(tmp_path / "c.zip")
    assert path == tmp_path / "c.zip"
    assert isinstance(fault, CancuError)


@pytest.mark.parametrize("name", KINDS)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=60)
def test_damaged_archives_are_read_or_refused(name: str, seed: int) -> None:
    data = damaged(KINDS[name], seed)
    try:
        for _ in members(data, name) if is_archive(data, name) else ():
            pass
    except UnreadableFile:
        return
