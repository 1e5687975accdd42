"""The rows of official lists of documents: from tables by the words in their heads, else from lines of text.

In text that came out of a table its cells stand one below the other: running number, document, reason, day.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile, pairwise

from graph.model import Citation, Span
from loaders.language.dates import find_day
from loaders.language.patterns import pattern
from loaders.structure.body import Body, Cell, Paragraph

Extent = tuple[int, int]
MENTIONED = ("numbered", "named")
LINE = re.compile(r"^[ \t]*", re.MULTILINE)
NEAR = 160
_ROLES = {
    "ended": "force_ended_day",
    "starts": "force_start_day",
    "part": "force_part",
    "reason": "force_reason",
    "note": "force_note",
    "named": "force_named",
}
_LONGEST_HEAD = 90
_LONGEST_HEADING = 400
_SKIPPED = 4
# Accepts a line that is only "12" or "12.", or begins "145 Nghị định"; refuses "12/2019".
_ORDINAL = re.compile(r"^[ \t]*(\d{1,4})\.?(?:[ \t]*$|[ \t]+(?=[^\W\d]))", re.MULTILINE)
# Accepts a line that is only "30/7/2023" or "01/7/2024 "; refuses "ngày 24/11/2017".
_DAY_LINE = re.compile(r"^[ \t]*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\.?[ \t]*$", re.MULTILINE)
# Accepts the line "IV. Lĩnh vực việc làm"; refuses "I" alone.
_GROUP_LINE = re.compile(r"^[ \t]*(?:[IVX]{1,5}|[A-E])\.\s+\w", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a list says over its rows: of documents that `stand` or have ended; the words for a `part`, if in part."""

    start: int
    stands: bool
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What one row tells of the document that `named` names; `reason` and `note` say by what, `day` from when."""

    extent: Extent
    named: tuple[Extent, ...]
    head: Head
    reason: Extent | None = None
    part: Extent | None = None
    day: date | None = None


def find_rows(body: Body, citations: Sequence[Citation]) -> list[Row]:
    """Every row in reading order."""
    heads = list(_headings(body))
    rows = [*_rows_of_tables(body, heads), *_rows_of_lines(body, citations, heads)]
    return sorted(rows, key=lambda row: row.extent)


# --- rows of tables -----------------------------------------------------------------------------------------


def _rows_of_tables(body: Body, heads: Sequence[Head]) -> Iterator[Row]:
    roles: dict[str, list[int]] = {}
    for table in body.tables:
        over = _head_over(heads, table.start)
        for cells in table.rows():
            named = _roles_of(body, cells)
            if named:
                roles = named
                over = _head_of_cells(body, cells) or over
            elif roles and _is_row(cells, roles):
                yield from _row_of_cells(body, cells, roles, over or Head(table.start, stands=False))


def _roles_of(body: Body, cells: Sequence[Cell | None]) -> dict[str, list[int]]:
    """The columns by what they hold, if the row is the head of a list; empty if not."""
    roles: dict[str, list[int]] = {}
    for n, cell in enumerate(cells):
        words = body.words(cell.start, cell.end) if cell else ""
        role = next((role for role, name in _ROLES.items() if pattern(name).search(words)), None)
        if role is not None and len(words) <= _LONGEST_HEAD:
            roles.setdefault(role, []).append(n)
    is_head = "named" in roles and ("ended" in roles or "reason" in roles or "starts" in roles)
    return roles if is_head else {}


def _is_row(cells: Sequence[Cell | None], roles: dict[str, list[int]]) -> bool:
    """Whether the row has the columns of its head, and is no line across all of them."""
    return max(max(columns) for columns in roles.values()) < len(cells) and len({*cells} - {None}) > 1


def _row_of_cells(
    body: Body, cells: Sequence[Cell | None], roles: dict[str, list[int]], head: Head
) -> Iterator[Row]:
    extents = {
        role: [(c.start, c.end) for n in columns if (c := cells[n])] for role, columns in roles.items()
    }
    whole = [(cell.start, cell.end) for cell in cells if cell is not None]
    day = extents.get("ended") or extents.get("starts") or [(0, 0)]
    reason = extents.get("reason") or extents.get("note")
    if "ended" in roles or "reason" in roles:
        head = replace(head, stands=False)
    elif "starts" in roles:
        head = replace(head, stands=True)
    if whole:
        yield Row(
            (whole[0][0], max(end for _, end in whole)),
            tuple(dict.fromkeys(extents["named"])),
            head,
            reason[0] if reason else None,
            extents["part"][0] if extents.get("part") else None,
            find_day(body.flat[slice(*day[0])]),
        )


# --- rows of lines ------------------------------------------------------------------------------------------


def _rows_of_lines(body: Body, citations: Sequence[Citation], heads: Sequence[Head]) -> Iterator[Row]:
    """By the running number on a line of its own, behind which a document is named; outside of tables."""
    quotes = [c.quote for c in citations if c.klass in MENTIONED]
    marks = list(_numbered_lines(body, quotes, heads[0].start if heads else len(body.text)))
    stops = sorted([*(head.start for head in heads), *(table.start for table in body.tables)])
    for (start, first), (end, _) in pairwise([*marks, (len(body.text), 0)]):
        head = _head_over(heads, start)
        if head is None or any(table.start <= start < table.end for table in body.tables):
            continue
        end = next((stop for stop in stops if start < stop < end), end)
        yield from _row_of_lines(body, (start, end), first, head)


def _numbered_lines(body: Body, quotes: Sequence[Span], begin: int) -> Iterator[tuple[int, int]]:
    """Where each row starts, and where its first mention ends: numbers run on by one, or begin anew."""
    last = 0
    for match in _ORDINAL.finditer(body.text, begin):
        at = bisect_left(quotes, match.end(), key=lambda quote: quote.start)
        number = int(match[1])
        within = NEAR if body.text[match.end() : match.end() + 1] == "\n" else 0
        near = at < len(quotes) and quotes[at].start - match.end() <= within
        follows = number == 1 or last < number <= last + _SKIPPED
        if near and follows and not _ORDINAL.search(body.text, match.end() + 1, quotes[at].start):
            last = number
            yield match.start(1), quotes[at].end


def _row_of_lines(body: Body, extent: Extent, first: int, head: Head) -> Iterator[Row]:
    """Up to each line that is a day: the reason before it, and the part between the name and the reason."""
    start, end = extent
    begin = start
    group = _GROUP_LINE.search(body.text, first, end)
    end = group.start() if group else end
    for match in _DAY_LINE.finditer(body.text, first, end):
        if pattern("day_word_before").search(body.flat[match.start() - 10 : match.start()]):
            continue
        opens = None if head.stands else _line_that(body, "force_reason_opens", first, match.start())
        named_end = opens if opens is not None else match.start()
        part = _line_that(body, "force_part_opens", max(first, begin), named_end) if head.part else None
        after = _note_end(body, match.end(), end) if head.stands else None
        yield Row(
            (begin, after or match.end()),
            ((start, part if part is not None and begin == start else named_end),),
            head,
            (opens, match.start()) if opens is not None else (match.end(), after) if after else None,
            (part, named_end) if part is not None else None,
            find_day(match[0]),
        )
        if head.stands:
            return
        begin = first = match.end()


def _note_end(body: Body, start: int, end: int) -> int:
    """Where the note behind the day of a document in force ends."""
    stop = _ORDINAL.search(body.text, start, end)
    return stop.start() if stop else end


def _line_that(body: Body, name: str, start: int, end: int) -> int | None:
    """Where the first line between `start` and `end` begins as the pattern tells."""
    for match in LINE.finditer(body.text, start, end):
        if match.end() > start and pattern(name).match(body.flat, match.end(), end):
            return match.end()
    return None


# --- what stands over the rows ------------------------------------------------------------------------------


def _headings(body: Body) -> Iterator[Head]:
    """The headings of lists, in the annexes: the first, and those that tell of which of the lists they are."""
    found = False
    for paragraph in _annexed(body):
        if not _may_be_heading(body, paragraph):
            continue
        match = pattern("force_listed").search(body.flat, paragraph.start, paragraph.end)
        if match is not None and not (found and _is_vague(match)):
            found = True
            yield _head(match, paragraph.start)


def _annexed(body: Body) -> Iterator[Paragraph]:
    """What stands behind the signature, and in the annexes."""
    return dropwhile(lambda paragraph: paragraph.zone not in ("signature", "annex"), body.paragraphs)


def _may_be_heading(body: Body, paragraph: Paragraph) -> bool:
    """Whether the paragraph is short and no more than a row's note or the head of its column of days."""
    words = body.words(paragraph.content_start, paragraph.end)
    return len(words) <= _LONGEST_HEADING and pattern("force_heading").match(words) is not None


def _is_vague(match: re.Match[str]) -> bool:
    return not (match["stands"] or match["whole"] or match["part"]) or bool(match["or"])


def _head(match: re.Match[str], start: int) -> Head:
    part = match["part"].strip().lower() if match["part"] and not match["or"] else None
    return Head(start, bool(match["stands"]), part)


def _head_over(heads: Sequence[Head], start: int) -> Head | None:
    at = bisect_right(heads, start, key=lambda head: head.start) - 1
    return heads[at] if at >= 0 else None


def _head_of_cells(body: Body, cells: Iterable[Cell | None]) -> Head | None:
    """What the head of the table tells itself: `Văn bản hết hiệu lực một phần`."""
    for cell in cells:
        match = pattern("force_listed").search(body.flat, cell.start, cell.end) if cell else None
        if match is not None and (match["whole"] or match["part"]):
            return _head(match, cell.start if cell else 0)
    return None
