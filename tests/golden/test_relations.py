"""Each sentence tells of the documents it names what the table says, in a decision or in a plan."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.model import Citation
from graph.vocabulary.tables import parse_table
from loaders.extract import read_bytes

LINE_END = "⏎"
DECISION = "BỘ NỘI VỤ\nSố: 977/2026/QĐ-BNV\nHà Nội, ngày 05 tháng 5 năm 2026\nQUYẾT ĐỊNH\nVề một việc\n"
HEADS = {
    "căn cứ": DECISION,
    "QĐ": f"{DECISION}QUYẾT ĐỊNH:\nĐiều 1. Phạm vi điều chỉnh\n",
    "KH": "BỘ NỘI VỤ\nSố: 977/KH-BNV\nHà Nội, ngày 05 tháng 5 năm 2026\nKẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ\n",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A line of `relations.tsv`."""

    of: str
    text: str
    read: tuple[str, ...]
    source: str


TABLE = Path(__file__).parent / "relations.tsv"
CASES = parse_table(TABLE.name, TABLE.read_text(encoding="utf-8").split("\n"), Case)


def _told(citation: Citation) -> str:
    name = citation.number or " ".join(citation.quote.text.split())
    return f"{name} = {citation.relation} {citation.subject}".removesuffix(" self")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_sentence_tells_what_the_table_says(case: Case) -> None:
    text = case.text.replace(LINE_END, "\n")
    (reading,) = read_bytes(f"{HEADS[case.of]}{text}\n".encode(), "case.txt")
    shown = ("numbered", "named", "retold")
    told = [_told(citation) for citation in reading.citations if citation.klass in shown]
    assert told == list(case.read)
