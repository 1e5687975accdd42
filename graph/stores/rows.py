"""Values as rows and rows as values, for every engine: the one place that knows which column holds what."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from graph.binding import gaps, is_listed, is_open, source_of, target_of
from graph.model import Citation, Document, Reading, Source, Span, Task
from graph.port import Edge, Evidence, Mention, TaskMention
from graph.standing import extents, stands_for

Row = Sequence[Any]
DOCUMENT = tuple(field.name for field in fields(Document))
DAYS = frozenset({"issued_on", "effective_on"})
CITATION = (
    *("quote_start", "quote_end", "quote", "class", "evidence_start", "evidence_end", "evidence"),
    *("number", "kind", "issuer", "dated", "target", "candidates", "status", "reason", "relation", "subject"),
    *("provision", "section", "title", "confidence", "rule", "takes_effect"),
)
MENTION = ("document", "place", "secondary", *CITATION)
BOUND = ("source", "bound", "gaps")
TASK_MENTION = (
    *("for_tasks", "bound", "document", "place", "secondary", "relation", "subject", "section", "confidence"),
    *("evidence_start", "evidence_end", "evidence"),
)
SAID = ("target", "candidates", "status", "reason", "rule", "subject")
EDGE = (
    *("source", "bound", "relation", "document", "place", "confidence", "provision", "takes_effect"),
    *("secondary", "section", "rule"),
    *("evidence_start", "evidence_end", "evidence"),
)


@cache
def adapter(kind: type) -> TypeAdapter[Any]:
    """What turns values of our nouns into JSON and back."""
    return TypeAdapter(kind)


def storable(text: str) -> str:
    """Text that the engine takes: what is no Unicode text (lone surrogates) is found nowhere, and breaks nothing."""
    return text.encode(errors="replace").decode()


# Readings


def to_body(reading: Reading) -> tuple[str, bytes, bytes]:
    """The fingerprint of a reading, all but its text, and its text."""
    body = adapter(Reading).dump_json(replace(reading, text=""))
    text = reading.text.encode()
    return sha256(body + text).hexdigest(), zlib.compress(body), zlib.compress(text)


def to_reading(body: bytes, text: bytes) -> Reading:
    """The reading as it was given."""
    reading: Reading = adapter(Reading).validate_json(zlib.decompress(body))
    return replace(reading, text=to_text(text))


def to_text(text: bytes) -> str:
    """The canonical text."""
    return zlib.decompress(text).decode()


def to_json(value: Source | Document | Task) -> str:
    """A small noun as JSON."""
    kind: type = type(value)
    return adapter(kind).dump_json(value).decode()


def to_source(text: str) -> Source:
    """A source of its JSON."""
    source: Source = adapter(Source).validate_json(text)
    return source


def to_own(text: str) -> Document:
    """A text's own document of its JSON."""
    document: Document = adapter(Document).validate_json(text)
    return document


def to_task(text: str) -> Task:
    """A task of its JSON."""
    task: Task = adapter(Task).validate_json(text)
    return task


# Documents


def document_row(document: Document) -> tuple[Any, ...]:
    """The values of `DOCUMENT`."""
    values = (getattr(document, name) for name in DOCUMENT)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def to_document(row: Row) -> Document:
    """A document of its columns."""
    values: Mapping[str, Any] = dict(zip(DOCUMENT, row, strict=True))
    days = {name: _day(values[name]) for name in DAYS}
    return Document(**{**values, **days, "reported": bool(values["reported"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def iso(day: date | None) -> str | None:
    """A day as it is kept: `2021-03-31`."""
    return day.isoformat() if day else None


# Citations


def mention_row(mention: Mention) -> tuple[Any, ...]:
    """The values of `MENTION`, then of `BOUND`."""
    head = (mention.document, mention.index, mention.secondary)
    tail = (source_of(mention), target_of(mention), gaps(mention.citation))
    return (*head, *citation_row(mention.citation), *tail)


def citation_row(citation: Citation) -> tuple[Any, ...]:
    """The values of `CITATION`."""
    quote, evidence = citation.quote, citation.evidence
    return (
        *(quote.start, quote.end, quote.text, citation.klass, evidence.start, evidence.end, evidence.text),
        *(citation.number, citation.kind, citation.issuer),
        *(iso(citation.dated), citation.target),
        *(json.dumps(citation.candidates), citation.status, citation.reason),
        *(citation.relation, citation.subject, citation.provision, citation.section, citation.title),
        *(citation.confidence, citation.rule, iso(citation.takes_effect)),
    )


def to_citation(row: Row) -> Citation:
    """A citation of its columns."""
    quote, klass, evidence = Span(*row[0:3]), row[3], Span(*row[4:7])
    number, kind, issuer, dated, target, candidates, *told = row[7:-1]
    told.append(_day(row[-1]))
    return Citation(
        quote,
        klass,
        evidence,
        number,
        kind,
        issuer,
        _day(dated),
        target,
        tuple(json.loads(candidates)),
        *told,
    )


def said_row(citation: Citation) -> str | None:
    """What binding changes of a citation, as the text said it; None if binding always gives the same."""
    return json.dumps([getattr(citation, name) for name in SAID]) if is_open(citation) else None


def as_said(citation: Citation, said: str) -> Citation:
    """The citation as it was before it was bound."""
    values = dict(zip(SAID, json.loads(said), strict=True))
    return replace(citation, **{**values, "candidates": tuple(values["candidates"])})


def to_mention(row: Row) -> Mention:
    """A mention of its columns."""
    document, place, secondary, *citation = row
    return Mention(document, place, to_citation(citation), bool(secondary))


def for_tasks(citations: Sequence[Citation], tasks: Sequence[Task]) -> list[str | None]:
    """For each citation of a text the tasks of it that it stands for, None where there are none."""
    placed = list(extents(tasks))
    found = (stands_for(citation, placed) for citation in citations)
    return [json.dumps(numbers) if any(numbers) else None for numbers in found]


def to_task_mention(row: Row) -> TaskMention:
    """A mention that stands for tasks, of the values of `TASK_MENTION`."""
    for_tasks, target, document, place, secondary, relation, subject, section, confidence, *evidence = row
    direct, governed = json.loads(for_tasks)
    proof = Evidence(document, Span(*evidence), section, bool(secondary))
    edge = Edge(document, target, relation, proof, place, confidence)
    return TaskMention(edge, subject, tuple(direct), tuple(governed))


def to_edge(row: Row) -> Edge:
    """An edge of its columns."""
    *head, provision, takes_effect, secondary, section, rule, start, end, text = row
    source, target, relation, document, place, confidence = head
    evidence = Evidence(document, Span(start, end, text), section, bool(secondary), is_listed(rule))
    return Edge(source, target, relation, evidence, place, confidence, provision, _day(takes_effect))
