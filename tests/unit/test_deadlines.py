"""Deadlines as cells and sentences write them (guide 3.4); `deadlines.tsv` beside the golden tasks lists the forms."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Deadline, Document, Span
from graph.vocabulary.tables import parse_table
from loaders.structure.body import Body
from loaders.structure.periods import plan_period
from loaders.tasks.deadlines import read_deadline
from loaders.tasks.due import find_deadline
from loaders.tasks.moments import find_moments

FORMS = Path(__file__).parents[1] / "golden" / "tasks" / "deadlines.tsv"


@dataclass(frozen=True)
class Form:
    raw: str
    start: date | None
    end: date | None
    kind: str
    plan_year: str
    more: str


def forms() -> tuple[Form, ...]:
    return parse_table(FORMS.name, FORMS.read_text(encoding="utf-8").split("\n"), Form)


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


def read(raw: str, plan: tuple[date, date] | None = None) -> Deadline:
    deadline = read_deadline(Span(0, len(raw), raw), plan)
    assert deadline is not None
    return deadline


def found(sentence: str, plan: tuple[date, date] | None = None) -> Deadline | None:
    body = Body(sentence, sentence.replace("\n", " "), ())
    return find_deadline(body, 0, len(sentence), 0, plan)


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.raw)
def test_each_form_gives_its_window(form: Form) -> None:
    deadline = read(form.raw, year(int(form.plan_year)) if form.plan_year else None)
    assert (deadline.start, deadline.end, deadline.kind) == (form.start, form.end, form.kind)


@pytest.mark.parametrize("form", [form for form in forms() if form.more], ids=lambda form: form.raw)
def test_frequency_condition_and_flags_are_kept(form: Form) -> None:
    deadline = read(form.raw, year(int(form.plan_year)) if form.plan_year else None)
    assert form.more in (*deadline.frequency, deadline.depends_on, *deadline.flags)


@pytest.mark.parametrize("empty", ["", "  ", "\n", "-", "..."])
def test_no_deadline_stays_none(empty: str) -> None:
    assert read_deadline(Span(0, len(empty), empty), year(2021)) is None


def test_without_a_plan_year_nothing_is_guessed() -> None:
    deadline = read("Quý IV")
    assert (deadline.start, deadline.end, deadline.flags) == (None, None, ("no_year",))


def test_a_plan_of_several_years_dates_nothing() -> None:
    assert read("Quý IV", (date(2022, 1, 1), date(2025, 12, 31))).end is None


def test_a_day_that_does_not_exist_gives_no_window() -> None:
    assert read("Trước ngày 31/02/2021").end is None


@pytest.mark.parametrize(
    ("sentence", "raw"),
    [
        ("Sở Y tế xây dựng đề án, hoàn thành trong tháng 6/2026.", "hoàn thành trong tháng 6/2026"),
        ("Bộ Nội vụ báo cáo Chính phủ trước ngày 30/11/2026 theo quy định.", "trước ngày 30/11/2026"),
        ("Sở Nội vụ thường xuyên đôn đốc các đơn vị.", "thường xuyên"),
        ("Cập nhật thường xuyên, đầy đủ dữ liệu lên hệ thống.", "thường xuyên"),
        ("Đánh giá định kỳ việc thực hiện nhiệm vụ được phân cấp.", "định kỳ"),
        ("Hằng năm, tổ chức sơ kết việc thực hiện.", "Hằng năm"),
        ("Công bố danh mục trong thời hạn 30 ngày kể từ ngày ký.", "trong thời hạn 30 ngày kể từ ngày ký"),
        ("Thường xuyên rà soát; hoàn thành trước ngày 31/12/2026.", "hoàn thành trước ngày 31/12/2026"),
    ],
)
def test_a_sentence_tells_its_deadline(sentence: str, raw: str) -> None:
    deadline = found(sentence)
    assert deadline is not None
    assert deadline.raw.text == raw


@pytest.mark.parametrize(
    "sentence",
    [
        "Xây dựng kế hoạch cải cách hành chính hằng năm của tỉnh.",
        "Kịp thời tháo gỡ khó khăn cho doanh nghiệp.",
        "Triển khai Chương trình giai đoạn 2021 - 2030.",
        "Bố trí nguồn chi thường xuyên của đơn vị.",
        "Thực hiện chế độ báo cáo định kỳ theo quy định.",
        "Khắc phục tồn tại của năm 2025 và đưa chỉ tiêu vào nghị quyết.",
    ],
)
def test_a_time_that_belongs_to_a_noun_is_no_deadline(sentence: str) -> None:
    assert found(sentence, year(2026)) is None


def test_a_yearly_report_before_a_day_has_no_window() -> None:
    deadline = found("Định kỳ hằng năm báo cáo kết quả trước ngày 31 tháng 12.", year(2026))
    assert deadline is not None
    assert (deadline.kind, deadline.start, deadline.end) == ("recurring", None, None)


TIMES = st.sampled_from(
    ["Quý I", "quý IV", "Tháng 6", "Tháng 02", "15/3", "ngày 01 tháng 12", "6 tháng đầu năm"]
)
MARKS = st.sampled_from(["", "Trước ", "Chậm nhất ", "Từ ", "Đến ", "Sau ", "Cuối "])


@given(MARKS, TIMES, st.integers(1990, 2060), st.sampled_from([" - ", " và ", ", ", "; "]), TIMES)
def test_a_window_never_ends_before_it_starts(
    mark: str, one: str, number: int, joint: str, other: str
) -> None:
    deadline = read(f"{mark}{one}{joint}{other}", year(number))
    assert deadline.start is None or deadline.end is None or deadline.start <= deadline.end


@given(st.text())
def test_any_cell_is_read_and_quoted(text: str) -> None:
    deadline = read_deadline(Span(3, 3 + len(text), text), year(2021))
    assert deadline is None or deadline.raw == Span(3, 3 + len(text), text)


@given(TIMES, st.integers(1990, 2060))
def test_a_moment_stands_where_it_says(words: str, number: int) -> None:
    for moment in find_moments(f"xong {words}", year(number)):
        assert f"xong {words}"[moment.start : moment.end].lower() in words.lower()


def test_a_date_of_an_english_calendar_is_read_and_flagged() -> None:
    deadline = read("6/30/2025")
    assert (deadline.end, deadline.flags) == (date(2025, 6, 30), ("month_first",))
    assert read("6/7/2025").end == date(2025, 7, 6)


def test_years_in_the_dates_of_documents_that_a_title_names_are_no_plan() -> None:
    title = "Danh mục nhiệm vụ thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024"
    plan = plan_period(Document("cp:nq:3:2025", title=title, issued_on=date(2025, 1, 9)))
    assert plan == (date(2025, 1, 1), date.max)
    assert read("12/2028", plan).flags == ()
    assert read("Quý II", plan).end == date(2025, 6, 30)
    assert read("12/2024", plan).flags == ("out_of_plan",)


def test_a_day_of_every_month_is_due_each_month() -> None:
    text = "Trước ngày 20 hàng tháng, các cơ quan gửi báo cáo về Bộ Tư pháp"
    deadline = find_deadline(Body(text, text, ()), 0, len(text), 26, year(2014))
    assert deadline is not None
    assert (deadline.raw.text, deadline.frequency, deadline.end) == (
        "Trước ngày 20 hàng tháng",
        ("monthly",),
        None,
    )


def test_what_a_term_is_counted_from_is_quoted_to_its_end() -> None:
    said = "Trong thời hạn 02 ngày làm việc kể từ ngày nhận được hồ sơ trình của cơ quan được tỉnh giao giải quyết"
    text = f"{said}, Sở Y tế xem xét"
    deadline = find_deadline(Body(text, text, ()), 0, len(text), len(said), None)
    assert deadline is not None
    assert deadline.raw.text == said


@given(
    st.integers(1, 28),
    st.integers(1, 12),
    st.integers(1990, 2060),
    st.sampled_from(["", "Chậm nhất ngày ", "đến hết "]),
)
def test_the_window_of_a_day_holds_that_day_as_its_last(
    day: int, month: int, number: int, before: str
) -> None:
    for words in (
        f"{day}/{month}/{number}",
        f"{day:02}/{month:02}/{number}",
        f"ngày {day} tháng {month} năm {number}",
    ):
        assert read(f"{before}{words}".replace("ngày ngày", "ngày")).end == date(number, month, day)


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1990, 2060))
def test_before_a_day_ends_on_the_day_before(day: int, month: int, number: int) -> None:
    assert read(f"Trước ngày {day}/{month}", year(number)).end == date(number, month, day) - timedelta(days=1)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1990, 2060))
def test_the_window_of_months_holds_both(one: int, other: int, number: int) -> None:
    first, last = sorted((one, other))
    deadline = read(f"Tháng {first} - {last}/{number}")
    assert (deadline.start, deadline.end and deadline.end.month) == (date(number, first, 1), last)


@given(st.integers(1, 4), st.integers(1990, 2060), st.booleans())
def test_the_window_of_a_quarter_is_its_three_months(quarter: int, number: int, roman: bool) -> None:
    written = ("I", "II", "III", "IV")[quarter - 1] if roman else str(quarter)
    told, planned = read(f"Quý {written}/{number}"), read(f"quý {written}", year(number))
    assert told.start == planned.start == date(number, 3 * quarter - 2, 1)
    assert told.end == planned.end
    assert told.end is not None
    assert (told.end.month, (told.end + timedelta(days=1)).day) == (3 * quarter, 1)


def test_a_plan_until_a_year_to_come_runs_from_its_issue() -> None:
    title = "Quy hoạch phát triển an toàn thông tin số đến năm 2020"
    plan = plan_period(Document("ttg:qd:63:2010", title=title, issued_on=date(2010, 1, 13)))
    assert plan == (date(2010, 1, 1), date(2020, 12, 31))
