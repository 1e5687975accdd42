"""Scans made for tests: pages of text drawn as pictures, crooked, grainy, under a red seal; as files of any kind."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

DPI = 200
WIDE, HIGH = 1654, 2339
_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    "/Library/Fonts/Times New Roman.ttf",
    "C:/Windows/Fonts/times.ttf",
)
_SIZE = 31

Line = tuple[int, str]
"""Where a line begins from the left, and what it reads."""

LETTERHEAD: Sequence[Line] = [
    (220, "ỦY BAN NHÂN DÂN"),
    (230, "TỈNH BẮC NINH"),
    (220, "Số: 512/KH-UBND"),
]
MOTTO: Sequence[Line] = [
    (720, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (880, "Độc lập - Tự do - Hạnh phúc"),
    (800, "Bắc Ninh, ngày 24 tháng 12 năm 2025"),
]
BODY: Sequence[Line] = [
    (720, "KẾ HOẠCH"),
    (440, "Cải cách hành chính tỉnh Bắc Ninh năm 2026"),
    (280, "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ"),
    (220, "ban hành Chương trình tổng thể cải cách hành chính nhà nước;"),
    (280, "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"),
]
TABLE: Sequence[Sequence[str]] = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
    ["1", "Rà soát thủ tục hành chính", "Sở Nội vụ", "Quý II/2026"],
    ["2", "Công bố chỉ số hài lòng", "Sở Tư pháp", "31/10/2026"],
    ["3", "Đào tạo công chức cấp xã", "Sở Tài chính", "Tháng 9"],
]
COLUMNS = (220, 310, 850, 1190, 1460)
ROW = 80
_RED = (214, 32, 45)


def font() -> ImageFont.FreeTypeFont:
    """A font with the letters of Vietnamese; without one the test is skipped."""
    found = next((path for path in _FONTS if Path(path).is_file() and _has_letters(path)), None)
    if found is None:
        pytest.skip("no font with the letters of Vietnamese to draw a scan with")
    return ImageFont.truetype(found, _SIZE)


def _has_letters(path: str) -> bool:
    """Whether two letters look different, which in a font without them are the same box."""
    shapes = [bytes(ImageFont.truetype(path, _SIZE).getmask(letter)) for letter in "ủặ"]
    return shapes[0] != shapes[1]


def page(*, table: bool = True) -> Image.Image:
    """A plan's page: letterhead in two columns, recital, and a table of tasks."""
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    pen = ImageDraw.Draw(picture)
    for n, ((left, text), (right, motto)) in enumerate(zip(LETTERHEAD, MOTTO, strict=True)):
        pen.text((left, 160 + 56 * n), text, "black", font())
        pen.text((right, 160 + 56 * n), motto, "black", font())
    for n, (left, text) in enumerate(BODY):
        pen.text((left, 420 + 66 * n), text, "black", font())
    if table:
        _draw_table(pen, 830)
    return picture


def _draw_table(pen: ImageDraw.ImageDraw, top: int) -> None:
    bottom = top + ROW * len(TABLE)
    for n, row in enumerate(TABLE):
        pen.line((COLUMNS[0], top + ROW * n, COLUMNS[-1], top + ROW * n), "black", 3)
        for left, text in zip(COLUMNS, row, strict=False):
            pen.text((left + 14, top + ROW * n + 18), text, "black", font())
    pen.line((COLUMNS[0], bottom, COLUMNS[-1], bottom), "black", 3)
    for column in COLUMNS:
        pen.line((column, top, column, bottom), "black", 3)


def sealed(picture: Image.Image) -> Image.Image:
    """Under a red seal with letters of its own, over the recital; where its ink lies over black, black is seen."""
    seal = picture.copy()
    pen = ImageDraw.Draw(seal)
    for radius in (130, 120, 40):
        pen.ellipse((480 - radius, 590 - radius, 480 + radius, 590 + radius), outline=_RED, width=5)
    pen.text((380, 520), "U.B.N.D", _RED, font())
    return Image.fromarray(np.minimum(np.asarray(seal), np.asarray(picture)))


def scanned(picture: Image.Image, *, angle: float = 0.0, noise: float = 18.0, seed: int = 7) -> Image.Image:
    """As a scanner gives it: turned by degrees, with grain."""
    crooked = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    grain = np.random.default_rng(seed).normal(0, noise, (HIGH, WIDE, 1))
    return Image.fromarray((np.asarray(crooked) + grain).clip(0, 255).astype(np.uint8))


def as_file(pictures: Sequence[Image.Image], form: str, dpi: tuple[int, int] = (DPI, DPI)) -> bytes:
    """A file of the pictures: "PNG", "JPEG", "TIFF" or "PDF"."""
    file = io.BytesIO()
    first, *others = pictures
    if form == "PDF":
        first.save(file, form, resolution=dpi[0], save_all=True, append_images=others)
    elif others:
        first.save(file, form, dpi=dpi, save_all=True, append_images=others)
    else:
        first.save(file, form, dpi=dpi)
    return file.getvalue()
