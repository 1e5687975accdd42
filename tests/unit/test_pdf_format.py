"""PDF is read in reading order: columns, paragraphs and tables whole over page breaks, page furniture left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DamagedFile, EncryptedFile, NoTextLayer, TooManyPages, UnreadableFile
from loaders.extract import read_bytes
from loaders.formats import pdf
from loaders.structure.assembly import assemble
from loaders.structure.draft import Draft, Grid, PageStart, RunningText
from tests.unit.made_pdf import HIGH, LEFT, Page, Stroke, Text, grid_lines, make_pdf, set_text
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts


@pytest.fixture(scope="module", autouse=True)
def no_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing here can recognise what is in pictures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANCU_TESSDATA", str(tmp_path_factory.mktemp("empty")))
        yield


def drafts_of(*pages: Page) -> list[Draft]:
    return pdf.read(make_pdf(pages), "ke-hoach.pdf")


def draft_of(*pages: Page) -> Draft:
    (draft,) = drafts_of(*pages)
    return draft


FIRST = (
    "1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch cải cách "
    "hành chính năm 2027, hoàn thành trước ngày 15 tháng 12 năm 2026."
)
SECOND = (
    "2. Sở Tài chính bố trí kinh phí thực hiện kế hoạch theo quy định của Luật Ngân sách nhà nước và các văn bản hướng "
    "dẫn thi hành."
)
LETTERHEAD = [
    (LEFT + 20, 75, "UBND TỈNH A"),
    (LEFT + 13, 95, "SỞ NỘI VỤ"),
    (LEFT + 13, 125, "Số: 12/KH-SNV"),
    (270, 75, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (300, 95, "Độc lập - Tự do - Hạnh phúc"),
    (290, 125, "A, ngày 05 tháng 02 năm 2026"),
]


def test_a_letterhead_in_two_columns_is_read_column_by_column() -> None:
    text = texts(drafts_of(Page([*LETTERHEAD, *set_text(FIRST, 200)])))
    order = ["UBND TỈNH A", "SỞ NỘI VỤ", "12/KH-SNV", "CỘNG HÒA", "Độc lập", "ngày 05", "1. Sở Nội vụ"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_signature_beside_the_distribution_list_is_read_after_it() -> None:
    written = [
        *set_text(SECOND, 100),
        (LEFT, 200, "Nơi nhận:"),
        (360, 200, "GIÁM ĐỐC"),
        (LEFT, 220, "- Như trên;"),
        (LEFT, 240, "- Lưu: VT."),
        (350, 240, "Nguyễn Văn A"),
    ]
    text = texts(drafts_of(Page(written)))
    assert text.index("- Lưu: VT.") < text.index("GIÁM ĐỐC") < text.index("Nguyễn Văn A")


def test_each_paragraph_is_one_line_and_a_page_break_does_not_cut_it() -> None:
    lines = set_text(FIRST, 760)
    head = [(*line[:2], line[2]) for line in lines[:2]]
    tail = [(x, 80 + 20 * n, text) for n, (x, _, text) in enumerate(lines[2:])]
    pages = [Page([*set_text(SECOND, 600), *head]), Page([*tail, *set_text(SECOND, 200), (310, 40, "2")])]
    draft = draft_of(*pages)
    assert FIRST in texts([draft]).split("\n")
    assert texts([draft]).split("\n").count(SECOND) == 2
    assert [piece.number for piece in draft.pieces if isinstance(piece, PageStart)] == [1, 2]


def test_what_every_page_repeats_is_left_out() -> None:
    pages = [
        Page(
            [
                (200, 40, f"CÔNG BÁO/Số 286/Ngày 27-05-2026 {88 + n}"),
                *set_text(f"{n}. {SECOND}", 100),
                (250, 800, f"Trang {n}"),
            ]
        )
        for n in range(1, 6)
    ]
    text = texts(drafts_of(*pages))
    assert "CÔNG BÁO" not in text
    assert "Trang" not in text
    assert text.count("Sở Tài chính") == 5


def test_a_number_in_two_lines_is_whole_again() -> None:
    text = texts(
        drafts_of(
            Page(
                [
                    (LEFT, 100, "Thực hiện nghiêm túc, kịp thời các nội dung của Chỉ thị số 52-"),
                    (LEFT, 120, "CT/TW ngày 03 tháng 10"),
                ]
            )
        )
    )
    assert "52-CT/TW ngày 03" in text


def test_a_table_over_pages_is_one_grid() -> None:
    columns = (60, 100, 330, 540)
    first = Page(
        [
            *set_text("Nhiệm vụ như sau:", 100),
            (70, 215, "TT"),
            (150, 215, "Nhiệm vụ"),
            (350, 215, "Cơ quan chủ trì"),
            (70, 245, "1"),
            (110, 245, "Xây dựng kế hoạch"),
            (340, 245, "Sở Nội vụ"),
            (70, 275, "2"),
            (110, 275, "Rà soát thủ tục hành"),
            (340, 275, "Văn phòng UBND"),
        ],
        grid_lines(columns, (200, 230, 260, 290)),
    )
    second = Page(
        [
            (70, 75, "TT"),
            (150, 75, "Nhiệm vụ"),
            (350, 75, "Cơ quan chủ trì"),
            (110, 105, "chính của tỉnh"),
            (340, 105, "tỉnh"),
            (70, 135, "3"),
            (110, 135, "Báo cáo kết quả"),
            (340, 135, "Sở Tư pháp"),
            *set_text("Kế hoạch này thay Kế hoạch số 1/KH-UBND.", 200),
        ],
        grid_lines(columns, (60, 90, 120, 150)),
    )
    draft = draft_of(first, second)
    (grid,) = [piece for piece in draft.pieces if isinstance(piece, Grid)]
    assert grids([draft])[0] == [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Xây dựng kế hoạch", "Sở Nội vụ"],
        ["2", "Rà soát thủ tục hành chính của tỉnh", "Văn phòng UBND tỉnh"],
        ["3", "Báo cáo kết quả", "Sở Tư pháp"],
    ]
    assert grid.pages == ((3, 2),)
    kinds = [type(piece) for piece in draft.pieces]
    assert kinds == [PageStart, RunningText, Grid, RunningText]
    body = assemble(draft).body
    assert {page: body.text[at:].split(" ")[0] for at, page in body.pages}[2] == "3"


def test_a_cell_over_several_rows_and_columns_says_so() -> None:
    lines: list[Stroke] = [
        (60, 100, 540, 100),
        (60, 130, 540, 130),
        (60, 160, 330, 160),
        (60, 190, 540, 190),
        (60, 100, 60, 190),
        (540, 100, 540, 190),
        (330, 130, 330, 190),
        (100, 130, 100, 190),
    ]
    written: list[Text] = [
        (200, 120, "I. Thể chế"),
        (70, 150, "1"),
        (110, 150, "Một"),
        (340, 165, "Sở A"),
        (70, 180, "2"),
    ]
    assert grids(drafts_of(Page(written, lines))) == [
        [["I. Thể chế +3"], ["1", "Một", "Sở A ↓2"], ["2", ""]],
    ]


def test_bodies_in_one_cell_stand_on_lines_of_their_own() -> None:
    written: list[Text] = [
        (110, 115, "Sở Nội vụ"),
        (110, 135, "Sở Tài chính"),
        (340, 115, "Các sở, ban, ngành,"),
        (340, 135, "đoàn thể cấp tỉnh"),
    ]
    page = Page(written, grid_lines((60, 100, 330, 490), (100, 150)))
    assert grids(drafts_of(page)) == [
        [["", "Sở Nội vụ\nSở Tài chính", "Các sở, ban, ngành, đoàn thể cấp tỉnh"]],
    ]


def test_number_and_day_laid_on_a_page_are_read_and_stamps_are_not() -> None:
    page = Page(
        [(LEFT, 125, "Số:      /GM-HĐND"), *set_text(FIRST, 200)],
        notes=[(LEFT + 35, 125, "06"), (300, 30, "Ký bởi: Ủy ban nhân dân tỉnh A")],
    )
    text = texts(drafts_of(page))
    assert "06" in text.split("\n\n")[0]
    assert "Ký bởi" not in text


def test_text_of_before_unicode_is_put_into_unicode() -> None:
    typed = "NghÞ ®Þnh cña ChÝnh phñ quy ®Þnh vÒ c¬ chÕ mét cöa, mét cöa liªn th«ng"
    assert "Nghị định của Chính phủ quy định về cơ chế một cửa" in texts(
        drafts_of(Page(set_text(typed, 100)))
    )


def test_a_turned_page_is_read_as_people_see_it() -> None:
    upwards: list[Text] = [(100 + 20 * n, HIGH - 300, f"Dòng {n}") for n in range(3)]
    assert texts(drafts_of(Page(upwards, upright=False, turn=90))).split() == [
        "Dòng",
        "0",
        "Dòng",
        "1",
        "Dòng",
        "2",
    ]


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoTextLayer) as told:
        draft_of(Page(picture=True), Page(picture=True, notes=[(300, 30, "Ký bởi: Văn phòng")]))
    assert "OCR" in told.value.explain("vi").upper()
    assert "2 pages" in told.value.explain("en")


def test_pages_that_are_pictures_among_others_are_told() -> None:
    draft = draft_of(Page(set_text(FIRST, 100)), Page(set_text(SECOND, 100)), Page(picture=True))
    assert [(notice.code, dict(notice.facts)) for notice in draft.notices] == [
        ("pages_without_text", {"pages": "3"})
    ]


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        pytest.param(
            make_pdf([Page(set_text(FIRST, 100))], mapped=False), NoTextLayer, id="no map to letters"
        ),
        pytest.param(
            make_pdf(
                [Page(set_text(FIRST, 100))],
                trailer="/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'5A' * 32}> /U <{'A5' * 32}> >>",
            ),
            EncryptedFile,
            id="password",
        ),
        pytest.param(b"%PDF-1.7\nnothing of the kind", DamagedFile, id="no PDF"),
        pytest.param(make_pdf([Page()], repeat=5_001), TooManyPages, id="too many pages"),
    ],
)
def test_what_cannot_be_read_is_refused_by_what_it_is(data: bytes, refused: type[UnreadableFile]) -> None:
    with pytest.raises(refused):
        pdf.read(data, "a.pdf")


def test_the_same_document_as_pdf_and_as_text_gives_the_same_tasks() -> None:
    title = [(250, 160, "KẾ HOẠCH"), (200, 180, "Cải cách hành chính năm 2026")]
    pages = [Page([*LETTERHEAD, *title, *set_text(FIRST, 240), *set_text(SECOND, 320)])]
    text = "\n".join(
        [
            "UBND TỈNH A\nSỞ NỘI VỤ\nSố: 12/KH-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc\nA, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nCải cách hành chính năm 2026",
            FIRST,
            SECOND,
        ]
    )
    (of_pdf,) = read_bytes(make_pdf(pages), "a.pdf")
    (of_text,) = read_bytes(text.encode(), "a.txt")
    assert [task.text for task in of_pdf.tasks] == [task.text for task in of_text.tasks]
    assert of_pdf.document.id == of_text.document.id


SPECIMEN = make_pdf(
    [
        Page(
            [*LETTERHEAD, *set_text(FIRST, 200)],
            grid_lines((60, 100, 540), (400, 430, 460)),
            notes=[(300, 30, "06")],
        )
    ]
)


@given(st.integers(0, 10**9))
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    read_or_refused(damaged(SPECIMEN, seed), "a.pdf")


@pytest.mark.parametrize("name", ["844-QD-TTg-2026", "105-NQ-CP-2026"])
def test_rows_of_real_tables_are_whole(shared: Path, name: str) -> None:
    (draft,) = pdf.read((shared / "corpus" / "task-tables" / f"{name}.pdf").read_bytes(), name)
    (rows,) = grids([draft])
    assert all(row[0] for row in rows)
    assert {len(row) for row in rows} <= {1, 2, len(rows[0])}
