"""Who a document is: number, kind, issuer, day, title, signer, from letterhead, labelled blocks and signature.

Letterhead first, then a portal's labelled block; page dates and counters are never taken (guide 1.1, 1.7, rule J2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import NamedTuple

from graph.identity import UNKNOWN_YEAR, document_id, year
from graph.model import Document
from graph.vocabulary import kinds
from graph.vocabulary.tables import read_table
from loaders.language.bodies import (
    Context,
    NamedBody,
    body_at,
    body_of_code,
    issuer_of_code,
    province_name,
    province_named,
)
from loaders.language.candidates import first_match, matches
from loaders.language.casing import sentence_case
from loaders.language.dates import find_day, read_day
from loaders.language.kinds import kind_of
from loaders.language.numbers import Number, find_numbers, number_at
from loaders.language.patterns import pattern
from loaders.structure.body import Body
from loaders.structure.layout import layout_words
from loaders.structure.signature import signature_of
from loaders.structure.zones import is_kind_line

UNKNOWN_ISSUER = "khong-ro"
CONSOLIDATION = "VBHN"
_REACH = 80
_AUTHENTIC = 150
_LONG_LINE = 90  # of a title in capitals no line is so long that is not in capitals: the text begins


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a portal's block of attributes, and the field it fills."""

    label: str
    field: str


@cache
def _labels() -> Mapping[str, str]:
    rows = read_table("loaders.language", "metadata.tsv", Label)
    return {row.label: row.field for row in sorted(rows, key=lambda row: -len(row.label))}


def is_label(text: str) -> bool:
    """Whether this is a label of a portal's block of attributes."""
    return text.strip(" :") in _labels()


class _Line(NamedTuple):
    """A paragraph of the head and what a person reads there."""

    start: int
    end: int
    words: str


def read_header(body: Body, sha256: str) -> Document:
    """The document that the text is; without a number its id is made from the hash of its bytes."""
    lines = islice((p for p in body.paragraphs if p.zone == "head"), _REACH)
    head = [_Line(p.start, p.end, body.words(p.start, p.end)) for p in lines]
    labelled = _labelled(head)
    authentic, authentic_day = _authenticated(body)
    number = authentic or _own_number(body, head) or _number_of(labelled.get("number", ""))
    day, place = _place_and_day(body, head)
    day = (
        authentic_day
        or day
        or find_day(labelled.get("issued_on", ""))
        or _day_of_adoption(body)
        or _day_by_annex(body, number)
    )
    issuer = _issuer(body, head, number, place, day, labelled)
    kind = _kind(body, head, number, labelled)
    signer, post = signature_of(body, labelled.get("signer", ""))
    return Document(
        id=_identifier(number, kind, issuer, day, sha256),
        number=number.display if number else None,
        kind=kind,
        issuer=issuer.id if issuer else None,
        issuer_name=issuer.name if issuer else None,
        issued_on=day,
        effective_on=find_day(labelled.get("effective_on", "")),
        title=_title(body, head, kind) or labelled.get("title"),
        signer=signer,
        signer_post=post or labelled.get("signer_post"),
        place=place,
        genre="directive" if number or _has_motto(head) else "unknown",
    )


def context_of(document: Document) -> Context:
    """What the bare names in the document's text are read against."""
    of_issuer = (document.issuer or "").partition(".")[2]
    where = of_issuer.partition(".")[0].removesuffix("-2025") or None
    province = province_named(document.place) if where is None and document.place else None
    place = where or (province.slug if province else None)
    return Context(document.issuer, place, document.issued_on, year(document.id))


def _identifier(
    number: Number | None, kind: str | None, issuer: NamedBody | None, day: date | None, sha256: str
) -> str:
    slugged = kinds()[kind].slug if kind else "vb"
    ordinal = number.ordinal if number else sha256[:12]
    known_year = (number.year if number else None) or (day.year if day else None)
    return document_id(
        issuer=issuer.id if issuer else UNKNOWN_ISSUER, kind=slugged, number=ordinal, year=known_year
    )


# --- number and kind ----------------------------------------------------------------------------------------


def _own_number(body: Body, head: Sequence[_Line]) -> Number | None:
    """The number of the first line that starts with `Số`; of older texts the one in the heading under the kind."""
    for paragraph in head:
        match = pattern("own_number").match(body.flat, paragraph.start)
        number = number_at(body.flat, match.end()) if match else None
        if number is not None:
            return number
    heading = _heading(body, head)
    match = pattern("heading_number").match(body.flat, heading[0].start, heading[0].end) if heading else None
    return number_at(body.flat, match.end()) if match else None


def _authenticated(body: Body) -> tuple[Number | None, date | None]:
    """The number and the day that a consolidated text bears at its end, where it is told to be authentic."""
    told = first_match("authentic", body.flat)
    if told is None:
        return None, None
    start, end = max(0, told.start() - _AUTHENTIC), told.end() + _AUTHENTIC
    numbers = (number for number in find_numbers(body.flat[start:end]) if number.kind == CONSOLIDATION)
    number = next(numbers, None)
    return number, find_day(body.flat[told.end() : end]) if number else None


def _heading(body: Body, head: Sequence[_Line]) -> Sequence[_Line]:
    """What says under the kind whose it is, on a line or two: `CỦA CHÍNH PHỦ SỐ 03/NQ-CP NGÀY 15 THÁNG 01 NĂM 2010`."""
    kind = _kind_line(head)
    under = [p for p in head if kind is not None and p.start > kind.start][:2]
    if not under or not pattern("heading_number").match(body.flat, under[0].start, under[0].end):
        return ()
    return [*under[:1], *(p for p in under[1:] if pattern("heading_day").match(body.flat, p.start, p.end))]


def _number_of(text: str) -> Number | None:
    return number_at(text) if text else None


def _kind(
    body: Body, head: Sequence[_Line], number: Number | None, labelled: Mapping[str, str]
) -> str | None:
    if number is not None and number.kind is not None:
        return number.kind
    line = _kind_line(head)
    said = kind_of(line.words) if line else kind_of(labelled.get("kind", ""))
    if said is None and number is not None and number.family == "assembly":
        own = first_match("own_word", body.flat)
        return kind_of(own["kind"]) if own else None
    return said or ("CV" if number is not None and number.family == "letter" else None)


def _kind_line(head: Sequence[_Line]) -> _Line | None:
    """The line that is nothing but the kind's name in capitals."""
    return next((line for line in head if is_kind_line(line.words)), None)


# --- issuer, place and day ----------------------------------------------------------------------------------


def _place_and_day(body: Body, head: Sequence[_Line]) -> tuple[date | None, str | None]:
    for paragraph in head:
        match = first_match("place_and_date", body.flat, paragraph.start, paragraph.end)
        if match is not None:
            return read_day(match), match["place"].strip()
    said = " ".join(body.flat[line.start : line.end] for line in _heading(body, head))
    return find_day(said), None


def _day_of_adoption(body: Body) -> date | None:
    """The day on which the National Assembly or a council adopted the text, which laws give at their end."""
    match = next(matches("adopted", body.flat), None)
    return read_day(match) if match else None


def _day_by_annex(body: Body, number: Number | None) -> date | None:
    """The day by which an annex calls its own document: `(Kèm theo Quyết định số 12/QĐ-TTg ngày 01/4/2024)`."""
    for match in pattern("annexed_to").finditer(body.flat) if number is not None else ():
        named = number_at(body.flat, match.end())
        if named is not None and number is not None and named.display == number.display:
            day = pattern("dated_after").match(body.flat, named.end)
            return read_day(day) if day else None
    return None


def _issuer(
    body: Body,
    head: Sequence[_Line],
    number: Number | None,
    place: str | None,
    day: date | None,
    labelled: Mapping[str, str],
) -> NamedBody | None:
    """The body of the number's central code, else of the letterhead's last line above the number."""
    province = province_named(place) if place else None
    context = Context(None, province.slug if province else None, day)
    central = issuer_of_code(number.issuer.partition("-")[0]) if number else None
    if central is not None:
        return NamedBody(0, 0, central.id, central.name, central.level)
    named = _bodies(_letterhead(head, context), context)
    if named:
        return named[-1]
    if number is not None:
        code = number.issuer.partition("-")[0]
        context = _labelled_context(labelled, context)
        identifier = body_of_code(code, context)
        if identifier is not None:
            return NamedBody(0, 0, identifier, _name_of(identifier, code), "")
    return None


def _labelled_context(labelled: Mapping[str, str], context: Context) -> Context:
    province = province_named(labelled.get("issuer", ""))
    return Context(None, province.slug if province else context.place, context.day)


def _name_of(identifier: str, code: str) -> str:
    where = province_name(identifier.partition(".")[2])
    return f"{code} {where}" if where else code


def _letterhead(head: Sequence[_Line], context: Context) -> str:
    """The capitals above number, motto or annex as one line, with a bar before a line that names another body."""
    lines: list[str] = []
    for _, _, words in head:
        if pattern("own_number").match(words) or words.startswith(layout_words("annex")):
            break
        if words.isupper() and not words.startswith(layout_words("motto")):
            lines.append(f"| {words}" if body_at(words, 0, context) else words)
    return " ".join(lines)


def _bodies(text: str, context: Context) -> list[NamedBody]:
    found: list[NamedBody] = []
    position = 0
    while position < len(text):
        named = body_at(text, position, context)
        if named is not None:
            found.append(named)
            context = Context(context.issuer, named.place or context.place, context.day)
        after = named.end if named else text.find(" ", position)
        position = len(text) if after < 0 else after + 1
    return found


# --- title ------------------------------------------------------------------------------------


def _title(body: Body, head: Sequence[_Line], kind: str | None) -> str | None:
    """The lines under the kind's, up to the recitals or the issuer's name; a letter's `V/v`."""
    line = _kind_line(head)
    if line is None:
        return _subject_line(head)
    heading = _heading(body, head)
    parts: list[str] = []
    for _, _, words in head[head.index(line) + 1 + len(heading) :]:
        if not parts and _is_whose(words):
            continue
        if words.startswith(("(", "[")) or _is_issuer_line(words):
            break
        if pattern("place_and_date").match(words) or pattern("title_ends").match(words):
            break
        if parts and len(words) > _LONG_LINE and " ".join(parts).isupper() and not words.isupper():
            break
        parts.append(words)
    name = kinds()[kind].name if kind else sentence_case(line.words)
    title = sentence_case(" ".join(parts))
    if pattern("title_opens").match(f" {title[:1].lower()}{title[1:]}") or title.lower().startswith(
        name.lower()
    ):
        return title
    return f"{name} {title[:1].lower() + title[1:] if _may_lower(title) else title}".strip()


def _is_whose(words: str) -> bool:
    """Whether a line under the kind tells whose document it is, as in resolutions of the Party: `CỦA BỘ CHÍNH TRỊ`."""
    opening = pattern("whose").match(words)
    return opening is not None and _is_issuer_line(words[opening.end() :])


def _may_lower(title: str) -> bool:
    first = title.split(" ", 1)[0]
    return not first.isupper() and province_named(" ".join(title.split()[:2])) is None


def _is_issuer_line(words: str) -> bool:
    named = body_at(words, 0, Context()) if words.isupper() else None
    return named is not None and named.end >= len(words) - 1


def _subject_line(head: Sequence[_Line]) -> str | None:
    for line in head:
        match = pattern("letter_subject").match(line.words)
        if match is not None:
            return match["subject"]
    return None


def _labelled(head: Sequence[_Line]) -> dict[str, str]:
    """The values of a portal's block of attributes, by field."""
    values: dict[str, str] = {}
    labels = tuple(_labels())
    for line in head:
        if line.words.startswith(labels):
            label = next(filter(line.words.startswith, labels))
            value = line.words[len(label) :].strip(" :")
            if value and len(value) < 200:
                values.setdefault(_labels()[label], value)
    return values


def _has_motto(head: Sequence[_Line]) -> bool:
    return any(line.words.upper().startswith(layout_words("motto")) for line in head)


def undated(document: Document) -> bool:
    """Whether the document has a number but no known year."""
    return document.number is not None and document.id.endswith(UNKNOWN_YEAR)
