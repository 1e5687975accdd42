"""Which body or collective a name means: a type from the vocabulary, made a body by its document's place (guide 4)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from graph.bodies import name_key
from graph.fold import fold
from graph.identity import slug
from graph.model import Agency, Document
from graph.vocabulary import AgencyType, Issuer, agency_types, issuers, provinces
from loaders.language.bodies import MERGER, province_name, province_named
from loaders.tasks.heads import heads
from loaders.tasks.phrases import role

CENTRAL = "central"
_CITY = "thanh pho"
_BRACKETS = re.compile(r"\([^()]*\)")


def place_of(document: Document) -> str | None:
    """The slug of the place that a document's bare names mean: its issuer's, none for a central issuer."""
    return (document.issuer or "").partition(".")[2] or None


def is_of_today(document: Document) -> bool:
    """Whether a document is of after the merger of provinces: the names in it mean those of today (guide 4.5)."""
    return document.issued_on is not None and document.issued_on >= MERGER


@lru_cache(maxsize=8192)
def find_agency(raw: str, place: str | None, *, today: bool = False) -> Agency | None:
    """The body that `raw` names in a document of `place`; None for a body that the vocabulary does not know."""
    bare = _BRACKETS.sub(" ", raw)
    found = _agency(bare, place, today=today)
    posts = (find_agency(rest, place, today=today) for rest in _held_posts(bare))
    return found or next(filter(None, posts), None)


def is_known(name: str) -> bool:
    """Whether `name` is the whole name of a body of the vocabulary."""
    return name_key(name) in _known()


def _held_posts(name: str) -> Iterator[str]:
    """What a post is held in: `Giám đốc Sở Nội vụ` gives Sở Nội vụ (guide 4.2)."""
    for head in heads():
        if head.kind == "post" and name.lower().startswith(head.words.lower() + " "):
            yield name[len(head.words) :].strip()


def _agency(name: str, place: str | None, *, today: bool) -> Agency | None:
    key = name_key(name)
    central, local = _central().get(key), _local().get(key) or _of_city(key, place)
    if central is not None and (place is None or local is None):
        return Agency(central.id, central.name, CENTRAL)
    return _placed(local, place) if local is not None else _of_named_place(name, today=today)


def _of_named_place(name: str, *, today: bool) -> Agency | None:
    """A body whose name says its place: `Sở Nội vụ tỉnh Bắc Ninh`, `Báo Bắc Ninh`."""
    province = province_named(name)
    if province is None:
        return None
    key, where = name_key(name), name_key(province.name)
    if not key.endswith(where):
        return None
    rest = key.removesuffix(where).strip()
    units = (unit for unit in map(name_key, role("area")) if rest.endswith(f" {unit}"))
    bare = next((rest.removesuffix(unit).strip() for unit in units), rest)
    forms = (_local().get(form) for form in (rest, bare, f"{rest} place"))
    found = next(filter(None, forms), None) or _of_city(rest, province.slug)
    kept = today and province.name == province.new_name
    return _placed(found, province.new_slug if kept else province.slug) if found else None


def _of_city(key: str, place: str | None) -> AgencyType | None:
    """The provincial body that `UBND thành phố` means in a city under the centre (guide 4.2)."""
    if place not in _cities():
        return None
    unit = next((unit for unit in (_CITY, "tp") if key.endswith(f" {unit}")), None)
    return _local().get(f"{key.removesuffix(unit)}tinh") if unit else None


@cache
def _cities() -> frozenset[str]:
    """The slugs of the cities under the centre, before and after 01/7/2025."""
    rows = provinces().values()
    return frozenset(
        [row.slug for row in rows if fold(row.type) == _CITY]
        + [row.new_slug for row in rows if fold(row.new_type) == _CITY]
    )


def _placed(row: AgencyType, place: str | None) -> Agency:
    where = None if row.level == CENTRAL else place
    code = slug(row.code)
    name = row.name.replace("{place}", (province_name(where) if where else None) or "").strip()
    return Agency(f"{code}.{where}" if where else code, name, row.level, where, row.collective)


@cache
def _known() -> frozenset[str]:
    return frozenset(_central()) | frozenset(_local())


@cache
def _central() -> Mapping[str, Issuer]:
    rows = reversed(list(issuers().values()))
    return {name_key(name): row for row in rows for name in (row.name, *row.names)}


@cache
def _local() -> Mapping[str, AgencyType]:
    rows = reversed(list(agency_types().values()))
    return {name_key(name): row for row in rows for name in (row.name, *row.names)}
