"""The data by which tasks are read: every pattern takes and refuses what it says, every word is listed once."""

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document
from graph.vocabulary.tables import read_table
from loaders.structure.blocks import read_body
from loaders.structure.zones import dissect
from loaders.tasks.heads import KINDS, heads
from loaders.tasks.phrases import WordRow, phrase, rows
from loaders.tasks.tables import CONTINUED
from loaders.tasks.tasks import find_tasks

PARTS = frozenset({"quarter", "step"})


@pytest.mark.parametrize("row", rows().values(), ids=lambda row: row.name)
def test_a_phrase_takes_and_refuses_what_it_says(row: object) -> None:
    name = row.name  # type: ignore[attr-defined]  # parametrize hides the type
    expression = phrase(name)
    matches = expression.search if name.endswith("_before") else expression.match
    assert [text for text in rows()[name].accepts if not matches(text)] == []
    assert [text for text in rows()[name].refuses if matches(text)] == []


@pytest.mark.parametrize("name", sorted(set(rows()) - PARTS))
def test_every_phrase_shows_what_it_takes(name: str) -> None:
    assert rows()[name].accepts


def test_no_word_is_listed_twice_in_a_role() -> None:
    counted = Counter((row.role, row.words) for row in read_table("loaders.language", "words.tsv", WordRow))
    assert [word for word, times in counted.items() if times > 1] == []


def test_every_role_of_words_is_explained() -> None:
    lines = files("loaders.language").joinpath("words.tsv").read_text(encoding="utf-8").split("\n")
    explained = {line[2:].partition(" =")[0] for line in lines if line.startswith("# ") and " = " in line}
    assert {row.role for row in read_table("loaders.language", "words.tsv", WordRow)} == explained


def test_every_head_is_of_a_known_kind() -> None:
    assert {head.kind for head in heads()} <= {*KINDS, "unit"}


FRAGMENTS = st.sampled_from(
    [
        "II. NHIỆM VỤ",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Sở Nội vụ có trách nhiệm:",
        "- Xây dựng kế hoạch, gửi về Sở Tài chính trước ngày 30/11.",
        "a) Bộ Y tế chủ trì, phối hợp với các bộ, ngành liên quan rà soát quy định.",
        "Giao Sở Tư pháp thường xuyên đôn đốc. Người đứng đầu chịu trách nhiệm trước UBND tỉnh.",
        "Các cơ quan: Báo Hà Nam,\nĐài Phát thanh có trách nhiệm tuyên truyền./.",
        "Căn cứ Luật Ngân sách; các đơn vị lập dự toán;",
        "Phụ lục",
        "|",
        "STT\n|\nNội dung\n|\nChủ trì\n|\n1\n|\nTập huấn\n|\nSở Y tế\n|",
        "",
    ]
)


@given(st.lists(FRAGMENTS, max_size=12))
def test_whatever_the_order_of_the_lines_tasks_quote_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    body = dissect(read_body(text))
    for task in find_tasks(body, Document("x:kh:1:2024", issuer="ubnd-t.ha-nam"), (), None):
        quote = " ".join(text[task.start : task.end].split())
        assert task.text == quote or (CONTINUED in task.flags and task.text.startswith(quote))
        assert any(assignment.role == "lead" for assignment in task.assignments) or task.origin == "table"
        for assignment in task.assignments:
            assert text[assignment.raw.start : assignment.raw.end] == assignment.raw.text
