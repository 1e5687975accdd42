"""For how long a document is in force, or out of it: its own end, suspensions, and what is upheld (Luật 2015, 152-154).

An end that a document tells of itself is a citation of itself; a suspension that has a last day is told twice, by the
day on which it begins and by that on which the document is in force again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from graph.model import Citation, Document, Section, Span
from loaders.citations.effects import acts, is_beyond, is_of_itself, sentence_of
from loaders.citations.told import IN_TITLE
from loaders.language.candidates import first_match, opening_match, stretches_holding
from loaders.language.dates import read_day
from loaders.language.patterns import pattern
from loaders.structure.body import Body, Paragraph
from loaders.structure.sections import section_at

EXPIRES, SUSPENDS, RESUMES, UPHOLDS = "expires", "suspends", "resumes", "upholds"
_SURE, _BY_YEAR = 0.9, 0.7
_BEFORE, _BEHIND = 200, 400
_MENTIONED = ("numbered", "named")


def with_duration(
    body: Body, document: Document, sections: Sequence[Section], citations: Sequence[Citation]
) -> tuple[Citation, ...]:
    """The citations with the document's own end, and with what it suspends or upholds."""
    paragraphs = [paragraph for paragraph in body.paragraphs if paragraph.zone == "body"]
    starts = [paragraph.start for paragraph in paragraphs]
    found: list[Citation] = []
    told: list[Citation] = []
    for citation in citations:
        at = bisect_right(starts, citation.quote.start) - 1
        if at >= 0 and citation.quote.start < paragraphs[at].end and _may_tell(citation):
            citation, more = _told(body, document, paragraphs[at], citation)
            told += more
        found.append(citation)
    holding = stretches_holding("own_end", body.flat, starts)
    own = [end for n in holding for end in _own_end(body, document, sections, paragraphs[n])]
    ended = {end.quote.start for end in own}
    kept = [one for one in found if one.klass != "self" or one.quote.start not in ended]
    return (
        tuple(sorted([*kept, *told, *own], key=lambda one: one.quote.start)) if told or own else tuple(found)
    )


# --- its own end --------------------------------------------------------------------------------------------


def _own_end(
    body: Body, document: Document, sections: Sequence[Section], paragraph: Paragraph
) -> Iterator[Citation]:
    """The last day that the text gives itself; none for a draft without identity, nor for words that it quotes."""
    for match in pattern("own_end").finditer(body.flat, paragraph.start, paragraph.end):
        day = _first_day_after(match)
        if not (document.id and day) or _is_past(day, document):
            continue
        if not is_of_itself(body, paragraph, match, document):
            continue
        section = section_at(sections, match.start())
        yield Citation(
            quote=body.span(match.start("own"), match.end("own")),
            klass="self",
            evidence=body.span(*_sentence(body, paragraph, match.start(), match.end())),
            kind=document.kind,
            target=document.id,
            status="resolved",
            relation=EXPIRES,
            section=section.path if section else None,
            confidence=_SURE if match["day"] else _BY_YEAR,
            rule="own end",
            takes_effect=day,
        )


def _first_day_after(match: re.Match[str]) -> date | None:
    """The first day on which it is not in force any more: the one named if it ends by then, else the next."""
    if match["year_"]:
        return date(int(match["year_"]) + 1, 1, 1)
    day = read_day(match)
    return day if day is None or match["ends"] or match["before"] else day + timedelta(days=1)


def _is_past(day: date, document: Document) -> bool:
    return document.issued_on is not None and day <= document.issued_on


# --- what it does to others ---------------------------------------------------------------------------------


def _may_tell(citation: Citation) -> bool:
    """Whether the text itself speaks of another document, and not in a title (J5)."""
    in_title = citation.rule.startswith(IN_TITLE)
    return citation.klass in _MENTIONED and citation.subject == "self" and not in_title


def _told(
    body: Body, document: Document, paragraph: Paragraph, citation: Citation
) -> tuple[Citation, list[Citation]]:
    start, end = _sentence(body, paragraph, citation.quote.start, citation.quote.end)
    before, behind = body.flat[start : citation.quote.start], body.flat[citation.quote.end : end]
    if citation.relation == SUSPENDS and pattern("not_suspended_before").search(before):
        return replace(citation, relation="cites", rule=f"not suspended; {citation.rule}"), []
    suspended = citation.relation == SUSPENDS or first_match("suspended_before", before)
    may_be_behind = not (acts(citation) or is_beyond(document, citation))
    if suspended or (may_be_behind and opening_match("suspended_behind", behind)):
        words = pattern("suspended_part").search(before)
        part = citation.provision or (" ".join(words["part"].split()) if words else None)
        return _suspended(body, document, citation, (start, end), part)
    if opening_match("upheld_behind", behind) or first_match("upheld_before", before):
        evidence = body.span(start, end)
        return citation, [_retold(citation, UPHOLDS, citation.provision, None, evidence)]
    return citation, []


def _suspended(
    body: Body, document: Document, citation: Citation, sentence: tuple[int, int], part: str | None
) -> tuple[Citation, list[Citation]]:
    evidence = body.span(*sentence)
    first = pattern("span_from").search(body.flat, *sentence)
    last = pattern("span_until").search(body.flat, *sentence)
    day = read_day(first) if first else document.effective_on
    suspended = replace(
        citation,
        relation=SUSPENDS,
        provision=part,
        takes_effect=day,
        evidence=evidence,
        rule=f"suspended; {citation.rule}",
    )
    until = read_day(last) if last else None
    if until is None:
        return suspended, []
    again = until if last and last["before"] else until + timedelta(days=1)
    return suspended, [_retold(suspended, RESUMES, part, again, evidence)]


def _retold(
    citation: Citation, relation: str, part: str | None, day: date | None, evidence: Span
) -> Citation:
    return replace(
        citation,
        klass="retold",
        relation=relation,
        provision=part,
        takes_effect=day,
        evidence=evidence,
        confidence=_SURE,
    )


def _sentence(body: Body, paragraph: Paragraph, first: int, last: int) -> tuple[int, int]:
    """The sentence around these characters, as far as it is near."""
    farthest, nearest = max(paragraph.content_start, first - _BEFORE), min(paragraph.end, last + _BEHIND)
    return sentence_of(body, (first, last), farthest, nearest)
