"""How far the official codification and what is read from its citation texts agree.

    python -m benchmarks.codification [--seed N] [--disagreements N]

Each codified article says in words where it comes from (`Điều 6 Nghị định số 167/2017/NĐ-CP, ..., được sửa đổi bởi Điều
1 Nghị định số 67/2021/NĐ-CP`) and links the documents it means by the ids of the national database. The words are read
here as any text; an id stands for the number that most of its articles give it, and for the number on its own page
where that page is among the bulk sets. `--disagreements` draws some to be read by eye; one seed draws the same again.
"""

import argparse
import csv
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.places import CORPUS
from graph.fold import fold
from graph.model import Citation, Document
from loaders.citations.citations import find_citations
from loaders.language.bodies import Context
from loaders.structure.blocks import read_body
from loaders.structure.text import canonical

REFERENCES = CORPUS / "relations" / "phapdien_snapshotA_refs.tsv.gz"
PAGES = CORPUS / "bulk" / "vbpl_tw_2025_26.jsonl.gz"
_ARTICLE = re.compile(r"Dieu_(\d+[a-z]?)(?:_|$)")


@dataclass(frozen=True)
class Reference:
    """An article of the codification: the words that tell its source, and the database ids behind them."""

    text: str
    source: str
    article: str | None
    amending: tuple[str, ...]

    @cached_property
    def read(self) -> tuple[Citation, ...]:
        """What is read in the words."""
        return find_citations(read_body(canonical(self.text).text), Document(id=""), (), Context())

    @property
    def named(self) -> Sequence[Citation]:
        """What is read by number or name, in reading order."""
        return [citation for citation in self.read if citation.klass in ("numbered", "named")]

    @property
    def read_source(self) -> str | None:
        """The document that the article is said to come from."""
        return _name(self.named[0]) if self.named else None

    @property
    def read_amending(self) -> tuple[str, ...]:
        """The documents that are told to have amended it, or ended a part of it, in reading order."""
        told = (c for c in self.read if c.klass == "retold" and _name(c) == self.read_source)
        return tuple(dict.fromkeys(c.subject for c in told))


def _name(citation: Citation) -> str:
    return citation.target or citation.number or citation.quote.text


def references(path: Path = REFERENCES) -> list[Reference]:
    """The articles that are linked to a document."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_reference(row) for row in rows if row["source_item_id"] and row["source_citation_text"]]


def _reference(row: Mapping[str, str]) -> Reference:
    article = _ARTICLE.search(row["source_anchor"] or "")
    amending = tuple(dict.fromkeys(re.findall(r"\d+", row["amending_item_ids"] or "")))
    return Reference(row["source_citation_text"], row["source_item_id"], article and article[1], amending)


def by_majority(all_of: Iterable[Reference]) -> dict[str, str]:
    """The document that each database id stands for, as most articles tell."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in all_of:
        if reference.read_source is not None:
            votes[reference.source][reference.read_source] += 1
        if len(reference.amending) == len(reference.read_amending):
            for identifier, read in zip(reference.amending, reference.read_amending, strict=True):
                votes[identifier][read] += 1
    return {identifier: count.most_common(1)[0][0] for identifier, count in votes.items()}


def by_page() -> dict[str, str]:
    """The number that the database's own page of an id bears."""
    with gzip.open(PAGES, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    return {page["item_id"]: page["number"] for page in pages if page["number"]}


@dataclass(frozen=True)
class Agreement:
    """How many of how many agree, and those that do not."""

    name: str
    agreed: int
    asked: int
    others: Sequence[Reference]

    def __str__(self) -> str:
        return f"{self.name:<46}{self.agreed:>7} of {self.asked:>6}  {self.agreed / max(1, self.asked):.4f}"


def agreements(all_of: Sequence[Reference]) -> Iterator[Agreement]:
    """All that is compared."""
    stands_for, numbers = by_majority(all_of), by_page()
    yield _compare("a source is read", all_of, lambda r: r.read_source is not None)
    yield _compare(
        "the source that most articles of its id tell",
        all_of,
        lambda r: r.read_source == stands_for.get(r.source),
    )
    paged = [r for r in all_of if r.source in numbers]
    yield _compare("the source that the page of its id bears", paged, lambda r: _is_on_page(r, numbers))
    yield _compare("the article", [r for r in all_of if r.article], _has_article)
    amended = [r for r in all_of if r.amending or r.read_amending]
    yield _compare("all amending documents and no other", amended, lambda r: _amenders_agree(r, stands_for))


def _compare(name: str, asked: Sequence[Reference], agrees: Callable[[Reference], bool]) -> Agreement:
    others = [reference for reference in asked if not agrees(reference)]
    return Agreement(name, len(asked) - len(others), len(asked), others)


def _is_on_page(reference: Reference, numbers: Mapping[str, str]) -> bool:
    read = reference.named[0].number if reference.named else None
    return _bare(read or "") == _bare(numbers[reference.source])


def _bare(number: str) -> str:
    return "".join(c for c in fold(number) if c.isalnum())


def _has_article(reference: Reference) -> bool:
    told = reference.named[0].provision if reference.named else None
    return _bare(reference.article or "") in (_bare(part) for part in (told or "").split())


def _amenders_agree(reference: Reference, stands_for: Mapping[str, str]) -> bool:
    return set(reference.read_amending) == {stands_for.get(i, i) for i in reference.amending}


def main() -> None:
    """Print the agreement, and the disagreements that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--disagreements", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    for agreement in agreements(references()):
        print(agreement)
        drawn = chance.sample(agreement.others, min(asked.disagreements, len(agreement.others)))
        for reference in drawn:
            print(_shown(reference))


def _shown(reference: Reference) -> str:
    read = f"read: {reference.read_source} {reference.named[0].provision if reference.named else None}"
    linked = f"linked: {reference.source} {reference.article} {list(reference.amending)}"
    return f"  {reference.text}\n    {read} amended by {list(reference.read_amending)}\n    {linked}"


if __name__ == "__main__":
    main()
