"""Paragraphs of printed text, told by the widths of its lines."""

from collections.abc import Iterable

from loaders.structure.blocks import line_measure, read_body
from loaders.structure.lines import lines_of
from loaders.structure.measure import width_of

FULL, INDENT = 32_000, 2_200
SENTENCES = (
    "Bộ Nội vụ hướng dẫn các cơ quan, đơn vị rà soát thủ tục hành chính thuộc phạm vi quản lý trong năm.",
    "Ủy ban nhân dân tỉnh chỉ đạo sở, ngành công khai kết quả giải quyết hồ sơ trên cổng dịch vụ công.",
    "Trường hợp hồ sơ chưa đầy đủ, cơ quan tiếp nhận thông báo bằng văn bản và nêu rõ lý do cho người nộp.",
    "Thời hạn xử lý không quá mười ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ theo quy định hiện hành.",
    "Cơ quan chủ trì tổng hợp tình hình thực hiện, báo cáo cấp có thẩm quyền xem xét, quyết định.",
)
PARAGRAPHS = [
    " ".join(SENTENCES[(n + k) % len(SENTENCES)] for k in range(2 + n % 4))[n % 7 * 9 :]
    .lstrip(" ,.")
    .capitalize()
    for n in range(30)
]


def printed(paragraphs: Iterable[str], indent: int = INDENT) -> str:
    """The lines of paragraphs as pages have them, the first of each set in, none of them empty."""
    lines: list[str] = []
    for paragraph in paragraphs:
        room = FULL - indent
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if width_of(longer) > room:
                lines.append(line)
                longer, room = word, FULL
            line = longer
        lines.append(line)
    return "\n".join(lines)


def paragraphs_of(text: str) -> list[str]:
    body = read_body(text)
    return [body.words(paragraph.start, paragraph.end) for paragraph in body.paragraphs]


def test_sentences_inside_a_paragraph_begin_none() -> None:
    found = paragraphs_of(printed(PARAGRAPHS))
    whole = sum(paragraph in found for paragraph in PARAGRAPHS)
    assert whole >= 0.9 * len(PARAGRAPHS)


def test_a_heading_without_a_stop_ends_where_the_next_word_had_room() -> None:
    heading = "5. Tăng cường công tác kiểm tra, giám sát việc thực hiện"
    text = printed([*PARAGRAPHS, heading, "Các bộ, cơ quan ngang bộ kiểm tra việc thực hiện."])
    assert paragraphs_of(text)[-2:] == [heading, "Các bộ, cơ quan ngang bộ kiểm tra việc thực hiện."]


def test_a_number_that_begins_a_line_goes_on() -> None:
    cut = "Việc cấp giấy phép được thực hiện theo quy định tại khoản 1 Điều 11 Nghị định số"
    assert width_of(cut) > 0.93 * FULL
    text = f"{printed(PARAGRAPHS)}\n{PARAGRAPHS[0]}\n{cut}\n79/2023/NĐ-CP."
    assert paragraphs_of(text)[-1].endswith("Nghị định số 79/2023/NĐ-CP.")


def test_lines_that_no_width_broke_have_no_measure() -> None:
    assert line_measure(lines_of("\n".join(PARAGRAPHS))) is None
    words = " ".join(PARAGRAPHS).lower().replace(".", "").split()
    verses = "\n".join(" ".join(words[at : at + 3 + at // 7 % 6]) for at in range(0, len(words), 7))
    assert line_measure(lines_of(verses)) is None
