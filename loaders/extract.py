"""From the bytes of a file to what its documents say: format, canonical text, layout, header, citations, tasks."""

import hashlib
from dataclasses import replace
from pathlib import Path

from graph.errors import FileTooLarge, MissingFile, UnknownFormat
from graph.model import Document, Notice, Reading, Source
from loaders.citations.citations import find_citations
from loaders.citations.consolidated import with_consolidated
from loaders.citations.duration import with_duration
from loaders.citations.effects import effective_day, with_effects
from loaders.citations.force_lists import is_force_list, with_listed
from loaders.formats import reader_of
from loaders.formats.archives import is_archive, members
from loaders.language.bodies import Context, province_most_named, province_named
from loaders.structure.annexes import as_annex
from loaders.structure.assembly import assemble
from loaders.structure.body import Body
from loaders.structure.draft import Draft
from loaders.structure.header import context_of, read_header, undated
from loaders.structure.news import as_reported, page_document, read_page, reported, reported_document
from loaders.structure.periods import plan_period
from loaders.structure.sections import find_sections
from loaders.structure.written import as_written
from loaders.structure.zones import dissect
from loaders.tasks.indicators import find_scores
from loaders.tasks.tasks import find_tasks

MIB = 1 << 20
LARGEST_MIB = 200
_LONG_LINE = 1_000_000
_CUT_MARKS = ("[...]", "[…]")


def read_file(path: Path) -> tuple[Reading, ...]:
    """The readings of a file; an UnreadableFile says why there are none."""
    return read_bytes(bytes_of(path), str(path))


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that is there and not too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST_MIB * MIB:
            raise FileTooLarge(name=str(path), size=size // MIB, limit=LARGEST_MIB)
        return path.read_bytes()
    except OSError as fault:
        raise MissingFile(name=str(path)) from fault


def read_bytes(data: bytes, name: str) -> tuple[Reading, ...]:
    """As `read_file`, of bytes at hand that were called `name`.

    An archive is read whole or not at all; what in it is of a kind that is not read is passed over.
    """
    if not is_archive(data, name):
        return _read(data, name)
    readings: list[Reading] = []
    refused: UnknownFormat | None = None
    for member in members(data, name):
        if member.fault is not None:
            raise member.fault
        try:
            readings += _read(member.data, member.name)
        except UnknownFormat as fault:
            refused = fault
    if refused is not None and not readings:
        raise refused
    return tuple(readings)


def _read(data: bytes, name: str) -> tuple[Reading, ...]:
    form, read = reader_of(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    drafts = enumerate(read(data, name))
    return tuple(read_draft(draft, Source(sha256, name, form, part)) for part, draft in drafts)


def read_draft(draft: Draft, source: Source) -> Reading:
    """What one document says."""
    assembled = assemble(draft)
    reading = read_body(dissect(assembled.body), replace(source, confidence=draft.confidence))
    if assembled.written is not None:
        reading = as_written(reading, assembled.written)
    return replace(_with_notices(reading, assembled.notices), offsets=assembled.offsets)


def read_body(body: Body, source: Source) -> Reading:
    """What a body says: a directive by its letterhead, an annex by its parent, a tracker by its tasks, else a page."""
    document = read_header(body, source.sha256)
    document = as_annex(body, document) or document
    if document.genre == "directive":
        return _directive(body, document, source)
    return _tracker(body, document, source) or _page(body, document, source)


def _directive(body: Body, document: Document, source: Source) -> Reading:
    document = replace(document, effective_on=document.effective_on or effective_day(body, document))
    sections = find_sections(body)
    context = context_of(document)
    citations = with_effects(body, document, find_citations(body, document, sections, context))
    citations = with_duration(body, document, sections, citations)
    citations = with_consolidated(document, with_listed(body, document, citations))
    return Reading(
        source=replace(source, genre="directive", title=document.title),
        document=document,
        text=body.text,
        sections=sections,
        citations=citations,
        tasks=() if is_force_list(document) else find_tasks(body, document, sections, plan_period(document)),
        scores=find_scores(body, context.place),
    )


def _tracker(body: Body, document: Document, source: Source) -> Reading | None:
    """A task sheet without letterhead: its tables say who does what by when; None if there is no such table."""
    document = replace(document, genre="tracker", title=document.title or _sheet_title(body))
    sections = find_sections(body)
    tasks = find_tasks(body, document, sections, plan_period(document)) if body.tables else ()
    if not any(task.origin == "table" for task in tasks):
        return None
    context = _page_context(body, None)
    return Reading(
        source=replace(source, genre="tracker", title=document.title),
        document=document,
        text=body.text,
        sections=sections,
        citations=find_citations(body, document, sections, context),
        tasks=tasks,
    )


def _sheet_title(body: Body) -> str | None:
    """The lines over the first table."""
    first = body.tables[0].start if body.tables else 0
    lines = [body.words(p.start, p.end) for p in body.paragraphs if p.start < first]
    return " ".join(lines)[:300] or None


def _page(body: Body, document: Document, source: Source) -> Reading:
    """A text without letterhead: a page that reports a document, or one that stands for itself (J17)."""
    page = read_page(body)
    context = replace(_page_context(body, page.publisher), day=page.published_on)
    citations = as_reported(find_citations(body, Document(id=""), (), context))
    news = reported(body, citations)
    told = reported_document(news, page.headline) if news else None
    return Reading(
        source=replace(
            source,
            genre="news",
            title=page.headline,
            publisher=page.publisher,
            published_on=page.published_on,
        ),
        document=told or _standing_alone(document, page_document(page, source.sha256)),
        text=body.text,
        citations=citations,
        scores=find_scores(body, context.place),
    )


def _standing_alone(document: Document, page: Document) -> Document:
    return page if document.number is None else document


def _page_context(body: Body, publisher: str | None) -> Context:
    province = province_named(publisher or "") or province_most_named(body.flat[:3000])
    return Context(None, province.slug if province else None)


def _with_notices(reading: Reading, notices: tuple[Notice, ...]) -> Reading:
    found = [*notices, *_length_notices(reading.text)]
    if reading.document.number is None and not reading.document.reported:
        found.append(Notice("no_document_number"))
    if undated(reading.document):
        found.append(Notice("no_issue_year", (("number", reading.document.number or ""),)))
    for mark in _CUT_MARKS:
        if (at := reading.text.find(mark)) >= 0:
            found.append(Notice("truncated_text", (("mark", mark),), at, at + len(mark)))
    return replace(reading, warnings=tuple(found))


def _length_notices(text: str) -> list[Notice]:
    longest = max(map(len, text.split("\n")))
    return [Notice("very_long_line", (("length", str(longest)),))] if longest > _LONG_LINE else []
