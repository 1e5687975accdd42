"""The numbered parts of a document: Phần, Chương, Mục, Điều, khoản, điểm; or I., 1., a) (guide 3.6).

Paths are made from the printed labels; a label that repeats by mistake is told apart by position (`III-2`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph.model import Section
from loaders.structure.body import Body, Paragraph
from loaders.structure.layout import BULLET_DEPTH

ANNEX = "PL"
_HEADING = 300
_BEHIND_LABEL = " .)/:"
# Accepts "Chương " in "Chương II"; refuses "1.1".
_BEFORE_LABEL = re.compile(r"\w+\s(?=\S)")
_CLOSING = ("recipients", "signature")

_Opened = tuple[str, Paragraph, int]  # its path and level


def find_sections(body: Body) -> tuple[Section, ...]:
    """The sections in reading order; each reaches to the next of its level or above, or the end of its part."""
    paragraphs = body.paragraphs
    closings = [paragraph.start for paragraph in paragraphs if paragraph.zone in _CLOSING]
    opened, ends = _opened(paragraphs)
    return tuple(
        _section(body, path, block, depth, end or _part_end(body, block, closings))
        for (path, block, depth), end in zip(opened, ends, strict=True)
    )


def _opened(paragraphs: Sequence[Paragraph]) -> tuple[list[_Opened], list[int]]:
    """The paragraphs that open a section, and where the next of each one's level or above starts, 0 if none does."""
    opened: list[_Opened] = []
    ends: list[int] = []
    within: list[int] = []
    seen: dict[str, int] = {}
    annexes = 0
    for paragraph in _numbered(paragraphs):
        is_annex = paragraph.zone == "annex"
        depth = -1 if is_annex else paragraph.depth
        while within and opened[within[-1]][2] >= depth:
            ends[within.pop()] = paragraph.start
        annexes += is_annex
        label = f"{ANNEX}{annexes}" if is_annex else _label(paragraph.marker)
        path = f"{opened[within[-1]][0]}.{label}" if within else label
        times = seen[path] = seen.get(path, 0) + 1
        within.append(len(opened))
        opened.append((f"{path}-{times}" if times > 1 else path, paragraph, depth))
        ends.append(0)
    return opened, ends


def section_at(sections: Sequence[Section], offset: int) -> Section | None:
    """The innermost section that holds `offset`."""
    begun = bisect_right(sections, offset, key=lambda section: section.start)
    return next((sections[n] for n in range(begun - 1, -1, -1) if offset < sections[n].end), None)


def _numbered(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs that open a section: printed numbers in the body, the first line of each annex."""
    before = ""
    for paragraph in paragraphs:
        zone = paragraph.zone
        if (zone == "body" and 0 <= paragraph.depth < BULLET_DEPTH) or (zone == "annex" != before):
            yield paragraph
        before = zone


def _label(marker: str) -> str:
    """What numbers a part: `II` of `Chương II.`, `1.1` of `1.1.`."""
    label = marker.rstrip("-")
    before = _BEFORE_LABEL.match(label) if " " in label else None
    return label[before.end() if before else 0 :].rstrip(_BEHIND_LABEL)


def _section(body: Body, path: str, block: Paragraph, depth: int, end: int) -> Section:
    heading = body.words(block.content_start, block.end)
    return Section(path, block.marker, heading[:_HEADING], depth, block.start, end)


def _part_end(body: Body, block: Paragraph, closings: Sequence[int]) -> int:
    """Where the part of the document that `block` stands in ends: before the distribution list, else at the end."""
    at = bisect_right(closings, block.start)
    return closings[at] if at < len(closings) else len(body.text)
