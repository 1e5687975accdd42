"""From documents, what they cite and where they stand to the JSON of `shapes`, for every door."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from api.answers import shapes
from api.answers.issuers import name_of_issuer
from api.wording import has_words, say
from graph import model, port
from graph.messages import Language
from graph.vocabulary import kinds, relations


def document(node: port.DocumentNode) -> shapes.Document:
    """A document as lists show it; where no text names the issuer, the vocabulary does."""
    known = node.document.issuer_name or name_of_issuer(node.document.issuer)
    return {
        **extracted_document(replace(node.document, issuer_name=known)),
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


def folded(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def extracted_document(found: model.Document) -> shapes.ExtractedDocument:
    """A document as its own text alone tells of it."""
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


def iso(day: date | None) -> str | None:
    """A day as JSON has it: `2021-03-31`."""
    return day.isoformat() if day else None
