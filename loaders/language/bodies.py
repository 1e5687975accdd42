"""Issuers in words and in numbers: which body `của UBND tỉnh` or the code `UBND` means, in the place of the document.

Settles the issuer part of identity (guide 1.3 to 1.5, rules J2 and J6): words beat the symbol, a bare name means the
document's own place, and since 01/7/2025 a merged province is another body than the old one of the same name.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from graph.fold import fold
from graph.identity import slug
from graph.vocabulary import Issuer, LocalIssuer, Province, issuers, local_issuers, provinces
from loaders.language.casing import lowered
from loaders.language.patterns import UPPER, any_of, pattern, spelled

MERGER = date(2025, 7, 1)
_PROVINCIAL = "tinh"
_CITY = "thanh pho"
_WORD = re.compile(r"\w+")
_TITLE_WORD = rf"[{UPPER}]\w*"


@dataclass(frozen=True, slots=True)
class NamedBody:
    """An issuer as named at `start:end`: its id, its full name, the level and the slug of its place, if any."""

    start: int
    end: int
    id: str
    name: str
    level: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a bare name is read against: the document's own issuer, the slug of its place, its day or only its year."""

    issuer: str | None = None
    place: str | None = None
    day: date | None = None
    year: int | None = None

    def on(self, day: date | None) -> "Context":
        """The context on this day; as it is where the day is unknown."""
        return self if day is None else replace(self, day=day)


def body_at(flat: str, position: int, context: Context) -> NamedBody | None:
    """The issuer named at `position`, the longest name that fits; of equal ones the central body."""
    central = _central().match(flat, position)
    local = _local_at(flat, position, context)
    if local is not None and (central is None or local.end > central.end()):
        return local
    if central is None:
        return None
    issuer = _by_name()[_key(central[0])]
    return NamedBody(position, central.end(), issuer.id, issuer.name, issuer.level)


def body_of_code(code: str, context: Context) -> str | None:
    """The id of the issuer that a number's code means in this context, None for an unknown code."""
    issuer = _by_code().get(fold(code))
    if issuer is not None:
        return issuer.id
    local = _local_by_code().get(fold(code))
    if not local:
        return None
    own = next((row for row in local if _is_of(row, context.issuer)), None)
    if own is not None and context.issuer is not None:
        return context.issuer
    provincial = next((row for row in local if _is_provincial(row)), local[0])
    return _local_id(provincial, context.place, context.day)


def issuer_of_code(code: str) -> Issuer | None:
    """The central body that a number's code means."""
    return _by_code().get(fold(code))


def province_named(text: str) -> Province | None:
    """The province or centrally run city that `text` names first."""
    match = _small_province().search(lowered(text))
    return _provinces_by_name()[_key(match[0])] if match else None


def province_most_named(text: str) -> Province | None:
    """The province that `text` names most often, the first of several."""
    named = Counter(
        _provinces_by_name()[_key(match[0])].slug for match in _small_province().finditer(lowered(text))
    )
    return provinces()[named.most_common(1)[0][0]] if named else None


def province_name(place: str) -> str | None:
    """How a place's slug is written."""
    province = provinces().get(place.removesuffix("-2025"))
    return province.name if province else None


def _is_of(row: LocalIssuer, issuer: str | None) -> bool:
    return issuer is not None and issuer.partition(".")[0] == row.id


def _is_provincial(row: LocalIssuer) -> bool:
    return fold(row.level) == _PROVINCIAL


def _local_id(row: LocalIssuer, place: str | None, day: date | None) -> str:
    if place is None:
        return f"{row.id}.?"
    province = provinces().get(place)
    merged = province is not None and province.merged and _is_provincial(row)
    return f"{row.id}.{place}-2025" if merged and day is not None and day >= MERGER else f"{row.id}.{place}"


# --- names --------------------------------------------------------------------------------------------------


def _key(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace("/", " ").split())


@cache
def _by_code() -> Mapping[str, Issuer]:
    return {fold(code): issuer for code, issuer in reversed(list(issuers().items()))}


@cache
def _local_by_code() -> Mapping[str, Sequence[LocalIssuer]]:
    found: dict[str, list[LocalIssuer]] = {}
    for row in local_issuers():
        found.setdefault(fold(row.code), []).append(row)
    return found


@cache
def _by_name() -> Mapping[str, Issuer]:
    rows = reversed(list(issuers().values()))
    return {_key(name): issuer for issuer in rows for name in (issuer.name, *issuer.names)}


@cache
def _central() -> re.Pattern[str]:
    names = {name for issuer in issuers().values() for name in (issuer.name, *issuer.names)}
    return _any_of(names)


def _any_of(names: set[str]) -> re.Pattern[str]:
    return re.compile(rf"{any_of(name.lower() for name in names)}(?!\w)", re.IGNORECASE)


@cache
def _provinces_by_name() -> Mapping[str, Province]:
    rows = reversed(list(provinces().values()))
    return {_key(name): province for province in rows for name in (province.name, *province.aliases)}


@cache
def _province() -> re.Pattern[str]:
    return _any_of({name for province in provinces().values() for name in (province.name, *province.aliases)})


@cache
def _small_province() -> re.Pattern[str]:
    """In small letters: the engine looks for first letters only where case matters, several times as fast."""
    return re.compile(_province().pattern)


# --- local bodies -------------------------------------------------------------------------------------------


@cache
def _local_names() -> Mapping[str, Sequence[tuple[str, LocalIssuer]]]:
    """The written names of local bodies by their first word, folded; longer names first."""
    named = [(name, issuer) for issuer in local_issuers() for name in issuer.names]
    found: dict[str, list[tuple[str, LocalIssuer]]] = {}
    for name, row in sorted(named, key=lambda pair: -len(pair[0])):
        found.setdefault(_first_word(name, 0), []).append((name, row))
    return found


def _first_word(text: str, position: int) -> str:
    match = _WORD.match(text, position)
    return fold(match[0]) if match else ""


@cache
def _local_patterns(first: str) -> Sequence[tuple[re.Pattern[str], LocalIssuer]]:
    """What the names that begin with this word look like, with and without their place; longer names first."""
    return [(_local_pattern(name, row), row) for name, row in _local_names()[first]]


def _local_pattern(name: str, row: LocalIssuer) -> re.Pattern[str]:
    before, _, after = name.partition("{place}")
    place = _provincial(before) if _is_provincial(row) else _district()
    where = rf"(?:\s+(?P<place>{place}))?" if "{place}" in name else ""
    expression = rf"{spelled(before.strip())}{where}{spelled(after.rstrip())}(?!\w)"
    return re.compile(expression, re.IGNORECASE)


def _provincial(before: str) -> str:
    """The name of a province, behind `thành phố` that of a city under the centre: Bắc Ninh city was a district."""
    city = _key(before.replace(".", "")).endswith((_CITY, " tp"))
    return _any_of(_cities()).pattern if city else _province().pattern


@cache
def _cities() -> set[str]:
    rows = provinces().values()
    named = {name for row in rows if fold(row.type) == _CITY for name in (row.name, *row.aliases)}
    return named | {row.new_name for row in rows if fold(row.new_type) == _CITY}


@cache
def _district() -> str:
    """A district's name: no city under the centre, and nothing of a body that a letterhead names in the next line.

    Accepts `Từ Sơn`, `ĐÔNG ANH`; refuses `HÀ NỘI`, and `PHÒNG NỘI VỤ` behind a name.
    """
    cities = any_of(row.name for row in provinces().values() if fold(row.type) == _CITY)
    more = rf"\s(?!(?i:{pattern('next_body').pattern})){_TITLE_WORD}"
    return rf"(?!(?i:{cities})(?!\w))(?-i:{_TITLE_WORD}(?:{more}){{0,4}})"


def _local_at(flat: str, position: int, context: Context) -> NamedBody | None:
    found, first = None, _first_word(flat, position)
    for expression, row in _local_patterns(first) if first in _local_names() else ():
        match = expression.match(flat, position)
        if match is not None and (found is None or match.end() > found.end):
            found = _local_body(match, row, context)
    return _with_term(flat, found) if found else None


def _local_body(match: re.Match[str], row: LocalIssuer, context: Context) -> NamedBody:
    written = match["place"] if "place" in match.re.groupindex else None
    province = _provinces_by_name().get(_key(written)) if written else None
    place = province.slug if province else slug(written) if written else context.place
    name = _local_name(row, provinces().get(place or ""), written)
    identifier = _local_id(row, place, context.day)
    return NamedBody(match.start(), match.end(), identifier, name, row.level, place)


def _local_name(row: LocalIssuer, province: Province | None, written: str | None) -> str:
    """The body's full name in its place; a centrally run city is no province."""
    if province is None:
        return row.name.replace("{place}", written or "").strip()
    return row.name.replace(row.level, province.type).replace("{place}", province.name)


def _with_term(flat: str, body: NamedBody) -> NamedBody:
    """A congress is told apart by its ordinal: `lần thứ XX` adds `.20` to the id."""
    match = pattern("term_of_body").match(flat, body.end)
    if match is None:
        return body
    term = match["term"]
    ordinal = int(term) if term.isdigit() else roman(term)
    return replace(body, end=match.end(), id=f"{body.id}.{ordinal}", name=f"{body.name} {term}")


def roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral.upper()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
