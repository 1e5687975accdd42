"""Citations: the mentions of a text with what is said of them and which document is meant, as far as the text tells.

What each part is comes from `mentions`, `relations` and `settling`; here they are one citation with its evidence.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import itemgetter

from graph.identity import is_dated
from graph.model import Citation, Document, Section, Span
from graph.vocabulary import kinds, relations
from loaders.citations.force_lists import is_force_list
from loaders.citations.mentions import Mention, find_bare_words, find_mentions, without_overlap
from loaders.citations.quoted import Recitals, in_recitals, quoted_recitals
from loaders.citations.relations import begins_with, carries, opens_bills, opens_list, tell
from loaders.citations.settling import Settled, settle, settle_in_title
from loaders.citations.titles import beside_each, title_of
from loaders.citations.told import IN_TITLE, Told, Unit
from loaders.language.bodies import Context
from loaders.language.kinds import kind_of
from loaders.language.patterns import pattern
from loaders.structure.body import Body, Table
from loaders.structure.header import is_label
from loaders.structure.sections import section_at

_EVIDENCE = 700
_RETOLD = 0.85


def find_citations(
    body: Body, document: Document, sections: Sequence[Section], context: Context
) -> tuple[Citation, ...]:
    """Every citation of the text in reading order, the document's own number in its letterhead left out."""
    mentions = [m for m in _mentions(body, document, context) if not _is_letterhead(body, m, document)]
    settled = settle(body, mentions, document, context)
    found: list[Citation] = []
    retold: list[Citation] = []
    quoted: list[Recitals] = []
    read = units(body, document)
    last, carried, in_bills = -1, "", False
    for at, within in _with_mentions(read, mentions):
        unit = read[at]
        if at > last + 1:
            carried, in_bills = _opens(body.flat, read[at - 1])
        own = [m for m in within if not _is_own_title(unit, m) and not _is_torn(unit, m)]
        in_bills = unit.bills or (in_bills and begins_with(body.flat, unit, own))
        own = [m for m in own if not (in_bills and m.klass == "named")]
        in_bills = in_bills or opens_bills(body.flat, unit)
        last = at
        if not own:
            carried = opens_list(body.flat, unit)
            continue
        told_of_own = tell(body.flat, unit, own, carried)
        carried = carries(body.flat, unit, told_of_own, carried)
        quoted += quoted_recitals(body.flat, unit, own, told_of_own)
        told_of_own = [in_recitals(told, m, quoted) for m, told in zip(own, told_of_own, strict=True)]
        beside = beside_each(own, told_of_own)
        for mention, told, following in zip(own, told_of_own, beside, strict=True):
            if told.host is not None:
                settled[mention] = settle_in_title(body, mention, context, told.host, settled)
            citation = _citation(body, document, sections, unit, mention, settled, told, following)
            if not (found and _is_content(citation, found[-1])):
                found.append(citation)
                retold += _retold(found, citation, told)
    return tuple(sorted([*found, *retold], key=lambda citation: citation.quote.start) if retold else found)


def _retold(found: Sequence[Citation], by: Citation, told: Told) -> Iterator[Citation]:
    """The document that `by` acted on, once more, with what was done to it: `X được sửa đổi theo Y` (guide 2.3)."""
    done_to = told.done_to
    if done_to is None:
        return
    one = next((c for c in reversed(found) if c.quote.start == done_to.start), None)
    if one is None or one.klass not in ("numbered", "named") or None in (one.target, by.target):
        return
    if one.target == by.target or by.klass not in ("numbered", "named", "self"):
        return
    part = told.part if relations()[told.deed].ends_validity else None
    yield replace(
        one,
        klass="retold",
        relation=told.deed,
        subject="self" if by.klass == "self" else by.target or "self",
        provision=one.provision or part,
        evidence=by.evidence if by.evidence.start <= one.quote.start else one.evidence,
        confidence=_RETOLD,
        rule=f"passive; {one.rule}",
    )


def _is_own_title(unit: Unit, mention: Mention) -> bool:
    """Whether a law's name is the title of the text itself: `LUẬT VIÊN CHỨC` over its own recitals."""
    return unit.title and mention.klass == "named" and mention.start == unit.start


def _is_torn(unit: Unit, mention: Mention) -> bool:
    """Whether a name by its form runs over the end of its paragraph: there the next one begins (`Luật / Chính phủ`)."""
    return mention.end > unit.end and mention.name is not None and not mention.name.known


def _is_content(citation: Citation, before: Citation) -> bool:
    """Whether a name says what the document before it is: `Nghị quyết 30c/NQ-CP ban hành Chương trình tổng thể`."""
    in_title = citation.rule.startswith(IN_TITLE)
    return citation.klass == "named" and in_title and citation.target == before.target is not None


def _mentions(body: Body, document: Document, context: Context) -> tuple[Mention, ...]:
    """The mentions; in a page, which has no number of its own, bare kinds among them."""
    found = find_mentions(body.flat, context)
    if document.id:
        return found
    bare = find_bare_words(body.flat)
    free = set(bare).intersection(without_overlap([*found, *bare]))
    return tuple(sorted([*found, *free], key=lambda mention: (mention.start, -mention.end)))


def units(body: Body, document: Document) -> list[Unit]:
    """The stretches that are read on their own: paragraphs outside the page's furniture, and cells.

    The head of a directive is its own title, whose words speak for it; an annex may be of a kind that orders nothing.
    In the cells of a list of documents each speaks of what it does itself.
    """
    found: list[Unit] = []
    line = 0
    titled, kind = document.genre == "directive", document.kind
    lists_others = is_force_list(document)
    for block in body.blocks:
        if isinstance(block, Table):
            found += _cells(body, block, None if lists_others else kind)
        elif block.zone != "furniture":
            if block.zone == "annex":
                kind = kind_of(body.words(block.start, block.end)) or kind
            unit = Unit(block.start, block.end, block.zone, titled and block.zone in ("head", "annex"), kind)
            _append(body, found, unit, line)
            line = block.start
    return found


def _cells(body: Body, table: Table, kind: str | None) -> Iterator[Unit]:
    """The cells that hold words; those of a column of bills are told."""
    heads = {
        c.column for c in table.cells if c.row == 0 and pattern("bills_head").match(body.flat, c.start, c.end)
    }
    for cell in table.cells:
        if cell.start < cell.end:
            yield Unit(cell.start, cell.end, "body", kind=kind, bills=cell.column in heads)


def _append(body: Body, units: list[Unit], unit: Unit, line: int) -> None:
    """Add a unit; the lines of a title are one. The last line so far starts at `line`."""
    last = units[-1] if units and unit.title else None
    if last is not None and last.title and last.zone == unit.zone and _is_one_title(body, last, unit, line):
        units[-1] = last._replace(end=unit.end)
    else:
        units.append(unit)


def _is_one_title(body: Body, last: Unit, unit: Unit, line: int) -> bool:
    """Whether a title goes on: both lines are in capitals, the one ends in a joint, or the other begins small."""
    before, after = body.text[line : last.end], body.text[unit.start : unit.end]
    goes_on = after[0].islower() or pattern("line_goes_on").match(before.split("\n")[-1]) is not None
    return goes_on or (before.isupper() and after.isupper())


def _with_mentions(
    units: Sequence[Unit], mentions: Sequence[Mention]
) -> Iterator[tuple[int, Sequence[Mention]]]:
    """The mentions that stand in each unit that has any, with its place among the units, in reading order."""
    starts = [unit.start for unit in units]
    standing = ((bisect_right(starts, mention.start) - 1, mention) for mention in mentions)
    for at, within in groupby(standing, key=itemgetter(0)):
        inside = [mention for _, mention in within if mention.start < units[at].end]
        if at >= 0 and inside:
            yield at, inside


def _opens(flat: str, unit: Unit) -> tuple[str, bool]:
    """What a unit without mentions opens for the next: a list of documents by its relation, and one of bills."""
    return opens_list(flat, unit), unit.bills or opens_bills(flat, unit)


def _is_letterhead(body: Body, mention: Mention, document: Document) -> bool:
    """Whether this is the document's own number line, or that of a portal's block of attributes."""
    if mention.number is None or mention.number.display != document.number:
        return False
    line = body.text[body.text.rfind("\n", 0, mention.start) + 1 : mention.start]
    return pattern("own_number").match(body.flat, mention.start) is not None or is_label(line)


# --- the citation -------------------------------------------------------------------------------------------


def _citation(
    body: Body,
    document: Document,
    sections: Sequence[Section],
    unit: Unit,
    mention: Mention,
    settled: Mapping[Mention, Settled],
    told: Told,
    beside: Mention | None,
) -> Citation:
    own = settled[mention]
    is_self = own.target == document.id and document.id != ""
    subject = _subject(told, settled, own.target)
    title = title_of(body.flat, unit, mention, beside)
    section = section_at(sections, mention.start) if unit.zone == "body" else None
    return Citation(
        quote=body.span(mention.start, mention.end),
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
        relation=_relation(told, subject, is_self=is_self),
        subject=subject or "self",
        provision=mention.provision,
        section=section.path if section else None,
        title=body.words(*title) or None if title else None,
        confidence=told.confidence,
        rule=f"{told.rule}; {own.rule}",
    )


def _kind_shown(settled: Settled, mention: Mention) -> str | None:
    """The kind of what is meant: a programme called by its name is a resolution by its number."""
    if settled.target is None or mention.klass != "named":
        return mention.kind
    return _kind_by_slug().get(settled.target.split(":")[1], mention.kind)


@cache
def _kind_by_slug() -> Mapping[str, str]:
    return {kind.slug: kind.code for kind in reversed(list(kinds().values()))}


def _issuer_shown(settled: Settled, mention: Mention) -> str | None:
    if settled.target is not None:
        return settled.target.partition(":")[0]
    return mention.issuer.id if mention.issuer else None


def _subject(told: Told, settled: Mapping[Mention, Settled], target: str | None) -> str | None:
    """Whose relation is told; None for a document of which only the name is known, or the one told of."""
    host = settled[told.host].target if told.host is not None else "self"
    return host if host != target else None


def _relation(told: Told, subject: str | None, *, is_self: bool) -> str:
    """What is told; what an unknown document does is not said of this one."""
    if subject is None or (is_self and told.relation != "issued_with"):
        return "cites"
    return told.relation


def _evidence(body: Body, unit: Unit, mention: Mention) -> Span:
    """The paragraph around the mention; of a long one the sentence, of a long sentence the clauses that fit."""
    if unit.end - unit.start <= _EVIDENCE:
        return body.span(unit.start, max(unit.end, mention.end))
    first, last = max(unit.start, mention.start - _EVIDENCE), min(unit.end, mention.end + _EVIDENCE)
    for stop in (". ", "; "):
        before = body.flat.rfind(stop, first, mention.start)
        after = body.flat.find(stop, mention.end, last)
        start = before + len(stop) if before >= 0 else first
        end = after + 1 if after >= 0 else last
        if end - start <= _EVIDENCE:
            return body.span(start, end)
    start, end = mention.start - _EVIDENCE // 2, mention.end + _EVIDENCE // 2
    return body.span(max(unit.start, start), min(unit.end, end))
