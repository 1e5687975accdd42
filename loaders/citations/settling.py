"""Which document a mention means, as far as its own text tells: identity by the domain guide, 1.4 to 1.6.

What a text leaves open stays open, with its candidates, until binding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from graph.fold import fold
from graph.identity import document_id, is_dated, series, year
from graph.model import Document
from graph.vocabulary import KnownDocument, kinds, known_documents
from loaders.citations.mentions import Mention
from loaders.language.bodies import Context, body_of_code
from loaders.language.patterns import pattern
from loaders.structure.body import Body

_SETTING = 400
_NEAREST = 5


class Settled(NamedTuple):
    """Which document a mention means: its id, or the ids it may be, and the rule that told."""

    target: str | None
    rule: str
    candidates: tuple[str, ...] = ()
    reason: str | None = None


def settle(
    body: Body, mentions: Sequence[Mention], document: Document, context: Context
) -> dict[Mention, Settled]:
    """What each mention means; an undated number is that of the dated one in the same text, if there is just one."""
    first = {mention: _settle_one(body, mention, document, context) for mention in mentions}
    dated: dict[str, set[str]] = {}
    for known in [*first.values(), Settled(document.id, "own")]:
        if known.target and is_dated(known.target):
            dated.setdefault(series(known.target), set()).add(known.target)
    settled = {mention: _from_same_text(one, dated) for mention, one in first.items()}
    return _with_short_names(body, settled)


def settle_in_title(
    body: Body, mention: Mention, context: Context, host: Mention, settled: Mapping[Mention, Settled]
) -> Settled:
    """What a name in the title of another document means: what bore it when that document was issued (J7)."""
    target = settled[host].target or ""
    known = known_documents().get(target)
    day = host.dated or (known.issued_on if known else None)
    of = year(target) or _year_said(body.flat[host.start : host.end])
    if mention.name is None or mention.dated is not None or not (day or of):
        return settled[mention]
    return _settle_name(body, mention, replace(context, day=day, year=of))


def _with_short_names(body: Body, settled: Mapping[Mention, Settled]) -> dict[Mention, Settled]:
    """What names mean that the text itself sets: `Luật Cán bộ, công chức (sau đây gọi tắt là Luật CBCC)`."""
    known: dict[str, Settled] = {}
    found: dict[Mention, Settled] = {}
    mentions = sorted(settled, key=lambda mention: mention.start)
    for at, mention in enumerate(mentions):
        one = settled[mention]
        if mention.klass == "named" and one.target is None:
            name = fold(body.words(mention.start, mention.end))
            full = _set_here(body, mentions[max(0, at - _NEAREST) : at], mention)
            if full is not None and found[full].target:
                known[name] = found[full]._replace(rule="short name")
            one = known.get(name, one)
        found[mention] = one
    return found


def _set_here(body: Body, before: Sequence[Mention], name: Mention) -> Mention | None:
    """The document that is given this name right here: the last of its kind before the words that set it."""
    opening = body.flat[max(0, name.start - 40) : name.start]
    if not before or not pattern("short_name_before").search(opening):
        return None
    return next((m for m in reversed(before) if _slug(m) == _slug(name)), None)


def _slug(mention: Mention) -> str | None:
    kind = kinds().get(mention.kind or "")
    return kind.slug if kind else None


def _from_same_text(settled: Settled, dated: Mapping[str, set[str]]) -> Settled:
    if settled.target is None or is_dated(settled.target):
        return settled
    same = dated.get(series(settled.target), set())
    return Settled(next(iter(same)), "same text") if len(same) == 1 else settled


def _settle_one(body: Body, mention: Mention, document: Document, context: Context) -> Settled:
    if mention.klass == "self":
        return Settled(document.id, "self word")
    if mention.number is not None:
        return _settle_number(body, mention, document, context)
    if mention.name is not None:
        return _settle_name(body, mention, context)
    return Settled(None, mention.klass, reason="anaphora" if mention.klass == "anaphora" else "no_number")


def _settle_number(body: Body, mention: Mention, document: Document, context: Context) -> Settled:
    number, kind = mention.number, kinds().get(mention.kind or "")
    assert number is not None
    issuer = _issuer(mention, context)
    if issuer is None and number.display == document.number:
        return Settled(document.id, "own number")
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
    return context.on(mention.dated)


def _settle_undated(body: Body, mention: Mention, target: str, context: Context) -> Settled:
    """A number without a year: among the known documents of its series by day, then by the words around (J7, J8)."""
    possible = [d for d in _known_series().get(series(target), ()) if _was_issued(d, context)]
    if len(possible) == 1 and mention.number is not None and mention.number.family == "party":
        return Settled(possible[0].id, "term")
    by_subject = _about(possible, body, mention)
    if len(by_subject) == 1:
        return Settled(by_subject[0].id, "subject")
    return Settled(target, "no year", tuple(sorted(d.id for d in by_subject or possible)), "no_year")


def _settle_name(body: Body, mention: Mention, context: Context) -> Settled:
    assert mention.name is not None
    known = _of_day([known_documents()[identifier] for identifier in mention.name.known], mention, body.flat)
    possible = [d for d in known if _was_issued(d, context)]
    if len(possible) == 1 and pattern("to_be_altered").match(body.flat, mention.end):
        return Settled(None, "still to come", reason="unknown_name")
    possible = [d for d in possible if _was_current(d, context)] or possible
    chosen = possible if len(possible) == 1 else _about(possible, body, mention)
    if len(chosen) == 1:
        return Settled(chosen[0].id, "name")
    candidates = tuple(sorted(d.id for d in possible))
    return Settled(None, "name", candidates, "ambiguous" if candidates else "unknown_name")


def _of_day(known: Sequence[KnownDocument], mention: Mention, flat: str) -> list[KnownDocument]:
    """Those of the day that the text gives, else of its year: days are misprinted more often than years (guide 1.7)."""
    exact = [d for d in known if mention.dated is None or mention.dated == (d.issued_on or mention.dated)]
    said = mention.dated.year if mention.dated else _year_said(flat[mention.start : mention.end])
    return [d for d in exact or known if said is None or year(d.id) in (said, None)]


def _year_said(words: str) -> int | None:
    match = pattern("year_after").search(words)
    return int(match["year"] or match["year_"] or match["year__"]) if match else None


def _was_issued(known: KnownDocument, context: Context) -> bool:
    if known.issued_on is None:
        return True
    if context.day is not None:
        return known.issued_on <= context.day
    return context.year is None or known.issued_on.year <= context.year


def _was_current(known: KnownDocument, context: Context) -> bool:
    if known.valid_until is None:
        return True
    if context.day is not None:
        return context.day <= known.valid_until
    return context.year is None or context.year < known.valid_until.year


def _about(possible: Sequence[KnownDocument], body: Body, mention: Mention) -> list[KnownDocument]:
    """Those of which a subject stands around the mention."""
    if not any(known.subjects for known in possible):
        return []
    setting = body.flat[max(0, mention.start - _SETTING) : mention.end + _SETTING]
    as_written = [known for known in possible if any(map(setting.__contains__, known.subjects))]
    if len(as_written) == len(possible):
        return as_written
    setting = fold(setting)
    return [known for known in possible if any(map(setting.__contains__, _folded_subjects(known.id)))]


@cache
def _folded_subjects(identifier: str) -> tuple[str, ...]:
    return tuple(map(fold, known_documents()[identifier].subjects))


@cache
def _known_series() -> Mapping[str, tuple[KnownDocument, ...]]:
    found: dict[str, tuple[KnownDocument, ...]] = {}
    for document in known_documents().values():
        found[series(document.id)] = (*found.get(series(document.id), ()), document)
    return found
