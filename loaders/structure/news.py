"""News pages: their own headline, day and owner, and the document that they report (rule J17)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.identity import document_id
from graph.model import Citation, Document
from graph.vocabulary import kinds
from loaders.language.dates import read_day
from loaders.language.patterns import pattern
from loaders.structure.body import Body, Paragraph
from loaders.structure.zones import furniture

PAGE_ISSUER, PAGE_KIND = "web", "TIN"
_HEADLINE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself."""

    headline: str | None
    published_on: date | None
    publisher: str | None


def read_page(body: Body) -> Page:
    """Headline, day and owner of a page; the day after the headline goes before one above it (that of the visit)."""
    paragraphs = body.paragraphs
    at = next((n for n, p in enumerate(paragraphs) if _is_headline(body, p)), None)
    headline = body.words(paragraphs[at].start, paragraphs[at].end) if at is not None else None
    after = paragraphs[at + 1 :] if at is not None else paragraphs
    days = [day for p in after[:8] if (day := _day(body, p)) is not None]
    return Page(headline, days[0] if days else None, _publisher(body))


def _is_headline(body: Body, paragraph: Paragraph) -> bool:
    words = body.words(paragraph.start, paragraph.end)
    enough = len(words.split()) >= _HEADLINE_WORDS and not words.isupper()
    return paragraph.zone != "furniture" and enough and _day(body, paragraph) is None


def _day(body: Body, paragraph: Paragraph) -> date | None:
    """The day of a line that is a day, and little else."""
    match = pattern("page_day").match(body.flat, paragraph.start, paragraph.end)
    return read_day(match) if match and paragraph.end - match.end() < 40 else None


def _publisher(body: Body) -> str | None:
    told = [row.starts for row in furniture() if row.tells == "publisher"]
    for paragraph in body.paragraphs:
        words = body.words(paragraph.start, paragraph.end)
        starts = next((start for start in told if words.lower().startswith(start)), None)
        if paragraph.zone == "furniture" and starts:
            return words[len(starts) :].strip() or None
    return None


def reported(body: Body, citations: Sequence[Citation]) -> Citation | None:
    """The first citation that the page says was issued: `vừa ký ban hành Kế hoạch số 897/KH-UBND`."""
    for citation in citations:
        before = body.flat[max(0, citation.quote.start - 40) : citation.quote.start]
        if citation.klass == "numbered" and citation.target and pattern("reports_before").search(before):
            return citation
    return None


def reported_document(citation: Citation, title: str | None) -> Document:
    """The document that a page reports, as far as the page tells."""
    assert citation.target is not None
    return Document(
        id=citation.target,
        number=citation.number,
        kind=citation.kind,
        issuer=citation.issuer,
        issued_on=citation.dated,
        title=_reported_title(citation) or title,
        genre="news",
        reported=True,
    )


def _reported_title(citation: Citation) -> str | None:
    kind = kinds().get(citation.kind or "")
    name = kind.name if kind else ""
    return f"{name} {citation.title}".strip() if citation.title else None


def page_document(page: Page, sha256: str) -> Document:
    """A page that reports no document, as a document of its own (kind TIN)."""
    year = page.published_on.year if page.published_on else None
    identifier = document_id(issuer=PAGE_ISSUER, kind=PAGE_KIND, number=sha256[:12], year=year)
    return Document(
        id=identifier,
        kind=PAGE_KIND,
        issuer_name=page.publisher,
        issued_on=page.published_on,
        title=page.headline,
        genre="news",
    )


def as_reported(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """A page's citations: it only tells, so all are `cites`; a bare kind means the last document of its kind."""
    bound: list[Citation] = []
    for citation in citations:
        citation = replace(citation, relation="cites", subject="self")
        last = next((c for c in reversed(bound) if c.kind == citation.kind and c.target), None)
        if citation.klass == "anaphora" and citation.target is None and last is not None:
            citation = replace(
                citation, target=last.target, number=last.number, status=last.status, reason=None
            )
        if citation.klass != "anaphora" or citation.target is not None:
            bound.append(citation)
    return tuple(bound)
