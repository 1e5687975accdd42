"""The numbered parts of a document: Phần, Chương, Mục, Điều, khoản, điểm; or I., 1., a) (guide 3.6).

Paths are made from the printed labels; a label that repeats by mistake is told apart by position (`III-2`).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.model import Section
from loaders.structure.body import Body, Paragraph, Table
from loaders.structure.layout import BULLET_DEPTH

ANNEX = "PL"
_HEADING = 300
# Accepts "Chương " and the dot in "Chương II."; refuses the dot in "1.1".
_AROUND_LABEL = re.compile(r"[\s.)/:]+$|^\w+\s(?=\S)")
_CLOSING = ("recipients", "signature")


def find_sections(body: Body) -> tuple[Section, ...]:
    """The sections in reading order; each reaches to the next of its level or above, or the end of its part."""
    opened: list[tuple[str, Paragraph, int]] = []
    stack: list[tuple[int, str]] = []
    seen: Counter[str] = Counter()
    annexes = 0
    for block in _numbered(body):
        depth = -1 if block.zone == "annex" else block.depth
        while stack and stack[-1][0] >= depth:
            stack.pop()
        annexes += block.zone == "annex"
        label = f"{ANNEX}{annexes}" if block.zone == "annex" else _label(block.marker)
        path = ".".join([*(part for _, part in stack[-1:]), label])
        seen[path] += 1
        path = f"{path}-{seen[path]}" if seen[path] > 1 else path
        stack.append((depth, path))
        opened.append((path, block, depth))
    closings = [p.start for p in body.paragraphs if p.zone in _CLOSING]
    ends = _ends(opened)
    return tuple(
        _section(body, path, block, depth, end or _part_end(body, block, closings))
        for (path, block, depth), end in zip(opened, ends, strict=True)
    )


def section_at(sections: Sequence[Section], offset: int) -> Section | None:
    """The innermost section that holds `offset`."""
    begun = bisect_right(sections, offset, key=lambda section: section.start)
    return next((sections[n] for n in range(begun - 1, -1, -1) if offset < sections[n].end), None)


def _numbered(body: Body) -> Iterable[Paragraph]:
    """Paragraphs that open a section: printed numbers in the body, the first line of each annex."""
    before = ""
    for block in body.blocks:
        if isinstance(block, Table):
            continue
        if (block.zone == "annex" and before != "annex") or (
            block.zone == "body" and 0 <= block.depth < BULLET_DEPTH
        ):
            yield block
        before = block.zone


def _label(marker: str) -> str:
    return _AROUND_LABEL.sub("", marker.rstrip("-"))


def _ends(opened: Sequence[tuple[str, Paragraph, int]]) -> list[int | None]:
    """Where the next section of each one's level or above starts, if one does."""
    ends: list[int | None] = [None] * len(opened)
    waiting: list[int] = []
    for n, (_, block, depth) in enumerate(opened):
        while waiting and opened[waiting[-1]][2] >= depth:
            ends[waiting.pop()] = block.start
        waiting.append(n)
    return ends


def _section(body: Body, path: str, block: Paragraph, depth: int, end: int) -> Section:
    heading = body.words(block.content_start, block.end)
    return Section(path, block.marker, heading[:_HEADING], depth, block.start, end)


def _part_end(body: Body, block: Paragraph, closings: Sequence[int]) -> int:
    """Where the part of the document that `block` stands in ends: before the distribution list, else at the end."""
    at = bisect_right(closings, block.start)
    return closings[at] if at < len(closings) else len(body.text)
