"""Rules on known documents: what is named without number or year can be found and chosen."""

import re
from collections import defaultdict
from collections.abc import Iterator

from graph import identity
from graph.fold import fold
from graph.vocabulary import KnownDocument
from graph.vocabulary.rules.lines import Tables


def known_documents_have_ids(tables: Tables) -> Iterator[str]:
    """An id is built of known parts and bears the number."""
    slugs = {kind.slug for kind in tables.kinds}
    for document in tables.known_documents:
        if not identity.is_document_id(document.id):
            yield f"known-documents: {document.id!r} is no document id"
            continue
        issuer, kind, number = document.id.split(":")[:3]
        if kind not in slugs:
            yield f"known-documents: {document.id} is of kind {kind!r}, which is no slug"
        if not _is_issuer(issuer, tables):
            yield f"known-documents: {document.id} is of issuer {issuer!r}, which no table has"
        if document.number[:1].isdigit() and not _bears(document.number, number):
            yield f"known-documents: {document.id} is numbered {document.number!r}"


def _is_issuer(identifier: str, tables: Tables) -> bool:
    """A central issuer's id, or a local one's with a place and, for a congress, its ordinal."""
    if identifier in {issuer.id for issuer in tables.issuers}:
        return True
    local, _, place = identifier.partition(".")
    places = {slug for province in tables.provinces for slug in (province.slug, province.new_slug)}
    return local in {issuer.id for issuer in tables.local_issuers} and place.partition(".")[0] in places


def _bears(display: str, number: str) -> bool:
    return fold(re.split(r"[/-]", display)[0]).lstrip("0") == number


def known_documents_have_their_days(tables: Tables) -> Iterator[str]:
    """The day issued lies in the year of the id and not after the day last current."""
    for document in tables.known_documents:
        issued = document.issued_on
        if issued and identity.year(document.id) != issued.year:
            yield f"known-documents: {document.id} was issued on {issued}"
        if issued and document.valid_until and document.valid_until < issued:
            yield f"known-documents: {document.id} was issued after it was current"


def known_documents_can_be_chosen(tables: Tables) -> Iterator[str]:
    """What shares a number without its year, or a name on one day, needs words that select it (J8)."""
    by_series: defaultdict[str, list[KnownDocument]] = defaultdict(list)
    by_name: defaultdict[str, list[KnownDocument]] = defaultdict(list)
    for document in tables.known_documents:
        if document.number[:1].isdigit():
            by_series[identity.series(document.id)].append(document)
        for name in {fold(name) for name in document.names}:
            by_name[f"{name} {document.issued_on}"].append(document)
    for said, sharing in (*by_series.items(), *by_name.items()):
        mute = [document.id for document in sharing if not document.subjects]
        if len(sharing) > 1 and mute:
            yield f"known-documents: {said!r} may be {' and '.join(mute)}, and no subject selects"
