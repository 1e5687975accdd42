"""Which body a name or an id means: a type of body of the vocabulary, with its place (guide 4)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from graph.errors import UnknownAgency
from graph.fold import fold, has_words, words
from graph.identity import slug
from graph.vocabulary import AgencyType, Issuer, agency_types, issuers, places, provinces

CENTRAL, DISTRICT = "central", "district"
_COMMITTEE, _SHORT, _CITY = "ubnd-h1", "ubnd ", "thanh pho"
_PLACE = "{place}"
_ID = re.compile(r"(?P<type>[a-z0-9-]+)(?:\.(?P<place>[a-z0-9]+(?:-[a-z0-9]+)*))?")


@dataclass(frozen=True, slots=True)
class BodyType:
    """A central body, or a type that every place has; successors are ids of types, by field where it was split.

    `part_of` is the id of the type that it is a part of at the same place, where that is known.
    """

    id: str
    name: str
    names: tuple[str, ...]
    level: str
    collective: bool
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    field_successors: tuple[tuple[str, str], ...]
    instrument: tuple[str, ...]
    source: str
    part_of: str | None = None

    @property
    def central(self) -> bool:
        """Whether there is one in the country, so that it has no place."""
        return self.level == CENTRAL


@dataclass(frozen=True, slots=True)
class Body:
    """A type of body in a place; without one it is the type alone, or a central body.

    `called` is the name by which a body of a district was asked for: no list of districts says how theirs are written.
    """

    type: BodyType
    place: str | None = None
    called: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """As in `Agency.id`: `stttt.bac-ninh`."""
        return f"{self.type.id}.{self.place}" if self.place else self.type.id

    @property
    def name(self) -> str:
        """The full name with its place."""
        return self.called or _full_name(self.type, self.place)


def body_of(identifier: str) -> Body | None:
    """The body with this id of an agency."""
    match = _ID.fullmatch(identifier)
    if match is None:
        return None
    named, place = match["type"], match["place"]
    found = _types_in_places().get(named) if place else None
    found = found or _central_types().get(named) or _types_in_places().get(named)
    if found is None or (found.central and place):
        return None
    return Body(found, place)


def find_agency(typed: str) -> Body:
    """The body with this id or name, with or without diacritics; a bare name gives the type, without a place.

    Where a province kept its name when it was merged, the body of the old one is meant. A body of a district is known
    by its type and the words for its district. Raises UnknownAgency.
    """
    asked = fold(typed.strip())
    found = body_of(asked) or _named(name_key(asked))
    if found is None and (in_district := _in_district(name_key(asked))):
        return replace(in_district, called=" ".join(typed.split()))
    if found is None:
        raise UnknownAgency(asked=typed)
    return found


def find_types(typed: str) -> tuple[BodyType, ...]:
    """Types of which one name has all these words."""
    every = (*_central_types().values(), *_types_in_places().values())
    return tuple(found for found in every if any(has_words(name, typed) for name in found.names))


def successor_type(of: BodyType, identifier: str) -> BodyType:
    """The type that a body of this type is followed by."""
    return (_types_in_places() if _is_local(of) else _central_types())[identifier]


def whole_of(body: Body) -> Body | None:
    """The body at the same place that it is a part of, where that is known."""
    of = body.type.part_of
    return Body(_types_in_places()[of], body.place) if of else None


def types_beside(of: BodyType) -> Iterator[BodyType]:
    """All types among which its successors and predecessors are."""
    yield from (_types_in_places() if _is_local(of) else _central_types()).values()


def _is_local(found: BodyType) -> bool:
    return _types_in_places().get(found.id) is found


def _named(key: str) -> Body | None:
    central, local = _central_names().get(key), _local_names().get(key)
    if found := central or local:
        return Body(found)
    for ending, place in _place_names():
        if key.endswith(f" {ending}"):
            return _in_place(key.removesuffix(f" {ending}"), place)
    return None


def _in_place(rest: str, place: str) -> Body | None:
    units = {name_key(kind) for _, kind in places().values()}
    said = next((unit for unit in units if rest.endswith(f" {unit}")), None)
    if said and said not in _kinds_of(place):
        return None
    bare = rest.removesuffix(f" {said}") if said else rest
    forms = (rest, bare, *(f"{bare} {unit}" for unit in sorted(units)), f"{bare} {name_key(_PLACE)}")
    found = next((row for form in forms if (row := _local_names().get(form)) and not row.central), None)
    return Body(found, place) if found else None


def _kinds_of(place: str) -> set[str]:
    """What a province has been: `thành phố Bắc Ninh` is no province, but a city in one."""
    row = provinces()[place]
    return {name_key(row.type), name_key(row.new_type)}


def _in_district(key: str) -> Body | None:
    """A body of a district by its type and the words for the district: `phong noi vu huyen gia binh`."""
    for name, kind in _district_names():
        rest = _without_province(key.removeprefix(f"{name} ")) if key.startswith(f"{name} ") else ""
        unit = next((unit for unit in _district_units() if f"{rest} ".startswith(f"{unit} ")), "")
        of_unit = any(_units_in(name))
        place = (rest if of_unit or unit == _CITY else rest.removeprefix(unit)).split()
        if place and (of_unit or unit):
            return Body(kind, "-".join(place))
    return None


def _without_province(rest: str) -> str:
    """The words for a district without those for its province after them."""
    for ending, place in _place_names():
        if (
            rest.endswith(f" {ending}")
            and (district := rest.removesuffix(f" {ending}")) not in _district_units()
        ):
            kind = next((kind for kind in _kinds_of(place) if district.endswith(f" {kind}")), None)
            return district.removesuffix(f" {kind}") if kind else district
    return rest


def _full_name(of: BodyType, place: str | None) -> str:
    name = of.name
    known = places().get(place or "")
    if known is None:
        return name.replace(_PLACE, "").strip()
    where, kind = known
    if _PLACE in name:
        return name.replace(_PLACE, where)
    if of.collective:
        return f"{name} ({kind} {where})"
    kinds = {kind for _, kind in places().values()}
    bare = next((name.removesuffix(f" {one}") for one in kinds if name.endswith(f" {one}")), name)
    unit_said = bare == name and any(one in name.lower().split() for one in kinds)
    return f"{bare} {where}" if unit_said else f"{bare} {kind} {where}"


def name_key(name: str) -> str:
    """What names of bodies are compared by: words alone, folded, without the plural word in front.

    `Các Sở, ban, ngành` is `so ban nganh`.
    """
    folded = words(name)
    return " ".join(folded[1:] if folded[:1] == ["cac"] else folded)


@cache
def _place_names() -> tuple[tuple[str, str], ...]:
    """Names of provinces, folded, and their slugs; longer ones first."""
    named = [(name_key(name), row.slug) for row in provinces().values() for name in (row.name, *row.aliases)]
    return tuple(sorted(named, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _district_names() -> tuple[tuple[str, BodyType], ...]:
    """Names of single bodies that each district had, folded, longer ones first; `ubnd` also before a city's name."""
    types = [kind for kind in _types_in_places().values() if kind.level == DISTRICT and not kind.collective]
    named = {name_key(name): kind for kind in types for name in kind.names}
    named |= {
        name.rpartition(f" {unit}")[0]: kind for name, kind in named.items() for unit in _units_in(name)
    }
    return tuple(sorted(named.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _units_in(name: str) -> Iterator[str]:
    yield from (unit for unit in _district_units() if name.endswith(f" {unit}"))


@cache
def _district_units() -> tuple[str, ...]:
    """The words for kinds of districts, folded: those of the names of their committees, and that for a city."""
    names = (
        name_key(name) for kind in _types_in_places().values() if kind.id == _COMMITTEE for name in kind.names
    )
    committees = (name.split(maxsplit=1) for name in names if name.startswith(_SHORT))
    return (*sorted({unit for _, unit in committees}), _CITY)


@cache
def _central_types() -> Mapping[str, BodyType]:
    ids = {code: row.id for code, row in issuers().items()}
    return {row.id: _type(row, row.id, CENTRAL, ids) for row in reversed(list(issuers().values()))}


@cache
def _types_in_places() -> Mapping[str, BodyType]:
    ids = {code: slug(code) for code in agency_types()}
    return {slug(code): _type(row, slug(code), row.level, ids) for code, row in agency_types().items()}


def _type(row: AgencyType | Issuer, identifier: str, level: str, ids: Mapping[str, str]) -> BodyType:
    fields = (entry.partition("=") for entry in row.field_successors)
    return BodyType(
        id=identifier,
        name=row.name,
        names=(row.name, *row.names),
        level=level,
        collective=isinstance(row, AgencyType) and row.collective,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=ids[row.successor] if row.successor else None,
        field_successors=tuple((field, ids[code]) for field, _, code in fields),
        instrument=row.instrument,
        source=row.source,
        part_of=slug(row.part_of) if isinstance(row, AgencyType) and row.part_of else None,
    )


@cache
def _central_names() -> Mapping[str, BodyType]:
    return {name_key(name): row for row in reversed(list(_central_types().values())) for name in row.names}


@cache
def _local_names() -> Mapping[str, BodyType]:
    return {name_key(name): row for row in reversed(list(_types_in_places().values())) for name in row.names}
