"""Scans and pictures are recognised: number, day, recital and cells, however they lie; and it is told."""

import io
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from PIL import Image

from graph.errors import (
    DamagedFile,
    ModelMissing,
    PictureTooLarge,
    PictureUnread,
    PictureWithoutText,
    RecognitionMissing,
)
from graph.model import Reading
from loaders.extract import read_bytes
from loaders.formats import reader_of
from loaders.formats.ocr import listed
from loaders.formats.ocr_engine import Mode, Program, Ready, open_engine
from loaders.formats.ocr_hocr import Scrap
from loaders.formats.ocr_misread import mended
from loaders.formats.ocr_model import find_model
from loaders.formats.ocr_picture import skew, to_grey
from loaders.formats.ocr_rules import find_rules
from loaders.structure.draft import Draft
from tests.unit.made_pdf import Page, make_pdf, set_text
from tests.unit.made_scan import COLUMNS, DPI, HIGH, ROW, TABLE, WIDE, as_file, page, scanned, sealed
from tests.unit.mutations import damaged, read_or_refused
from tests.unit.pieces import grids, texts


def read(data: bytes, name: str) -> Reading:
    (reading,) = read_bytes(data, name)
    return reading


def read_drafts(data: bytes, name: str) -> list[Draft]:
    return list(reader_of(name, data)[1](data, name))


@pytest.fixture(scope="module")
def plan(tessdata: Path) -> Reading:
    """What a crooked, grainy scan under a seal says."""
    return read(as_file([scanned(sealed(page()), angle=1.4)], "PDF"), "ke-hoach.pdf")


def test_number_day_and_issuer_of_a_scan_are_read(plan: Reading) -> None:
    document = plan.document
    assert (document.number, document.issued_on) == ("512/KH-UBND", date(2025, 12, 24))
    assert document.issuer_name == "Ủy ban nhân dân tỉnh Bắc Ninh"


def test_a_citation_of_a_scan_quotes_the_recognised_text(plan: Reading) -> None:
    found = next(citation for citation in plan.citations if citation.number == "76/NQ-CP")
    assert found.dated == date(2021, 7, 15)
    assert plan.text[found.evidence.start : found.evidence.end] == found.evidence.text


def test_the_tasks_of_a_scanned_table_have_their_leads_and_deadlines(plan: Reading) -> None:
    assert [(task.text, task.deadline and task.deadline.raw.text) for task in plan.tasks] == [
        (row[1], row[3]) for row in TABLE[1:]
    ]
    assert [task.assignments[0].raw.text for task in plan.tasks] == [row[2] for row in TABLE[1:]]


def test_the_words_of_a_seal_are_not_read(plan: Reading) -> None:
    assert "U.B.N.D" not in plan.text
    assert "Chương trình tổng thể cải cách hành chính" in plan.text


def test_recognised_text_is_told_with_how_sure_it_is(plan: Reading) -> None:
    told = {notice.code: dict(notice.facts) for notice in plan.warnings}
    assert told["recognised_text"]["pages"] == "1"
    assert 80 < int(told["recognised_text"]["confidence"]) <= 100


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_set_upright(tessdata: Path, quarters: int) -> None:
    lying = scanned(page()).rotate(90 * quarters, expand=True)
    (rows,) = grids(read_drafts(as_file([lying], "JPEG"), "a.jpg"))
    assert rows[1:] == TABLE[1:]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_formats_of_their_own(tessdata: Path, form: str) -> None:
    data = as_file([scanned(page(table=False))], form)
    assert "512/KH-UBND" in read(data, f"van-ban.{form.lower()}").text


def test_a_fax_of_several_pages_is_one_document(tessdata: Path) -> None:
    coarse = [scanned(each).resize((WIDE, HIGH // 2)) for each in (page(table=False), page())]
    drafts = read_drafts(as_file(coarse, "TIFF", dpi=(DPI, DPI // 2)), "fax.tif")
    assert grids(drafts) == [TABLE]
    assert told(drafts[0])["recognised_text"]["pages"] == "1–2"


def told(draft: Draft) -> dict[str, dict[str, str]]:
    return {notice.code: dict(notice.facts) for notice in draft.notices}


def test_of_a_file_with_text_only_its_pictures_are_recognised(tessdata: Path) -> None:
    sentence = "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
    typed = pypdfium2.PdfDocument(make_pdf([Page(set_text(sentence, 100)) for _ in range(2)]))
    typed.import_pages(pypdfium2.PdfDocument(as_file([scanned(page())], "PDF")), index=1)
    mixed = io.BytesIO()
    typed.save(mixed)
    drafts = read_drafts(mixed.getvalue(), "a.pdf")
    assert told(drafts[0])["recognised_text"]["pages"] == "2"
    assert texts(drafts).count(sentence) == 3


def test_an_empty_page_is_a_picture_without_text(tessdata: Path) -> None:
    with pytest.raises(PictureWithoutText):
        read(as_file([Image.new("L", (WIDE, HIGH), 255)], "PNG"), "trang-trang.png")


# --- what is missing, too large, damaged --------------------------------------------------------------------


def test_without_the_model_it_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_TESSDATA", str(tmp_path))
    with pytest.raises((ModelMissing, RecognitionMissing)) as told:
        read(as_file([page()], "PDF"), "ban-quet.pdf")
    assert "tesseract-ocr-vie" in told.value.explain("vi")
    assert "CANCU_TESSDATA" in told.value.explain("en")
    with pytest.raises(PictureUnread):
        read(as_file([page()], "PNG"), "ban-quet.png")


def test_the_model_is_looked_for_where_variables_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "share" / "tessdata"
    folder.mkdir(parents=True)
    (folder / "vie.traineddata").write_bytes(b"")
    monkeypatch.delenv("CANCU_TESSDATA", raising=False)
    monkeypatch.setenv("TESSDATA_PREFIX", str(folder.parent))
    assert find_model() == folder
    monkeypatch.setenv("CANCU_TESSDATA", str(folder))
    assert find_model() == folder


def test_a_file_that_is_no_model_is_told(
    tessdata: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vie.traineddata").write_bytes(b"no model")
    monkeypatch.setenv("CANCU_TESSDATA", str(tmp_path))
    with pytest.raises(ModelMissing), open_engine("a.pdf", 1):
        pass


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tessdata: Path) -> None:
    bomb = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")
    with pytest.raises(PictureTooLarge):
        read(bomb.getvalue(), "bom.png")
    pdf = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(pdf, "PDF")
    with pytest.raises(PictureTooLarge):
        read(pdf.getvalue(), "bom.pdf")


def test_a_torn_picture_is_damaged(tessdata: Path) -> None:
    data = as_file([page(table=False)], "PNG")
    with pytest.raises(DamagedFile):
        read(data[: len(data) // 3], "rach.png")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_damaged_pictures_are_read_or_refused(tessdata: Path, form: str) -> None:
    data = as_file([page(table=False).resize((310, 438))], form)
    for seed in range(10):
        read_or_refused(damaged(data, seed), f"a.{form.lower()}")


# --- pictures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [-4.0, -0.6, 0.0, 2.3])
def test_how_crooked_a_page_lies_is_found(angle: float) -> None:
    assert skew(to_grey(scanned(page(), angle=angle))) == pytest.approx(-angle, abs=0.11)


def test_the_lines_of_a_table_are_found_and_no_strokes_of_letters() -> None:
    level, upright = find_rules(to_grey(page()))
    assert {round(row / ROW) for row, *_ in (level - [830 % ROW, 0, 0]).tolist()} == {10, 11, 12, 13, 14}
    assert {round(column / 10) for column, *_ in upright.tolist()} == {round(at / 10) for at in COLUMNS}
    level, upright = find_rules(to_grey(page(table=False)))
    assert (len(level), len(upright)) == (0, 0)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Quý 11/2026", "Quý II/2026"),
        ("Quý I1", "Quý II"),
        ("quý lV/2025;", "quý IV/2025;"),
        ("Quý 1/2026", "Quý 1/2026"),
        ("ngày 0T tháng 0l năm 202],", "ngày 01 tháng 01 năm 2021,"),
        ("ngày 22 tháng lÌ năm 2019", "ngày 22 tháng 11 năm 2019"),
        ("ngày ló tháng", "ngày ló tháng"),
        ("tháng I", "tháng I"),
        ("Phần l1", "Phần l1"),
        ("ngày 1O/l2/2024", "ngày 10/l2/2024"),
    ],
)
def test_letters_in_a_number_are_the_digits_that_look_like_them(read: str, meant: str) -> None:
    assert mended(read.split()) == meant.split()


def test_numbers_that_follow_each_other_are_a_range() -> None:
    assert listed([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert listed([]) == ""


# --- the command --------------------------------------------------------------------------------------------


def test_the_command_reads_what_the_library_reads(request: pytest.FixtureRequest) -> None:
    """The library is what must be there; the command is a second way to it, tested where it is."""
    command = shutil.which("tesseract")
    if command is None:
        pytest.skip("no tesseract command here")
    tessdata: Path = request.getfixturevalue("tessdata")
    pictures = [to_grey(page(table=False)), to_grey(page())]
    with open_engine("a.pdf", 2) as library:
        known = library.read(pictures, Mode.PAGE)
    found = Program("a.pdf", Ready(command, tessdata)).read(pictures, Mode.PAGE)
    assert [_few(words) for words in found] == [_few(words) for words in known]


def _few(words: Sequence[Scrap]) -> list[str]:
    return [word.text for word in words][:12]
