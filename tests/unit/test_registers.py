"""The bundled lists: every row is well formed, quoted in its sentence, secondary, and as sure as it says."""

import pytest

from graph.binding import Speaker, is_secondary
from graph.identity import is_document_id, year
from graph.stores import open_store
from graph.vocabulary import issuers, kinds, local_issuers, relations
from loaders.curated.registers import CuratedList, Row, lists, read_list, rows, take_curated, wording

ROWS = [(curated, row) for curated in lists().values() for row in rows(curated)]
BODIES = {issuer.id for issuer in issuers().values()} | {issuer.id for issuer in local_issuers()}
SLUGS = {kind.slug for kind in kinds().values()}


@pytest.mark.parametrize(("curated", "row"), ROWS, ids=lambda part: getattr(part, "document", ""))
def test_a_row_names_documents_and_a_relation_and_where_it_was_found(curated: CuratedList, row: Row) -> None:
    for identifier in (row.document, row.other):
        assert is_document_id(identifier)
        assert identifier.split(":")[0].partition(".")[0] in BODIES
        assert identifier.split(":")[1] in SLUGS
    assert row.relation in relations()
    assert row.source
    assert f"verified.{row.verified}" in wording()
    assert row.issued_on is None or row.issued_on.year == year(row.document)
    assert row.takes_effect is None or row.takes_effect.year >= (year(row.other) or 0)


@pytest.mark.parametrize("curated", lists().values(), ids=lambda curated: curated.name)
def test_every_span_quotes_the_list(curated: CuratedList) -> None:
    reading = read_list(curated)
    for citation in reading.citations:
        for span in (citation.quote, citation.evidence):
            assert reading.text[span.start : span.end] == span.text


def test_a_list_only_tells_and_bears_no_edge_of_its_own() -> None:
    reading = read_list(lists()["validity-chains"])
    assert is_secondary(Speaker(reading.document, reading.source, reading.document.id))
    with open_store("sqlite://") as store:
        take_curated(store)
        assert store.edges([reading.document.id], "up") == ()
        (edge,) = store.edges(["cp:nd:118:2025"], "up", ["replaces"])
        assert (edge.target, edge.evidence.secondary, edge.confidence) == ("cp:nd:61:2018", True, 0.9)


def test_a_row_that_nobody_verified_says_so_and_is_less_sure() -> None:
    row = next(row for _, row in ROWS if row.verified == "no")
    reading = read_list(lists()["validity-chains"])
    told = next(c for c in reading.citations if c.subject == row.document and c.target == row.other)
    assert told.confidence < 0.5
    assert wording()["verified.no"].text in told.evidence.text


def test_taking_in_twice_changes_nothing() -> None:
    with open_store("sqlite://") as store:
        first, second = take_curated(store), take_curated(store)
    assert [change.outcome for change in (*first, *second)] == ["added", "unchanged"]
