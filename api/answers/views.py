"""From the nouns to the JSON of `shapes`, for every door; texts of tasks and parts with white space folded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from api.answers import shapes
from api.answers.issuers import name_of_issuer
from api.clock import today
from api.wording import has_words, say
from graph import model, port
from graph.bodies import body_of
from graph.identity import document_of_task
from graph.messages import Language, message
from graph.model import Role
from graph.questions.derivation import DerivedTask
from graph.questions.path import Derivation, Relative
from graph.questions.periods import PlanPeriod, plan_period
from graph.succession import Heir, heirs_of_task
from graph.vocabulary import kinds, relations


def extraction(reading: model.Reading, language: Language = "vi") -> shapes.Extraction:
    """One line of `cancu extract` (design 5.1)."""
    source = reading.source
    return {
        "source": {"path": source.path, "format": source.format, "sha256": source.sha256},
        "document": _extracted_document(reading.document),
        "citations": [citation(found) for found in reading.citations],
        "tasks": [_extracted_task(found) for found in reading.tasks],
        "scores": [score(found) for found in reading.scores],
        "warnings": [warned(notice, language) for notice in reading.warnings],
    }


def document(node: port.DocumentNode) -> shapes.Document:
    """A document as lists show it; where no text names the issuer, the vocabulary does."""
    known = node.document.issuer_name or name_of_issuer(node.document.issuer)
    return {
        **_extracted_document(replace(node.document, issuer_name=known)),
        "kind_name": _kind_name(node.document),
        "loaded": node.loaded,
        "task_count": node.task_count,
        "cited_by_count": node.cited_by_count,
    }


def document_page(node: port.DocumentNode, scores: Iterable[model.Score]) -> shapes.DocumentPage:
    """All that is known of a document but its text."""
    return {
        **document(node),
        "sources": [source(found) for found in node.sources],
        "scores": [score(found) for found in scores],
    }


def document_ref(node: port.DocumentNode) -> shapes.DocumentRef:
    """What a document is called."""
    found = node.document
    return {"id": found.id, "kind_name": _kind_name(found), "number": found.number, "title": found.title}


def _kind_name(found: model.Document) -> str | None:
    kind = kinds().get(found.kind or "")
    return kind.name if kind else None


def document_text(identifier: str, text: str, sections: Iterable[model.Section]) -> shapes.DocumentText:
    """The canonical text and its parts."""
    return {"id": identifier, "text": text, "sections": [section(part) for part in sections]}


def section(part: model.Section) -> shapes.Section:
    """A numbered part."""
    return {
        "path": part.path,
        "label": part.label,
        "heading": part.heading,
        "level": part.level,
        "start": part.start,
        "end": part.end,
    }


def source(found: model.Source) -> shapes.Source:
    """A file that was read."""
    return {
        "path": found.path,
        "format": found.format,
        "sha256": found.sha256,
        "title": found.title,
        "publisher": found.publisher,
        "published_on": iso(found.published_on),
        "genre": found.genre,
        "confidence": found.confidence,
    }


def score(found: model.Score) -> shapes.Score:
    """A reported result."""
    return {
        "indicator": found.indicator,
        "kind": found.kind,
        "value": found.value,
        "of": found.of,
        "place": found.place,
        "year": found.year,
        "raw": span(found.raw),
        "evidence": span(found.evidence),
    }


def span(found: model.Span) -> shapes.Span:
    """Characters of the canonical text, exactly as they stand there."""
    return {"start": found.start, "end": found.end, "text": found.text}


def citation(found: model.Citation) -> shapes.Citation:
    """A citation as its own text alone tells it."""
    return {
        "quote": found.quote.text,
        "start": found.quote.start,
        "end": found.quote.end,
        "class": found.klass,
        "number": found.number,
        "kind": found.kind,
        "issuer": found.issuer,
        "dated": iso(found.dated),
        "target": found.target,
        "candidates": list(found.candidates),
        "status": found.status,
        "relation": found.relation,
        "subject": found.subject,
        "provision": found.provision,
        "section": found.section,
        "confidence": found.confidence,
        "rule": found.rule,
        "evidence": span(found.evidence),
    }


def bound_citation(mention: port.Mention, language: Language = "vi") -> shapes.BoundCitation:
    """A citation as bound against everything loaded."""
    found = mention.citation
    return {
        **citation(found),
        "title": folded(found.title) if found.title else None,
        "index": mention.index,
        "label": relation_name(found.relation, language),
        "reason": found.reason,
        "reason_label": reason_in_words(found.reason, language) if found.reason else None,
    }


def relation_name(code: str, language: Language) -> str:
    """What a relation is called, from what rests to what it rests on."""
    relation = relations()[code]
    return relation.english if language == "en" else relation.label


def reason_in_words(code: str, language: Language) -> str:
    """Why a citation is bound to nothing; a code that nobody has worded yet as it is."""
    return say(f"reason.{code}", language) if has_words(f"reason.{code}") else code


def cited_by(mention: port.Mention, citing: shapes.DocumentRef, language: Language = "vi") -> shapes.CitedBy:
    """A mention, with the document that it stands in."""
    return {"document": citing, "index": mention.index, "citation": bound_citation(mention, language)}


def task(found: model.Task, at: date | None = None) -> shapes.Task:
    """A task in the graph; its leads as they are on a day, today if none is given."""
    return {
        **_extracted_task(found),
        "document": document_of_task(found.id),
        "section": found.section,
        "flags": list(found.flags),
        "leads": _leads(found, at or today()),
    }


def derived_task(found: DerivedTask, language: Language = "vi", at: date | None = None) -> shapes.DerivedTask:
    """A task that derives from the document asked about; its leads as they are on a day, or today."""
    shown = task(found.task, at)
    return {
        "task": shown,
        "period": period(found.document, found.task, at),
        "document": document_ref(found.document),
        "leads": shown["leads"],
        "coordinating": _bodies(found.task, "coordinating"),
        "derivation": derivation(found.derivation, language),
    }


def plan_years(node: port.DocumentNode, at: date) -> shapes.Period | None:
    """The period of a plan, and whether it is over on a day."""
    return _period(plan_period(node.document, at))


def period(node: port.DocumentNode, found: model.Task, at: date | None = None) -> shapes.Period | None:
    """The period of a task's plan, and whether it is over on a day, or today."""
    return _period(plan_period(node.document, at or today(), found))


def _period(years: PlanPeriod | None) -> shapes.Period | None:
    if years is None:
        return None
    return {"start": years.start.isoformat(), "end": years.end.isoformat(), "over": years.over}


def derivation(found: Derivation, language: Language = "vi") -> shapes.Derivation:
    """The strongest way up."""
    return {
        "grade": found.grade,
        "distance": found.distance,
        "shared_words": list(found.shared_words),
        "path": [step(edge, language) for edge in found.path],
    }


def basis(
    found: Relative, standings: Callable[[str], shapes.Standings], language: Language = "vi"
) -> shapes.Basis:
    """A document that something rests on, and whether it is in force."""
    return {
        "document": document(found.document),
        **derivation(found.derivation, language),
        "validity": standings(found.document.document.id),
    }


def relative(found: Relative, language: Language = "vi") -> shapes.Relative:
    """A document in a lineage."""
    way = derivation(found.derivation, language)
    return {"document": document(found.document), "distance": way["distance"], "path": way["path"]}


def step(edge: port.Edge, language: Language = "vi") -> shapes.Step:
    """One step of a path, with its sentence."""
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "label": relation_name(edge.relation, language),
        "evidence": evidence(edge.evidence),
    }


def evidence(found: port.Evidence) -> shapes.Evidence:
    """The sentence that proves an edge."""
    return {
        "document": found.document,
        **span(found.span),
        "section": found.section,
        "secondary": found.secondary,
        "official": found.official,
    }


def hit(found: port.Hit) -> shapes.Hit:
    """One result of a search."""
    return {
        "found": found.found,
        "ref": found.ref,
        "title": found.title,
        "start": found.span.start if found.span else None,
        "end": found.span.end if found.span else None,
        "quote": found.span.text if found.span else None,
    }


def loaded(change: port.Change) -> shapes.Loaded:
    """What loading did."""
    return {"document": change.document, "outcome": change.outcome, "healed": change.healed}


def warned(notice: model.Notice, language: Language = "vi") -> shapes.Warned:
    """Something noticed while reading, in words."""
    text = message(notice.code, language, **dict(notice.facts))
    return {"code": notice.code, "message": text, "start": notice.start, "end": notice.end}


def folded(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def _extracted_document(found: model.Document) -> shapes.ExtractedDocument:
    return {
        "id": found.id,
        "number": found.number,
        "kind": found.kind,
        "issuer": {"id": found.issuer, "name": found.issuer_name},
        "issued_on": iso(found.issued_on),
        "effective_on": iso(found.effective_on),
        "title": found.title,
        "signer": found.signer,
        "signer_post": found.signer_post,
        "place": found.place,
        "genre": found.genre,
        "reported": found.reported,
    }


def _extracted_task(found: model.Task) -> shapes.ExtractedTask:
    return {
        "id": found.id,
        "no": found.no,
        "group": found.group,
        "text": folded(found.text),
        "start": found.start,
        "end": found.end,
        "origin": found.origin,
        "assignments": [_assignment(part) for part in found.assignments],
        "deadline": _deadline(found.deadline),
        "product": _product(found.product),
        "budget": _budget(found.budget),
        "indicators": _indicators(found.indicators),
        "progress": folded(found.progress.text) if found.progress else None,
    }


def _assignment(part: model.Assignment) -> shapes.Assignment:
    return {"role": part.role, **_named(part)}


def _bodies(found: model.Task, role: Role) -> list[shapes.Named]:
    return [_named(part) for part in found.assignments if part.role == role]


def _leads(found: model.Task, at: date) -> list[shapes.Lead]:
    return [
        {**_named(part), "now": _now(part.agency, found.text, at)}
        for part in found.assignments
        if part.role == "lead"
    ]


def _now(agency: model.Agency | None, text: str, at: date) -> list[shapes.Heir]:
    body = body_of(agency.id) if agency else None
    return [heir(one) for one in heirs_of_task(body, at, text) if one.path] if body else []


def heir(found: Heir) -> shapes.Heir:
    """Who has a duty, and by which documents."""
    acts = {one.id: one.name for step in found.path for one in step.instruments}
    days = [step.since for step in found.path if step.since]
    return {
        "id": found.body.id if found.body else None,
        "name": found.body.name if found.body else None,
        "since": iso(max(days, default=None)),
        "field": found.field,
        "instrument": [{"id": identifier, "name": name} for identifier, name in acts.items()],
        "unverified": any(step.unverified for step in found.path),
    }


def _named(part: model.Assignment) -> shapes.Named:
    agency: shapes.Body | None = None
    if part.agency is not None:
        agency = {"id": part.agency.id, "name": part.agency.name}
    return {"raw": _in_full(folded(part.raw.text), agency), "agency": agency}


def _in_full(raw: str, agency: shapes.Body | None) -> str:
    """A name as written; one that shares its head with others has it in front (`các Bộ: Y tế, Nội vụ`)."""
    name = agency["name"] if agency is not None else ""
    shared = name[:1].isupper() and raw[:1].isupper() and name.endswith(f" {raw}")
    return name if shared else raw


def _deadline(found: model.Deadline | None) -> shapes.Deadline | None:
    if found is None:
        return None
    return {
        "raw": folded(found.raw.text),
        "start": iso(found.start),
        "end": iso(found.end),
        "kind": found.kind,
    }


def _product(found: model.Product | None) -> shapes.Product | None:
    return None if found is None else {"raw": folded(found.raw.text), "inferred": found.inferred}


def _budget(found: model.Budget | None) -> shapes.Budget | None:
    if found is None:
        return None
    return {
        "raw": folded(found.raw.text),
        "amount": found.amount,
        "currency": found.currency,
        "unit_line": found.unit_line,
    }


def _indicators(found: Sequence[model.IndicatorMention]) -> list[str]:
    return list(dict.fromkeys(mention.indicator for mention in found))


def iso(day: date | None) -> str | None:
    """A day as JSON has it: `2021-03-31`."""
    return day.isoformat() if day else None
