"""Word's XML files: merged cells, tracked changes, numbers of lists, notes, boxes, controls, hostile packages."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DamagedFile, EmptyFile, ExpandsTooFar
from loaders.formats import docx
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts

NS = nsdecls("w")


def saved(document: Word, parts: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a document, some of its parts replaced."""
    buffer = io.BytesIO()
    document.save(buffer)
    if not parts:
        return buffer.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return changed.getvalue()


def with_body(xml: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A document whose body is this XML."""
    document = Document()
    body = document.element.body
    for element in parse_xml(f"<w:x {NS}>{xml}</w:x>"):
        body.insert(len(body) - 1, element)
    return saved(document, parts)


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, level: int = 0, list_id: int = 7) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def plan() -> Word:
    document = Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\nSố: 5/KH-UBND"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Bình, ngày 02 tháng 3 năm 2024"
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(4, 3)
    for at, text in enumerate(
        ["TT", "Nhiệm vụ", "Chủ trì", "1", "Rà soát", "Sở Nội vụ", "2", "Báo cáo", "", "I"]
    ):
        table.cell(at // 3, at % 3).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 0).merge(table.cell(3, 2))
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    end.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An"
    return document


def test_merged_cells_cover_what_they_cover() -> None:
    (table,) = grids(docx.read(saved(plan()), "a.docx"))
    assert table == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["1", "Rà soát", "Sở Nội vụ ↓2"],
        ["2", "Báo cáo"],
        ["I +3"],
    ]


def test_letterhead_and_signature_are_lines_and_no_tables() -> None:
    lines = [line for line in texts(docx.read(saved(plan()), "a.docx")).splitlines() if line]
    assert lines[:5] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ AN BÌNH",
        "Số: 5/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "An Bình, ngày 02 tháng 3 năm 2024",
    ]
    assert lines[-4:] == ["- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An"]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(
            '<w:p><w:r><w:t>Căn cứ</w:t></w:r><w:ins w:id="1"><w:r><w:t> Nghị định</w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText> Thông tư</w:delText></w:r></w:del></w:p>',
            "Căn cứ Nghị định",
            id="insertions stay, deletions go",
        ),
        pytest.param(
            '<w:p><w:moveFrom w:id="1"><w:r><w:t>đi</w:t></w:r></w:moveFrom>'
            '<w:moveTo w:id="2"><w:r><w:t>đến</w:t></w:r></w:moveTo></w:p>',
            "đến",
            id="moved text stands where it went",
        ),
        pytest.param(
            p("Kế ", '<w:rPr><w:del w:id="1"/></w:rPr>') + p("hoạch"),
            "Kế hoạch",
            id="end of paragraph deleted",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('trong ô')}</w:sdtContent></w:sdt>", "trong ô", id="control"
        ),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>18</w:t><w:noBreakHyphen/><w:t>NQ</w:t></w:r></w:p>",
            "a\tb\n18-NQ",
            id="tabs, breaks, hyphens",
        ),
        pytest.param(
            "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>quyết định</w:t></w:r></w:p>", "QUYẾT ĐỊNH", id="capitals"
        ),
        pytest.param(
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>",
            "hiện",
            id="hidden text",
        ),
        pytest.param(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r></w:p>',
            "3",
            id="result of a field",
        ),
        pytest.param(
            '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>NghÞ ®</w:t></w:r>'
            '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Þnh</w:t></w:r></w:p>',
            "Nghị định",
            id="TCVN3",
        ),
        pytest.param(
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>Quyeá</w:t></w:r>'
            '<w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>t ñònh cuûa UÛy ban</w:t></w:r></w:p>',
            "Quyết định của Ủy ban",
            id="VNI",
        ),
        pytest.param(
            f"<w:tbl><w:tr>{cell('một')}</w:tr><w:tr>{cell('hai')}</w:tr></w:tbl>",
            "một\nhai",
            id="a table of one column is a frame",
        ),
        pytest.param(
            '<w:p><w:r><w:t>thân</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
            f"<w:txbxContent>{p('hộp')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
            "thân\nhộp",
            id="text box",
        ),
        pytest.param(
            '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{p("hộp")}</w:txbxContent></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><w:txbxContent>{p('hộp')}</w:txbxContent></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "hộp",
            id="a box that is told twice",
        ),
    ],
)
def test_text_is_read_as_it_is_shown(xml: str, text: str) -> None:
    assert texts(docx.read(with_body(xml), "a.docx")).strip() == text


LISTS = f"""<w:numbering {NS}>
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="3"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_numbers_of_lists_are_written_out() -> None:
    xml = "".join(
        [
            numbered("Mục đích"),
            numbered("Chung", 1),
            numbered("một", 2),
            numbered("hai", 2),
            numbered("gạch", 3),
            numbered("Nhiệm vụ"),
            numbered("Riêng", 1),
            numbered("ba", 2),
            numbered("Năm", 0, 8),
            p("không số", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        ]
    )
    data = with_body(xml, {"word/numbering.xml": LISTS})
    assert texts(docx.read(data, "a.docx")).strip().splitlines() == [
        "I. Mục đích",
        "1.1. Chung",
        "a) một",
        "b) hai",
        "• gạch",
        "II. Nhiệm vụ",
        "2.1. Riêng",
        "a) ba",
        "V. Năm",
        "không số",
    ]


def test_running_numbers_of_empty_cells_are_written_out() -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr/>{numbered('', 2)}</w:tc>{cell(text)}{cell('Sở Y tế')}</w:tr>"
        for text in ("A", "B")
    )
    head = f"<w:tr>{cell('TT')}{cell('Việc')}{cell('Ai')}</w:tr>"
    (table,) = grids(
        docx.read(with_body(f"<w:tbl>{head}{rows}</w:tbl>", {"word/numbering.xml": LISTS}), "a.docx")
    )
    assert table == [["TT", "Việc", "Ai"], ["a)", "A", "Sở Y tế"], ["b)", "B", "Sở Y tế"]]


def test_an_inner_table_is_text_of_its_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell('x')}{cell('y')}</w:tr></w:tbl>"
    row = f"<w:tr>{cell('1')}<w:tc><w:tcPr/>{p('trước')}{inner}{p('sau')}</w:tc>{cell('Sở')}</w:tr>"
    head = f"<w:tr>{cell('TT')}{cell('Việc')}{cell('Ai')}</w:tr>"
    (table,) = grids(docx.read(with_body(f"<w:tbl>{head}{row}</w:tbl>"), "a.docx"))
    assert table[1] == ["1", "trước\nx | y\nsau", "Sở"]


def test_deleted_rows_are_left_out() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("9")}{cell("bỏ")}{cell("")}</w:tr>'
    head = f"<w:tr>{cell('TT')}{cell('Việc')}{cell('Ai')}</w:tr>"
    row = f"<w:tr>{cell('1')}{cell('Giao')}{cell('Sở')}</w:tr>"
    (table,) = grids(docx.read(with_body(f"<w:tbl>{head}{gone}{row}</w:tbl>"), "a.docx"))
    assert [row[0] for row in table] == ["TT", "1"]


def test_notes_stand_at_the_end_and_headers_nowhere() -> None:
    document = Document()
    document.add_paragraph("Thân văn bản")
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    line = f'<w:footnote w:type="separator">{p("---")}</w:footnote>'
    notes = f"<w:footnotes {NS}>{line}<w:footnote>{p('chú thích')}</w:footnote></w:footnotes>"
    relations = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        related = package.read(relations).decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    related = related.replace(
        "</Relationships>", f'<Relationship Id="rN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    )
    data = saved(document, {relations: related, "word/footnotes.xml": notes})
    assert " ".join(texts(docx.read(data, "a.docx")).split()) == "Thân văn bản chú thích"


# --- hostile and damaged files ------------------------------------------------------------------------------


def test_entities_are_refused() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f"<w:document {NS}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DamagedFile):
        docx.read(saved(Document(), {"word/document.xml": bomb}), "a.docx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr("word/document.xml", b"\0" * (40 << 20))
    with pytest.raises(ExpandsTooFar):
        docx.read(buffer.getvalue(), "a.docx")


def test_elements_nested_without_end_are_refused() -> None:
    deep = "<w:ins>" * 5000 + "</w:ins>" * 5000
    xml = f"<w:document {NS}><w:body><w:p>{deep}</w:p></w:body></w:document>"
    with pytest.raises(DamagedFile):
        docx.read(saved(Document(), {"word/document.xml": xml}), "a.docx")


def test_a_document_without_text_is_empty() -> None:
    with pytest.raises(EmptyFile):
        docx.read(saved(Document()), "a.docx")


def test_a_package_without_its_document_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        docx.read(saved(Document(), {"word/document.xml": "<w:x/>"}), "a.docx")


@given(st.integers())
@settings(max_examples=200)
def test_a_damaged_package_is_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(PLAN, seed), "a.docx")


@given(st.integers())
@settings(max_examples=200)
def test_a_package_of_damaged_xml_is_read_or_refused(seed: int) -> None:
    broken = damaged(PLAN_XML, seed)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAN)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, broken if name == "word/document.xml" else old.read(name))
    read_or_refused(buffer.getvalue(), "a.docx")


PLAN = saved(plan())
with zipfile.ZipFile(io.BytesIO(PLAN)) as _package:
    PLAN_XML = _package.read("word/document.xml")


def test_a_run_without_a_font_has_that_of_its_paragraph_and_not_the_usual_one() -> None:
    """Also the soft hyphen, as which LibreOffice writes the ư of TCVN3."""
    styles = (
        f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:styleId="Than"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    letters = '<w:t xml:space="preserve"> n</w:t><w:softHyphen/><w:t>íc ViÖt Nam</w:t>'
    plain, bold = "<w:rPr><w:i/></w:rPr>", '<w:rPr><w:rStyle w:val="Dam"/></w:rPr>'
    runs = f"<w:r>{plain}{letters}</w:r><w:r>{bold}{letters}</w:r>"
    xml = f'<w:p><w:pPr><w:pStyle w:val="Than"/></w:pPr>{runs}</w:p>'
    read = texts(docx.read(with_body(xml, {"word/styles.xml": styles}), "a.docx"))
    assert read.split() == ["nước", "Việt", "Nam"] * 2
