"""All lines of all tables, and what holds for every table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Protocol

from graph.fold import fold
from graph.vocabulary import (
    Acronym,
    AgencyType,
    Indicator,
    Issuer,
    Kind,
    KnownDocument,
    LocalIssuer,
    Province,
    Relation,
)


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of all tables, in the order of their lines."""

    kinds: tuple[Kind, ...] = ()
    relations: tuple[Relation, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    local_issuers: tuple[LocalIssuer, ...] = ()
    provinces: tuple[Province, ...] = ()
    agencies: tuple[AgencyType, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    known_documents: tuple[KnownDocument, ...] = ()


class _Sourced(Protocol):
    @property
    def source(self) -> str: ...


class _Lasting(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def successor(self) -> str: ...


def keys_are_unique(tables: Tables) -> Iterator[str]:
    """No line of a table repeats the key of another."""
    yield from twice("kinds", (kind.code for kind in tables.kinds))
    yield from twice("relations", (relation.code for relation in tables.relations))
    yield from twice("issuers", (issuer.code for issuer in tables.issuers))
    yield from twice("local-issuers", (f"{issuer.code} ({issuer.level})" for issuer in tables.local_issuers))
    yield from twice("provinces", (province.code for province in tables.provinces))
    yield from twice("provinces", (province.slug for province in tables.provinces))
    yield from twice("agencies", (agency.code for agency in tables.agencies))
    yield from twice("acronyms", (acronym.acronym for acronym in tables.acronyms))
    yield from twice("indicators", (indicator.code for indicator in tables.indicators))
    yield from twice("known-documents", (document.id for document in tables.known_documents))


def twice(table: str, keys: Iterable[str]) -> Iterator[str]:
    """A fault for each key that `table` has more than once."""
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{table}: {key!r} stands {count} times"


def every_row_has_a_source(tables: Tables) -> Iterator[str]:
    """Each row says where it comes from, or that it is unverified."""
    for table in fields(tables):
        rows: tuple[_Sourced, ...] = getattr(tables, table.name)
        for row in rows:
            if not row.source:
                yield f"{table.name}: no source for {row}"


def successions_hold(tables: Tables) -> Iterator[str]:
    """A body ends after it starts, and its successor exists and is not itself."""
    yield from _succession("issuers", tables.issuers)
    yield from _succession("local-issuers", tables.local_issuers)
    yield from _succession("agencies", tables.agencies)


def _succession(table: str, rows: Iterable[_Lasting]) -> Iterator[str]:
    rows = tuple(rows)
    codes = {row.code for row in rows}
    successor = {row.code: row.successor for row in rows if row.successor}
    for row in rows:
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
            yield f"{table}: {row.code} ends on {row.valid_to}, before it starts"
        if row.successor and row.successor not in codes:
            yield f"{table}: {row.code} is succeeded by {row.successor!r}, which is no code"
    for code in successor:
        if returns(code, successor):
            yield f"{table}: {code} is succeeded by itself in the end"


def returns(code: str, following: Mapping[str, str]) -> bool:
    """Whether one comes back to where one was, going on from each code to the one that follows it."""
    seen = {code}
    while (code := following.get(code, "")) and code not in seen:
        seen.add(code)
    return bool(code)


def shared(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Each name, folded, that several owners bear, with its owners."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for name, owner in pairs:
        if owner not in owners[fold(name)]:
            owners[fold(name)].append(owner)
    return ((name, found) for name, found in owners.items() if len(found) > 1)
