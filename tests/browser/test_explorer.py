"""The explorer in a real browser, over the real application and a store."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

PLAN = "#/van-ban/ubnd-t.bac-ninh:kh:584:2020"
DECREE = "#/van-ban/cp:nd:61:2018"
HOSTILE = "#/van-ban/ubnd-t.bac-ninh:bc:99:2021"
ENDS_SCRIPT = "</script><script>alert(1)</script>"
FIRST_TASK = "Số hóa việc đánh giá giải quyết thủ tục hành chính theo Nghị định số 61/2018/NĐ-CP"

pytestmark = pytest.mark.browser


@pytest.fixture
def at(page: Page, seen: Any, address: str) -> Any:
    """Opens a place of the explorer."""

    def opening(place: str = "") -> Page:
        page.goto(address + place)
        return page

    return opening


def test_typing_a_number_without_marks_finds_the_decree(at: Any, seen: Any) -> None:
    page = at()
    page.keyboard.press("/")
    page.keyboard.type("61 2018 nd cp")
    first = page.locator(".results a").first
    expect(first).to_have_text("Nghị định số 61/2018/NĐ-CP")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Nghị định số 61/2018/NĐ-CP")
    assert seen.complaints == []


def test_words_are_found_without_diacritics(at: Any) -> None:
    page = at()
    page.locator("#words").fill("tuyen truyen cong tac")
    expect(page.locator(".results")).to_contain_text("Tuyên truyền công tác cải cách hành chính")


def test_nothing_is_searched_while_a_word_is_composed(at: Any) -> None:
    page = at()
    box = page.locator("#words")
    box.focus()
    box.evaluate(
        """box => {
            box.dispatchEvent(new CompositionEvent("compositionstart"));
            box.value = "ngh";
            box.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.wait_for_timeout(500)
    assert "#/tim" not in page.url
    box.evaluate("box => { box.value = 'nghị'; box.dispatchEvent(new CompositionEvent('compositionend')); }")
    page.wait_for_url(re.compile("#/tim/"))


def test_arrow_keys_walk_through_the_results(at: Any) -> None:
    page = at("#/tim/nghi%20dinh")
    page.locator(".results a").first.wait_for()
    page.locator("#words").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".results a").first).to_be_focused()


def test_nothing_found_says_what_to_do(at: Any) -> None:
    expect(at("#/tim/zzzzqqqq").locator("main")).to_contain_text("Hãy thử ít chữ hơn")


def test_a_document_shows_its_properties(at: Any) -> None:
    panel = at(PLAN).locator("#panel")
    expect(panel).to_contain_text("Ủy ban nhân dân tỉnh Bắc Ninh")
    expect(panel).to_contain_text("24/12/2020")
    expect(panel).to_contain_text("Vương Quốc Tuấn")


def test_citations_in_the_text_lead_to_their_documents(at: Any) -> None:
    page = at(f"{PLAN}/toan-van")
    link = page.locator("a.citation").first
    expect(link).to_have_text("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", use_inner_text=True)
    expect(page.locator(".citation.unresolved")).to_have_text("kế hoạch của bộ")
    link.click()
    expect(page.locator("h1")).to_have_text("Nghị định số 61/2018/NĐ-CP")


def test_lines_that_the_paper_broke_are_one_paragraph(at: Any) -> None:
    item = at(f"{PLAN}/toan-van").locator(".paper p", has_text="Nâng cao chất lượng")
    expect(item).to_contain_text("doanh nghiệp.")


def test_a_task_leads_to_its_sentence_in_the_text(at: Any) -> None:
    page = at(f"{PLAN}/nhiem-vu")
    page.get_by_role("link", name=FIRST_TASK).click()
    page.locator("mark").first.wait_for()
    assert "".join(page.locator("mark").all_inner_texts()) == FIRST_TASK
    expect(page.locator("mark").first).to_be_in_viewport()


def test_tasks_stand_in_the_columns_of_an_annex(at: Any) -> None:
    table = at(f"{PLAN}/nhiem-vu").locator("table.tasks")
    heads = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm", "Kinh phí"]
    expect(table.locator("thead th")).to_have_text(heads)
    expect(table.locator("tbody tr").nth(1)).to_contain_text("Văn phòng UBND tỉnh")
    expect(table.locator("tbody tr").nth(1)).to_contain_text("30/06/2021")


def test_derived_tasks_tell_who_leads_and_why(at: Any) -> None:
    page = at(f"{DECREE}/phat-sinh")
    first = page.locator("article.derived", has_text="Số hóa việc đánh giá")
    expect(first.locator(".grade")).to_have_text("Trực tiếp")
    expect(first).to_contain_text("Văn phòng UBND tỉnh")
    first.locator("summary").click()
    expect(first.locator(".path")).to_contain_text("thực hiện")
    expect(first.locator("blockquote").first).to_contain_text("61/2018/NĐ-CP")
    first.get_by_role("link", name="Xem trong toàn văn").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_derived_tasks_can_be_narrowed_to_one_grade(at: Any) -> None:
    page = at(f"{DECREE}/phat-sinh")
    page.locator(".derived").first.wait_for()
    before = page.locator("article.derived").count()
    page.get_by_label("Mức liên hệ").select_option("direct")
    expect(page.locator(".caption")).not_to_contain_text(f"{before} nhiệm vụ")
    assert set(page.locator("article.derived .grade").all_inner_texts()) == {"Trực tiếp"}


def test_related_documents_are_shown_with_their_sentences(at: Any) -> None:
    page = at(f"{DECREE}/lien-quan")
    expect(page.locator("#panel")).to_contain_text("Kế hoạch số 584/KH-UBND")
    expect(page.locator("#panel")).to_contain_text("căn cứ")
    expect(page.get_by_role("heading", name="Được dẫn bởi")).to_be_visible()


def test_why_a_citation_is_open_is_told_in_words(page: Page, first_run: str) -> None:
    page.goto(first_run + PLAN + "/lien-quan")
    open_ones = page.locator("#panel section").last
    expect(open_ones).to_contain_text("Chỗ dẫn chưa xác định")
    expect(open_ones).to_contain_text("không có số")


def test_a_task_has_a_page_with_its_basis(at: Any) -> None:
    page = at("#/nhiem-vu/ubnd-t.bac-ninh:kh:584:2020:t1")
    expect(page.locator("h1")).to_have_text(FIRST_TASK)
    expect(page.get_by_role("link", name="Nghị định số 61/2018/NĐ-CP").first).to_be_visible()


def test_a_figure_of_the_workload_leads_to_the_tasks_that_it_counts(at: Any) -> None:
    page = at("#/khoi-luong")
    figure = page.locator("table.loads tbody td a").first
    counted = figure.inner_text()
    figure.click()
    expect(page.locator("h1")).to_have_text("Lọc nhiệm vụ")
    expect(page.locator("caption")).to_have_text(f"{counted} nhiệm vụ")


def test_tasks_are_filtered_by_what_is_typed_and_the_place_can_be_kept(at: Any) -> None:
    page = at("#/danh-sach/lead%3Dvan%2Bphong")
    expect(page.get_by_label("Cơ quan chủ trì")).to_have_value("van phong")
    expect(page.locator("tr.document").first).to_contain_text("Kế hoạch số 584/KH-UBND")
    expect(page.locator("table.tasks tbody")).to_contain_text("Văn phòng UBND tỉnh")
    page.get_by_label("Cơ quan chủ trì").fill("sở vũ trụ")
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Không có nhiệm vụ nào như vậy.")


def test_a_document_shows_whether_it_is_in_force_and_why(page: Page, seen: Any, ended: str) -> None:
    page.goto(ended + DECREE)
    replaced = "Hết hiệu lực toàn bộ (bị thay thế)"
    expect(page.locator(".head .state.replaced")).to_have_text(replaced)
    expect(page.locator("dd", has_text=replaced)).to_contain_text("từ 01/07/2025")
    page.locator("details.standing summary").click()
    expect(page.locator("details.standing")).to_contain_text("và thay thế Nghị định số 61/2018/NĐ-CP")
    expect(page.locator("details.standing")).to_contain_text("Có hiệu lực từ 21/06/2018")
    page.locator("dd").get_by_role("link", name="118/2025/NĐ-CP").first.click()
    expect(page.locator("h1")).to_have_text("Nghị định số 118/2025/NĐ-CP")
    expect(page.locator(".head .state.force")).to_have_text("Chưa rõ hiệu lực")
    assert seen.complaints == []


def test_a_basis_shows_how_it_stood_and_stands(page: Page, ended: str) -> None:
    page.goto(f"{ended}#/nhiem-vu/ubnd-t.bac-ninh:kh:584:2020:t1")
    basis = page.locator("ol.entries > li", has_text="61/2018").first
    expect(basis.locator("p.standing").nth(0)).to_contain_text("24/12/2020: Còn hiệu lực")
    expect(basis.locator("p.standing").nth(1)).to_contain_text("Hết hiệu lực toàn bộ")


def test_what_ends_with_a_document_is_shown_with_its_sentences(page: Page, seen: Any, ended: str) -> None:
    page.goto(f"{ended}{DECREE}/anh-huong")
    panel = page.locator("#panel")
    expect(panel.locator("p.lead")).to_contain_text("2 nhiệm vụ, 1 văn bản, 3 cơ quan chủ trì")
    expect(panel).to_contain_text("Thay vào đó: Nghị định số 118/2025/NĐ-CP")
    plan = panel.locator("li", has_text="Kế hoạch số 584/KH-UBND")
    expect(plan.locator("blockquote")).to_contain_text("theo Nghị định số 61/2018/NĐ-CP")
    panel.get_by_role("link", name="Văn phòng UBND tỉnh").click()
    expect(page.locator("h1")).to_have_text("Văn phòng UBND tỉnh Bắc Ninh")
    assert seen.complaints == []


def test_a_document_that_nothing_rests_on_has_no_impact(at: Any) -> None:
    expect(at(f"{PLAN}/anh-huong").locator("#panel")).to_have_text(
        "Chưa có văn bản đã nạp nào dựa vào văn bản này."
    )


def test_a_body_leads_to_what_it_is_now_and_to_its_tasks(page: Page, seen: Any, first_run: str) -> None:
    page.goto(f"{first_run}{PLAN}/nhiem-vu")
    page.locator("table.tasks").get_by_role("link", name="Sở Thông tin và Truyền thông").first.click()
    expect(page.locator("h1")).to_have_text("Sở Thông tin và Truyền thông tỉnh Bắc Ninh")
    heir = page.locator("ul.entries > li", has_text="báo chí, xuất bản")
    expect(heir).to_contain_text("Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh")
    expect(heir).to_contain_text("Nghị định 45/2025/NĐ-CP")
    expect(page.locator("table.tasks").first).to_contain_text("xây dựng Chính quyền điện tử")
    assert seen.complaints == []


def test_a_type_of_body_leads_to_those_of_each_place(page: Page, first_run: str) -> None:
    page.goto(f"{first_run}#/co-quan/snv")
    page.get_by_role("link", name="Sở Nội vụ tỉnh Bắc Ninh").click()
    expect(page.locator("h1")).to_have_text("Sở Nội vụ tỉnh Bắc Ninh")


def test_what_to_load_next_is_shown_with_the_sentence_that_is_open(at: Any) -> None:
    page = at()
    page.get_by_role("link", name="Trích dẫn chưa xác định").click()
    first = page.locator(".entries li", has_text="18-NQ/TW")
    expect(first).to_contain_text("thiếu năm")
    first.get_by_role("link", name="Xem trong toàn văn").click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_the_graph_is_beside_the_document(at: Any) -> None:
    page = at(DECREE)
    focus = page.locator("#graph .node.focus")
    expect(focus).to_be_in_viewport()
    focus.click()
    expect(page.locator("#graph .told")).to_contain_text("Căn cứ Nghị định số 61/2018/NĐ-CP")


def test_boxes_of_the_graph_do_not_meet(at: Any) -> None:
    page = at(DECREE)
    page.locator("#graph .node").first.wait_for()
    boxes = page.locator("#graph .node:not(.off)").evaluate_all(
        """nodes => nodes.map(node => {
            const box = node.querySelector("rect, ellipse").getBoundingClientRect();
            return [box.left, box.right, box.top, box.bottom];
        })"""
    )
    assert len(boxes) > 3
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def test_labels_stay_within_their_boxes(at: Any) -> None:
    page = at(DECREE)
    page.locator("#graph .node").first.wait_for()
    spill = page.locator("#graph .node:not(.off)").evaluate_all(
        """nodes => nodes.filter(node => {
            const box = node.querySelector("rect, ellipse").getBoundingClientRect();
            return [...node.querySelectorAll("text")].some(text => {
                const line = text.getBoundingClientRect();
                return line.left < box.left || line.right > box.right;
            });
        }).map(node => node.textContent)"""
    )
    assert spill == []


def test_the_graph_is_walked_with_the_keyboard(at: Any) -> None:
    page = at(DECREE)
    page.locator("#graph .node.focus").focus()
    page.keyboard.press("ArrowDown")
    reached = page.locator("#graph .node:focus")
    expect(reached).to_have_attribute("aria-label", re.compile("45/2016/QĐ-TTg"))
    page.keyboard.press("Enter")
    expect(page.locator("#graph .told h3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#graph .told")).to_be_hidden()


def test_the_legend_explains_and_filters(at: Any) -> None:
    page = at(DECREE)
    page.locator("#graph .legend summary").click()
    page.get_by_role("checkbox", name="Nhiệm vụ (khung bo tròn)").uncheck()
    expect(page.locator("#graph .picture .node.task:visible")).to_have_count(0)


def test_a_double_click_opens_the_document(at: Any) -> None:
    page = at(DECREE)
    page.locator("#graph .node.document", has_text="584/KH-UBND").dblclick()
    expect(page.locator("h1")).to_have_text("Kế hoạch số 584/KH-UBND")


@pytest.mark.parametrize("tab", ["thuoc-tinh", "toan-van", "nhiem-vu", "anh-huong", "lien-quan"])
def test_a_hostile_document_is_text_only(at: Any, seen: Any, tab: str) -> None:
    page = at(f"{HOSTILE}/{tab}")
    expect(page.locator(".reading .head")).to_contain_text(ENDS_SCRIPT)
    page.locator("#graph .node.focus").click()
    expect(page.locator("#graph .told")).to_contain_text(ENDS_SCRIPT)
    assert page.locator("img").count() == 0
    assert (seen.dialogs, seen.complaints) == ([], [])


def test_nothing_is_asked_of_anyone_else(at: Any, seen: Any, address: str) -> None:
    page = at(f"{PLAN}/toan-van")
    page.locator("#graph .node").first.wait_for()
    assert [url for url in seen.requests if not url.startswith(address)] == []
    assert seen.complaints == []


def test_a_document_can_be_left_and_opened_again(at: Any, seen: Any) -> None:
    page = at(PLAN)
    page.locator("#panel dl").wait_for()
    page.locator("#words").fill("584")
    page.locator(".results a").first.wait_for()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Kế hoạch số 584/KH-UBND")
    assert seen.complaints == []


def test_the_enlarged_graph_steps_aside_for_the_sentence(at: Any) -> None:
    page = at(DECREE)
    page.locator("#graph button.wide").click()
    expect(page.locator(".reading")).to_be_hidden()
    page.locator("#graph .node.focus").click()
    page.locator("#graph .told").get_by_role("link", name="Xem trong toàn văn").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_it_steps_aside_for_a_sentence_of_another_document_too(page: Page, ended: str) -> None:
    page.goto(ended + DECREE)
    page.locator("#graph button.wide").click()
    page.locator("#graph .node.focus").click()
    sentence = page.locator("#graph .linked", has_text="có hiệu lực từ ngày 01 tháng 7 năm 2025")
    sentence.get_by_role("link", name="Xem trong toàn văn").first.click()
    expect(page.locator("h1")).to_have_text("Nghị định số 118/2025/NĐ-CP")
    expect(page.locator("mark").first).to_be_in_viewport()


def test_the_graph_can_be_put_away(at: Any) -> None:
    page = at(PLAN)
    page.locator("#graph button.hide").click()
    expect(page.locator("#graph")).to_be_hidden()
    page.get_by_role("button", name="Hiện lược đồ").click()
    expect(page.locator("#graph")).to_be_visible()


def test_an_unknown_document_is_told_in_words(at: Any) -> None:
    page = at("#/van-ban/cp:nd:9999:2099")
    expect(page.get_by_role("alert")).to_contain_text("9999")
    expect(page.get_by_role("alert")).to_contain_text("Mã lỗi: unknown_document")


def test_it_speaks_english_and_remembers_it(at: Any) -> None:
    page = at(PLAN)
    expect(page.get_by_role("tab", name="Toàn văn")).to_be_visible()
    page.locator("#language").click()
    expect(page.get_by_role("tab", name="Derived tasks")).to_be_visible()
    page.reload()
    expect(page.get_by_role("tab", name="Full text")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_tabs_are_walked_with_the_keyboard(at: Any) -> None:
    page = at(PLAN)
    page.get_by_role("tab", name="Thuộc tính").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Toàn văn")).to_have_attribute("aria-selected", "true")


def test_at_125_percent_nothing_hangs_over_the_edge(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1093, "height": 614})
    for place in (f"{PLAN}/thuoc-tinh", f"{PLAN}/nhiem-vu", f"{DECREE}/phat-sinh", "#/tim/nghi%20dinh"):
        page.goto(address + place)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1093
    page.close()


def test_the_first_run_answers_the_question(page: Page, seen: Any, first_run: str) -> None:
    page.goto(first_run)
    page.locator("#words").fill("61 2018 nd cp")
    page.locator(".results a", has_text="61/2018/NĐ-CP").first.click()
    page.get_by_role("tab", name="Nhiệm vụ phát sinh").click()
    expect(page.locator("article.derived").first).to_be_visible()
    expect(page.locator("#graph .node.focus")).to_be_in_viewport()
    assert seen.complaints == []


def test_a_lead_that_ended_is_shown_with_the_body_that_has_its_task(
    page: Page, seen: Any, first_run: str
) -> None:
    page.goto(f"{first_run}{PLAN}/nhiem-vu")
    row = page.locator("table.tasks tr", has_text="Chính quyền điện tử").first
    expect(row.locator(".now")).to_have_text("nay là: Sở Khoa học và Công nghệ tỉnh Bắc Ninh")
    expect(row.locator(".now")).to_have_attribute("title", re.compile("45/2025/NĐ-CP"))
    assert seen.complaints == []
