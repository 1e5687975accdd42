"""Whole documents drawn at random, each with who it is and what was read in it, to be read by eye.

    python -m benchmarks.document_sample [--seed N] [--loose N] [--of-each N] [--lines N]

Draws `--loose` documents from the folders beside the checkout, none that has an answer key, and `--of-each` of every
bulk set of texts. Of each it prints the header's fields, its first lines and every line that holds a citation, up to
`--lines`, with each citation's number or name, day, relation, subject, target, provision and rule below its line. One
seed draws the same again.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.places import CORPUS
from benchmarks.quality import documents
from benchmarks.sample import Page, draw_pages, read
from graph.model import Citation, Reading

FOLDERS = ("normative", "party", "task-tables", "task-narrative", "seed-cited", "relations", "scans-ocr")
FORMATS = (".doc", ".docx", ".html", ".md", ".txt")
HEAD = 30
RETOLD = "retold"


def draw_documents(chance: random.Random, *, loose: int, of_each: int) -> list[Page]:
    """Files that have no key, then pages of the bulk sets, in the order they were drawn."""
    keyed = {path.stem for path in documents()}
    found = (path for folder in FOLDERS for path in sorted((CORPUS / folder).rglob("*")))
    files = [path for path in found if path.suffix.lower() in FORMATS and path.stem not in keyed]
    pages = draw_pages(chance, of_each=of_each, of_register=0) if of_each else []
    return [*map(_page, chance.sample(files, loose)), *pages]


def _page(path: Path) -> Page:
    return Page(str(path.relative_to(CORPUS)), path.read_bytes())


def show(reading: Reading, most: int) -> Iterator[str]:
    """The header's fields, then the lines that are the head or hold a citation, at most so many."""
    own = reading.document
    yield f"\n=== {reading.source.path} {own.id}"
    yield f"  {own.number} | {own.kind} | {own.issuer} {own.issuer_name} | {own.issued_on} | {own.effective_on}"
    yield f"  {own.title}\n  {own.signer} / {own.signer_post}"
    shown = 0
    for n, (line, citations) in enumerate(_lines(reading)):
        if shown < most and line and (n < HEAD or citations):
            shown += 1
            yield " ".join(line.split())
            yield from map(_told, citations)


def _lines(reading: Reading) -> Iterator[tuple[str, Sequence[Citation]]]:
    start = 0
    for line in reading.text.split("\n"):
        end = start + len(line) + 1
        yield line, [c for c in reading.citations if c.klass != RETOLD and start <= c.quote.start < end]
        start = end


def _told(citation: Citation) -> str:
    name = citation.number or " ".join(citation.quote.text.split())
    meant = citation.target or f"? {citation.reason} {' '.join(citation.candidates)}"
    told = f"{citation.relation} of {citation.subject} -> {meant}"
    return (
        f"    [{citation.klass}] {name} | {citation.dated} | {told} | {citation.provision} | {citation.rule}"
    )


def main() -> None:
    """Print the documents that the arguments ask for, and how many citations are shown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--loose", type=int, default=8)
    parser.add_argument("--of-each", type=int, default=1)
    parser.add_argument("--lines", type=int, default=60)
    asked = parser.parse_args()
    pages = draw_documents(random.Random(asked.seed), loose=asked.loose, of_each=asked.of_each)
    for page in pages:
        for reading in read(page):
            print(*show(reading, asked.lines), sep="\n")


if __name__ == "__main__":
    main()
