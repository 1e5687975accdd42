"""Whole documents of our own: who they are and what they cite, in NFC and in NFD, with every span quoting its text."""

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from graph.model import Citation, Reading
from graph.vocabulary import relations
from loaders.extract import read_bytes

CASES = sorted(path.parent for path in Path(__file__).parent.glob("documents/*/input.*"))

TYPED = [case for case in CASES if (case / "input.txt").exists() and not case.name.startswith("force-list")]
"""What is typed without marks at times: letters, decisions, pages; no lists drawn up as tables."""


def _read(case: Path, form: Any) -> Reading:
    (file,) = case.glob("input.*")
    text = unicodedata.normalize(form, file.read_text(encoding="utf-8"))
    (reading,) = read_bytes(text.encode(), file.name)
    return reading


def _told(citation: Citation) -> list[str | None]:
    name = citation.number or " ".join(citation.quote.text.split())
    return [name, citation.target, citation.relation, citation.subject]


def _effect(citation: Citation) -> list[str | None]:
    day = citation.takes_effect
    return [citation.number, citation.relation, day.isoformat() if day else None, citation.provision]


def _acts(citation: Citation) -> bool:
    relation = relations()[citation.relation]
    return relation.ends_validity or relation.changes_text or bool(relation.standing)


def _of_another(citation: Citation) -> list[str | None]:
    return [citation.subject, citation.relation, citation.target, *_effect(citation)[2:]]


def _subset(value: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    return {
        key: str(given) if key.endswith("_on") else given
        for key, given in asdict(value).items()
        if key in wanted
    }


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_document_says_what_a_reader_sees(case: Path, form: str) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    reading = _read(case, form)
    assert _subset(reading.document, expected["document"]) == expected["document"]
    assert _subset(reading.source, expected.get("source", {})) == expected.get("source", {})
    told = [_told(citation) for citation in reading.citations if citation.klass in ("numbered", "named")]
    assert told == expected["citations"]
    acting = [citation for citation in reading.citations if _acts(citation)]
    effects = [_effect(citation) for citation in acting if citation.subject == "self"]
    assert effects == expected.get("effects", effects)
    of_others = [_of_another(citation) for citation in acting if citation.subject != "self"]
    assert of_others == expected.get("effects_of_others", of_others)


@pytest.mark.parametrize("case", TYPED, ids=lambda case: case.name)
def test_marks_left_out_cost_no_citation(case: Path) -> None:
    text = (case / "input.txt").read_text(encoding="utf-8")
    whole, bare = (_read(case, "NFC"), *read_bytes(_bare(text).encode(), "input.txt"))
    assert [_names(citation) for citation in bare.citations] == [_names(c) for c in whole.citations]


def _bare(text: str) -> str:
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(letters).replace("đ", "d").replace("Đ", "D")


def _names(citation: Citation) -> list[str | None]:
    number = _bare(citation.number or "").upper()
    return [_bare(citation.quote.text), number, citation.target, citation.relation, citation.subject]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_span_quotes_the_text(case: Path) -> None:
    reading = _read(case, "NFD")
    for citation in reading.citations:
        for span in (citation.quote, citation.evidence):
            assert reading.text[span.start : span.end] == span.text
        assert citation.evidence.start <= citation.quote.start <= citation.quote.end <= citation.evidence.end
