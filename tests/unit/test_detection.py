"""A file is what its bytes say; the name decides only between kinds of text."""

import io
import zipfile

import pytest

from graph.errors import DamagedFile, UnknownFormat
from loaders.formats import reader_of
from loaders.formats.detection import form_of, suffix_of


def package(*parts: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        if mimetype:
            written.writestr("mimetype", mimetype)
        for part in parts:
            written.writestr(part, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        pytest.param(
            package("[Content_Types].xml", "word/document.xml"), "a.bin", ".docx", id="Word package"
        ),
        pytest.param(package("[Content_Types].xml", "xl/workbook.xml"), "a.doc", ".xlsx", id="Excel as .doc"),
        pytest.param(package("a.docx", "b.txt"), "a.docx", ".zip", id="archive under an office name"),
        pytest.param(
            package("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "a.zip",
            ".ods",
            id="open document",
        ),
        pytest.param(b"\xef\xbb\xbf<html><body>x", "ke-hoach.doc", ".html", id="HTML as .doc"),
        pytest.param(b"<!-- saved -->\n<!DOCTYPE html><html>", "a.txt", ".html", id="HTML as .txt"),
        pytest.param(b"{\\rtf1\\ansi x}", "ke-hoach.doc", ".rtf", id="RTF as .doc"),
        pytest.param(b"\n%PDF-1.7\n", "a.docx", ".pdf", id="PDF as .docx"),
        pytest.param("<html>".encode("utf-16"), "a.doc", ".html", id="HTML in UTF-16"),
        pytest.param("Số: 1/KH-UBND".encode(), "a.doc", ".txt", id="text as .doc"),
        pytest.param("Số: 1/KH-UBND".encode(), "ke-hoach", ".txt", id="text without an ending"),
        pytest.param(b"<div>*x*</div>", "a.md", ".md", id="Markdown may start with a tag"),
        pytest.param(b"a;b\n1;2\n", "a.CSV", ".csv", id="ending in capitals"),
        pytest.param(b'{"so": 1}', "a", ".json", id="JSON without an ending"),
        pytest.param(b"\x00\x01\x02\x03" * 9, "a.docx", ".docx", id="no known bytes: the ending is told"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\x00\x04", "a.zip", ".7z", id="7z"),
        pytest.param(b"\x1f\x8b\x08\x00", "a.tgz", ".gz", id="gzip"),
    ],
)
def test_bytes_go_before_the_name(data: bytes, name: str, form: str) -> None:
    assert form_of(data, name) == form


def test_a_torn_package_is_damaged() -> None:
    data = package("[Content_Types].xml", "word/document.xml")
    with pytest.raises(DamagedFile):
        form_of(data[: len(data) // 2], "a.docx")


def test_an_unknown_format_is_told_with_those_that_are_read() -> None:
    with pytest.raises(UnknownFormat) as told:
        reader_of("van-ban.rar", b"Rar!\x1a\x07\x01\x00")
    assert ".txt" in told.value.explain("vi")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("thu.muc/ke-hoach", ""), ("a.TAR.GZ", ".gz"), (".gitignore", ""), ("C:\\van.ban\\a.Doc", ".doc")],
)
def test_the_ending_is_that_of_the_last_name(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
