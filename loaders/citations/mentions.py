"""Mentions of documents in a text: by number, by name, by `này` and `nêu trên`, by kind and subject alone.

A mention is where the text names a document; what is said of it is for `relations`, which one it is for `settling`.
Guide 1.2 to 1.7.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from graph.fold import fold
from graph.model import CitationClass
from graph.vocabulary import kinds, known_documents
from loaders.language.bodies import Context, NamedBody, body_at
from loaders.language.candidates import Searched, candidates, first_match, matches
from loaders.language.dates import read_day
from loaders.language.kinds import kind_names, kind_of, kinds_by_name
from loaders.language.names import Name, find_names
from loaders.language.numbers import Number, figures_in, find_numbers, issuer_codes
from loaders.language.patterns import pattern, tried_at

_LEFT = 200
_CLOSE = 64
_NUMBER_WORD = 16
_PAPERS = 86
_TITLE = 400
_LAWMAKERS = ("assembly", "president")
_MANY = 20
_CELL = "|"
_PART, _LONG_PART, _CUT = 120, 900, 30
_LONGEST_WORD = 12
_WORD = re.compile(r"\w+")
_WORDS_OF_KIND = 6  # `văn bản hợp nhất mang số`
_POINTING: tuple[tuple[str, CitationClass], ...] = (
    ("enacted_word", "self"),
    ("unnumbered_word", "unnumbered"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A document named at `start:end`; `kind` is a code of the vocabulary, `word` how the text calls it.

    A mention is equal to itself alone: no two stand at one place.
    """

    start: int
    end: int
    klass: CitationClass
    kind: str | None = None
    word: str = ""
    number: Number | None = None
    name: Name | None = None
    issuer: NamedBody | None = None
    dated: date | None = None
    provision: str | None = None


def find_mentions(flat: str, context: Context) -> tuple[Mention, ...]:
    """All mentions in reading order; where two overlap the one with a number, then the longer one, stands."""
    searched = Searched(flat)
    names = list(find_names(searched))
    figures = figures_in(flat)
    numbered = _sharing(flat, list(_numbered(flat, figures, context, names)))
    named = (mention for name in names for mention in _named(flat, name, numbered, context))
    pointing = [
        *_demonstrated(searched),
        *(m for which, klass in _POINTING for m in _pointing(searched, which, klass)),
    ]
    found = without_overlap([*numbered, *_shortened(flat, figures, numbered, context), *named, *pointing])
    return tuple(sorted([*found, *_altered_laws(flat, found)], key=lambda m: (m.start, -m.end)))


def _altered_laws(flat: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The laws inside an altering law's name: `Luật sửa đổi, bổ sung một số điều của Luật A và Luật B`."""
    for outer in found:
        opening = pattern("altering_law").match(flat, outer.start, outer.end) if outer.word else None
        if opening is not None:
            listed = find_names(Searched(flat[opening.end() : outer.end]))
            inside = (_moved(name, opening.end()) for name in listed)
            yield from without_overlap(replace(_bare(n), provision=_provision(flat, n.start)) for n in inside)


def _moved(name: Name, by: int) -> Name:
    return replace(name, start=name.start + by, end=name.end + by)


def without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    order = {"numbered": 0, "named": 1, "self": 2, "anaphora": 3, "unnumbered": 4}
    ranked = sorted(mentions, key=lambda m: (order[m.klass], m.start - m.end))
    at, size = min((m.start for m in ranked), default=0), max((m.end for m in ranked), default=0)
    taken = bytearray(size - at)
    kept: list[Mention] = []
    for mention in ranked:
        extent = slice(mention.start - at, mention.end - at)
        if 1 not in taken[extent]:
            taken[extent] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


# --- by number ----------------------------------------------------------------------------------------------


def _numbered(flat: str, figures: Sequence[int], context: Context, names: list[Name]) -> Iterator[Mention]:
    laws = {name.end: name for name in names}
    ends = sorted(laws)
    listed: list[Mention] = []
    before: Mention | None = None
    for number in find_numbers(flat, figures):
        start, word = _kind_word(flat, number.start)
        near = bisect_left(ends, number.start - _NUMBER_WORD) < bisect_right(ends, number.start)
        law = laws.get(_before_number_word(flat, number.start)) if near else None
        if law is not None:
            start, word = law.start, law.kind_word
        kind = _kind(number, word) or _kind_of_list(flat, before, start)
        if _is_no_document(flat, number, word):
            continue
        mention = Mention(start, number.end, "numbered", kind, word, number)
        if number.tail is not None:
            listed.append(mention)
            continue
        before = _completed(flat, mention, context)
        yield from (replace(one, dated=before.dated, issuer=before.issuer) for one in listed)
        yield before
        listed = []


def _sharing(flat: str, numbered: Sequence[Mention]) -> list[Mention]:
    """Each with what the end of its list says once for all: the issuer, and the day where the kind is said once too.

    `các Quyết định số 12/QĐ-UBND và số 13/QĐ-UBND ngày 05/7/2021 của UBND tỉnh Bắc Ninh` (guide 1.5).
    """
    found = list(numbered)
    for n in range(len(found) - 1, 0, -1):
        one, after = found[n - 1], found[n]
        if _is_of_one_series(one, after) and pattern("list_joint").fullmatch(flat, one.end, after.start):
            dated = one.dated or (after.dated if _may_share_day(flat, one, after) else None)
            found[n - 1] = replace(one, dated=dated, issuer=one.issuer or after.issuer)
    return found


def _is_of_one_series(one: Mention, other: Mention) -> bool:
    same = one.number and other.number and one.number.issuer == other.number.issuer
    return bool(same) and one.kind == other.kind


def _may_share_day(flat: str, one: Mention, after: Mention) -> bool:
    """Whether the day behind the next of a list is this one's too: said of both, in the year that its number has."""
    is_of_both = not after.word or pattern("same_day").search(flat, after.start, after.end) is not None
    if after.dated is None or not is_of_both:
        return False
    return one.number is not None and one.number.year in (None, after.dated.year)


def _shortened(
    flat: str, figures: Sequence[int], numbered: Sequence[Mention], context: Context
) -> Iterator[Mention]:
    """`Nghị định 61` and `Nghị định 61/2018` behind the one decree that the text has named so in full (guide 1.5)."""
    named = _by_ordinal(numbered)
    ordinals = {ordinal for _, ordinal in named}
    for match in tried_at(figures, pattern("short_number"), flat) if named else ():
        if match["ordinal"].lower() not in ordinals:
            continue
        start, word = _kind_word(flat, match.start())
        bearing = named.get((kind_of(word), match["ordinal"].lower()), {}) if word else {}
        few = bearing.values() if len(bearing) < _MANY else ()
        meant = [m for m in few if m.end <= start and _is_of_year(m, match["year"])]
        if len(meant) == 1:
            short = replace(meant[0], start=start, end=match.end(), word=word, issuer=None, provision=None)
            full = _completed(flat, short, context)
            yield replace(full, dated=full.dated or meant[0].dated, issuer=full.issuer or meant[0].issuer)


def _by_ordinal(numbered: Iterable[Mention]) -> dict[tuple[str | None, str], dict[str, Mention]]:
    """By kind and ordinal: the numbers that are so begun, each where it first stands."""
    found: dict[tuple[str | None, str], dict[str, Mention]] = {}
    for mention in numbered:
        if mention.number is not None:
            bearing = found.setdefault((mention.kind, mention.number.ordinal.lower()), {})
            bearing.setdefault(mention.number.display, mention)
    return found


def _is_of_year(mention: Mention, year: str | None) -> bool:
    known = mention.number.year if mention.number else None
    known = known or (mention.dated.year if mention.dated else None)
    return year is None or known == int(year)


def _is_no_document(flat: str, number: Number, word: str) -> bool:
    """Whether the string is a house number or a contract: a letter's form, or a paper's, of an unknown issuer.

    Only behind its kind is a number what has a bare body's code and a hyphen (`73-CP`), or goes on as the code of a
    form does (`06a/BTP/KSTT`).
    """
    is_bare = "/" not in flat[number.start : number.end] or flat[number.end : number.end + 1] == "/"
    if number.family == "letter" and not word and is_bare:
        return True
    is_paper = number.kind is not None and kinds()[number.kind].rank >= _PAPERS
    if not is_paper and (number.family != "letter" or word):
        return False
    return fold(number.issuer) not in issuer_codes()


def _kind_of_list(flat: str, before: Mention | None, start: int) -> str | None:
    """The kind said once for several: `các Luật số 43/2024/QH15, 47/2024/QH15`."""
    if before is None or before.number is None or before.number.family != "assembly":
        said = first_match("kind_of_list_before", flat[max(0, start - _CLOSE) : start])
        return kind_of(said["kind"]) if said else None
    goes_on = pattern("list_joint").fullmatch(flat, before.end, start) or (
        start - before.end < _LEFT and pattern("next_of_list").fullmatch(flat, before.end, start)
    )
    return before.kind if goes_on else None


def _before_number_word(flat: str, start: int) -> int:
    """Where the words before `số` and the number end."""
    window = max(0, start - _NUMBER_WORD)
    match = pattern("number_word").search(flat[window:start])
    return window + len(flat[window : window + match.start() if match else start].rstrip())


def _kind_word(flat: str, start: int) -> tuple[int, str]:
    """Where the mention starts, and the kind as written before the number, if it is."""
    window = max(0, start - _LEFT if flat.find("  ", max(0, start - _LEFT), start) >= 0 else start - _CLOSE)
    before = flat[window:start]
    match = next(_kinds_ending(before), None) if _may_end_with_kind(before) else None
    if match is None:
        return _number_word_start(flat, start), ""
    return window + match.start("kind"), match["kind"]


def _kinds_ending(before: str) -> Iterator[re.Match[str]]:
    """The kind, or two of which one ends with the other, that is tried at the last words only."""
    starts = [word.start() for word in _WORD.finditer(before)]
    return tried_at(starts[-_WORDS_OF_KIND:], _kind_before(), before)


def _may_end_with_kind(before: str) -> bool:
    """Whether the last word is the last of a kind's name, or the word for a number."""
    return before.rstrip(" :")[-_LONGEST_WORD:].lower().endswith(_last_words())


@cache
def _last_words() -> tuple[str, ...]:
    words = {re.split(r"[\s/-]", name)[-1] for name in kinds_by_name()}
    return (*words, *candidates()["kind_to_number"].holds)


def _number_word_start(flat: str, start: int) -> int:
    window = max(0, start - 8)
    match = pattern("number_word").search(flat[window:start])
    return window + match.start("word") if match and match["word"] else start


@cache
def _kind_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<kind>{kind_names()}){pattern('kind_to_number').pattern}")


def _kind(number: Number, word: str) -> str | None:
    """The kind: the number's own code, else the word before it, else an official letter (guide 1.2)."""
    if number.kind is not None:
        return number.kind
    said = kind_of(word) if word else None
    if number.family in ("assembly", "old"):
        return said
    return said or "CV"


def _completed(flat: str, mention: Mention, context: Context) -> Mention:
    """The mention with the date and the issuer that stand right behind it, and the provision before it."""
    end, dated, issuer = mention.end, None, None
    for _ in range(2):
        day = pattern("dated_after").match(flat, end) if dated is None else None
        if day is not None:
            dated, end = read_day(day), day.end()
        of = pattern("of_issuer").match(flat, end) if issuer is None else None
        body = body_at(flat, of.end(), context.on(dated)) if of else None
        if body is not None and any(find_numbers(flat[body.start : body.end])):
            issuer = body
        elif body is not None:
            issuer, end = body, _after_term(flat, _after_joint(flat, mention, body.end, context))
    year = pattern("year_after").match(flat, end) if mention.klass == "named" and dated is None else None
    return Mention(  # `dataclasses.replace` takes three times as long
        mention.start,
        year.end() if year else end,
        mention.klass,
        mention.kind,
        mention.word,
        mention.number,
        mention.name,
        issuer=issuer,
        dated=dated or _dated_before(flat, mention.start) or _dated_beside(flat, mention),
        provision=_provision(flat, mention.start),
    )


def _after_joint(flat: str, mention: Mention, end: int, context: Context) -> int:
    """Past the other issuers of a joint circular: `của Bộ Tài chính, Bộ Nội vụ`."""
    others = mention.number.issuer.count("-") if mention.number else 0
    for _ in range(others):
        joint = pattern("issuer_joint").match(flat, end)
        body = body_at(flat, joint.end(), context) if joint else None
        end = body.end if body else end
    return end


def _after_term(flat: str, end: int) -> int:
    """Past `khóa XIII` behind a Party body's name."""
    match = pattern("term_after").match(flat, end)
    return match.end() if match else end


def _dated_before(flat: str, start: int) -> date | None:
    """The day of `Ngày 29/3/2022, Tỉnh ủy ban hành Nghị quyết số 55-NQ/TU` (seed 004)."""
    match = first_match("dated_before", flat[max(0, start - _LEFT) : start])
    return read_day(match) if match else None


def _dated_beside(flat: str, mention: Mention) -> date | None:
    """The day in the cell beside the one that holds nothing but the number, as registers have it."""
    if flat[max(0, mention.start - 2) : mention.start].strip() != _CELL:
        return None
    match = pattern("dated_cell").match(flat, mention.end)
    return read_day(match) if match else None


def _provision(flat: str, start: int) -> str | None:
    match = first_match("provision_before", flat[max(0, start - _PART) : start])
    if match is not None and match.start() < _CUT:
        match = first_match("provision_before", flat[max(0, start - _LONG_PART) : start]) or match
    return " ".join(match["provision"].split()) if match else None


# --- by name, and by pointing -------------------------------------------------------------------------------


def _named(flat: str, name: Name, numbered: Sequence[Mention], context: Context) -> Iterator[Mention]:
    """The document of this name; one for each day behind it: `Luật sửa đổi Luật X ngày 22/12/1990, ngày 22/6/1994`."""
    mention = _completed(flat, _bare(name), context)
    if _is_day_of_another(flat, mention, numbered):
        mention = replace(_bare(name), provision=mention.provision)
    yield mention
    while mention.dated and (day := pattern("next_day").match(flat, mention.end)):
        mention = replace(
            mention, start=day.start("words"), end=day.end(), dated=read_day(day), provision=None
        )
        yield mention


def _bare(name: Name) -> Mention:
    return Mention(name.start, name.end, "named", kind_of(name.kind_word), name.kind_word, name=name)


def _is_day_of_another(flat: str, mention: Mention, numbered: Sequence[Mention]) -> bool:
    """Whether a law's day is that of the decree about it: `thi hành Luật Quảng cáo ngày 14/11/2013 của Chính phủ`.

    By its issuer, or by the year in the decree's number, where no law of the name is known to be of the day.
    """
    if mention.dated is None or not pattern("law_kind").match(mention.word):
        return False
    if mention.issuer is not None:
        return mention.issuer.level not in _LAWMAKERS
    known = (known_documents()[identifier].issued_on for identifier in _known(mention))
    host = _last_before(numbered, mention.start)
    if host is None or mention.dated in known or ";" in flat[host.end : mention.start]:
        return False
    return host.dated is None and host.number is not None and host.number.year == mention.dated.year


def _known(mention: Mention) -> Sequence[str]:
    return mention.name.known if mention.name else ()


def _last_before(numbered: Sequence[Mention], start: int) -> Mention | None:
    """The last by number that stands not far before."""
    at = bisect_left(numbered, start, key=lambda one: one.start)
    return numbered[at - 1] if at and start - numbered[at - 1].end < _TITLE else None


def find_bare_words(flat: str) -> tuple[Mention, ...]:
    """Kinds named alone, which in a page mean the document it reports (`Nghị quyết đưa ra 06 giải pháp`)."""
    return tuple(_pointed(match, "anaphora") for match in matches("bare_word", flat))


def _demonstrated(searched: Searched) -> Iterator[Mention]:
    """`Kế hoạch này` is the text itself, `các Nghị định nêu trên` what it named before."""
    for match in matches("demonstrative", searched):
        start, word = _kind_word(searched.text, match.start())
        if word:
            klass: CitationClass = "self" if match["self"] else "anaphora"
            yield Mention(start, match.end(), klass, kind_of(word), word)


def _pointing(searched: Searched, which: str, klass: CitationClass) -> Iterator[Mention]:
    return (_pointed(match, klass) for match in matches(which, searched))


def _pointed(match: re.Match[str], klass: CitationClass) -> Mention:
    return Mention(match.start("kind"), match.end(), klass, kind_of(match["kind"]), match["kind"])
