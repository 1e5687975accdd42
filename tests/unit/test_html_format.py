"""HTML is read as a person reads the page: paragraphs, tables with spans, lists with numbers, no menus."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BinaryFile, EmptyFile, ExpandsTooFar, UnreadableFile
from loaders.formats import html
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts

TASKS = """<table border=1>
<tr><th rowspan=2>TT</th><th rowspan=2>Nhiệm vụ</th><th colspan=2>Cơ quan</th></tr>
<tr><th>Chủ trì</th><th>Phối hợp</th></tr>
<tr><td>1</td><td><p>Xây dựng<br>kế hoạch</p></td><td>Sở&nbsp;Nội vụ</td><td><p>Sở A</p><p>Sở B</p></td></tr>
</table>"""
LETTERHEAD = """<table><tr><td><b>UBND TỈNH A</b><br>Số: 12/KH-UBND</td>
<td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>A, ngày 05 tháng 02 năm 2026</p></td></tr></table>"""
PAGE = f"""<!doctype html><html><head><title>x</title><style>p {{}}</style></head><body>
<nav><a>Trang chủ</a></nav><script>var a = "<p>không</p>";</script><p style="display: none">ẩn</p>
{LETTERHEAD}<p align=center>KẾ HOẠCH</p><p>1. Sở Nội vụ <i>chủ trì</i>,\n   phối hợp.</p>{TASKS}
<footer>Bản quyền</footer></body></html>"""


def read(page: str) -> str:
    return texts(html.read(page.encode(), "a.html"))


def test_blocks_are_paragraphs_and_the_rest_is_left_out() -> None:
    text = read(PAGE)
    assert "1. Sở Nội vụ chủ trì, phối hợp." in text.split("\n")
    for words in ("Trang chủ", "không", "ẩn", "Bản quyền"):
        assert words not in text


def test_a_table_keeps_what_its_cells_span() -> None:
    assert grids(html.read(PAGE.encode(), "a.html")) == [
        [
            ["TT ↓2", "Nhiệm vụ ↓2", "Cơ quan +2"],
            ["Chủ trì", "Phối hợp"],
            ["1", "Xây dựng\nkế hoạch", "Sở\u00a0Nội vụ", "Sở A\nSở B"],
        ]
    ]


def test_a_letterhead_in_a_table_is_read_column_by_column() -> None:
    text = read(PAGE)
    order = ["UBND TỈNH A", "Số: 12/KH-UBND", "CỘNG HÒA", "ngày 05", "KẾ HOẠCH"]
    assert sorted(map(text.index, order)) == [text.index(words) for words in order]


def test_a_table_of_tables_only_sets_in_place() -> None:
    drafts = html.read(f"<table><tr><td>{TASKS}</td><td>Cột bên</td></tr></table>".encode(), "a.html")
    assert len(grids(drafts)) == 1
    assert texts(drafts) == "Cột bên"


def test_lists_show_the_numbers_that_a_browser_shows() -> None:
    page = "<ol start=3><li>Ba<ul><li>gạch</ul><li>Bốn</ol><ol type=a><li>chữ</ol><ol><li>5. có sẵn</ol>"
    assert read(page).split("\n") == ["3. Ba", "- gạch", "4. Bốn", "a) chữ", "5. có sẵn"]


@pytest.mark.parametrize(
    "page",
    [
        '<body><div>Menu</div><div class="preview-content">{}</div><div>Tin khác</div></body>',
        '<body><ul><li>Menu</ul><div id="toanvancontent">{}</div>Tin khác</body>',
        '<body><p>Menu</p><div id="noidung"><div class="the-document-body doc-summary">Tin khác</div>'
        '<div class="the-document-body">{}<span class="tooltip-button">Menu</span></div></div></body>',
        "<body><p>Menu</p><main>{}</main><p>Tin khác</p></body>",
    ],
)
def test_of_a_portal_s_page_only_the_document_is_read(page: str) -> None:
    body = "<p>Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.</p>" * 5
    text = read(page.format(body))
    assert text.count("Điều 1") == 5
    assert "Menu" not in text
    assert "Tin khác" not in text


def test_a_table_of_attributes_tells_them_line_by_line() -> None:
    rows = "<tr><td>Số hiệu</td><td>12/KH-UBND</td></tr><tr><td>Ngày ban hành</td><td>05/02/2026</td></tr>"
    assert read(f"<table>{rows}</table>") == "Số hiệu: 12/KH-UBND\nNgày ban hành: 05/02/2026"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258", "latin-1"])
def test_the_page_says_its_encoding(encoding: str) -> None:
    words = "Kế hoạch" if encoding.startswith("utf") else "Ke hoach"
    charset = "utf-8" if encoding.startswith("utf") else encoding
    page = f'<html><head><meta http-equiv=x content="text/html; charset={charset}"></head><p>{words}</p>'
    assert texts(html.read(page.encode(encoding), "a.html")) == words


def test_words_in_old_fonts_are_put_into_unicode() -> None:
    page = '<p><font face=".VnTime">NghÞ ®Þnh</font> số 12 <span style="font-family: VNI-Times">Chính phuû</span></p>'
    assert read(page) == "Nghị định số 12 Chính phủ"


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"<html><script>x</script></html>", EmptyFile),
        (b"<p>a\x00b</p>", BinaryFile),
        (b"<table>" + b"<tr><td rowspan=9999 colspan=200>x</tr>" * 9999 + b"</table>", ExpandsTooFar),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, refused: type[UnreadableFile]) -> None:
    with pytest.raises(refused):
        html.read(data, "a.html")


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li", "blockquote"])
def test_deep_nesting_ends_in_text(tag: str) -> None:
    assert "đáy" in read(f"<{tag}>" * 3000 + "đáy")


@given(st.integers(0, 10**9))
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(PAGE.encode(), seed), "a.html")
