"""Documents called by name and not by number: laws and codes, plenum resolutions, programmes (guide 1.6).

Known names come from the vocabulary, with acronyms and expansions taken for each other; laws that it does not list are
found by their form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.fold import fold
from graph.vocabulary import KnownDocument, acronyms, known_documents
from loaders.language.bodies import roman
from loaders.language.candidates import Searched, matches
from loaders.language.patterns import any_of, pattern, tried_at


@dataclass(frozen=True, slots=True)
class Name:
    """A document's name at `start:end`; `known` are the ids of the documents so called, none for an unlisted one."""

    start: int
    end: int
    kind_word: str
    known: tuple[str, ...] = ()


def find_names(searched: Searched) -> Iterator[Name]:
    """Every name, in reading order by kind of name; names may overlap, and drafts are no documents yet."""
    flat = searched.text
    yield from _of_the_party(searched)
    listed = list(_listed(searched))
    ends = {name.start: name.end for name in listed}
    by_form = [name for name in _laws(searched) if not _goes_on(flat, ends.get(name.start))]
    for name in (*listed, *by_form):
        if not pattern("draft_before").search(flat[max(0, name.start - 20) : name.start]):
            yield name


def _goes_on(flat: str, end: int | None) -> bool:
    """Whether a listed name ends there and the text goes on: `Luật Đấu thầu và lựa chọn`, `Luật Việc làm, hỗ trợ`."""
    return end is not None and pattern("name_done_after").match(flat, end) is not None


def _of_the_party(searched: Searched) -> Iterator[Name]:
    """The resolutions of plenums, of which some are known, and of congresses."""
    for match in matches("plenum", searched):
        kind_word = " ".join(match[0].split()[:2])
        yield Name(match.start(), match.end(), kind_word, _plenum_documents().get(_plenum_key(match), ()))
    for match in matches("congress", searched):
        yield Name(match.start(), match.end(), " ".join(match[0].split()[:2]))


def _plenum_key(match: re.Match[str]) -> tuple[int, int] | None:
    ordinal = match["first"] or match["second"] or ""
    if not re.fullmatch(r"\d+|[IVXLC]+", ordinal):
        return None
    return int(ordinal) if ordinal.isdigit() else roman(ordinal), roman(match["term"])


@cache
def _plenum_documents() -> Mapping[tuple[int, int] | None, tuple[str, ...]]:
    found: dict[tuple[int, int] | None, list[str]] = {}
    for document in known_documents().values():
        keys = {_plenum_key(m) for name in document.names if (m := pattern("plenum").fullmatch(name))}
        for key in keys - {None}:
            found.setdefault(key, []).append(document.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _listed(searched: Searched) -> Iterator[Name]:
    flat = searched.text
    for match in tried_at(searched.places(_first_words()), _known_names(), searched.small):
        name = flat[match.start() : match.end()]
        if opening := pattern("altering_law").match(name):
            at = match.start() + opening.end()
            yield from (
                replace(one, start=one.start + at, end=one.end + at)
                for one in _listed(Searched(name[opening.end() :]))
            )
        law = pattern("law_kind").match(name)
        if not (law and law[0][0].islower()) and not pattern("elsewhere_after").match(flat, match.end()):
            documents = _documents_by_name()[_key(name)]
            yield Name(match.start(), match.end(), _kind_word(name), tuple(d.id for d in documents))


def _kind_word(name: str) -> str:
    law = pattern("law_kind").match(name)
    return law[0] if law else " ".join(name.split()[:2])


@cache
def _known_names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_written())}(?![\w/])")


@cache
def _first_words() -> frozenset[str]:
    """What names begin with; a word that begins with another is found with it."""
    words = {name.split()[0] for name in _written()}
    return frozenset(word for word in words if not any(map(word.startswith, words - {word})))


@cache
def _written() -> frozenset[str]:
    listed = (name for names in _names_by_id().values() for name in names)
    return frozenset(spelling for name in listed for spelling in _spellings(name))


def _spellings(name: str) -> set[str]:
    """A name in small letters, its expansions also as acronyms, its commas or not; plenums are read by their form."""
    if pattern("plenum").fullmatch(name):
        return set()
    written = {name.lower()}
    for acronym, expansion in _common_acronyms():
        written |= {spelling.replace(expansion.lower(), acronym.lower()) for spelling in written}
    return written | {spelling.replace(",", "") for spelling in written}


@cache
def _common_acronyms() -> tuple[tuple[str, str], ...]:
    rows = (row for row in acronyms().values() if not row.ambiguous and row.acronym.isupper())
    return tuple(
        (row.acronym, row.expansion) for row in rows if " " in row.expansion and row.acronym.isalnum()
    )


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """A name in one form: folded, expanded, without what stands between the words."""
    for acronym, expansion in _common_acronyms():
        name = re.sub(rf"(?<!\w){acronym}(?!\w)", expansion, name, flags=re.IGNORECASE)
    return "".join(c for c in fold(name) if c.isalnum())


@cache
def _names_by_id() -> Mapping[str, tuple[str, ...]]:
    return {document.id: document.names for document in known_documents().values() if document.names}


@cache
def _documents_by_name() -> Mapping[str, tuple[KnownDocument, ...]]:
    found: dict[str, tuple[KnownDocument, ...]] = {}
    for identifier, names in _names_by_id().items():
        for key in {_key(name) for name in names}:
            found[key] = (*found.get(key, ()), known_documents()[identifier])
    return found


def _laws(searched: Searched) -> Iterator[Name]:
    flat = searched.text
    for match in matches("law_name", searched):
        end = pattern("law_end").match(flat, match.end())
        if end is not None and end["name"].strip():
            yield Name(
                match.start(), match.end() + len(pattern("dangling").sub("", end["name"])), match["kind"]
            )
