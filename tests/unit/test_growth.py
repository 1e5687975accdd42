"""Reading takes time and memory in proportion to the text, also for texts made to be slow to read.

Each specimen is read at n, 2n and 4n characters; doubling it may not take more than 2.6 times the process time. Time
is the least of a few rounds, and a specimen gets several tries: a busy machine can only make one look worse.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from time import process_time

import pytest

from graph.model import Source
from loaders.extract import read_draft
from loaders.structure.draft import Draft, Grid, GridCell, RunningText

LETTERHEAD = "ỦY BAN NHÂN DÂN TỈNH X\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề việc thử\nI. NHIỆM VỤ\n"
SIZE = 4_000
WORST = 2.6
TRIES, ROUNDS = 6, 2
SOURCE = Source("0" * 64, "hostile.txt", "txt")
HEADS = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian")
ROW = ("Xây dựng báo cáo theo Nghị định số 61/2018/NĐ-CP", "Sở Nội vụ", "Quý II")

REPEATED: Mapping[str, str] = {
    "digits": "1",
    "digits and slashes": "1/",
    "digits and dots": "1.",
    "numbers cut short": "12-NQ ",
    "numbers in Greek letters": "12/α./-",
    "a part of a part": "khoản 1 của Điều 2 của ",
    "points of clauses": "điểm a, b, c khoản 1, 2, 3 Điều 4, 5 của ",
    "articles in a row": "Điều 1, 2, 3, ",
    "one word to a line": "từ\n",
    "one capital word to a line": "TỪ\n",
    "no blank": "ủybannhândân",
    "blanks": " ",
    "empty lines": "\n",
    "open quotes": "“(",
    "open brackets": "(a ",
    "recitals without a document": "Căn cứ ",
    "recitals in one line": "Căn cứ Nghị định số 61/2018/NĐ-CP; ",
    "recitals": "Căn cứ Nghị định số 61/2018/NĐ-CP;\n",
    "column heads without a table": "STT\n|\n",
    "leads in one line": "a) Sở Nội vụ chủ trì, phối hợp với Sở Tài chính; ",
    "laws that alter laws": "Luật sửa đổi, bổ sung một số điều của ",
    "laws": "Luật Đất đai và ",
    "plans of plans": "ban hành Kế hoạch của ",
    "titles in titles": "Nghị định số 1/2018/NĐ-CP sửa đổi ",
    "titles of two": "Nghị định số 2/2018/NĐ-CP sửa đổi Nghị định số 1/2017/NĐ-CP và ",
    "titles of what is later": "Nghị định số 1/2017/NĐ-CP sửa đổi Nghị định số 2/2018/NĐ-CP quy định ",
    "passives": "Nghị định số 1/2018/NĐ-CP được sửa đổi theo ",
    "pointers": "Kế hoạch này ",
    "combining marks": "e\u0301\u200b",
    "bare numbers": "107, ",
    "bodies": "Sở, ",
    "days": "ngày 1 tháng 1 ",
    "ends": "hết hiệu lực từ ngày ",
    "starts": "Kể từ ngày Nghị định này có hiệu lực ",
}


def repeated(words: str) -> Callable[[int], Draft]:
    return lambda size: Draft((RunningText(f"{LETTERHEAD}a{words * (size // len(words))}b"),))


def a_table(size: int) -> Draft:
    rows = [HEADS, *((str(n), *ROW) for n in range(1, size // 70))]
    cells = (GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Draft((RunningText(LETTERHEAD), Grid(tuple(cells))))


def articles(size: int) -> Draft:
    lines = (f"Điều {n}. Giao Sở Nội vụ chủ trì theo Nghị định số {n}/2018/NĐ-CP." for n in range(size // 66))
    return Draft((RunningText(LETTERHEAD + "\n".join(lines)),))


def pieces(size: int) -> Draft:
    return Draft(
        (RunningText(LETTERHEAD), *(RunningText("Thực hiện Luật Đất đai.") for _ in range(size // 24)))
    )


SPECIMENS: Mapping[str, Callable[[int], Draft]] = {
    **{name: repeated(words) for name, words in REPEATED.items()},
    "rows": a_table,
    "articles": articles,
    "pieces": pieces,
}


def seconds(draft: Draft) -> float:
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        read_draft(draft, SOURCE)
        times.append(process_time() - start)
    return min(times)


def growth(specimen: Callable[[int], Draft], size: int) -> float:
    """How many times as long a text takes as one half as long, the worse of two; ten milliseconds do not count."""
    one, two, four = (seconds(specimen(size * times)) for times in (1, 2, 4))
    return max((two - 0.01) / max(one, 0.005), (four - 0.01) / max(two, 0.005))


def assert_in_proportion(specimen: Callable[[int], Draft], size: int) -> None:
    worst = WORST + 1
    for _ in range(TRIES):
        worst = min(worst, growth(specimen, size))
        if worst <= WORST:
            return
    pytest.fail(f"doubling the text takes {worst:.1f} times as long")


@pytest.mark.parametrize("specimen", SPECIMENS.values(), ids=SPECIMENS)
def test_twice_the_text_takes_twice_the_time(specimen: Callable[[int], Draft]) -> None:
    assert_in_proportion(specimen, SIZE)


def test_documents_in_one_line_are_not_each_read_with_all_before_them() -> None:
    assert_in_proportion(repeated("sửa, thay, hết, xem Nghị định số 61/2018/NĐ-CP; "), 20 * SIZE)


ONE_LINE = """
import resource
from graph.model import Source
from loaders.extract import read_draft
from loaders.structure.draft import Draft, RunningText
text = "Giao Sở Nội vụ thực hiện Nghị định số 61/2018/NĐ-CP về cơ chế một cửa, " + "những việc khác nhau " * {times}
draft = Draft((RunningText(text),))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read_draft(draft, Source("0" * 64, "line.txt", "txt"))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print((after - before) / 1024 / (len(text.encode()) / 1e6))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="getrusage is not there")
def test_one_long_line_takes_little_memory() -> None:
    """In MiB for each MB of text, beside what the program itself takes."""
    told = subprocess.run(
        [sys.executable, "-c", ONE_LINE.format(times=300_000)], capture_output=True, text=True, check=True
    )
    assert float(told.stdout) < 20
