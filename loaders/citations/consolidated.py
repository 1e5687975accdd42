"""Consolidated texts (văn bản hợp nhất): which documents one brings together, and whose its deeds are (guide 2.2).

A consolidated text lays nothing down: what its words alter or end was altered or ended by the document it shows.
"""

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Citation, Document
from loaders.citations.effects import acts
from loaders.citations.told import BASIS, IN_TITLE
from loaders.language.candidates import first_match
from loaders.structure.header import CONSOLIDATION

_CONSOLIDATES = "consolidates"
_TOLD = ("cites", "implements")


def with_consolidated(document: Document, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations of a consolidated text: those over its recitals are consolidated, and the first of them acts."""
    if document.kind != CONSOLIDATION:
        return tuple(citations)
    named = _over_recitals(citations)
    shown = [replace(one, relation=_CONSOLIDATES) if one in named else one for one in citations]
    host = named[0].target if named else None
    return tuple(
        replace(one, subject=host) if host and one.subject == "self" and acts(one) else one for one in shown
    )


def _over_recitals(citations: Sequence[Citation]) -> list[Citation]:
    """What stands under the title: the document first issued, and those that altered it since, maybe as a list."""
    opens = (n for n, one in enumerate(citations) if one.relation == BASIS or not _is_listed(one))
    return [one for one in citations[: next(opens, len(citations))] if _is_named(one)]


def _is_listed(citation: Citation) -> bool:
    return citation.section is None or citation.section.isdecimal()


def _is_named(citation: Citation) -> bool:
    """Whether it is told since when a document named by its number, and not in the title of another, is in force."""
    is_own = citation.subject == "self" and not citation.rule.startswith(IN_TITLE)
    is_told = is_own and citation.klass == "numbered" and citation.relation in _TOLD
    return is_told and first_match("since_when", citation.evidence.text) is not None
