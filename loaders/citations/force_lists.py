"""Official lists of documents in force, ended or ended in part: `công bố danh mục văn bản hết hiệu lực` (NĐ 34/2016).

Each row tells what other documents did to the one that it names, never what the list does: its sentence is told apart
by `OFFICIAL_LIST` and gives way to that of the document that acts. Read from tables by the words in their heads, and
from text in which a table's cells stand one below the other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from graph.binding import OFFICIAL_LIST
from graph.identity import document_id, is_dated, series
from graph.model import Citation, Document, Status
from graph.vocabulary import kinds, relations
from loaders.citations.force_rows import LINE, MENTIONED, NEAR, Extent, Row, find_rows
from loaders.citations.told import BASIS, TITLE_TRAP
from loaders.citations.triggers import deed_of
from loaders.language.dates import find_day
from loaders.language.kinds import kind_of
from loaders.language.patterns import pattern
from loaders.structure.body import Body

SURE = 0.9
IN_FORCE, STARTS, ENDED, REPEALED = "lists_in_force", "lists_start", "lists_ended", "repeals"
_BEHIND_DEED = 60
_LONGEST_PART = 300
# Accepts "21/2017/QH14", "01/2018/UBTVQH14"; refuses "21/2017/NĐ-CP".
_ASSEMBLY = re.compile(r"(?P<ordinal>\d+)/(?P<year>\d{4})/(?P<issuer>(?:UBTV)?QH\d+)")


def with_listed(body: Body, document: Document, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations with what the rows of an official list tell; as they were where the text is no such list."""
    if not is_force_list(document):
        return tuple(citations)
    told = _Told(body, document, citations)
    for row in find_rows(body, citations):
        told.take(row)
    return told.all()


def _announced(citation: Citation) -> Citation:
    """A list only announces: whatever is altered or ended in it, it was not by the list."""
    relation = relations()[citation.relation]
    acts = relation.acts or relation.standing == "suspends"
    if acts and citation.subject == "self":
        return replace(citation, relation="cites", takes_effect=None, rule=f"announced; {citation.rule}")
    return citation


def is_force_list(document: Document) -> bool:
    """Whether the title says that documents in force, or ended, are listed."""
    return pattern("force_list_title").match(document.title or "") is not None


# --- what a row tells ---------------------------------------------------------------------------------------


class _Told:
    """The citations of a list, as far as its rows were taken."""

    def __init__(self, body: Body, document: Document, citations: Sequence[Citation]) -> None:
        self._body, self._until = body, _as_of(document)
        self._citations = list(citations)
        self._starts = [citation.quote.start for citation in citations]
        self._retold: list[Citation] = []
        self._done: set[int] = set()
        self._told_by_row: set[int] = set()
        self._last: int | None = None

    def all(self) -> tuple[Citation, ...]:
        """All that the list says, in reading order."""
        kept = (one for n, one in enumerate(self._citations) if n not in self._told_by_row)
        found = (one if one.rule.startswith(OFFICIAL_LIST) else _announced(one) for one in kept)
        return tuple(sorted([*found, *self._retold], key=lambda citation: citation.quote.start))

    def take(self, row: Row) -> None:
        """Let a row tell of the document that it names, or that the row above it names."""
        named = [n for extent in row.named for n in self._within(extent)]
        at = named[0] if named else self._last
        if at is None or (not named and (row.reason is None or row.day is None)):
            return
        if named and at not in self._done:
            self._citations[at] = self._completed(self._citations[at], row)
            self._in_title(named[1:], self._citations[at])
        self._last = at
        if self._citations[at].target is None:
            return
        for relation, by, provision, day in self._deeds(at, row):
            self._tell(at, row, relation, by, provision, day)

    def _within(self, extent: Extent) -> list[int]:
        return [n for n in self._standing_in(extent) if self._citations[n].klass in MENTIONED]

    def _standing_in(self, extent: Extent) -> range:
        first = bisect_right(self._starts, extent[0] - 1)
        return range(first, bisect_right(self._starts, extent[1] - 1))

    def _retold_in(self, extent: Extent, by: str) -> Iterator[int]:
        """What the words of a row were taken to say of another that this document acted on."""
        citations = ((n, self._citations[n]) for n in self._standing_in(extent))
        return (n for n, one in citations if one.klass == "retold" and one.subject == by)

    def _completed(self, citation: Citation, row: Row) -> Citation:
        """The document with what its row's other cells tell of it: its kind, the day of its issue, its title."""
        target = self._identified(citation, row)
        title = self._title(citation, row)
        if target == citation.target or target is None:
            return replace(citation, title=title)
        status: Status = "resolved" if is_dated(target) else "unresolved"
        return replace(citation, target=target, candidates=(), reason=None, status=status, title=title)

    def _identified(self, citation: Citation, row: Row) -> str | None:
        """The document's id: a law's by the kind in its row, one without a year by the day of issue there."""
        body, target = self._body, citation.target
        if target is None and (number := _ASSEMBLY.fullmatch(citation.number or "")):
            cells = (body.words(*extent) for extent in row.named)
            kind = kinds().get(next(filter(None, map(kind_of, cells)), None) or "")
            issuer, ordinal, year = number["issuer"].lower(), number["ordinal"], int(number["year"])
            return document_id(issuer=issuer, kind=kind.slug, number=ordinal, year=year) if kind else None
        if target is not None and not is_dated(target):
            days = (find_day(body.flat[slice(*extent)]) for extent in row.named)
            day = next(filter(None, days), None)
            return f"{series(target)}:{day.year}" if day else target
        return target

    def _title(self, citation: Citation, row: Row) -> str | None:
        """What the row calls the document: behind its number, or in the cell that says most."""
        behind = [self._body.words(*extent) for extent in row.named if extent[0] > citation.quote.end]
        if behind:
            return max(behind, key=len) or citation.title
        end = max(end for _, end in row.named)
        said = self._body.words(citation.quote.end, end)
        at = said.find(" ".join((citation.title or "").split()[:4]))
        return said[at:] or None if citation.title and at >= 0 else citation.title

    def _in_title(self, places: Iterable[int], named: Citation) -> None:
        """What stands in a document's title tells of that document (J5)."""
        for n in places:
            citation = self._citations[n]
            if citation.subject == "self" and named.target and citation.relation != "cites":
                self._citations[n] = replace(
                    citation, subject=named.target, rule=f"{TITLE_TRAP}; {citation.rule}"
                )

    def _deeds(self, at: int, row: Row) -> Iterator[tuple[str, str, str | None, date | None]]:
        """Relation, subject, part and day of all that the row tells."""
        part = self._part(row)
        acts = [*self._acts(at, row)]
        if row.head.stands:
            note = self._body.flat[slice(*row.reason)] if row.reason else ""
            if pattern("force_not_yet").search(note) is None:
                yield IN_FORCE, "self", None, self._until
            if row.day:
                yield STARTS, "self", None, row.day
            if partly := pattern("force_partly").search(note):
                yield from ((relation, by, partly["part"].lower(), None) for relation, by in acts)
            return
        yield from ((relation, by, part, row.day) for relation, by in acts)
        if not acts:
            yield ENDED, "self", part, row.day

    def _part(self, row: Row) -> str | None:
        if row.part is not None and (words := self._body.words(*row.part).strip("-–+• ")):
            return words[:_LONGEST_PART]
        return row.head.part

    def _acts(self, at: int, row: Row) -> Iterator[tuple[str, str]]:
        """Who did what to the document, as the reason tells it."""
        if row.reason is None:
            return
        begin = row.reason[0]
        acting: Citation | None = None
        for n in self._within(row.reason):
            citation = self._citations[n]
            verbs = self._verbs_of(n, begin, first=acting is None)
            if verbs and citation.target and citation.target != self._citations[at].target:
                acting, begin = citation, citation.quote.end
                self._citations[n] = replace(
                    citation, relation="cites", subject="self", rule=_marked(citation)
                )
                partly = bool(row.head.part or row.part or row.head.stands)
                yield _relation(verbs, partly=partly), citation.target
            elif citation.subject == "self" and citation.relation == BASIS and acting is None:
                self._citations[n] = replace(citation, subject=self._citations[at].target or "self")
            elif acting is None:
                return
            elif acting.target and citation.subject == "self" and citation.relation != "cites":
                self._citations[n] = replace(citation, subject=acting.target)

    def _verbs_of(self, n: int, begin: int, *, first: bool) -> tuple[str, ...]:
        """The verbs of what a mention does: on a line that opens with them, right before it; else behind it."""
        flat, quote = self._body.flat, self._citations[n].quote
        lines = (match.end() for match in LINE.finditer(self._body.text, begin, quote.start))
        places = [begin, *lines] if first else [at for at in lines if at > begin]
        found = [(at, pattern("force_reason_opens").match(flat, at, quote.start)) for at in places]
        near = [at for at, match in found if match is not None and quote.start - match.end() <= _BEHIND_DEED]
        if near:
            return _verbs(flat[near[-1] : quote.start])
        if first and quote.start - begin <= _BEHIND_DEED:
            if by := pattern("force_by").match(flat, begin, quote.start):
                return (by[0].lower(),)
            is_acted_on = pattern("is_acted_on").match(flat, quote.end, quote.end + NEAR)
            behind = () if is_acted_on else _verbs(flat[quote.end : quote.end + NEAR])
            return _verbs(flat[begin : quote.start]) or behind
        return ()

    def _tell(
        self, at: int, row: Row, relation: str, by: str, provision: str | None, day: date | None
    ) -> None:
        citation = self._citations[at]
        start, end = min(row.extent[0], citation.quote.start), max(row.extent[1], citation.quote.end)
        told = replace(
            citation,
            relation=relation,
            subject=by,
            provision=provision,
            takes_effect=day,
            evidence=self._body.span(start, end),
            confidence=SURE,
            rule=_marked(citation),
        )
        self._told_by_row.update(self._retold_in((start, end), by))
        if at in self._done:
            self._retold.append(replace(told, klass="retold"))
        else:
            self._citations[at] = told
            self._done.add(at)


def _marked(citation: Citation) -> str:
    rule = citation.rule
    return rule if rule.startswith(OFFICIAL_LIST) else f"{OFFICIAL_LIST}; {rule}"


def _as_of(document: Document) -> date | None:
    """The last day of the period that the list covers (NĐ 34/2016: 31 December); None where it is not told."""
    match = pattern("force_period").search(document.title or "")
    return date(int(match["last"]), 12, 31) if match else None


def _verbs(words: str) -> tuple[str, ...]:
    return tuple(match["deed"].lower() for match in pattern("force_deed").finditer(words))


def _relation(verbs: Sequence[str], *, partly: bool) -> str:
    """What the verbs tell: of a part that it is altered if that is among them; of all of it how it ends."""
    told = [deed_of(verb, REPEALED) for verb in verbs]
    altering = [one for one in told if relations()[one].changes_text]
    ending = [one for one in told if one not in altering]
    return (altering or ending)[0] if partly else (ending or [REPEALED])[0]
