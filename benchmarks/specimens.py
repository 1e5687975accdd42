"""Files of each format to measure on: real ones beside the checkout where they are, else some written here."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import docx
import openpyxl

from benchmarks.places import CORPUS
from graph.errors import CancuError
from loaders.formats import reader_of
from loaders.ingest import contents, walk

PLAN = Path(__file__).resolve().parents[1] / "samples" / "003_f48289df5705e31c.txt"

Specimen = tuple[str, bytes]


def specimens(*, largest: int, most: int) -> Mapping[str, Sequence[Specimen]]:
    """By format, up to `most` files that are no larger than `largest` bytes; archives give theirs."""
    return by_format(_real() if CORPUS.is_dir() else written(), largest=largest, most=most)


def by_format(files: Iterable[Specimen], *, largest: int, most: int) -> Mapping[str, Sequence[Specimen]]:
    """The first of the files in each format."""
    found: dict[str, list[Specimen]] = defaultdict(list)
    for name, data in files:
        if not 0 < len(data) <= largest:
            continue
        try:
            form, _ = reader_of(name, data)
        except CancuError:
            continue
        if len(found[form]) < most:
            found[form].append((name, data))
    return {form: found[form] for form in sorted(found)}


def _real() -> Iterator[Specimen]:
    """Small files first; the large ones are archives."""
    for path in sorted((path for path, _ in walk([CORPUS])), key=lambda path: path.stat().st_size):
        for name, data in contents(path):
            if isinstance(data, bytes):
                yield str(name), data


def written() -> Iterator[Specimen]:
    """The plan of the samples in formats that can be written with what is installed."""
    text = PLAN.read_text(encoding="utf-8")
    lines = text.split("\n")
    yield "plan.txt", text.encode()
    yield "plan.md", "\n\n".join(lines).encode()
    yield "plan.html", f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()
    yield "plan.json", json.dumps({"title": "plan", "content": text}, ensure_ascii=False).encode()
    table = io.StringIO()
    csv.writer(table).writerows([n, line, "x"] for n, line in enumerate(lines))
    yield "plan.csv", table.getvalue().encode()
    yield "plan.docx", _docx(lines)
    yield "plan.xlsx", _xlsx(lines)


def _docx(lines: Sequence[str]) -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(packed)
    return packed.getvalue()


def _xlsx(lines: Sequence[str]) -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for n, line in enumerate(lines, 1):
        sheet.append([n, line])
    book.save(packed)
    return packed.getvalue()
