"""A real Chromium, and a page that keeps what must not happen: requests elsewhere, script errors, dialogs.

The browser is started once a session; each test has a page of its own in a context of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright

from api.web.app import create_app
from graph.identity import slug
from graph.model import Agency, Assignment, Citation, Deadline, Document, Reading, Section, Source, Span, Task
from graph.stores import open_store
from loaders.ingest import load

SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@dataclass
class Seen:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Keep what happens on `page` from now on."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)
        page.on("dialog", self._close)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _close(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture
def seen(page: Page) -> Seen:
    kept = Seen()
    kept.watch(page)
    return kept


PLAN = "ubnd-t.bac-ninh:kh:584:2020"
DECREE = "cp:nd:61:2018"
ORDER = "ttg:qd:45:2016"
SUCCESSOR = "cp:nd:118:2025"
HOSTILE = "ubnd-t.bac-ninh:bc:99:2021"
HOSTILE_TITLE = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>'

PLAN_TEXT = """ỦY BAN NHÂN DÂN TỈNH BẮC NINH
Số: 584/KH-UBND
KẾ HOẠCH
Cải cách hành chính năm 2021 \U0001f4c4
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018
của Chính phủ về thực hiện cơ chế một cửa;
Căn cứ kế hoạch của bộ có liên quan;
I. MỤC ĐÍCH
- Nâng cao chất lượng dịch vụ công, rút ngắn thời gian giải
quyết thủ tục cho người dân và doanh nghiệp.
II. NHIỆM VỤ
1. Số hóa việc đánh giá giải quyết thủ tục hành chính theo Nghị định số 61/2018/NĐ-CP.
2. Tuyên truyền công tác cải cách hành chính trên báo, đài.
III. TỔ CHỨC THỰC HIỆN
Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này.
"""
DECREE_TEXT = """CHÍNH PHỦ
Số: 61/2018/NĐ-CP
NGHỊ ĐỊNH
Về thực hiện cơ chế một cửa trong giải quyết thủ tục hành chính
Căn cứ Quyết định số 45/2016/QĐ-TTg ngày 19/10/2016;
"""
SUCCESSOR_TEXT = """CHÍNH PHỦ
Số: 118/2025/NĐ-CP
Điều 2. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025 và thay thế Nghị định số 61/2018/NĐ-CP;
"""


def span(text: str, words: str, occurrence: int = 0) -> Span:
    """The n-th occurrence of `words` in `text`, as readers count: by code points."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def a_citation(
    text: str, words: str, target: str | None, *, occurrence: int = 0, relation: str = "legal_basis"
) -> Citation:
    quote = span(text, words, occurrence)
    start, end = text.rfind("\n", 0, quote.start) + 1, text.index("\n", quote.end)
    line = Span(start, end, text[start:end])
    if target is None:
        return Citation(quote, "unnumbered", line, reason="unnumbered", relation=relation)
    number = re.search(r"\d+/\d+/[\w-]+", words)
    return Citation(
        quote, "numbered", line, number[0] if number else None, None, target.split(":")[0],
        target=target, candidates=(target,), status="resolved", relation=relation, rule="number",
    )  # fmt: skip


def a_task(number: int, words: str, section: str, *leads: str) -> Task:
    found = span(PLAN_TEXT, words)
    assignments = tuple(
        Assignment("lead", Span(found.start, found.start + 1, lead), Agency(f"{slug(lead)}.bac-ninh", lead))
        for lead in leads
    )
    due = Deadline(
        Span(found.start, found.start + 1, "Quý II/2021"), "quarter", date(2021, 4, 1), date(2021, 6, 30)
    )
    return Task(
        f"{PLAN}:t{number}", words, found.start, found.end, "prose",
        no=str(number), group="II. NHIỆM VỤ", section=section, assignments=assignments, deadline=due,
    )  # fmt: skip


def the_plan() -> Reading:
    document = Document(
        PLAN, "584/KH-UBND", "KH", "ubnd-t.bac-ninh", "Ủy ban nhân dân tỉnh Bắc Ninh", date(2020, 12, 24),
        title="Kế hoạch cải cách hành chính năm 2021", signer="Vương Quốc Tuấn", genre="directive",
    )  # fmt: skip
    parts = [("I", "MỤC ĐÍCH"), ("II", "NHIỆM VỤ"), ("III", "TỔ CHỨC THỰC HIỆN")]
    starts = [PLAN_TEXT.index(f"{label}. {heading}") for label, heading in parts]
    sections = tuple(
        Section(label, f"{label}.", heading, 1, start, end)
        for (label, heading), start, end in zip(parts, starts, [*starts[1:], len(PLAN_TEXT)], strict=True)
    )
    wrapped = "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018\ncủa Chính phủ"
    short = "Nghị định số 61/2018/NĐ-CP"
    again = a_citation(PLAN_TEXT, short, DECREE, occurrence=1, relation="implements")
    citations = (
        a_citation(PLAN_TEXT, wrapped, DECREE),
        a_citation(PLAN_TEXT, "kế hoạch của bộ", None),
        replace(again, section="II"),
    )
    first = f"Số hóa việc đánh giá giải quyết thủ tục hành chính theo {short}"
    second = "Tuyên truyền công tác cải cách hành chính trên báo, đài"
    tasks = (
        a_task(1, first, "II", "Văn phòng UBND tỉnh"),
        a_task(2, second, "II", "Sở Nội vụ", "Báo Bắc Ninh"),
    )
    return Reading(
        Source("1" * 64, "/ke-hoach/584.txt", "txt"), document, PLAN_TEXT, sections, citations, tasks
    )


def the_decree() -> Reading:
    document = Document(
        DECREE, "61/2018/NĐ-CP", "NĐ", "cp", "Chính phủ", date(2018, 4, 23), date(2018, 6, 21),
        title="Về thực hiện cơ chế một cửa", genre="directive",
    )  # fmt: skip
    citations = (a_citation(DECREE_TEXT, "Quyết định số 45/2016/QĐ-TTg ngày 19/10/2016", ORDER),)
    return Reading(Source("2" * 64, "61.txt", "txt"), document, DECREE_TEXT, (), citations)


def the_hostile() -> Reading:
    text = f"Số: 99/BC-UBND\nBáo cáo {HOSTILE_TITLE} theo Nghị định số 61/2018/NĐ-CP;\n"
    document = Document(
        HOSTILE,
        "99/BC-UBND",
        "BC",
        "ubnd-t.bac-ninh",
        HOSTILE_TITLE,
        title=HOSTILE_TITLE,
        signer=HOSTILE_TITLE,
    )
    words = f"{HOSTILE_TITLE} theo Nghị định số 61/2018/NĐ-CP"
    citations = (a_citation(text, words, DECREE, relation="implements"),)
    quote = span(text, HOSTILE_TITLE)
    task = Task(f"{HOSTILE}:t1", HOSTILE_TITLE, quote.start, quote.end, "prose", no=HOSTILE_TITLE)
    return Reading(Source("3" * 64, HOSTILE_TITLE, "txt"), document, text, (), citations, (task,))


def the_letter() -> Reading:
    """It cites a resolution without its year, so that several may be meant."""
    text = "Số: 7/SNV-CCHC\nThực hiện Nghị quyết số 18-NQ/TW về tổ chức bộ máy;\n"
    document = Document(
        "snv.bac-ninh:cv:7:2021", "7/SNV-CCHC", "CV", "snv.bac-ninh", "Sở Nội vụ tỉnh Bắc Ninh"
    )
    quote = span(text, "Nghị quyết số 18-NQ/TW")
    line = span(text, "Thực hiện Nghị quyết số 18-NQ/TW về tổ chức bộ máy;")
    citation = Citation(
        quote, "numbered", line, "18-NQ/TW", "NQ", "tw",
        target="tw:nq:18:?", reason="no_year", relation="implements", rule="number",
    )  # fmt: skip
    return Reading(Source("5" * 64, "7.txt", "txt"), document, text, (), (citation,))


def the_successor() -> Reading:
    """A later decree, issued on 9/6/2025, that takes the first one's place."""
    document = Document(
        SUCCESSOR, "118/2025/NĐ-CP", "NĐ", "cp", "Chính phủ", date(2025, 6, 9), date(2025, 7, 1),
        title="Về bộ phận một cửa", genre="directive",
    )  # fmt: skip
    ending = a_citation(SUCCESSOR_TEXT, "Nghị định số 61/2018/NĐ-CP", DECREE, relation="replaces")
    citations = (replace(ending, takes_effect=date(2025, 7, 1)),)
    return Reading(Source("4" * 64, "118.txt", "txt"), document, SUCCESSOR_TEXT, (), citations)


@contextmanager
def served(store_url: str) -> Iterator[str]:
    """The real application on a free port of this machine, as an address."""
    server = uvicorn.Server(uvicorn.Config(create_app(store_url), port=0, log_level="warning", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer over a small graph made by hand, so that what it shows does not hang on what is read."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('store') / 'graph.sqlite').as_posix()}"
    with open_store(url) as store:
        for reading in (the_plan(), the_decree(), the_hostile(), the_letter()):
            store.add([reading])
    with served(url) as address:
        yield address


@pytest.fixture(scope="session")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer over a plan, the decree that it rests on, and the decree that took this one's place."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('ended') / 'graph.sqlite').as_posix()}"
    with open_store(url) as store:
        for reading in (the_plan(), the_decree(), the_successor()):
            store.add([reading])
    with served(url) as address:
        yield address


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[str]:
    """The explorer over the five documents of the first run, read by the real readers."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('samples') / 'graph.sqlite').as_posix()}"
    with open_store(url) as store:
        list(load([samples], store))
    with served(url) as address:
        yield address
