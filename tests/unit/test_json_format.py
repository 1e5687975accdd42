"""JSON is read by what its keys hold: a page, a text, parts with numbers and headings, or rows that are a table."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DamagedFile, EmptyFile, UnreadableFile
from loaders.extract import read_bytes
from loaders.formats import json_records
from loaders.structure.draft import Draft
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts

PAGE = {
    "url": "https://a.b/c",
    "number": "12/2026/TT-BNV",
    "effective": "01/07/2026",
    "html": "<p>Điều 1. Phạm vi</p>",
}
NESTED = {
    "id": "32/2001/QH10",
    "sourceUrl": "https://a.b/c",
    "chapters": [
        {
            "title": "CHƯƠNG I",
            "subtitle": "QUY ĐỊNH CHUNG",
            "articles": [
                {
                    "id": "art-1",
                    "number": "Điều 1",
                    "heading": "Phạm vi",
                    "body": "1. Luật này quy định.\n2. Hết.",
                },
                {
                    "number": "Điều 2",
                    "heading": "Biểu",
                    "body": "lặp lại",
                    "blocks": [
                        {"kind": "text", "text": "Như sau:"},
                        {
                            "kind": "table",
                            "rows": [[{"text": "TT", "rowspan": 2}, {"text": "A"}], [{"text": "B"}]],
                        },
                    ],
                },
            ],
        }
    ],
}


def read(value: object) -> list[Draft]:
    return list(json_records.read(json.dumps(value).encode(), "a.json"))


def lines(value: object) -> list[str]:
    return [line for line in texts(read(value)).split("\n") if line]


def test_a_record_with_a_page_is_that_page_and_what_is_told_of_it() -> None:
    assert lines(PAGE) == ["Số hiệu: 12/2026/TT-BNV", "Ngày có hiệu lực: 01/07/2026", "Điều 1. Phạm vi"]


def test_what_the_text_tells_itself_is_not_told_twice() -> None:
    assert lines({"so_hieu": "12/KH-UBND", "full_text": "UBND TỈNH A\nSố: 12/KH-UBND\nA"})[0] == "UBND TỈNH A"


def test_a_nested_record_is_read_in_order() -> None:
    drafts = read(NESTED)
    assert texts(drafts).split("\n")[0] == "Số hiệu: 32/2001/QH10"
    assert [line for line in texts(drafts).split("\n") if line][1:] == [
        "CHƯƠNG I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "1. Luật này quy định.",
        "2. Hết.",
        "Điều 2. Biểu",
        "Như sau:",
    ]
    assert grids(drafts) == [[["TT ↓2", "A"], ["B"]]]


def test_several_records_with_text_are_several_documents() -> None:
    data = json.dumps([PAGE, {"full_text": "Số: 3/QĐ-UBND\nQUYẾT ĐỊNH"}]).encode()
    assert [reading.document.number for reading in read_bytes(data, "a.json")] == [
        "12/2026/TT-BNV",
        "3/QĐ-UBND",
    ]


def test_records_that_are_alike_are_a_table() -> None:
    assert grids(
        read({"items": [{"order": 1, "taskName": "Tiếp nhận"}, {"order": 2, "taskName": "Trả"}]})
    ) == [[["order", "taskName"], ["1", "Tiếp nhận"], ["2", "Trả"]]]


def test_records_of_which_some_lack_a_field_are_a_table() -> None:
    records = [{"số": "1", "loại": "KH"}, {"số": "2", "loại": "QĐ", "số điều": 5}]
    assert grids(read({"văn bản": records})) == [
        [["số", "loại", "số điều"], ["1", "KH", ""], ["2", "QĐ", "5"]]
    ]


def test_lines_of_records_are_documents_of_their_own() -> None:
    data = "\n".join(json.dumps(record) for record in (PAGE, NESTED)).encode()
    readings = read_bytes(data, "a.jsonl")
    assert [reading.source.path for reading in readings] == ["a.jsonl/1.json", "a.jsonl/2.json"]
    assert len({reading.source.sha256 for reading in readings}) == 2


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"{", DamagedFile),
        (b"[" * 100_000, DamagedFile),
        (b"1" * 5_000, DamagedFile),
        (b"{}", EmptyFile),
        (b'{"id": "abc", "url": "https://a.b"}', EmptyFile),
        (b"", EmptyFile),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, refused: type[UnreadableFile]) -> None:
    with pytest.raises(refused):
        list(json_records.read(data, "a.json"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "html", "rows", "title", "number", "x y"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    read_or_refused(json.dumps(value).encode(), "a.json")


@given(st.integers(0, 10**9))
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(json.dumps(NESTED).encode(), seed), "a.json")
