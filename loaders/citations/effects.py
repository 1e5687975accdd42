"""From which day a document is in force, and from which day it alters or ends others (guide 2.5)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from graph.fold import fold
from graph.heights import is_lower
from graph.identity import year
from graph.model import Citation, Document
from graph.vocabulary import kinds, relations
from loaders.citations.told import IN_NAME, IN_TITLE, LIST, SHORT
from loaders.language.candidates import first_match, matches, opening_match, stretches_holding
from loaders.language.dates import read_day
from loaders.language.numbers import find_numbers
from loaders.language.patterns import pattern
from loaders.structure.body import Body, Paragraph
from loaders.structure.layout import marker_rows

LISTS = {
    "ended_parts": "repeals",
    "ended_list": "repeals",
    "replaced_list": "replaces",
    "altered_list": "amends",
}
"""Which relation holds for every document listed below a line that opens as the pattern tells."""
ENDED = "repeals"
_NOT_ITS_OWN = (*IN_TITLE, SHORT, IN_NAME)
_NAMED_ONLY = ("plain", LIST)
"""How the rules begin by which words before a document tell nothing of it, or no more than of the one before it."""
_CLOSING = frozenset({"body"})
_NEAR = 1500
_ITEM_OPENS = 120
_FIRST = frozenset(("1", "01", "a", "-", "–", "+", "•", "*"))


def effective_day(body: Body, document: Document) -> date | None:
    """The day that the document's own closing article names; the day of issue where it says so."""
    closing = list(_closing(body))
    holding = stretches_holding("enters_force", body.flat, [paragraph.start for paragraph in closing])
    days = [day for n in holding for day in _days(body, closing[n], document)]
    return days[-1] if days else None


def _closing(body: Body) -> Iterator[Paragraph]:
    return (paragraph for paragraph in body.paragraphs if paragraph.zone in _CLOSING)


def _days(body: Body, paragraph: Paragraph, document: Document) -> Iterator[date]:
    for match in pattern("enters_force").finditer(body.flat, paragraph.start, paragraph.end):
        if not is_of_itself(body, paragraph, match, document):
            continue
        day = read_day(match) if match["day"] else _since_issue(match["after"], document)
        if day is not None and not _is_anothers(day, document):
            yield day


def _is_anothers(day: date, document: Document) -> bool:
    """Whether the words with this day are those of an earlier document, quoted in a note or an annex."""
    if document.issued_on is not None:
        return day < document.issued_on
    own_year = year(document.id)
    return own_year is not None and day.year < own_year


def is_of_itself(body: Body, paragraph: Paragraph, match: re.Match[str], document: Document) -> bool:
    """Whether words on force are of the whole document: their `kind` is its own, and no part stands before them."""
    kind = kinds().get(document.kind or "")
    before = body.flat[max(paragraph.start, match.start() - 40) : match.start()]
    is_its_kind = kind is None or fold(match["kind"]) in map(fold, kind.names)
    return is_its_kind and pattern("part_in_force_before").search(before) is None


def _since_issue(days: str | None, document: Document) -> date | None:
    return document.issued_on and document.issued_on + timedelta(days=int(days or 0))


@dataclass(frozen=True, slots=True)
class _Scope:
    """A citation's sentence as far as it is near, its paragraph, and the line that its list hangs on."""

    start: int
    end: int
    paragraph: Paragraph
    heading: Paragraph | None


def with_effects(body: Body, document: Document, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations with the day from which what they tell holds, and with what ends by words behind the mention."""
    hung = list(_hung(body, _closing(body)))
    starts = [paragraph.start for paragraph, _ in hung]
    found: list[Citation] = []
    for citation in citations:
        at = bisect_right(starts, citation.quote.start) - 1
        if citation.subject == "self" and at >= 0 and citation.quote.start < hung[at][0].end:
            citation = _with_effect(body, document, _scope(body, *hung[at], citation), citation)
            citation = _partly_too(citation, found[-1]) if found else citation
        found.append(citation)
    return tuple(found)


def _hung(body: Body, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    """Each paragraph with the one above it that its list hangs on."""
    open_ones: list[tuple[int, Paragraph]] = []
    for paragraph, after in pairwise([*paragraphs, Paragraph(0, 0, 0)]):
        while open_ones and open_ones[-1][0] >= paragraph.depth:
            open_ones.pop()
        yield paragraph, open_ones[-1][1] if open_ones else None
        depth = after.depth - 1 if _opens_list(body, paragraph, after) else paragraph.depth
        open_ones.append((depth, paragraph))


def _opens_list(body: Body, paragraph: Paragraph, after: Paragraph) -> bool:
    """Whether a line without a marker stands over a list: `Nghị định này thay thế các nghị định sau:`, then `a)`."""
    begins = after.depth > marker_rows()["article"].depth and after.marker.strip(" .()") in _FIRST
    return not paragraph.marker and begins and body.flat[paragraph.end - 1] == ":"


def _scope(body: Body, paragraph: Paragraph, heading: Paragraph | None, citation: Citation) -> _Scope:
    first, last = citation.quote.start, citation.quote.end
    farthest, nearest = max(paragraph.start, first - _NEAR), min(paragraph.end, last + _NEAR)
    return _Scope(*sentence_of(body, (first, last), farthest, nearest), paragraph, heading)


def sentence_of(body: Body, words: tuple[int, int], farthest: int, nearest: int) -> tuple[int, int]:
    """The sentence that holds these words, no farther before them and behind them than told."""
    start = body.flat.rfind(". ", farthest, words[0])
    stop = body.flat.find(". ", words[1], nearest)
    return (start + 2 if start >= 0 else farthest), (stop + 1 if stop >= 0 else nearest)


def _with_effect(body: Body, document: Document, scope: _Scope, citation: Citation) -> Citation:
    citation = _ended(body, document, scope, citation)
    if not acts(citation):
        return citation
    day = _takes_effect(body, document, scope)
    if day is not None and _is_anothers(day, document):
        return replace(citation, relation="cites", rule=f"words of another; {citation.rule}")
    ends = relations()[citation.relation].ends_validity
    part = citation.provision or (_part(body, scope, citation) if ends else None)
    return replace(citation, provision=part, takes_effect=day)


def acts(citation: Citation) -> bool:
    """Whether it is told that the document is altered or ended."""
    return relations()[citation.relation].acts


def _ended(body: Body, document: Document, scope: _Scope, citation: Citation) -> Citation:
    """The citation as a repeal where words behind it, or the line above its list, say that the document ends."""
    if acts(citation) or citation.klass not in ("numbered", "named") or is_beyond(document, citation):
        return citation
    if citation.rule.startswith(_NOT_ITS_OWN) or _is_among_alterers(body, scope, citation):
        return citation
    listed = _listed(body, scope, citation)
    told, part = listed or (ENDED if _ceases(body, document, scope, citation) else None, None)
    if told is None:
        return citation
    rule = f"effect; {citation.rule}"
    return replace(citation, relation=told, provision=citation.provision or part, confidence=0.9, rule=rule)


def is_beyond(document: Document, citation: Citation) -> bool:
    """Whether the text is lower than what it cites, so that words near by on an end are of another."""
    return citation.target is not None and is_lower(document.id, citation.target)


def _is_among_alterers(body: Body, scope: _Scope, citation: Citation) -> bool:
    """Whether the text only tells who altered the one that ends: `Luật A được sửa đổi theo Luật B hết hiệu lực`."""
    before = body.flat[scope.start : citation.quote.start]
    told = list(matches("altered_by", before))
    return bool(told) and ";" not in before[told[-1].end() :]


def _listed(body: Body, scope: _Scope, citation: Citation) -> tuple[str, str | None] | None:
    """The relation, and of which part it holds, by words over a list, in its own line or in the line above it."""
    over = [(scope.paragraph.content_start, citation.quote.start)]
    if scope.heading is not None and not _is_behind_another(scope, citation):
        over.append((scope.heading.content_start, scope.heading.end))
    openings = [body.flat[start : min(end, start + _NEAR)] for start, end in over]
    told = ((LISTS[name], opening_match(name, words)) for words in openings for name in LISTS)
    return next(((relation, match.groupdict().get("part")) for relation, match in told if match), None)


def _is_behind_another(scope: _Scope, citation: Citation) -> bool:
    """Whether the mention stands deep in the item, where it tells of something else: `..., trừ quy định tại X`."""
    return citation.quote.start - scope.paragraph.content_start > _ITEM_OPENS


def _ceases(body: Body, document: Document, scope: _Scope, citation: Citation) -> bool:
    behind = first_match("ceases", body.flat, citation.quote.end, scope.end)
    if behind is not None:
        return not _ends_item(body.flat[citation.quote.end : behind.start()])
    if _is_ended(body, document, scope, citation):
        return True
    whole = first_match("ceases_when_in_force", body.flat, scope.start, scope.end)
    return whole is not None and whole.start() < citation.quote.start < whole.end()


def _ends_item(words: str) -> bool:
    """Whether a `;` stands in the words with another document behind it; in a title it may stand too."""
    item = words.find(";")
    return item >= 0 and any(find_numbers(words[item:]))


def _is_ended(body: Body, document: Document, scope: _Scope, citation: Citation) -> bool:
    """Whether a norm says so of what its sentence begins with, or lists: `Quyết định số 1/2020/QĐ-BNV bị bãi bỏ.`"""
    kind = kinds().get(document.kind or "")
    if kind is None or not kind.normative or not citation.rule.startswith(_NAMED_ONLY):
        return False
    if first_match("ended_these_before", body.flat, scope.start, citation.quote.start):
        return True
    behind = first_match("is_ended", body.flat, citation.quote.end, scope.end)
    between = body.flat[citation.quote.end : behind.start()] if behind else ":"
    if behind is None or ":" in between or _ends_item(between):
        return False
    item = pattern("item_number").match(body.flat, scope.start)
    begins = item.end() if item else scope.start
    return pattern("document_first").match(body.flat, begins, behind.start()) is not None


def _part(body: Body, scope: _Scope, citation: Citation) -> str | None:
    """The part that ends where the words before the mention say that not all of it does."""
    match = pattern("partly_before").search(body.flat[scope.start : citation.quote.start])
    return " ".join(match["part"].split()) if match else None


def _partly_too(citation: Citation, before: Citation) -> Citation:
    """The next of a list, of which a part ends as of the one before it: `Bãi bỏ một số điều của X và Y`."""
    goes_on = citation.rule.startswith(LIST) and citation.relation == before.relation and acts(citation)
    if goes_on and citation.provision is None and pattern("vague_part").match(before.provision or ""):
        return replace(citation, provision=before.provision)
    return citation


def _takes_effect(body: Body, document: Document, scope: _Scope) -> date | None:
    """The day that the sentence names, or the line above it; the document's own where it says `kể từ ngày ... này`."""
    spans = [(scope.start, scope.end)]
    if scope.heading is not None:
        spans.append((scope.heading.start, scope.heading.end))
    for start, end in spans:
        for name in ("ceases", "is_ended"):
            if match := first_match(name, body.flat, start, end):
                return read_day(match) if match["day"] else document.effective_on
        if first_match("ceases_when_in_force", body.flat, start, end):
            return document.effective_on
        if match := first_match("enters_force", body.flat, start, end):
            return read_day(match) if match["day"] else _since_issue(match["after"], document)
    return None
