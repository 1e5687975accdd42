"""Two files of one document are compared: what only one of them has is counted and named."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Citation, Document, Reading, Section, Source, Span, Task
from loaders.comparison import compare

PLAN = "ubnd-t.bac-ninh:kh:77:2031"


def reading(path: str, tasks: list[str], sections: list[str] = [], cited: list[str] = []) -> Reading:  # noqa: B006
    return Reading(
        Source(path[0] * 64, path, "txt", genre="directive"),
        Document(PLAN, "77/KH-UBND", "KH"),
        "",
        sections=tuple(Section(str(n), f"{n}.", words, 1, 0, 0) for n, words in enumerate(sections)),
        citations=tuple(Citation(Span(0, len(c), c), "numbered", Span(0, 0, ""), target=c) for c in cited),
        tasks=tuple(Task("?", words, 0, 0, "prose") for words in tasks),
    )


def told(known: Reading, said: Reading) -> dict[str, tuple[str, str]]:
    return {n.code: (dict(n.facts)["count"], dict(n.facts)["first"]) for n in compare(known, said)}


def test_what_only_one_file_has_is_counted_and_named() -> None:
    known = reading("a.pdf", ["Rà soát thủ tục", "Xây dựng quy chế"], ["Mục tiêu"], ["cp:nd:61:2018"])
    said = reading("b.txt", ["Rà soát thủ tục", "Tổ chức hội nghị", "Báo cáo"], ["Mục tiêu", "Kinh phí"], [])
    assert told(known, said) == {
        "sections_only_here": ("1", "1 kinh phí"),
        "citations_only_before": ("1", "cp:nd:61:2018"),
        "tasks_only_before": ("1", "Xây dựng quy chế"),
        "tasks_only_here": ("2", "Tổ chức hội nghị"),
    }


def test_a_torn_word_is_no_other_task() -> None:
    task = "Rà soát, đánh giá thủ tục hành chính về đất đai trên địa bàn tỉnh"
    assert (
        told(reading("a.pdf", [task]), reading("b.txt", [task.replace("hành chính", "hành  chí nh")])) == {}
    )


def test_a_task_that_stands_twice_is_missed_where_it_stands_once() -> None:
    assert told(reading("a.pdf", ["Báo cáo", "Báo cáo"]), reading("b.txt", ["Báo cáo"])) == {
        "tasks_only_before": ("1", "Báo cáo")
    }


@given(st.lists(st.sampled_from(["Rà soát", "Báo cáo", "Tổ chức hội nghị", "Kiểm tra"]), max_size=8))
def test_a_file_differs_from_itself_in_nothing(words: list[str]) -> None:
    one = reading("a.pdf", words, words, words)
    assert told(one, replace(one, tasks=one.tasks[::-1])) == {}
