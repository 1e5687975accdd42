"""Citations and refusals drawn at random from pages that no rule was written for, to be read by eye.

    python -m benchmarks.sample [--seed N] [--citations N] [--refusals N] [--stretches N]

Draws 200 pages of the bulk sets beside the checkout: 30 of each set of texts, 20 times 20 rows of a register. From
them one after another a citation of each page until there are enough, and as many strings that look like a number of
a document and were refused. `--stretches` prints so many stretches of 2,500 characters of these pages instead, the
citations that were read in them in brackets, to look for what was missed. One seed draws the same again.
"""

import argparse
import gzip
import random
import re
import sys
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.places import CORPUS
from graph.errors import UnreadableFile
from graph.model import Citation, Reading, Span
from loaders.extract import read_bytes

BULK = CORPUS / "bulk"
ARCHIVES = (
    "congbao_txt_json.tar.gz",
    "diepxuan_vanban_md.tar.gz",
    "phapdien_snapshotA_html.tar.gz",
    "underthesea_VLC_corpus.tar.gz",
    "vbpl_review_450.tar.gz",
)
PAGES = "vbpl_tw_2025_26.jsonl.gz"
REGISTER = "binhduong_directives.csv"
OF_EACH, OF_REGISTER, ROWS = 30, 20, 20
STRETCH, AROUND = 2500, 220
T = TypeVar("T")

_TEXTS = (".json", ".txt", ".md", ".html")

# Accepts 25/63, 9001:2015, 12-NQ, so 15, 61/2018; it is to find what looks like a number, not what is one.
_LOOKALIKE = re.compile(
    r"(?<![\w/.-])\d{1,5}[a-zA-Z]?\s?[/:-]\s?(?:\d{1,4}\b|[A-ZĐ]{2,})[\w/.:-]*|\b[Ss]ố\s+\d{1,5}\b"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a bulk set: where it stood and its bytes."""

    name: str
    data: bytes


def draw_pages(
    chance: random.Random, *, of_each: int = OF_EACH, of_register: int = OF_REGISTER
) -> list[Page]:
    """The pages of all sets, each set's in the order they were drawn."""
    pages: list[Page] = []
    for name in ARCHIVES:
        pages += _of_archive(BULK / name, chance, of_each)
    pages += _of_lines(BULK / PAGES, chance, of_each)
    pages += _of_register(BULK / REGISTER, chance, of_register)
    return pages


def _of_archive(path: Path, chance: random.Random, count: int) -> Iterator[Page]:
    with tarfile.open(path) as archive:
        names = sorted(m.name for m in archive if m.isfile() and m.name.endswith(_TEXTS) and m.size > 1000)
        for name in chance.sample(names, count):
            member = archive.extractfile(name)
            assert member is not None
            yield Page(f"{path.name}/{name}", member.read())


def _of_lines(path: Path, chance: random.Random, count: int) -> Iterator[Page]:
    with gzip.open(path) as lines:
        records = list(lines)
    for number in sorted(chance.sample(range(len(records)), count)):
        yield Page(f"{path.name}/{number}.json", records[number])


def _of_register(path: Path, chance: random.Random, count: int) -> Iterator[Page]:
    head, *rows = path.read_bytes().split(b"\n")
    for number in sorted(chance.sample(range(len(rows) // ROWS), count)):
        chosen = rows[number * ROWS : (number + 1) * ROWS]
        yield Page(f"{path.name}/{number}.csv", b"\n".join([head, *chosen]))


def read(page: Page) -> tuple[Reading, ...]:
    """What a page says; nothing, told on the error stream, where it cannot be read."""
    try:
        return read_bytes(page.data, page.name)
    except UnreadableFile as refusal:
        print(f"{page.name}: {refusal}", file=sys.stderr)
        return ()


def draw_citations(
    readings: Sequence[Reading], count: int, chance: random.Random
) -> list[tuple[Reading, Citation]]:
    """Citations by number or name, one of each reading in turn."""
    queues = [[c for c in reading.citations if c.klass in ("numbered", "named")] for reading in readings]
    return _in_turn(readings, queues, count, chance)


def draw_refusals(
    readings: Sequence[Reading], count: int, chance: random.Random
) -> list[tuple[Reading, Span]]:
    """Strings that look like a number and stand in no citation, one of each reading in turn."""
    return _in_turn(readings, [list(_refused(reading)) for reading in readings], count, chance)


def _in_turn(
    readings: Sequence[Reading], queues: list[list[T]], count: int, chance: random.Random
) -> list[tuple[Reading, T]]:
    for queue in queues:
        chance.shuffle(queue)
    order = chance.sample(range(len(readings)), len(readings))
    drawn: list[tuple[Reading, T]] = []
    while len(drawn) < count and any(queues):
        drawn += [(readings[n], queues[n].pop()) for n in order if queues[n]]
    return drawn[:count]


def _refused(reading: Reading) -> Iterator[Span]:
    taken = {at for c in reading.citations for at in range(c.quote.start, c.quote.end)}
    for match in _LOOKALIKE.finditer(reading.text):
        if match.start() not in taken:
            yield Span(match.start(), match.end(), match[0])


def draw_stretches(
    readings: Sequence[Reading], count: int, chance: random.Random
) -> Iterator[tuple[Reading, int, int]]:
    """Stretches of as many readings, each at a random place."""
    for reading in chance.sample(readings, count):
        start = chance.randrange(max(1, len(reading.text) - STRETCH))
        yield reading, start, min(len(reading.text), start + STRETCH)


def show_citation(number: int, reading: Reading, citation: Citation) -> str:
    """A citation with all its fields and the words around it."""
    fields = (
        f"number={citation.number} kind={citation.kind} dated={citation.dated} issuer={citation.issuer}",
        f"target={citation.target} candidates={list(citation.candidates)} reason={citation.reason}",
        f"relation={citation.relation} subject={citation.subject} provision={citation.provision}",
        f"rule={citation.rule}",
    )
    around = _around(reading, citation.quote)
    return "\n  ".join([f"C{number} {_heading(reading)}", *fields, around])


def show_refusal(number: int, reading: Reading, span: Span) -> str:
    """A refused string with the words around it."""
    return f"R{number} {_heading(reading)}\n  {_around(reading, span)}"


def _heading(reading: Reading) -> str:
    return f"{reading.source.path} [{reading.document.id}]"


def _around(reading: Reading, span: Span) -> str:
    text = reading.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return " ".join(f"{before}[[{text[span.start : span.end]}]]{after}".split())


def show_stretch(number: int, reading: Reading, start: int, end: int) -> str:
    """A stretch of a text, what was read in it in brackets marked by class."""
    parts, at = [], start
    for citation in sorted(reading.citations, key=lambda c: c.quote.start):
        if at <= citation.quote.start and citation.quote.end <= end:
            parts += [
                reading.text[at : citation.quote.start],
                f"[{citation.klass[:2]}:{citation.quote.text}]",
            ]
            at = citation.quote.end
    parts.append(reading.text[at:end])
    return f"S{number} {_heading(reading)} {start}\n{' '.join(''.join(parts).split())}"


def main() -> None:
    """Print the sample that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--citations", type=int, default=100)
    parser.add_argument("--refusals", type=int, default=50)
    parser.add_argument("--stretches", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    readings = [reading for page in draw_pages(chance) for reading in read(page)]
    print(f"{len(readings)} documents, {sum(len(r.citations) for r in readings)} citations", file=sys.stderr)
    if asked.stretches:
        for n, stretch in enumerate(draw_stretches(readings, asked.stretches, chance), 1):
            print(show_stretch(n, *stretch), end="\n\n")
        return
    for n, (reading, citation) in enumerate(draw_citations(readings, asked.citations, chance), 1):
        print(show_citation(n, reading, citation), end="\n\n")
    for n, (reading, span) in enumerate(draw_refusals(readings, asked.refusals, chance), 1):
        print(show_refusal(n, reading, span), end="\n\n")


if __name__ == "__main__":
    main()
