"""What is no readable text is refused with a code that says what to do; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import (
    BinaryFile,
    EmptyFile,
    LegacyEncoding,
    UndecodableText,
    UnknownFormat,
    UnreadableFile,
)
from loaders.extract import read_bytes
from loaders.formats import plain, reader_of

TCVN3 = "NghÞ ®Þnh cña ChÝnh phñ quy ®Þnh vÒ c¬ chÕ mét cöa, mét cöa liªn th«ng trong gi¶i quyÕt thñ tôc hµnh chÝnh"
VNI = "Nghò ñònh cuûa Chính phuû quy ñònh veà cô cheá moät cöûa trong giaûi quyeát thuû tuïc haønh chính"


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"", EmptyFile),
        ("\ufeff \n\t ".encode(), EmptyFile),
        (b"\x7fELF\x02\x01\x01" + bytes(200), BinaryFile),
        ("NghÞ ®®Þ xµwk ®z¸¸ ¶¶ qu®k ®Þ".encode("latin-1"), LegacyEncoding),
        ("NghÞ ®®Þ xµwk ®z¸¸ ¶¶ qu®k ®Þ".encode(), LegacyEncoding),
        (b"Ngh\xff\xfe d\x81nh", UndecodableText),
    ],
)
def test_unreadable_bytes_are_refused_by_what_they_are(data: bytes, refused: type[UnreadableFile]) -> None:
    with pytest.raises(refused):
        plain.decode(data, "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_read_whatever_its_form(encoding: str) -> None:
    decoded = plain.decode("Nghị định số 61/2018/NĐ-CP".encode(encoding), "a.txt")
    assert decoded.text.endswith("61/2018/NĐ-CP")
    assert decoded.notices == ()


@pytest.mark.parametrize("typed", [TCVN3, VNI])
@pytest.mark.parametrize("form", ["latin-1", "utf-8"])
def test_text_of_old_fonts_is_read_and_told(typed: str, form: str) -> None:
    (reading,) = read_bytes(typed.encode(form), "a.txt")
    assert "Nghị định của Chính phủ quy định về cơ chế một cửa" in reading.text
    assert "legacy_converted" in {notice.code for notice in reading.warnings}


def test_a_table_of_old_fonts_is_read() -> None:
    rows = "TT;NhiÖm vô;C¬ quan chñ tr×;Thêi h¹n\n1;Rµ so¸t thñ tôc hµnh chÝnh;Së T\u00ad ph¸p;Quý II/2031\n"
    (reading,) = read_bytes(rows.encode("latin-1"), "a.csv")
    (task,) = reading.tasks
    assert task.text == "Rà soát thủ tục hành chính"
    assert [a.raw.text for a in task.assignments] == ["Sở Tư pháp"]


def test_unicode_vietnamese_and_english_are_no_legacy_encoding() -> None:
    assert plain.legacy_encoding("Quyết định về việc phê duyệt kế hoạch") is None
    assert plain.legacy_encoding("A decision on the approval of the plan") is None


def test_unknown_suffix_is_told_with_those_that_are_read() -> None:
    with pytest.raises(UnknownFormat) as told:
        reader_of("plan.dwg", b"AC1032" + bytes(20))
    assert ".txt" in told.value.explain("vi")


def test_a_very_long_line_is_read_and_told() -> None:
    (reading,) = read_bytes(("Sở Nội vụ báo cáo kết quả. " * 60_000).encode(), "long.txt")
    assert "very_long_line" in {notice.code for notice in reading.warnings}


def test_a_text_without_number_gets_an_id_of_its_own() -> None:
    (one,) = read_bytes("Ghi chép cuộc họp ngày hôm nay".encode(), "a.txt")
    (other,) = read_bytes("Ghi chép cuộc họp ngày hôm qua".encode(), "b.txt")
    assert one.document.id != other.document.id
    assert "no_document_number" in {notice.code for notice in one.warnings}


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        readings = read_bytes(data, "any.txt")
    except UnreadableFile:
        return
    for reading in readings:
        for citation in reading.citations:
            span = citation.quote
            assert reading.text[span.start : span.end] == span.text
