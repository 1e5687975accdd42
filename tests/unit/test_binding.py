"""Which document a citation means, by everything that is loaded: the rules one by one, on whole sets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.binding import Graph, claims, gaps, wants, weave
from graph.model import Citation, Document, Reading
from graph.port import DocumentNode
from tests.contract.readings import cite, reading, task

PLAN = "ubnd-t.bac-ninh:kh:897:2021"
UNDATED_PLAN = "ubnd-t.bac-ninh:kh:897:?"
OLD, NEW, UNDATED = "cp:nq:977:2013", "cp:nq:977:2021", "cp:nq:977:?"
LAW = "qh15:luat:72:2025"


def citing(*citations: Citation, identifier: str = PLAN, **facts: Any) -> Reading:
    return reading(identifier, **{"file": "citing", "citations": citations, **facts})


def bound(graph: Graph, index: int = 0) -> Citation:
    """The citation at `index` among those of the text that `citing` writes."""
    return next(m.citation for m in graph.mentions if m.index == index and m.document.startswith(PLAN[:-5]))


def outcome(citation: Citation) -> tuple[str, str | None, str | None]:
    return citation.status, citation.target, citation.reason


def node(graph: Graph, identifier: str) -> DocumentNode:
    return next(node for node in graph.nodes if node.document.id == identifier)


def ends(graph: Graph) -> list[tuple[str, str, str]]:
    return [(edge.source, edge.relation, edge.target) for edge in graph.edges]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], ("unresolved", UNDATED, "no_year"), id="nothing known"),
        pytest.param([OLD], ("resolved", OLD, None), id="one known"),
        pytest.param([OLD, NEW], ("unresolved", UNDATED, "ambiguous"), id="two known"),
        pytest.param(["cp:nq:977:2022"], ("unresolved", UNDATED, "no_year"), id="only a later one"),
        pytest.param([OLD, "cp:nq:977:2022"], ("resolved", OLD, None), id="the other one is later"),
        pytest.param(
            ["cp:nd:76:2013", "cp:nq:7:2013"], ("unresolved", UNDATED, "no_year"), id="other series"
        ),
    ],
)
def test_an_undated_citation_means_the_only_one_known(
    others: Sequence[str], expected: tuple[str, str | None, str | None]
) -> None:
    assert outcome(bound(weave([citing(cite(UNDATED)), *map(reading, others)]))) == expected


def test_what_is_settled_bears_the_rule_and_no_candidates() -> None:
    citation = bound(weave([citing(cite(UNDATED, candidates=(OLD,)))]))
    assert (citation.target, citation.rule, citation.candidates) == (OLD, "bound", ())


def test_candidates_of_an_ambiguous_citation_are_sorted() -> None:
    graph = weave([citing(cite(UNDATED, candidates=(NEW,))), reading(OLD)])
    assert bound(graph).candidates == (OLD, NEW)


def test_what_another_text_only_cites_is_known_as_well() -> None:
    other = reading("x:bc:1:2021", citations=[cite(OLD)])
    assert bound(weave([citing(cite(UNDATED)), other])).target == OLD


def test_a_dated_citation_means_what_it_says_even_if_it_is_later() -> None:
    assert bound(weave([citing(cite("cp:nq:977:2030"))])).target == "cp:nq:977:2030"


@pytest.mark.parametrize(
    ("own_day", "other_day", "target"),
    [
        (date(2021, 7, 14), date(2021, 7, 15), UNDATED),
        (date(2021, 7, 15), date(2021, 7, 15), NEW),
        (date(2021, 7, 14), None, NEW),
        (None, date(2021, 12, 31), NEW),
    ],
)
def test_within_a_year_the_days_decide_where_they_are_known(
    own_day: date | None, other_day: date | None, target: str
) -> None:
    graph = weave([citing(cite(UNDATED), issued_on=own_day), reading(NEW, issued_on=other_day)])
    assert bound(graph).target == target


def test_the_day_may_be_known_from_a_citation_only() -> None:
    other = reading("x:bc:1:2022", citations=[cite(NEW, dated=date(2021, 7, 15))])
    assert bound(weave([citing(cite(UNDATED), issued_on=date(2021, 1, 1)), other])).status == "unresolved"


def test_a_document_does_not_cite_itself_by_number_only() -> None:
    graph = weave([citing(cite(UNDATED_PLAN)), reading("ubnd-t.bac-ninh:kh:897:2019")])
    assert bound(graph).target == "ubnd-t.bac-ninh:kh:897:2019"


def test_a_mention_of_itself_means_itself_and_gives_no_edge() -> None:
    graph = weave([citing(cite(UNDATED_PLAN, klass="self")), reading("ubnd-t.bac-ninh:kh:897:2019")])
    assert (bound(graph).target, graph.edges) == (PLAN, ())


def test_a_citation_without_target_stays_as_it_was_read() -> None:
    for status, reason in (("none", None), ("unresolved", "unnumbered")):
        given_ = cite(None, status=status, reason=reason, candidates=("x",))
        assert bound(weave([citing(given_)])) == given_


# Reports


def page(*citations: Citation, identifier: str = UNDATED_PLAN, **facts: Any) -> Reading:
    return citing(*citations, identifier=identifier, **{"genre": "news", "reported": True, **facts})


def test_an_undated_document_is_the_texts_own() -> None:
    graph = weave([page(), page(file="other page")])
    ids = {n.document.id for n in graph.nodes}
    assert len(ids) == 2
    assert all(i.startswith(f"{UNDATED_PLAN}-") for i in ids)


@pytest.mark.parametrize(
    ("published_on", "known", "is_that"),
    [
        (None, [PLAN], True),
        (date(2022, 1, 1), [PLAN], True),
        (date(2020, 1, 1), [PLAN], False),
        (None, [PLAN, "ubnd-t.bac-ninh:kh:897:2019"], False),
        (date(2020, 1, 1), [PLAN, "ubnd-t.bac-ninh:kh:897:2019"], True),
    ],
)
def test_an_undated_document_is_the_only_one_known_that_can_be_meant(
    published_on: date | None, known: Sequence[str], is_that: bool
) -> None:
    others = [reading("x:bc:1:2023", citations=[cite(identifier) for identifier in known])]
    graph = weave([page(published_on=published_on), *others])
    loaded = [n.document.id for n in graph.nodes if n.loaded and n.document.reported]
    assert loaded[0] in known if is_that else loaded[0].startswith(f"{UNDATED_PLAN}-")


def test_a_page_means_the_document_that_it_reports() -> None:
    graph = weave([page(cite(UNDATED_PLAN, relation="reports_on"), cite(OLD))])
    (own,) = [n.document.id for n in graph.nodes if n.loaded]
    assert bound(graph).target == own
    assert ends(graph) == [(own, "legal_basis", OLD)]
    assert graph.edges[0].evidence.secondary


def test_the_document_itself_speaks_before_its_report() -> None:
    graph = weave([page(cite(OLD), cite(NEW), text="dài " * 99), citing(cite(OLD), file="itself")])
    assert ends(graph) == [(PLAN, "legal_basis", OLD)]
    assert not graph.edges[0].evidence.secondary
    assert [source.path for source in node(graph, PLAN).sources] == ["itself.txt", "citing.txt"]


def test_of_two_texts_the_longer_one_speaks() -> None:
    short = citing(file="short", text="ngắn", tasks=[task("một")])
    long = citing(file="long", text="dài hơn", tasks=[task("hai"), task("ba")])
    graph = weave([short, long])
    assert [(t.id, t.text) for t in graph.tasks] == [(f"{PLAN}:t1", "hai"), (f"{PLAN}:t2", "ba")]


def test_a_typed_text_speaks_before_one_that_was_recognised() -> None:
    typed = citing(file="typed", text="ngắn", tasks=[task("một")])
    scan = citing(file="scan", text="dài hơn nhiều", tasks=[task("mot"), task("hai")])
    scan = replace(scan, source=replace(scan.source, confidence=0.93))
    assert [t.text for t in weave([scan, typed]).tasks] == ["một"]


def test_tasks_bear_the_id_of_the_node() -> None:
    graph = weave([page(tasks=[task("một")]), reading("x:bc:1:2023", citations=[cite(PLAN)])])
    assert [t.id for t in graph.tasks] == [f"{PLAN}:t1"]


# Edges


@pytest.mark.parametrize("klass", ["unnumbered", "self", "anaphora"])
def test_only_numbered_and_named_citations_give_edges(klass: str) -> None:
    graph = weave([citing(cite(OLD, klass=klass), cite(LAW, klass="named", relation="cites"))])
    assert ends(graph) == [(PLAN, "cites", LAW)]


def test_a_relation_that_the_vocabulary_lacks_gives_no_edge() -> None:
    assert weave([citing(cite(OLD, relation="unheard_of"))]).edges == ()


def test_a_relation_told_of_another_document_starts_there() -> None:
    amending = "cp:nd:88:2017"
    graph = weave([citing(cite(amending), cite("cp:nd:56:2015", relation="amends", subject=amending))])
    assert ends(graph) == [(amending, "amends", "cp:nd:56:2015"), (PLAN, "legal_basis", amending)]
    assert [edge.evidence.document for edge in graph.edges] == [PLAN, PLAN]


def test_an_undated_subject_is_settled_as_its_citation_is() -> None:
    told = citing(cite(UNDATED, candidates=(OLD,)), cite(LAW, relation="amends", subject=UNDATED))
    assert (OLD, "amends", LAW) in ends(weave([told]))
    unsettled = citing(cite(UNDATED), cite(LAW, relation="amends", subject=UNDATED))
    assert weave([unsettled]).edges == ()


def test_the_own_id_as_subject_is_the_document_itself() -> None:
    graph = weave([page(cite(LAW, relation="amends", subject=UNDATED_PLAN))])
    (own,) = [n.document.id for n in graph.nodes if n.loaded]
    assert ends(graph) == [(own, "amends", LAW)]


def test_an_unresolved_citation_gives_no_edge_and_no_document() -> None:
    graph = weave([citing(cite(UNDATED))])
    assert ([n.document.id for n in graph.nodes], graph.edges) == ([PLAN], ())


# Known by citation


def test_a_cited_document_is_known_by_what_tells_most() -> None:
    bare = reading("a:bc:1:2022", citations=[cite(LAW, title="Luật bỏ qua")])
    full = reading(
        "b:bc:1:2022", citations=[cite(LAW, title="Luật Tổ chức", dated=date(2025, 6, 16), kind="L")]
    )
    numbered = reading("c:bc:1:2022", citations=[cite(LAW, number="72/2025/QH15", issuer="qh15")])
    known = node(weave([numbered, bare, full]), LAW)
    assert known == DocumentNode(
        Document(
            *(LAW, "72/2025/QH15", "L", "qh15", None, date(2025, 6, 16)),
            title="Luật Tổ chức",
        ),
        loaded=False,
        cited_by_count=3,
    )


def test_of_equal_citations_the_first_by_citing_document_tells() -> None:
    texts = [reading(f"{name}:bc:1:2022", citations=[cite(LAW, title=name)]) for name in "cab"]
    assert node(weave(texts), LAW).document.title == "a"


def test_citations_fill_only_what_the_text_leaves_open() -> None:
    cited = reading("x:bc:1:2023", citations=[cite(PLAN, title="Theo người khác", number="897/KH-UBND")])
    own = node(weave([citing(title="Theo văn bản"), cited]), PLAN).document
    assert (own.title, own.number) == ("Theo văn bản", "897/KH-UBND")


def test_fewer_gaps_of_less_weight_never_outweigh_a_title() -> None:
    titled = cite(LAW, title="Luật")
    rest = cite(LAW, dated=date(2025, 6, 16), number="72", kind="L", issuer="qh15")
    assert gaps(titled) < gaps(rest) < gaps(cite(LAW))


# What bears on what


@given(st.lists(st.sampled_from([OLD, NEW, UNDATED, PLAN, UNDATED_PLAN, LAW]), max_size=6), st.randoms())
def test_the_order_of_readings_does_not_matter(targets: list[str], order: Any) -> None:
    texts = [
        page(cite(UNDATED)),
        *(reading(t, file=f"{i}", citations=[cite(t)]) for i, t in enumerate(targets)),
    ]
    assert weave(texts) == weave(order.sample(texts, len(texts)))


def test_a_reading_claims_dated_ids_and_wants_undated_series() -> None:
    text = page(
        cite(OLD, dated=date(2013, 6, 13)),
        cite("tw:nq:18:?", candidates=("tw:nq:19:2017",)),
        cite(LAW, subject="x:y:1:?"),
    )
    assert {claim.id for claim in claims(text)} == {OLD, LAW}
    assert wants(text) == {"ubnd-t.bac-ninh:kh:897", "tw:nq:18", "tw:nq:19", "x:y:1"}
