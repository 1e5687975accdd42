"""Each form of a citation gives what the table says, and what only looks like one gives nothing."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.model import Citation
from graph.vocabulary.tables import parse_table
from loaders.extract import read_bytes


@dataclass(frozen=True, slots=True)
class Case:
    """A line of `citations.tsv`."""

    text: str
    read: tuple[str, ...]
    source: str


TABLE = Path(__file__).parent / "citations.tsv"
CASES = parse_table(TABLE.name, TABLE.read_text(encoding="utf-8").split("\n"), Case)


def _told(citation: Citation) -> str:
    name = citation.number or " ".join(citation.quote.text.split())
    part = f" [{citation.provision}]" if citation.provision else ""
    return f"{name} = {citation.target or '?'}{part}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_citation_reads_as_written(case: Case) -> None:
    (reading,) = read_bytes(case.text.encode(), "case.txt")
    told = [_told(citation) for citation in reading.citations if citation.klass in ("numbered", "named")]
    assert told == list(case.read)
