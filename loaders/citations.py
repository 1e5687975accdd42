"""Citations: the mentions of a text with what is said of them and which document is meant, as far as the text tells.

Identity follows the domain guide, 1.4 to 1.6; what a text leaves open stays open, with its candidates, until binding.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.fold import fold
from graph.identity import document_id, is_dated, series, year
from graph.model import Citation, Document, Section, Span
from graph.vocabulary import KnownDocument, kinds, known_documents
from loaders.bodies import Context, body_of_code
from loaders.body import Body, Table
from loaders.header import is_label
from loaders.mentions import Mention, find_bare_words, find_mentions, without_overlap
from loaders.patterns import pattern
from loaders.relations import Told, Unit, tell, title_of
from loaders.sections import section_at

_SETTING = 400
_EVIDENCE = 700


@dataclass(frozen=True, slots=True)
class Settled:
    """Which document a mention means: its id, or the ids it may be, and the rule that told."""

    target: str | None
    rule: str
    candidates: tuple[str, ...] = ()
    reason: str | None = None


def find_citations(
    body: Body, document: Document, sections: Sequence[Section], context: Context
) -> tuple[Citation, ...]:
    """Every citation of the text in reading order, the document's own number in its letterhead left out."""
    mentions = [m for m in _mentions(body, document, context) if not _is_letterhead(body, m, document)]
    settled = _settle_all(body, mentions, document, context)
    found: list[Citation] = []
    for unit in units(body, titled=document.genre == "directive"):
        own = [mentions[n] for n in _within(mentions, unit) if not _is_own_title(unit, mentions[n])]
        for mention, told in zip(own, tell(body.flat, unit, own), strict=True):
            citation = _citation(body, document, sections, unit, mention, settled, told)
            if not (found and _is_content(citation, found[-1])):
                found.append(citation)
    return tuple(found)


def _is_own_title(unit: Unit, mention: Mention) -> bool:
    """Whether a law's name is the title of the text itself: `LUẬT VIÊN CHỨC` over its own recitals."""
    return unit.title and mention.klass == "named" and mention.start == unit.start


def _is_content(citation: Citation, before: Citation) -> bool:
    """Whether a name says what the document before it is: `Nghị quyết 30c/NQ-CP ban hành Chương trình tổng thể`."""
    in_title = citation.rule.startswith(("embedded", "title trap"))
    return citation.klass == "named" and in_title and citation.target == before.target is not None


def _mentions(body: Body, document: Document, context: Context) -> tuple[Mention, ...]:
    """The mentions; in a page, which has no number of its own, bare kinds among them."""
    found = find_mentions(body.flat, context)
    return found if document.id else without_overlap([*found, *find_bare_words(body.flat)])


def units(body: Body, *, titled: bool) -> list[Unit]:
    """The stretches that are read on their own: paragraphs outside the page's furniture, and cells.

    `titled` says that the head is the document's own title, whose words speak for it.
    """
    found: list[Unit] = []
    for block in body.blocks:
        if isinstance(block, Table):
            found += [Unit(cell.start, cell.end, "body") for cell in block.cells if cell.start < cell.end]
        elif block.zone != "furniture":
            unit = Unit(block.start, block.end, block.zone, titled and block.zone in ("head", "annex"))
            _append(body, found, unit)
    return found


def _append(body: Body, units: list[Unit], unit: Unit) -> None:
    """Add a unit; the lines of a title in capitals are one."""
    last = units[-1] if units else None
    if (
        last is not None
        and last.title
        and unit.title
        and last.zone == unit.zone
        and _are_capitals(body, last, unit)
    ):
        units[-1] = replace(last, end=unit.end)
    else:
        units.append(unit)


def _are_capitals(body: Body, *units: Unit) -> bool:
    return all(body.text[unit.start : unit.end].isupper() for unit in units)


def _within(mentions: Sequence[Mention], unit: Unit) -> Iterable[int]:
    first = bisect_right(mentions, unit.start - 1, key=lambda m: m.start)
    last = bisect_right(mentions, unit.end - 1, key=lambda m: m.start)
    return range(first, last)


def _is_letterhead(body: Body, mention: Mention, document: Document) -> bool:
    """Whether this is the document's own number line, or that of a portal's block of attributes."""
    if mention.number is None or mention.number.display != document.number or mention.word:
        return False
    line = body.text[body.text.rfind("\n", 0, mention.start) + 1 : mention.start]
    return pattern("own_number").match(body.flat, mention.start) is not None or is_label(line)


# --- identity -----------------------------------------------------------------------------------------------


def _settle_all(
    body: Body, mentions: Sequence[Mention], document: Document, context: Context
) -> dict[Mention, Settled]:
    """What each mention means; an undated number is that of the dated one in the same text, if there is just one."""
    first = {mention: _settle(body, mention, document, context) for mention in mentions}
    dated: dict[str, set[str]] = {}
    for known in [*first.values(), Settled(document.id, "own")]:
        if known.target and is_dated(known.target):
            dated.setdefault(series(known.target), set()).add(known.target)
    return {mention: _from_same_text(settled, dated) for mention, settled in first.items()}


def _from_same_text(settled: Settled, dated: Mapping[str, set[str]]) -> Settled:
    if settled.target is None or is_dated(settled.target):
        return settled
    same = dated.get(series(settled.target), set())
    return Settled(next(iter(same)), "same text") if len(same) == 1 else settled


def _settle(body: Body, mention: Mention, document: Document, context: Context) -> Settled:
    if mention.klass == "self":
        return Settled(document.id, "self word")
    if mention.number is not None:
        return _settle_number(body, mention, context)
    if mention.name is not None:
        return _settle_name(body, mention, context)
    return Settled(None, mention.klass, reason="anaphora" if mention.klass == "anaphora" else "no_number")


def _settle_number(body: Body, mention: Mention, context: Context) -> Settled:
    number, kind = mention.number, kinds().get(mention.kind or "")
    assert number is not None
    issuer = _issuer(mention, context)
    if issuer is None or kind is None:
        return Settled(None, "number", reason="no_issuer" if issuer is None else "no_kind")
    known_year = number.year or (mention.dated.year if mention.dated else None)
    target = document_id(issuer=issuer, kind=kind.slug, number=number.ordinal, year=known_year)
    if known_year is not None:
        return Settled(target, "year in number" if number.year else "date")
    return _settle_undated(body, mention, target, context)


def _issuer(mention: Mention, context: Context) -> str | None:
    """The issuer by the number's code; by the words behind it where the code names a type of body only (J6)."""
    assert mention.number is not None
    code = body_of_code(mention.number.issuer.partition("-")[0], _at(mention, context))
    said = mention.issuer.id if mention.issuer else None
    return said if said is not None and (code is None or "." in code) else code


def _at(mention: Mention, context: Context) -> Context:
    return replace(context, day=mention.dated or context.day)


def _settle_undated(body: Body, mention: Mention, target: str, context: Context) -> Settled:
    """A number without a year: among the known documents of its series by day, then by the words around (J7, J8)."""
    possible = [d for d in _known_series().get(series(target), ()) if _was_issued(d, context)]
    setting = body.flat[max(0, mention.start - _SETTING) : mention.end + _SETTING]
    by_subject = [d for d in possible if _has_subject(d, setting)]
    if len(by_subject) == 1:
        return Settled(by_subject[0].id, "subject")
    if len(possible) == 1 and mention.number is not None and mention.number.family == "party":
        return Settled(possible[0].id, "term")
    return Settled(target, "no year", tuple(sorted(d.id for d in by_subject or possible)), "no_year")


def _settle_name(body: Body, mention: Mention, context: Context) -> Settled:
    assert mention.name is not None
    known = [known_documents()[identifier] for identifier in mention.name.known]
    if mention.dated is not None or pattern("year_after").search(body.flat[mention.start : mention.end]):
        known = [d for d in known if _fits_year(d, mention, body.flat)]
    possible = [d for d in known if _was_issued(d, context)]
    possible = [d for d in possible if _was_current(d, context)] or possible
    setting = body.flat[max(0, mention.start - _SETTING) : mention.end + _SETTING]
    chosen = possible if len(possible) == 1 else [d for d in possible if _has_subject(d, setting)]
    if len(chosen) == 1:
        return Settled(chosen[0].id, "name")
    candidates = tuple(sorted(d.id for d in possible or known))
    return Settled(None, "name", candidates, "ambiguous" if candidates else "unknown_name")


def _fits_year(known: KnownDocument, mention: Mention, flat: str) -> bool:
    if mention.dated is not None and known.issued_on is not None:
        return known.issued_on == mention.dated
    match = pattern("year_after").search(flat, mention.start, mention.end)
    said = match["year"] or match["year_"] if match else None
    return said is None or year(known.id) == int(said) or year(known.id) is None


def _was_issued(known: KnownDocument, context: Context) -> bool:
    return known.issued_on is None or context.day is None or known.issued_on <= context.day


def _was_current(known: KnownDocument, context: Context) -> bool:
    return known.valid_until is None or context.day is None or context.day <= known.valid_until


def _has_subject(known: KnownDocument, setting: str) -> bool:
    folded = fold(setting)
    return any(fold(subject) in folded for subject in known.subjects)


@cache
def _known_series() -> Mapping[str, tuple[KnownDocument, ...]]:
    found: dict[str, tuple[KnownDocument, ...]] = {}
    for document in known_documents().values():
        found[series(document.id)] = (*found.get(series(document.id), ()), document)
    return found


# --- the citation -------------------------------------------------------------------------------------------


def _citation(
    body: Body,
    document: Document,
    sections: Sequence[Section],
    unit: Unit,
    mention: Mention,
    settled: Mapping[Mention, Settled],
    told: Told,
) -> Citation:
    own = settled[mention]
    is_self = own.target == document.id and document.id != ""
    title = title_of(body.flat, mention, unit.end)
    section = section_at(sections, mention.start) if unit.zone == "body" else None
    return Citation(
        quote=_span(body, mention.start, mention.end),
        klass="self" if is_self else mention.klass,
        evidence=_evidence(body, unit, mention),
        number=mention.number.display if mention.number else None,
        kind=_kind_shown(own, mention),
        issuer=_issuer_shown(own, mention),
        dated=mention.dated,
        target=own.target,
        candidates=own.candidates,
        status="resolved" if own.target and is_dated(own.target) else "unresolved",
        reason=own.reason,
        relation="cites" if is_self and told.relation != "issued_with" else told.relation,
        subject=_subject(told, settled),
        provision=mention.provision,
        section=section.path if section else None,
        title=body.words(*title) or None if title else None,
        confidence=told.confidence,
        rule=f"{told.rule}; {own.rule}",
    )


def _kind_shown(settled: Settled, mention: Mention) -> str | None:
    """The kind of what is meant: a programme called by its name is a resolution by its number."""
    slug = settled.target.split(":")[1] if settled.target and mention.klass == "named" else None
    return next((kind.code for kind in kinds().values() if kind.slug == slug), mention.kind)


def _issuer_shown(settled: Settled, mention: Mention) -> str | None:
    if settled.target is not None:
        return settled.target.partition(":")[0]
    return mention.issuer.id if mention.issuer else None


def _subject(told: Told, settled: Mapping[Mention, Settled]) -> str:
    host = settled[told.host].target if told.host is not None else None
    return host or "self"


def _span(body: Body, start: int, end: int) -> Span:
    return Span(start, end, body.text[start:end])


def _evidence(body: Body, unit: Unit, mention: Mention) -> Span:
    """The paragraph around the mention; of a long one the sentence, of a long sentence the clauses that fit."""
    if unit.end - unit.start <= _EVIDENCE:
        return _span(body, unit.start, unit.end)
    for stop in (". ", "; "):
        start = max(unit.start, body.flat.rfind(stop, unit.start, mention.start) + len(stop))
        end = body.flat.find(stop, mention.end, unit.end) + 1 or unit.end
        if end - start <= _EVIDENCE:
            return _span(body, start, end)
    start, end = mention.start - _EVIDENCE // 2, mention.end + _EVIDENCE // 2
    return _span(body, max(unit.start, start), min(unit.end, end))
