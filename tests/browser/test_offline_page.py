"""The page that opens by double click: drawn without a network, readable, and deaf to hostile names."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.messages import Language
from graph.model import Agency, Assignment, Deadline, Document, Span, Task
from graph.port import DocumentNode, Edge, Evidence
from graph.questions.neighbourhood import Neighbourhood
from visualize.network import Network, to_network
from visualize.page import to_html

PLAN = "ubnd-t.bac-ninh:kh:584:2020"
DECREE = "cp:nd:61:2018"
LETTER = "bnv:cv:6459:2020"
RECITAL = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"
ENDS_SCRIPT = "</script><script>alert(1)</script>"
BREAKS_OUT = '"><img src=x onerror=alert(1)>'
HOSTILE_QUOTE = f"{ENDS_SCRIPT} {BREAKS_OUT} <!-- http://vi.du/ {{{{ 7*7 }}}}"

pytestmark = pytest.mark.browser


def a_document(identifier: str, number: str, kind: str, title: str, *, loaded: bool) -> DocumentNode:
    return DocumentNode(Document(identifier, number, kind, issued_on=date(2020, 12, 24), title=title), loaded)


def a_task(number: int, text: str) -> Task:
    office = Agency("vp-ubnd-t.bac-ninh", "Văn phòng UBND tỉnh")
    due = Deadline(Span(0, 11, "Quý II/2021"), "quarter", date(2021, 4, 1), date(2021, 6, 30))
    lead = Assignment("lead", Span(0, 19, "Văn phòng UBND tỉnh"), office)
    return Task(f"{PLAN}:t{number}", text, 0, 9, "table", no=str(number), assignments=(lead,), deadline=due)


def a_network(language: Language = "vi") -> Network:
    documents = (
        a_document(PLAN, "584/KH-UBND", "KH", "Kế hoạch cải cách hành chính năm 2021", loaded=True),
        a_document(DECREE, "61/2018/NĐ-CP", "NĐ", ENDS_SCRIPT, loaded=False),
        a_document(LETTER, f"6459/BNV-CCHC {BREAKS_OUT}", "CV", BREAKS_OUT, loaded=False),
    )
    edges = (
        Edge(PLAN, DECREE, "legal_basis", Evidence(PLAN, Span(0, 63, RECITAL)), 0),
        Edge(PLAN, LETTER, "implements", Evidence(PLAN, Span(70, 90, HOSTILE_QUOTE), "III"), 1),
    )
    tasks = tuple(a_task(number, f"Số hóa việc đánh giá {ENDS_SCRIPT}") for number in range(1, 9))
    return to_network(Neighbourhood(PLAN, documents, edges, tasks), language=language)


@pytest.fixture
def opened(page: Page, seen: Any, tmp_path: Path) -> Page:
    """The page as a clerk opens it from a USB stick."""
    file = tmp_path / "luoc-do.html"
    file.write_bytes(to_html(a_network(), title=f"Kế hoạch 584/KH-UBND {ENDS_SCRIPT}{BREAKS_OUT}").encode())
    page.goto(file.as_uri())
    return page


def click_on(page: Page, name: str) -> None:
    """Click the node of this name where the canvas shows it."""
    place = page.evaluate(
        """name => {
            const { network, nodes } = window.cancu;
            const node = nodes.get().find(node => node.name.includes(name));
            return network.canvasToDOM(network.getPosition(node.id));
        }""",
        name,
    )
    page.locator("#network").click(position=place)


def test_it_asks_for_nothing_but_itself(opened: Page, seen: Any) -> None:
    assert (seen.requests, seen.complaints) == ([opened.url], [])


def test_no_address_stands_in_the_file() -> None:
    html = to_html(a_network(), title="http://vi.du/ke-hoach")
    assert re.findall(r"https?://|(?:src|href)\s*=\s*[\"']?//", html) == []


def test_hostile_names_are_shown_and_do_nothing(opened: Page, seen: Any) -> None:
    click_on(opened, "6459/BNV-CCHC")
    expect(opened.locator("h1")).to_contain_text(ENDS_SCRIPT)
    expect(opened.locator("#told blockquote")).to_have_text(HOSTILE_QUOTE)
    opened.locator("#relations summary").click()
    expect(opened.locator("#rows")).to_contain_text("http://vi.du/ {{ 7*7 }}")
    assert opened.locator("img").count() == 0
    assert (seen.dialogs, seen.complaints) == ([], [])


def test_the_graph_is_drawn(opened: Page) -> None:
    inked = opened.evaluate(
        """() => {
            const canvas = document.querySelector("#network canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            const colours = new Set();
            for (let at = 0; at < pixels.length; at += 4) colours.add(pixels.slice(at, at + 3).join());
            return colours.size;
        }"""
    )
    assert inked > 20


def test_a_document_tells_its_facts_and_its_sentence(opened: Page) -> None:
    click_on(opened, "61/2018/NĐ-CP")
    told = opened.locator("#told")
    expect(told.locator("h3")).to_have_text("Nghị định 61/2018/NĐ-CP")
    expect(told).to_contain_text("24/12/2020")
    expect(told.locator("blockquote")).to_have_text(RECITAL)


def test_a_task_tells_who_leads_it(opened: Page) -> None:
    click_on(opened, "Nhiệm vụ 1:")
    expect(opened.locator("#told")).to_contain_text("chủ trì")
    expect(opened.locator("#told")).to_contain_text("Quý II/2021")


def test_the_tooltip_is_plain_text(opened: Page) -> None:
    texts = opened.evaluate("() => window.cancu.edges.get().map(edge => edge.title)")
    assert f"căn cứ\n“{RECITAL}”" in texts


def test_no_node_stands_on_another(opened: Page) -> None:
    boxes = opened.evaluate(
        """() => window.cancu.nodes.get().map(({ id, box }) => {
            const { x, y } = window.cancu.network.getPosition(id);
            return [x - box.width / 2, x + box.width / 2, y - box.height / 2, y + box.height / 2];
        })"""
    )
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def test_the_legend_hides_what_is_not_wanted(opened: Page) -> None:
    opened.locator("#legend input[value=task]").uncheck()
    hidden = opened.evaluate("() => window.cancu.nodes.get().filter(n => n.hidden).map(n => n.style)")
    assert hidden == ["task"] * 8


def test_on_paper_the_whole_graph_is_there(opened: Page, tmp_path: Path) -> None:
    opened.pdf(path=tmp_path / "luoc-do.pdf")
    assert opened.locator("#paper").evaluate("canvas => canvas.width") > 1000


def test_it_speaks_vietnamese_and_has_one_heading(opened: Page) -> None:
    assert opened.locator("html").get_attribute("lang") == "vi"
    assert opened.locator("h1").count() == 1
    expect(opened.locator("#legend")).to_contain_text("Căn cứ, thực hiện, hướng dẫn (nét liền)")


def test_it_speaks_english_when_asked(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    file.write_bytes(to_html(a_network("en"), title="Plan 584/KH-UBND", language="en").encode())
    page.goto(file.as_uri())
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("#legend")).to_contain_text("Document with its text")


def test_an_empty_view_is_a_page_too(page: Page, seen: Any, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_bytes(to_html(to_network(Neighbourhood("x:kh:1:2020", (), (), ())), title="").encode())
    page.goto(file.as_uri())
    assert seen.complaints == []
