"""Names of bodies: where one ends and the next begins, and which body of the vocabulary is meant (guide 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document
from loaders.structure.body import Body
from loaders.tasks.actors import read_names
from loaders.tasks.agencies import find_agency, place_of
from loaders.tasks.cells import read_bodies


def names(text: str, *, cell: bool = False) -> list[str]:
    row = read_names(text, 0, len(text), cell=cell)
    return [text[name.start : name.end] for name in row.names] if row else []


def cell(text: str) -> tuple[list[str], list[str]]:
    bodies = read_bodies(Body(text, text.replace("\n", " "), ()), 0, len(text))
    return (
        [text[name.start : name.end] for name in bodies.leads],
        [text[name.start : name.end] for name in bodies.partners],
    )


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Sở Nội vụ, đẩy mạnh ứng dụng", ["Sở Nội vụ"]),
        (
            "Các sở, ban, ngành cấp tỉnh, UBND các huyện, thị xã, thành phố kiểm tra",
            ["Các sở, ban, ngành cấp tỉnh", "UBND các huyện, thị xã, thành phố"],
        ),
        ("UBND cấp huyện, cấp xã bố trí", ["UBND cấp huyện, cấp xã"]),
        ("UBND cấp huyện, UBND cấp xã bố trí", ["UBND cấp huyện", "UBND cấp xã"]),
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Bộ Quốc phòng, Bộ Công an phối hợp", ["Bộ Quốc phòng", "Bộ Công an"]),
        ("Bộ Giáo dục và Đào tạo chủ trì", ["Bộ Giáo dục và Đào tạo"]),
        ("các bộ, ngành và địa phương liên quan rà soát", ["các bộ, ngành và địa phương liên quan"]),
        ("các bộ, ngành và các tỉnh, thành phố triển khai", ["các bộ, ngành", "các tỉnh, thành phố"]),
        ("Bộ Y tế, cơ quan, đơn vị liên quan", ["Bộ Y tế", "cơ quan, đơn vị liên quan"]),
        (
            "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ tập trung",
            ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
        ("Ban Chỉ đạo cải cách hành chính tỉnh chỉ đạo", ["Ban Chỉ đạo cải cách hành chính tỉnh"]),
        (
            "Báo Hà Nam, Đài Phát thanh và Truyền hình tỉnh mở",
            ["Báo Hà Nam", "Đài Phát thanh và Truyền hình tỉnh"],
        ),
        ("Cục Quản lý thị trường triển khai thực hiện", ["Cục Quản lý thị trường"]),
        ("Trung tâm Xúc tiến đầu tư tỉnh chủ động", ["Trung tâm Xúc tiến đầu tư tỉnh"]),
        (
            "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06 tỉnh chỉ đạo",
            ["Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06 tỉnh"],
        ),
        (
            "các Tập đoàn, Tổng công ty, doanh nghiệp thuộc Bộ xây dựng",
            ["các Tập đoàn, Tổng công ty, doanh nghiệp thuộc Bộ"],
        ),
        (
            "Chính phủ và lãnh đạo các Bộ, cơ quan đối thoại",
            ["Chính phủ", "lãnh đạo các Bộ, cơ quan"],
        ),
        ("Báo, tạp chí ngành Tài chính phối hợp", ["Báo, tạp chí ngành Tài chính"]),
        ("các Bộ, cơ quan nghiên cứu các chính sách", ["các Bộ, cơ quan"]),
        ("Các đồng chí được phân công phụ trách thường xuyên", ["Các đồng chí được phân công phụ trách"]),
        ("Thanh tra Bộ cùng các đơn vị kiểm tra", ["Thanh tra Bộ"]),
        ("Người đứng đầu cơ quan, tổ chức, đơn vị phải", ["Người đứng đầu cơ quan, tổ chức, đơn vị"]),
        (
            "Thủ trưởng các sở, đơn vị sự nghiệp công lập, doanh nghiệp nhà nước rà soát",
            ["Thủ trưởng các sở, đơn vị sự nghiệp công lập, doanh nghiệp nhà nước"],
        ),
        ("Ban Chỉ đạo cải cách hành chính tỉnh kiểm tra", ["Ban Chỉ đạo cải cách hành chính tỉnh"]),
        ("Ban quản lý Khu kinh tế Dung Quất rà soát", ["Ban quản lý Khu kinh tế Dung Quất"]),
        ("Chi cục Kiểm lâm vùng đồng bằng sông Hồng kiểm tra", ["Chi cục Kiểm lâm vùng đồng bằng sông Hồng"]),
        ("Vụ Pháp chế - cơ quan thường trực Hội đồng chủ trì", ["Vụ Pháp chế"]),
        ("Văn phòng HĐND và UBND huyện tham mưu", ["Văn phòng HĐND và UBND huyện"]),
        ("các Sở: Nội vụ, Tài chính và Tư pháp có trách nhiệm", ["Sở: Nội vụ", "Tài chính", "Tư pháp"]),
        ("Các Vụ Thị trường ngoài nước rà soát", ["Các Vụ Thị trường ngoài nước"]),
        ("Ban hành quyết định", []),
        ("Tổ chức thực hiện kế hoạch", []),
        ("Các báo cáo gửi về Sở Nội vụ", []),
        ("Phòng, chống tham nhũng", []),
    ],
)
def test_a_row_of_bodies_is_parted_where_names_begin(text: str, bodies: list[str]) -> None:
    assert names(text) == bodies


@pytest.mark.parametrize(
    ("text", "leads", "partners"),
    [
        ("- Vụ Pháp chế\n- Các đơn vị thuộc Bộ", ["Vụ Pháp chế", "Các đơn vị thuộc Bộ"], []),
        ("Sở Nội vụ\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"], []),
        ("Văn phòng\nUBND tỉnh", ["Văn phòng\nUBND tỉnh"], []),
        ("Bộ Y tế; Sở Y tế đối với địa phương", ["Bộ Y tế", "Sở Y tế đối với địa phương"], []),
        ("Bộ Nội vụ (Vụ CCHC)", ["Bộ Nội vụ (Vụ CCHC)"], []),
        ("UBND cấp tỉnh trình HĐND cùng cấp", ["UBND cấp tỉnh"], []),
        ("Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính, Sở Y tế", ["Sở Nội vụ"], ["Sở Tài chính", "Sở Y tế"]),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính", ["Sở Nội vụ"], ["Sở Tài chính"]),
        ("Trung tân Hành chính công tỉnh; SNV", ["Trung tân Hành chính công tỉnh", "SNV"], []),
        ("Bộ Tư pháp Bộ Khoa học và Công nghệ", ["Bộ Tư pháp", "Bộ Khoa học và Công nghệ"], []),
        ("Tổng cục Thuế, TCHQ", ["Tổng cục Thuế", "TCHQ"], []),
        ("Thời báo kinh tế và các đơn vị liên quan", ["Thời báo kinh tế", "các đơn vị liên quan"], []),
        ("", [], []),
    ],
)
def test_a_cell_tells_who_leads_and_who_works_with_them(
    text: str, leads: list[str], partners: list[str]
) -> None:
    assert cell(text) == (leads, partners)


@pytest.mark.parametrize(
    ("raw", "place", "identifier"),
    [
        ("Sở Nội vụ", "bac-ninh", "snv.bac-ninh"),
        ("Sở TT& TT", "bac-ninh", "stttt.bac-ninh"),
        ("Sở Nội vụ tỉnh Ninh Bình", "bac-ninh", "snv.ninh-binh"),
        ("Báo Bắc Ninh", "bac-ninh", "bao.bac-ninh"),
        ("Các Sở, ban, ngành thuộc UBND tỉnh", "bac-ninh", "cac-so-ban-nganh.bac-ninh"),
        ("Giám đốc Sở Tài chính", "ha-nam", "stc.ha-nam"),
        ("Bộ Nội vụ (Vụ CCHC)", None, "bnv"),
        ("Bộ trưởng Bộ Nội vụ", "bac-ninh", "bnv"),
        ("Kho bạc Nhà nước", "bac-ninh", "kbnn.bac-ninh"),
        ("Ủy ban nhân dân thành phố Hà Nội", None, "ubnd-t.ha-noi"),
        ("Chủ tịch UBND thành phố", "hai-phong-2025", "ct-ubnd-t.hai-phong-2025"),
    ],
)
def test_a_name_is_bound_in_the_place_of_its_document(raw: str, place: str | None, identifier: str) -> None:
    agency = find_agency(raw, place)
    assert agency is not None
    assert agency.id == identifier


def test_a_collective_is_told_apart_from_a_body() -> None:
    collective, body = find_agency("các sở, ban, ngành", "ha-nam"), find_agency("Sở Y tế", "ha-nam")
    assert collective is not None
    assert body is not None
    assert (collective.collective, body.collective) == (True, False)


def test_an_unknown_body_stays_unbound() -> None:
    assert find_agency("Tổ hợp tác Đồng Tâm", "ha-nam") is None


def test_the_place_of_bare_names_is_the_issuers() -> None:
    assert place_of(Document("x", issuer="ubnd-t.bac-ninh")) == "bac-ninh"
    assert place_of(Document("x", issuer="ttg", place="Hà Nội")) is None


BODIES = st.lists(
    st.sampled_from(
        [
            "Sở Nội vụ",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Đài Phát thanh và Truyền hình tỉnh",
            "UBND các huyện, thị xã, thành phố",
            "các sở, ban, ngành",
            "Thủ trưởng các cơ quan, đơn vị",
            "Văn phòng UBND tỉnh",
            "Bộ Kế hoạch và Đầu tư",
            "các cơ quan, đơn vị liên quan",
        ]
    ),
    min_size=1,
    unique=True,
)


@given(BODIES, st.sampled_from(["; ", ", "]))
def test_joined_names_are_parted_again(bodies: list[str], joint: str) -> None:
    assert names(joint.join(bodies), cell=True) == bodies


@given(BODIES, st.sampled_from(["; ", ", "]))
def test_what_was_parted_parts_the_same_when_joined_again(bodies: list[str], joint: str) -> None:
    once = names(joint.join(bodies), cell=True)
    assert names(joint.join(once), cell=True) == once
    assert names(joint.join([*once[::-1]]), cell=True) == once[::-1]


@given(
    st.lists(
        st.sampled_from(["Nội vụ", "Tài chính", "Y tế", "Văn hóa, Thể thao và Du lịch"]),
        min_size=2,
        unique=True,
    )
)
def test_names_that_share_a_head_are_those_of_their_bodies(bodies: list[str]) -> None:
    text = f"Các Sở: {', '.join(bodies)}"
    row = read_names(text, 0, len(text), cell=True)
    assert row is not None
    found = [find_agency(f"{name.prefix}{text[name.start : name.end]}", "ha-nam") for name in row.names]
    assert found == [find_agency(f"Sở {body}", "ha-nam") for body in bodies]


@given(st.text(alphabet="Sởcác bộ, ngành;và UBNDtỉnh.:-()\n", max_size=200))
def test_names_stand_in_order_inside_the_text(text: str) -> None:
    row = read_names(text.replace("\n", " "), 0, len(text))
    bounds = [bound for name in row.names for bound in (name.start, name.end)] if row else []
    assert bounds == sorted(bounds)
    assert not bounds or bounds[-1] <= len(text)


@pytest.mark.parametrize(
    ("raw", "today", "identifier"),
    [
        ("Sở Nội vụ tỉnh Bắc Ninh", False, "snv.bac-ninh"),
        ("Sở Nội vụ tỉnh Bắc Ninh", True, "snv.bac-ninh-2025"),
        ("Sở Nội vụ tỉnh Hải Dương", True, "snv.hai-duong"),
        ("Sở Nội vụ thành phố Hà Nội", True, "snv.ha-noi"),
    ],
)
def test_a_place_that_is_named_means_the_province_of_the_day(raw: str, today: bool, identifier: str) -> None:
    agency = find_agency(raw, None, today=today)
    assert agency is not None
    assert agency.id == identifier
