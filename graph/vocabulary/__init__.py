"""Meaning as data: kinds, issuers, relations, agencies, places, acronyms, indicators, known documents.

Each table is a tab-separated file beside this one, one line per member, columns named by a row class here; a line
that contradicts another is refused, with all faults at once (`check`). Code asks for properties, never for names.
Sources and what is unverified stand in the tables' `source` columns; the tables follow the domain guide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.vocabulary.tables import keyed, read_table

HERE = "graph.vocabulary"
STANDINGS = ("suspends", "resumes", "upholds", "starts")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document (loại văn bản): `code` as in numbers (NĐ), `slug` as in ids (nd), `names` as written."""

    code: str
    slug: str
    name: str
    english: str
    names: tuple[str, ...]
    system: tuple[str, ...]
    normative: bool
    coded: bool
    rank: int
    source: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What one document says of another (guide 2.1).

    `edge` is the type in the graph, `role` its refinement. `lineage`: the target is an ancestor, tasks derive along
    it. `ends_validity`: the target is no longer in force, wholly. `changes_text`: the target stays, altered.
    `succeeds`: the source takes the target's place. `standing`: what else is told of the target's force, one of
    `STANDINGS` or nothing. `announces`: the source only tells what others did to the target.
    """

    code: str
    edge: str
    role: str
    lineage: bool
    ends_validity: bool
    changes_text: bool
    succeeds: bool
    standing: str
    announces: bool
    strength: int
    label: str
    reverse: str
    english: str
    english_reverse: str
    source: str

    @property
    def acts(self) -> bool:
        """Whether the source ends or alters its target."""
        return self.ends_validity or self.changes_text


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents: `code` as in numbers (CP), `id` as in document ids (cp), `names` as written.

    `successor`, `field_successors` and `instrument` as in `AgencyType`.
    """

    code: str
    id: str
    name: str
    names: tuple[str, ...]
    level: str
    valid_from: date | None
    valid_to: date | None
    successor: str
    field_successors: tuple[str, ...]
    instrument: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LocalIssuer:
    """A type of body that every place has: with a place it becomes an issuer (`ubnd-t` + `bac-ninh`).

    `code` as in numbers (UBND), `id` the first part of the issuer's id, `names` with `{place}` where the place stands,
    `level` of the place: tỉnh, huyện or xã.
    """

    code: str
    id: str
    name: str
    names: tuple[str, ...]
    level: str
    party: bool
    valid_from: date | None
    valid_to: date | None
    successor: str
    source: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city as it stood before 01/7/2025, and the unit it belongs to since.

    A merged one ended on `valid_to`, by the documents whose ids are in `instrument`.
    """

    code: str
    name: str
    slug: str
    type: str
    aliases: tuple[str, ...]
    new_code: str
    new_name: str
    new_slug: str
    new_type: str
    merged: bool
    valid_to: date | None
    instrument: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AgencyType:
    """A type of body that tasks are assigned to: departments, ministries' local arms, collectives, posts (guide 4).

    `names` as written, the first the full one, then abbreviations and spellings. `collective` names are never split
    at their commas nor expanded. `part_of` is the code of the body at the same place that it is a part of.
    `field_successors` tell by field of work who took over: `field=code`. `instrument` are the ids of the documents by
    which it ended or handed over.
    """

    code: str
    name: str
    names: tuple[str, ...]
    level: str
    collective: bool
    post: bool
    part_of: str
    valid_from: date | None
    valid_to: date | None
    successor: str
    field_successors: tuple[str, ...]
    instrument: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Acronym:
    """An abbreviation in running text and what it stands for; `ambiguous` ones are not expanded."""

    acronym: str
    expansion: str
    english: str
    ambiguous: bool
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An index that provinces are measured by (guide 5.2); `names` as written, misprints among them."""

    code: str
    name: str
    names: tuple[str, ...]
    english: str
    publisher: str
    source: str


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that texts name without year or number: its date, and the words that select it (guide 1.6).

    `names` are what it is called without a number, `{place}` for a province; `subjects` are words near a citation that
    select it among documents of the same number (J8).
    """

    id: str
    number: str
    issued_on: date | None
    valid_until: date | None
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    title: str
    source: str


@cache
def kinds() -> Mapping[str, Kind]:
    """By code."""
    return keyed(read_table(HERE, "kinds.tsv", Kind), lambda kind: kind.code)


def kind_of_id(identifier: str) -> Kind | None:
    """The kind that the id of a document names, the first where several share its slug; None where there is none."""
    return _kinds_by_slug().get(identifier.split(":")[1])


@cache
def _kinds_by_slug() -> Mapping[str, Kind]:
    return {kind.slug: kind for kind in reversed([*kinds().values()])}


@cache
def relations() -> Mapping[str, Relation]:
    """By code."""
    return keyed(read_table(HERE, "relations.tsv", Relation), lambda relation: relation.code)


@cache
def issuers() -> Mapping[str, Issuer]:
    """By code."""
    return keyed(read_table(HERE, "issuers.tsv", Issuer), lambda issuer: issuer.code)


@cache
def local_issuers() -> tuple[LocalIssuer, ...]:
    """Several may share a code: `UBND` is of a province, a district or a commune."""
    return read_table(HERE, "local-issuers.tsv", LocalIssuer)


@cache
def provinces() -> Mapping[str, Province]:
    """By slug of the name before 01/7/2025."""
    return keyed(read_table(HERE, "provinces.tsv", Province), lambda province: province.slug)


@cache
def places() -> Mapping[str, tuple[str, str]]:
    """Name and kind of each province by its slug, before and since 01/7/2025; of one slug as it was before."""
    since = {row.new_slug: (row.new_name, row.new_type) for row in provinces().values()}
    return since | {row.slug: (row.name, row.type) for row in provinces().values()}


@cache
def agency_types() -> Mapping[str, AgencyType]:
    """By code."""
    return keyed(read_table(HERE, "agencies.tsv", AgencyType), lambda agency: agency.code)


@cache
def acronyms() -> Mapping[str, Acronym]:
    """By acronym as written."""
    return keyed(read_table(HERE, "acronyms.tsv", Acronym), lambda acronym: acronym.acronym)


@cache
def indicators() -> Mapping[str, Indicator]:
    """By code."""
    return keyed(read_table(HERE, "indicators.tsv", Indicator), lambda indicator: indicator.code)


@cache
def known_documents() -> Mapping[str, KnownDocument]:
    """By id."""
    return keyed(read_table(HERE, "known-documents.tsv", KnownDocument), lambda document: document.id)
