"""Values as properties and properties as values: what people read in the database, and what the store reads back."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graph.binding import weight
from graph.bodies import body_of
from graph.fold import fold
from graph.model import Assignment, Citation, Document, Reading, Section, Source, Task
from graph.port import Mention
from graph.stores import rows
from graph.stores.neo4j.letters import in_ascii
from graph.stores.phrasing import body_words, due_day, found_by, spoken, task_words
from graph.syllables import spelt
from graph.vocabulary import kinds, relations

Properties = dict[str, Any]
DAYS = frozenset({"issued_on", "effective_on", "dated", "takes_effect", "due", "published_on"})
LONGEST_NAME = 120


def named(*names: str | None) -> str:
    """A caption of what is known, cut where it would be long."""
    name = " ".join(part for part in names if part)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def words(line: str) -> Properties:
    """What a full-text index reads: each word between spaces of its own, with marks and without, and how many.

    Also those that are there more than once: in a text without them a phrase stands once.
    """
    said = spoken(line)
    original, folded = [*map(in_ascii, said)], [*map(fold, said)]
    often = {word for words in (original, folded) for word, times in Counter(words).items() if times > 1}
    return {
        "original": "".join(f" {word} " for word in original),
        "folded": "".join(f" {word} " for word in folded),
        "repeated": " ".join(sorted(often)),
        "length": 2 * len(said),
    }


def stored(properties: Mapping[str, Any]) -> Properties:
    """Properties as they are kept: days as days, nothing that is unknown."""
    return {
        name: date.fromisoformat(value) if name in DAYS else value
        for name, value in properties.items()
        if value is not None
    }


def known(properties: Mapping[str, Any]) -> Properties:
    """Properties without those that are unknown."""
    return {name: value for name, value in properties.items() if value is not None}


def native(properties: Mapping[str, Any]) -> Properties:
    """Properties as the server gives them, its days as ours."""
    return {
        name: value.to_native() if hasattr(value, "to_native") else value
        for name, value in properties.items()
    }


def read(properties: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    """The values of these names as the rows of all engines have them."""
    found = ((name, properties.get(name)) for name in names)
    return [value.iso_format() if name in DAYS and value is not None else value for name, value in found]


def listed(of: str, names: Iterable[str]) -> str:
    """The list of such values as a query has it: days as text, which is quicker to read than a day."""
    return f"[{', '.join(f'toString({of}.{n})' if n in DAYS else f'{of}.{n}' for n in names)}]"


# Documents


def document_properties(document: Document, speaker: int | None, tasks: int) -> Properties:
    """The properties of a document's node; `speaker` is the key of the reading that speaks for it, if any."""
    year, number, known_as, line = found_by(document)
    kind = kinds().get(document.kind or "")
    caption = named(kind.name if kind else document.kind, document.number, document.title)
    return stored(
        {
            **dict(zip(rows.DOCUMENT, rows.document_row(document), strict=True)),
            **{"name": caption or document.id, "reading": speaker, "loaded": speaker is not None},
            **{"year": year, "ordinal": number, "named": known_as, "task_count": tasks},
            **words(line),
        }
    )


# Sources


def source_properties(reading: Reading, key: int, reader: str) -> Properties:
    """The properties of a source's node: a file that was read, and what the store knows its reading by."""
    source = reading.source
    kept = (
        source.sha256,
        source.part,
        source.path,
        source.format,
        source.genre,
        source.title,
        source.publisher,
    )
    shown = dict(zip(("sha256", "part", "path", "format", "genre", "title", "publisher"), kept, strict=True))
    published = source.published_on.isoformat() if source.published_on else None
    return stored(
        {
            **shown,
            **{"key": key, "name": named(source.path), "published_on": published, "reader": reader},
            **{"said": reading.document.id, "node": reading.document.id},
            **{"reported": reading.document.reported, "characters": weight(reading)},
            **{"source": rows.to_json(source), "document": rows.to_json(reading.document)},
            "fingerprint": rows.to_body(reading)[0],
        }
    )


def precedence(source: Mapping[str, Any]) -> tuple[bool, int, str, int]:
    """As `graph.binding.precedence`, of a source's node."""
    return source["reported"], -source["characters"], source["sha256"], source["part"]


def to_source(properties: Mapping[str, Any]) -> Source:
    """The source of a node."""
    return rows.to_source(properties["source"])


# Citations and edges


def citation_key(document: str, place: int) -> str:
    """What a citation's node is known by."""
    return f"{document}#{place}"


def citation_properties(mention: Mention, said: str | None, tasks: str | None) -> Properties:
    """The properties of a citation's node.

    `said` is what it said before it was bound, where that is open; `tasks` are those that it stands for, if any.
    """
    row = {**bound_row(mention), "candidates": [*mention.citation.candidates]}
    caption = named(mention.citation.quote.text)
    return stored(
        {**row, "said": said, "name": caption, "for_tasks": tasks, "tasked": True if tasks else None}
    )


def bound_row(mention: Mention) -> Properties:
    """What all engines keep of a mention, by name, and the key of its node."""
    row = dict(zip((*rows.MENTION, *rows.BOUND), rows.mention_row(mention), strict=True))
    return {**row, "key": citation_key(mention.document, mention.index)}


def is_unresolved(mention: Mention) -> bool:
    """Whether the mention is listed as bound to nothing."""
    return mention.citation.status == "unresolved" and mention.citation.klass in ("numbered", "named")


def to_mention(properties: Mapping[str, Any]) -> Mention:
    """The mention of a citation's node."""
    return rows.to_mention(_mention_row(properties))


def _mention_row(properties: Mapping[str, Any]) -> list[Any]:
    """The values of `rows.MENTION`; the importer takes an empty list for none."""
    candidates = json.dumps(properties.get("candidates") or [])
    return read({**properties, "candidates": candidates}, rows.MENTION)


def to_citation(properties: Mapping[str, Any]) -> Citation:
    """The citation of a node."""
    return to_mention(properties).citation


def edge_properties(citation: Mapping[str, Any]) -> Properties:
    """The properties of the relationship that a bound citation gives: its evidence, and its name for people."""
    relation = relations()[citation["relation"]]
    kept = {name: citation[name] for name in rows.EDGE}
    return {**stored(kept), "name": relation.label, "role": relation.role or relation.code}


# Tasks


def task_properties(task: Task, document: str, running: int) -> Properties:
    """The properties of a task's node."""
    deadline, product, budget = task.deadline, task.product, task.budget
    return stored(
        {
            **{"id": task.id, "name": named(task.no, task.text), "document": document, "running": running},
            **{"no": task.no, "text": task.text, "group": task.group, "section": task.section},
            **{"origin": task.origin, "due": due_day(task), "grouped": fold(task.group or "")},
            "deadline": deadline.raw.text if deadline else None,
            "product": product.raw.text if product else None,
            "budget": budget.amount if budget else None,
            **{"body": rows.to_json(task), "syllables": spelt(task.text)},
            **words(task_words(task)),
        }
    )


def section_properties(section: Section, document: str) -> Properties:
    """The properties of a section's node; its text stands at `start:end` of the document's."""
    return {
        **{"document": document, "path": section.path, "name": named(section.label, section.heading)},
        **{"heading": section.heading, "level": section.level, "start": section.start, "end": section.end},
    }


def agency_key(assignment: Assignment) -> str:
    """What a body's node is known by: its id, or its words as written."""
    return assignment.agency.id if assignment.agency else f"?{body_words(assignment)[:200]}"


def assignment_properties(assignment: Assignment, task: str) -> Properties:
    """A body's part in a task, and the body: as the vocabulary calls it, where it is known there."""
    agency = assignment.agency
    body = body_of(agency.id) if agency else None
    return {
        **{"task": task, "role": assignment.role, "raw": assignment.raw.text},
        **{"key": agency_key(assignment), "id": agency.id if agency else None},
        "name": named((body or agency).name if agency else assignment.raw.text),
        "named": body_words(assignment),
    }
