"""Rules on words: kinds, relations, acronyms and indicators mean one thing each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.vocabulary import STANDINGS, Kind
from graph.vocabulary.rules.lines import Tables, shared, twice

SYSTEMS = frozenset({"state", "party"})
EDGES = frozenset({"CITES", "IMPLEMENTS", "GUIDES", "AMENDS", "REPLACES", "REPEALS"}) | frozenset(
    {"CORRECTS", "CONSOLIDATES", "ISSUED_WITH", "PROPOSED_BY"}
)
READINGS = " / "


def kinds_can_be_told_apart(tables: Tables) -> Iterator[str]:
    """Two kinds share a slug only if no number tells them apart, a name only if they serve different systems."""
    by_slug: defaultdict[str, list[Kind]] = defaultdict(list)
    by_name: defaultdict[str, list[Kind]] = defaultdict(list)
    for kind in tables.kinds:
        by_slug[kind.slug].append(kind)
        for name in kind.names:
            by_name[name.lower()].append(kind)
    for slug, sharing in by_slug.items():
        if len(sharing) > 1 and (
            any(kind.coded for kind in sharing) or len({kind.rank for kind in sharing}) > 1
        ):
            yield f"kinds: slug {slug!r} is of {_codes(sharing)}"
    for name, sharing in by_name.items():
        if len({kind.system for kind in sharing}) < len(sharing):
            yield f"kinds: {name!r} names {_codes(sharing)}"


def _codes(kinds: Iterable[Kind]) -> str:
    return " and ".join(kind.code for kind in kinds)


def kinds_are_well_formed(tables: Tables) -> Iterator[str]:
    """A slug is fit for ids, a system is one of two."""
    for kind in tables.kinds:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", kind.slug):
            yield f"kinds: {kind.code} has slug {kind.slug!r}"
        if not kind.system or not SYSTEMS.issuperset(kind.system):
            yield f"kinds: {kind.code} serves {kind.system}, not {sorted(SYSTEMS)}"


def relations_are_clear(tables: Tables) -> Iterator[str]:
    """A relation has its own edge and role and strength, its wordings, and effects that fit together."""
    yield from twice(
        "relations", (f"{relation.edge} {relation.role}".strip() for relation in tables.relations)
    )
    yield from twice("relations", (f"strength {relation.strength}" for relation in tables.relations))
    for relation in tables.relations:
        if relation.edge not in EDGES:
            yield f"relations: {relation.code} has edge {relation.edge!r}"
        if not (relation.label and relation.reverse and relation.english and relation.english_reverse):
            yield f"relations: {relation.code} lacks a wording"
        if relation.ends_validity and relation.changes_text:
            yield f"relations: {relation.code} both ends its target and leaves it altered"
        if relation.succeeds and not relation.ends_validity:
            yield f"relations: {relation.code} takes the place of its target and does not end it"
        if relation.standing not in ("", *STANDINGS):
            yield f"relations: {relation.code} has standing {relation.standing!r}"
        if relation.standing and relation.acts:
            yield f"relations: {relation.code} tells its target's standing and ends or alters it"
        if relation.lineage and relation.ends_validity:
            yield f"relations: {relation.code} both descends from its target and ends it"


def acronyms_are_honest(tables: Tables) -> Iterator[str]:
    """An acronym is called ambiguous just where it has several readings."""
    for acronym in tables.acronyms:
        if acronym.ambiguous != (READINGS in acronym.expansion):
            said = "ambiguous" if acronym.ambiguous else "clear"
            yield f"acronyms: {acronym.acronym} is called {said} and reads {acronym.expansion!r}"


def indicators_are_told_by_name(tables: Tables) -> Iterator[str]:
    """No name is of two indicators."""
    for name, codes in shared(
        (name, indicator.code) for indicator in tables.indicators for name in indicator.names
    ):
        yield f"indicators: {name!r} names {' and '.join(codes)}"
