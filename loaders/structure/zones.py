"""Which part of a document a paragraph belongs to: letterhead, recitals, body, distribution list, signature, annex.

The order of the parts is that of Decree 30/2020/NĐ-CP; an annex may have its own heading, recitals and body.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from graph.vocabulary.tables import read_table
from loaders.language.kinds import kind_of
from loaders.language.patterns import pattern
from loaders.structure.body import Block, Body, Paragraph, Table, Zone
from loaders.structure.layout import layout_words

_LONG = 150
_REACH = 60
_LETTERHEAD = ("own_number", "place_and_date", "heading_number")
_FEW = 4  # letters, by which most lines are told from a motto and from what belongs to the page
_AROUND = " :"  # what may stand around a word of the page that stands alone


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that belongs to the page and not to the document: how it starts, and what it tells, if anything.

    `alone`: only where the line holds nothing else.
    """

    starts: str
    tells: str
    alone: bool


@cache
def furniture() -> tuple[Furniture, ...]:
    """The rows of `language/furniture.tsv`."""
    return read_table("loaders.language", "furniture.tsv", Furniture)


def dissect(body: Body) -> Body:
    """The same body with the zone of every paragraph set."""
    return replace(body, blocks=tuple(_zoned(body)))


def _zoned(body: Body) -> Iterator[Block]:
    zone: Zone = "head"
    before = ""
    paragraphs = body.paragraphs
    said = [body.words(paragraph.start, paragraph.end) for paragraph in paragraphs]
    letterhead = _letterhead_end(zip(paragraphs, said, strict=True))
    told = iter(said)
    for block in body.blocks:
        if isinstance(block, Table):
            zone = "body" if zone in ("head", "annex", "recitals") else zone
            yield block
            continue
        words = next(told)
        if _is_furniture(words):
            yield block.within("furniture")
            continue
        zone = zone if block.start < letterhead else _next_zone(zone, block, words, before)
        before = words
        yield block.within(zone)
        if zone == "recitals" and enacts(words):
            zone = "body"


def _letterhead_end(said: Iterable[tuple[Paragraph, str]]) -> int:
    """Where the last line of the first letterhead starts: motto, number, place and day, or `CỦA BỘ SỐ ...`; else 0."""
    end = 0
    for paragraph, words in islice(said, _REACH):
        if _letterhead().match(words) or _is_motto(words):
            end = paragraph.start
        elif end and (paragraph.marker or words.startswith(layout_words("recital"))):
            break
    return end


@cache
def _letterhead() -> re.Pattern[str]:
    return re.compile("|".join(pattern(name).pattern for name in _LETTERHEAD))


def _next_zone(zone: Zone, block: Paragraph, words: str, before: str) -> Zone:
    if words.startswith(layout_words("recipients")):
        return "recipients"
    if zone in ("body", "recipients", "signature"):
        return _closing_zone(zone, words)
    if zone in ("head", "annex"):
        bare = words.removeprefix(block.marker).lstrip()
        if block.marker and bare and not bare.startswith(layout_words("recital")):
            return "body"
        is_text = len(words) > _LONG and not words.isupper() and not is_kind_line(before)
        addressed = before.startswith(layout_words("address"))
        opens = bare.startswith(layout_words("recital")) or is_text or addressed
        return "recitals" if opens else zone
    if zone == "recitals":
        return "body" if block.marker and block.depth < 20 else zone
    return zone


def _closing_zone(zone: Zone, words: str) -> Zone:
    """After the body has begun: an annex or a signature opens, or what was goes on."""
    if _opens_annex(words) or (zone != "body" and is_kind_line(words)):
        return "annex"
    return "signature" if _signs(words) else zone


def is_kind_line(words: str) -> bool:
    """Whether a line is nothing but a kind's name in capitals, as it stands over a title; any text is a `VĂN BẢN`."""
    return words.isupper() and kind_of(words) is not None and words not in layout_words("any_text")


def enacts(words: str) -> bool:
    """Whether the recitals end with these words: `QUYẾT ĐỊNH:`, `... cụ thể như sau:`."""
    bare = words.rstrip(" :.")
    return (words.endswith(":") and (bare.endswith(_enacting_ends()) or bare in layout_words("enacts"))) or (
        bare in layout_words("enacts") and bare.isupper()
    )


@cache
def _enacting_ends() -> tuple[str, ...]:
    return tuple(word for word in layout_words("enacts") if word.islower())


def _opens_annex(words: str) -> bool:
    return (words.startswith(layout_words("annex")) and len(words) < 2 * _LONG) or _is_motto(words)


def _is_motto(words: str) -> bool:
    may_be = words[:_FEW].upper() in _motto_openings()
    return may_be and words[: _longest_motto()].upper().startswith(layout_words("motto"))


@cache
def _motto_openings() -> frozenset[str]:
    return frozenset(motto[:_FEW] for motto in layout_words("motto"))


@cache
def _longest_motto() -> int:
    return max(map(len, layout_words("motto")))


def _signs(words: str) -> bool:
    return words.isupper() and (words.startswith(layout_words("signature")) or words in layout_words("post"))


def starts_furniture(words: str) -> bool:
    """Whether a line starts as one that belongs to the page, or is nothing but such a word."""
    if words.lstrip(_AROUND)[:_FEW].lower() not in _furniture_openings():
        return False
    start = words[: _longest_start()].lower()
    return start.startswith(_furniture_starts()) or start.strip(_AROUND) in _furniture_alone()


@cache
def _furniture_openings() -> frozenset[str]:
    return frozenset(row.starts[:_FEW] for row in furniture())


@cache
def _longest_start() -> int:
    return 1 + max(len(row.starts) for row in furniture())


@cache
def _furniture_starts() -> tuple[str, ...]:
    return tuple(row.starts for row in furniture() if not row.alone)


@cache
def _furniture_alone() -> frozenset[str]:
    return frozenset(row.starts for row in furniture() if row.alone)


def _is_furniture(words: str) -> bool:
    return len(words) < 200 and starts_furniture(words)
