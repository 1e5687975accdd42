"""Which tasks are on a subject: sentences of our own on land, schools and roads, and those of a reform plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.questions.shared_words import WHEN, Compound, GenericPhrase, shared_words
from graph.syllables import syllables
from graph.vocabulary.tables import read_table

ONE_STOP = "về việc thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính (TTHC)"
REFORM = "Kế hoạch cải cách hành chính tỉnh Bắc Ninh năm 2021"
LAND = "quy định chi tiết về bồi thường, hỗ trợ, tái định cư khi Nhà nước thu hồi đất"
LAND_PLAN = "Kế hoạch quản lý đất đai tỉnh Phú Thọ năm 2026"


@pytest.mark.parametrize(
    ("subject", "plan", "task", "words"),
    [
        pytest.param(
            ONE_STOP,
            REFORM,
            "Số hóa việc đánh giá giải quyết TTHC theo cơ chế một cửa, một cửa liên thông",
            ("cơ chế một cửa, một cửa liên thông", "giải quyết thủ tục hành chính"),
            id="runs as the subject writes them, abbreviations written out",
        ),
        pytest.param(
            ONE_STOP,
            REFORM,
            "Xây dựng cơ chế liên thông trong giải quyết nhóm TTHC thiết yếu",
            ("cơ chế", "liên thông trong giải quyết", "thủ tục hành chính"),
            id="shorter runs count beside a long one",
        ),
        pytest.param(
            LAND,
            LAND_PLAN,
            "Trình dự toán bồi thường, hỗ trợ, tái định cư của tuyến đường ven sông",
            ("bồi thường, hỗ trợ, tái định cư",),
            id="another field",
        ),
        pytest.param(
            LAND,
            LAND_PLAN,
            "Niêm yết bảng giá BỒI THƯỜNG và lịch thu hồi đất tại nhà văn hoá xã",
            ("bồi thường", "thu hồi đất"),
            id="case does not count",
        ),
        pytest.param(
            "về hoà giải ở cơ sở",
            "Kế hoạch công tác tư pháp năm 2026",
            "Tập huấn hòa giải ở cơ sở cho tổ trưởng",
            ("hoà giải ở cơ sở",),
            id="the place of the tone does not count",
        ),
        pytest.param(
            "hướng dẫn lập dự toán, quyết toán kinh phí khuyến nông",
            "Kế hoạch năm 2026",
            "Trình dự toán kinh phí khuyến nông",
            ("dự toán", "kinh phí khuyến nông"),
            id="no word is cut in two",
        ),
        pytest.param(
            "về đào tạo nghề và trường học an toàn",
            "Kế hoạch năm 2026",
            "Kiểm tra trường học; mở lớp đào tạo nghề",
            ("đào tạo nghề", "trường học"),
            id="in the order of the subject",
        ),
    ],
)
def test_a_task_on_the_subject_shows_the_words(
    subject: str, plan: str, task: str, words: tuple[str, ...]
) -> None:
    assert shared_words(subject, task, plan) == words


@pytest.mark.parametrize(
    ("subject", "plan", "task"),
    [
        pytest.param(
            ONE_STOP,
            REFORM,
            "Đánh giá, chấm điểm chỉ số CCHC các Sở, ban, ngành năm 2021",
            id="what the plan is titled by marks none of its tasks",
        ),
        pytest.param(
            ONE_STOP,
            REFORM,
            "Tổ chức thực hiện và giải quyết kiến nghị",
            id="generic phrases",
        ),
        pytest.param(
            LAND, LAND_PLAN, "Tiếp tục triển khai quy định chi tiết khi Nhà nước giao", id="only joints"
        ),
        pytest.param(LAND, LAND_PLAN, "Đo đạc khu tái định cảnh", id="two syllables of one long word"),
        pytest.param(
            "phê duyệt Đề án phát triển du lịch tỉnh Phú Thọ giai đoạn 2026-2030",
            "Kế hoạch năm 2026",
            "Sửa cầu trên địa bàn tỉnh Phú Thọ giai đoạn 2026-2030",
            id="provinces, periods and years",
        ),
        pytest.param(
            "về trường học. An ninh",
            "",
            "Trao nhà cho trường học an lành",
            id="no run goes on over the end of a sentence",
        ),
        pytest.param("về bán hàng rong", "", "Sửa bản hàng rông", id="marks count"),
        pytest.param("", "", "Bất kỳ việc gì", id="no subject"),
    ],
)
def test_a_task_on_something_else_shows_none(subject: str, plan: str, task: str) -> None:
    assert shared_words(subject, task, plan) == ()


def test_the_title_of_another_plan_does_not_hide_a_subject() -> None:
    reform = "ban hành Chương trình cải cách hành chính"
    task = "Thi tìm hiểu cải cách hành chính trong trường"
    assert shared_words(reform, task, "Kế hoạch cải cách hành chính năm 2026") == ()
    assert shared_words(reform, task, "Kế hoạch hoạt động hè năm 2026") == ("cải cách hành chính",)


@pytest.mark.parametrize(
    ("table", "row"), [("generic-phrases.tsv", GenericPhrase), ("compounds.tsv", Compound)]
)
def test_the_tables_say_nothing_twice(table: str, row: type[GenericPhrase] | type[Compound]) -> None:
    rows = read_table("graph.questions", table, row)
    assert len(set(rows)) == len(rows)


def test_the_tables_hold_what_they_are_read_as() -> None:
    assert all(
        row.when in WHEN for row in read_table("graph.questions", "generic-phrases.tsv", GenericPhrase)
    )
    words = [row.word for row in read_table("graph.questions", "compounds.tsv", Compound)]
    assert [word for word in words if len(syllables(word)) != 2] == []


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_compared(subject: str, task: str, plan: str) -> None:
    words = shared_words(subject, task, plan)
    assert all(words)


@given(st.text())
def test_syllables_are_words_of_letters_and_digits(text: str) -> None:
    assert all(syllable.written.isalnum() for syllable in syllables(text))
