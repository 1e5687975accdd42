"""Rules on bodies and places: issuers, provinces and the bodies that tasks are assigned to."""

from collections.abc import Iterator

from graph import identity
from graph.fold import fold
from graph.vocabulary import AgencyType, Issuer, Province
from graph.vocabulary.rules.lines import Tables, returns, shared

FAMILIES = frozenset(
    {"party", "assembly", "president", "government", "ministry", "agency", "judiciary", "front"}
)
LEVELS = frozenset({"central", "province", "district", "commune", "any"})
PLACE_LEVELS = frozenset({"tinh", "huyen", "xa"})
PLACE = "{place}"
SINCE_MERGER = "-2025"


def issuers_are_told_by_name(tables: Tables) -> Iterator[str]:
    """No name is of two bodies; several codes may be of one, under one id and name."""
    for name, ids in shared((name, issuer.id) for issuer in tables.issuers for name in issuer.names):
        yield f"issuers: {name!r} names {' and '.join(ids)}"
    for identifier, names in shared((issuer.id, issuer.name) for issuer in tables.issuers):
        yield f"issuers: id {identifier!r} is of {' and '.join(names)}"
    for issuer in tables.issuers:
        if issuer.level not in FAMILIES:
            yield f"issuers: {issuer.code} has level {issuer.level!r}"
        if not issuer.names or issuer.names[0] != issuer.name:
            yield f"issuers: the names of {issuer.code} do not start with {issuer.name!r}"


def local_issuers_have_places(tables: Tables) -> Iterator[str]:
    """A local issuer is named with its place and is no central one."""
    central = {issuer.code for issuer in tables.issuers} | {issuer.id for issuer in tables.issuers}
    for identifier, names in shared((issuer.id, issuer.name) for issuer in tables.local_issuers):
        yield f"local-issuers: id {identifier!r} is of {' and '.join(names)}"
    for issuer in tables.local_issuers:
        if fold(issuer.level) not in PLACE_LEVELS:
            yield f"local-issuers: {issuer.code} has level {issuer.level!r}"
        if central & {issuer.code, issuer.id}:
            yield f"local-issuers: {issuer.code} ({issuer.id}) is also a central issuer's"
        for name in issuer.names:
            if PLACE not in name:
                yield f"local-issuers: {issuer.code} is named {name!r} without {PLACE}"


def provinces_agree(tables: Tables) -> Iterator[str]:
    """Slugs follow from names, and all members of a new unit say the same of it."""
    codes = {province.code for province in tables.provinces}
    units: dict[str, tuple[str, str, str]] = {}
    for province in tables.provinces:
        if province.slug != identity.slug(province.name):
            yield f"provinces: {province.name} has slug {province.slug!r}"
        if province.new_slug != _slug_since(province):
            yield f"provinces: {province.name} belongs to {province.new_slug!r}, not {_slug_since(province)!r}"
        if province.new_code not in codes:
            yield f"provinces: {province.name} has new code {province.new_code!r}, which no old province had"
        if (province.valid_to is not None) != province.merged:
            yield f"provinces: {province.name} ends on {province.valid_to}, merged: {province.merged}"
        unit = (province.new_name, province.new_slug, province.new_type)
        if units.setdefault(province.new_code, unit) != unit:
            yield f"provinces: unit {province.new_code} is {units[province.new_code]} and {unit}"
    names = ((name, p.slug) for p in tables.provinces for name in (p.name, *p.aliases))
    for name, slugs in shared(names):
        yield f"provinces: {name!r} names {' and '.join(slugs)}"


def _slug_since(province: Province) -> str:
    """A merged unit is another body than the old one of the same name (guide 1.4)."""
    return identity.slug(province.new_name) + (SINCE_MERGER if province.merged else "")


def agencies_are_told_by_name(tables: Tables) -> Iterator[str]:
    """No name is of two types of bodies."""
    for name, owners in shared((name, agency.code) for agency in tables.agencies for name in agency.names):
        yield f"agencies: {name!r} names {' and '.join(owners)}"
    for agency in tables.agencies:
        if agency.level not in LEVELS:
            yield f"agencies: {agency.code} has level {agency.level!r}"


def parts_have_wholes(tables: Tables) -> Iterator[str]:
    """What a body is part of is another body, and nothing is part of itself in the end."""
    wholes = {agency.code: agency.part_of for agency in tables.agencies}
    for code, whole in wholes.items():
        if whole and whole not in wholes:
            yield f"agencies: {code} is part of {whole!r}, which is no code"
        if returns(code, wholes):
            yield f"agencies: {code} is part of itself in the end"


def fields_pass_to_bodies(tables: Tables) -> Iterator[str]:
    """Fields of work are handed over to bodies that exist."""
    for table in ("agencies", "issuers"):
        rows: tuple[AgencyType, ...] | tuple[Issuer, ...] = getattr(tables, table)
        codes = {row.code for row in rows}
        for row in rows:
            for entry in row.field_successors:
                field, _, code = entry.partition("=")
                if not field or code not in codes:
                    yield f"{table}: {row.code} hands over {entry!r}, which is no field=code"


def instruments_are_known(tables: Tables) -> Iterator[str]:
    """A body or place ends by documents that the vocabulary knows."""
    known = {document.id for document in tables.known_documents}
    for table in ("agencies", "issuers", "provinces"):
        rows: tuple[AgencyType, ...] | tuple[Issuer, ...] | tuple[Province, ...] = getattr(tables, table)
        for row in rows:
            for instrument in row.instrument:
                if instrument not in known:
                    yield f"{table}: {row.code} ends by {instrument!r}, which is no known document"


def agencies_end_with_their_issuers(tables: Tables) -> Iterator[str]:
    """A body ends on one day, as an issuer and as one that tasks are assigned to."""
    ends = {issuer.code: issuer.valid_to for issuer in tables.local_issuers}
    for agency in tables.agencies:
        if agency.code in ends and ends[agency.code] != agency.valid_to:
            yield f"agencies: {agency.code} ends on {agency.valid_to}, as an issuer on {ends[agency.code]}"
