"""Tasks in running text: paragraphs and list items whose sentences tell a body to act (guide 3.1, 3.3).

An item without an actor of its own takes the one of the line above it (`Sở Nội vụ có trách nhiệm:`, `b) Bộ Y tế`);
sections of purposes, requirements and findings hold no tasks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from loaders.structure.body import Body, Paragraph
from loaders.structure.layout import BULLET_DEPTH
from loaders.tasks.duties import Duty, is_accountability, read_duty, read_heading
from loaders.tasks.heads import entry
from loaders.tasks.members import Name
from loaders.tasks.partners import find_partners
from loaders.tasks.phrases import phrase, role, sentences
from loaders.tasks.syntax import acts, last_letter, two_at

_HEADING = 200
LETTER_DEPTH = 10
_TOP = -1.0
_ENDING = re.compile(r"(?:\s|[;,]|\./\.|\.\s*/\s*\.)+$")

Extent = tuple[int, int]
_Told = tuple[Extent, Duty | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before its fields are read: its words, its actors, who works with them; `action` is after the actors."""

    start: int
    end: int
    action: int
    leads: tuple[Name, ...]
    partners: tuple[Name, ...] = ()
    no: str | None = None
    request: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What a line says for those under it: its actors, or (`void`) that no tasks stand there.

    An `acting` line is a task itself; what stands under it is one only if it begins with an action.
    """

    depth: float
    leads: tuple[Name, ...] = ()
    partners: tuple[Name, ...] = ()
    void: bool = False
    acting: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph with the lines above it that hold for it, outermost first, and how deep it and the next one stand."""

    paragraph: Paragraph
    frames: tuple[Frame, ...]
    depth: float
    next_depth: float

    @property
    def actors(self) -> Frame | None:
        """The nearest line that gives actors."""
        return next((frame for frame in reversed(self.frames) if frame.leads), None)


def find_prose(body: Body) -> Iterator[Draft]:
    """The tasks of the body's paragraphs, in reading order; nothing holds from one part of a document to the next."""
    frames: tuple[Frame, ...] = ()
    above = 0.0
    paragraphs = [paragraph for paragraph in body.paragraphs if paragraph.zone != "furniture"]
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.zone != "body":
            frames, above = (), 0.0
            continue
        depth = _depth(body, paragraph, above)
        if paragraph.marker or depth == _TOP:
            frames = tuple(frame for frame in frames if frame.depth < depth)
            above = max(depth, 0.0) if depth < BULLET_DEPTH else above
        next_depth = following.depth if following is not None and following.marker else 0
        drafts, opened = _read(body, _Place(paragraph, frames, depth, next_depth))
        yield from drafts
        if opened is not None:
            frames = (*(frame for frame in frames if frame.depth < opened.depth), opened)


def _depth(body: Body, paragraph: Paragraph, above: float) -> float:
    """How deep a paragraph stands; one without a marker just under the last number, a line in capitals on top."""
    if paragraph.marker:
        # 228/QĐ-TTg (2014) prints `I)` for `l)` among its letters.
        return above if paragraph.marker == "I)" and above == LETTER_DEPTH else paragraph.depth
    return _TOP if body.text[paragraph.start : paragraph.end].isupper() else above + 0.5


def _read(body: Body, place: _Place) -> tuple[list[Draft], Frame | None]:
    """The tasks of one paragraph, and what it says for those under it."""
    flat, paragraph = body.flat, place.paragraph
    start, end = paragraph.content_start, paragraph.end
    if any(frame.void for frame in place.frames):
        return [], None
    parts = list(sentences(flat, start, end))
    duties = [read_duty(flat, *part) for part in parts]
    first = read_heading(flat, start, end) or (duties[0] if duties else None)
    if first is None and _is_void(body, place):
        return [], Frame(place.depth, void=True)
    if first is not None and _is_head(flat, first, parts, end):
        given = _gives_actors(flat, paragraph, first)
        partners = tuple(find_partners(flat, first.names[-1].end, end)) if given else ()
        return [], Frame(place.depth, first.names, partners) if given else None
    inherited = place.actors if first is None and _acts_under(flat, place) else None
    drafts = list(_cut(flat, paragraph, list(zip(parts, duties, strict=True)), inherited))
    return drafts, Frame(
        place.depth, first.names, acting=True
    ) if first is not None and paragraph.marker else None


def _is_void(body: Body, place: _Place) -> bool:
    """Whether a heading opens a part without tasks (`MỤC ĐÍCH, YÊU CẦU`); under a line that gives actors none does."""
    words = body.words(place.paragraph.content_start, place.paragraph.end)
    heading = len(words) <= _HEADING and not words.endswith((".", ";")) and place.depth < BULLET_DEPTH
    if not heading or (place.actors is not None and not words.isupper()):
        return False
    return phrase("no_tasks").match(words) is not None and phrase("has_tasks_before").search(words) is None


def _is_head(flat: str, duty: Duty, parts: Sequence[Extent], end: int) -> bool:
    """Whether the paragraph only leads in what stands under it."""
    return duty.shape == "head" or (len(parts) == 1 and last_letter(flat, end) == ":")


def _gives_actors(flat: str, paragraph: Paragraph, duty: Duty) -> bool:
    """An unnumbered sentence that ends in a colon gives its actors only where it says no more than who is to act."""
    return duty.shape == "head" or bool(paragraph.marker) or two_at(flat, duty.action) in role("head_duty")


def _acts_under(flat: str, place: _Place) -> bool:
    """Whether a paragraph without actors is an action of those named above it, and no title or remark."""
    paragraph = place.paragraph
    start, end = paragraph.content_start, paragraph.end
    closing = last_letter(flat, end)
    if closing == ":" or place.actors is None:
        return False
    if not paragraph.marker:
        return closing in ".;…" and acts(flat, start)
    if place.actors.acting:
        return acts(flat, start)
    titled = place.next_depth > place.depth and closing not in ".;" and place.depth < BULLET_DEPTH
    return not titled and (acts(flat, start) or not _opens_with_noun(flat, start))


def _opens_with_noun(flat: str, start: int) -> bool:
    """Whether a title's noun or a body stands at `start`: what is listed here are no actions."""
    if entry().match(flat, start):
        return True
    two = two_at(flat, start)
    return two in role("noun_start") or two.partition(" ")[0] in role("noun_start")


def _cut(flat: str, paragraph: Paragraph, parts: Sequence[_Told], frame: Frame | None) -> Iterator[Draft]:
    """The paragraph as one task, or one for each stretch of sentences with actors of its own (J11)."""
    start = paragraph.content_start
    current = Draft(start, start, start, frame.leads, frame.partners) if frame else None
    for (begin, end), duty in parts:
        if duty is not None and duty.shape == "action" and not _is_same(flat, duty, current):
            yield from _closed(flat, current, paragraph)
            current = Draft(duty.start, end, duty.action, duty.names, request=duty.request)
        elif current is None or flat[begin:end].endswith(":"):
            continue
        elif duty is None and is_accountability(flat, begin, end):
            yield from _closed(flat, current, paragraph)
            current = None
        else:
            current = replace(current, end=end)
    yield from _closed(flat, current, paragraph)


def _is_same(flat: str, duty: Duty, current: Draft | None) -> bool:
    return current is not None and _texts(flat, duty.names) == _texts(flat, current.leads)


def _texts(flat: str, names: Sequence[Name]) -> list[str]:
    return [flat[name.start : name.end].lower() for name in names]


def _closed(flat: str, draft: Draft | None, paragraph: Paragraph) -> Iterator[Draft]:
    """The finished draft without marks at its end."""
    if draft is None or draft.end <= draft.start:
        return
    ending = _ENDING.search(flat, draft.start, draft.end)
    end = ending.start() if ending else draft.end
    numbered = draft.start <= paragraph.content_start and paragraph.depth < BULLET_DEPTH and paragraph.marker
    yield replace(draft, end=end, no=paragraph.marker if numbered else None)
