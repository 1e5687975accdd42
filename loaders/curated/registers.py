"""Lists of relations between documents, gathered elsewhere: read as texts of their own, told apart, always secondary.

Each row becomes a line of the text; it proves what its first document does to the second, never what the list does.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from graph.identity import document_id, year
from graph.model import Citation, Document, Reading, Source, Span
from graph.port import Change, GraphStore
from graph.vocabulary import kind_of_id, kinds, relations
from graph.vocabulary.tables import keyed, read_table

HERE = "loaders.curated"
FORMAT = "curated"
ISSUER, KIND = "cancu", "VB"


@dataclass(frozen=True, slots=True)
class CuratedList:
    """A list: the name of its file, its title, and the day on which it was taken over."""

    name: str
    title: str
    taken_on: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """`document` bears `relation` to `other`, from `takes_effect`; `issued_on` is of `document`."""

    document: str
    number: str
    relation: str
    other: str
    other_number: str
    issued_on: date | None
    takes_effect: date | None
    source: str
    verified: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a list's text; of `verified.*` also how sure a row is."""

    code: str
    text: str
    confidence: float


@cache
def lists() -> Mapping[str, CuratedList]:
    """By name."""
    return keyed(read_table(HERE, "lists.tsv", CuratedList), lambda row: row.name)


@cache
def wording() -> Mapping[str, Wording]:
    """By code."""
    return keyed(read_table(HERE, "wording.tsv", Wording), lambda row: row.code)


def rows(curated: CuratedList) -> tuple[Row, ...]:
    """The rows of a list."""
    return read_table(HERE, f"{curated.name}.tsv", Row)


def take_curated(store: GraphStore) -> tuple[Change, ...]:
    """Take in every list in place of what it was before; the same lists twice change nothing. Raises StoreError."""
    changes: list[Change] = []
    for curated in lists().values():
        reading = read_list(curated)
        node = store.document(reading.document.id)
        for source in node.sources if node else ():
            if source.sha256 != reading.source.sha256:
                store.remove(source.sha256)
        changes += store.add([reading])
    return tuple(changes)


def read_list(curated: CuratedList) -> Reading:
    """A list as a text that tells of other documents."""
    document = Document(
        id=document_id(
            issuer=ISSUER,
            kind=kinds()[KIND].slug,
            number=curated.name,
            year=curated.taken_on.year if curated.taken_on else None,
        ),
        kind=KIND,
        issued_on=curated.taken_on,
        title=curated.title,
        genre="register",
    )
    lines = [curated.title]
    citations: list[Citation] = []
    for row in rows(curated):
        start = sum(len(line) + 1 for line in lines)
        lines.append(_line(row))
        citations += _citations(row, Span(start, start + len(lines[-1]), lines[-1]))
    return Reading(_source(curated), document, "\n".join((*lines, "")), citations=tuple(citations))


def _source(curated: CuratedList) -> Source:
    name = f"{curated.name}.tsv"
    data = files(HERE).joinpath(name).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(sha256, name, FORMAT, genre="register", title=curated.title, published_on=curated.taken_on)


def _line(row: Row) -> str:
    day = wording()["day"].text.format(day=row.takes_effect) if row.takes_effect else ""
    return wording()["line"].text.format(
        document=_named(row.document, row.number),
        relation=relations()[row.relation].label,
        other=_named(row.other, row.other_number),
        day=day,
        source=row.source,
        verified=wording()[f"verified.{row.verified}"].text,
    )


def _named(identifier: str, number: str) -> str:
    """The document by kind, number and year; one without a number by what it is called."""
    kind = kind_of_id(identifier)
    dated = number if str(year(identifier)) in number else f"{number} ({year(identifier)})"
    return f"{kind.name} {dated}" if kind and number[:1].isdigit() else number


def _citations(row: Row, line: Span) -> Iterator[Citation]:
    """What the line says: that its first document is known, without an edge; and what this bears to the other."""
    sure = wording()[f"verified.{row.verified}"].confidence
    first = _citation(row.document, row.number, line, from_end=False)
    yield replace(first, klass="unnumbered", dated=row.issued_on, confidence=sure)
    yield replace(
        _citation(row.other, row.other_number, line, from_end=True),
        relation=row.relation,
        subject=row.document,
        takes_effect=row.takes_effect,
        confidence=sure,
    )


def _citation(identifier: str, number: str, line: Span, *, from_end: bool) -> Citation:
    name = _named(identifier, number)
    behind = line.text.index(". ")
    start = line.text.rindex(name, 0, behind) if from_end else line.text.index(name)
    kind = kind_of_id(identifier)
    return Citation(
        quote=Span(line.start + start, line.start + start + len(name), name),
        klass="numbered",
        evidence=line,
        number=number if number[:1].isdigit() else None,
        kind=kind.code if kind else None,
        issuer=identifier.partition(":")[0],
        target=identifier,
        status="resolved",
        rule=FORMAT,
    )
