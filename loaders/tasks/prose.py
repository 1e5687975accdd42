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
from loaders.tasks.drafts import Draft, Extent
from loaders.tasks.duties import Duty, is_accountability, read_duty, read_handed_on, read_heading
from loaders.tasks.heads import entry
from loaders.tasks.labelled import Fields, read_fields, told
from loaders.tasks.members import Name
from loaders.tasks.partners import find_partners
from loaders.tasks.phrases import phrase, role, sentences
from loaders.tasks.syntax import acts, last_letter, two_at

_HEADING = 200
LETTER_DEPTH = 10
_TOP = -1.0
_FEW_WORDS = 8
_ENDING_MARKS = " ;,./"
_ENDING = re.compile(r"(?:\s|[;,]|\./\.|\.\s*/\s*\.)+$")

_Told = tuple[Extent, Duty | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a line says for those under it: its actors, or (`void`) that no tasks stand there.

    An `acting` line is a task itself; what stands under it is one only if it begins with an action. What a line says to
    have been `told` ends with its list.
    """

    depth: float
    leads: tuple[Name, ...] = ()
    partners: tuple[Name, ...] = ()
    void: bool = False
    acting: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph with the lines above it that hold for it, outermost first, and how deep it and the next one stand."""

    paragraph: Paragraph
    frames: tuple[Frame, ...]
    depth: float
    next_depth: float

    @property
    def void(self) -> bool:
        """Whether no tasks stand here."""
        return any(frame.void for frame in self.frames)

    @property
    def actors(self) -> Frame | None:
        """The nearest line that gives actors."""
        return next((frame for frame in reversed(self.frames) if frame.leads), None)


def find_prose(body: Body) -> list[Draft]:
    """The tasks of the body's paragraphs, in reading order; nothing holds from one part of a document to the next."""
    reader = _Reader(body)
    paragraphs = [paragraph for paragraph in body.paragraphs if paragraph.zone != "furniture"]
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.zone == "body":
            reader.read(paragraph, following)
        else:
            reader.leave()
    return reader.drafts


class _Reader:
    """Goes through the paragraphs of a body; what it has met so far tells how the next one is read."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.drafts: list[Draft] = []
        self.leave()

    def leave(self) -> None:
        """Another part of the document begins."""
        self._frames: tuple[Frame, ...] = ()
        self._above = 0.0
        self._subject: Paragraph | None = None
        self._own = self._counted = len(self.drafts)

    def read(self, paragraph: Paragraph, following: Paragraph | None) -> None:
        """One paragraph: a line of labels tells of what stands before it, any other is read for tasks."""
        fields = read_fields(self.body, paragraph)
        labelled = fields is not None and fields.start == paragraph.content_start
        if fields is not None and labelled and self._is_under(paragraph) and self._tells(fields):
            return
        depth = _depth(self.body, paragraph, self._above)
        if paragraph.marker or depth == _TOP:
            self._frames = tuple(frame for frame in self._frames if frame.depth < depth)
            self._above = max(depth, 0.0) if depth < BULLET_DEPTH else self._above
        if not paragraph.marker:
            self._frames = tuple(frame for frame in self._frames if not frame.told)
        own = len(self.drafts)
        if paragraph.marker and depth < BULLET_DEPTH:
            self._counted = own
        next_depth = following.depth if following is not None and following.marker else 0
        place = _Place(paragraph, self._frames, depth, next_depth)
        if fields is not None and fields.leads and fields.start > paragraph.content_start and not place.void:
            self.drafts += told(_alone(self.body.flat, paragraph, fields.start), fields)
        else:
            self._read(place)
        if len(self.drafts) > own or not _only_leads_in(self.body, paragraph):
            self._subject, self._own = (None if place.void else paragraph), own

    def _read(self, place: _Place) -> None:
        drafts, opened = _read(self.body, place)
        self.drafts += drafts
        if opened is not None:
            self._frames = (*(frame for frame in self._frames if frame.depth < opened.depth), opened)

    def _is_under(self, paragraph: Paragraph) -> bool:
        """Whether a line of labels belongs to what stands before it, and is no number of its own beside it."""
        numbered = paragraph.marker and paragraph.depth < BULLET_DEPTH
        return not numbered or (self._subject is not None and paragraph.depth > self._subject.depth)

    def _tells(self, fields: Fields) -> bool:
        """Whether a line of labels tells something of a task before it, which may only become one by it."""
        if self._subject is not None and fields.leads and self._own == len(self.drafts):
            self.drafts += _alone(self.body.flat, self._subject, self._subject.end)
        several = not (fields.leads or fields.partners)
        start = min(self._own, self._counted) if several and self._subject else self._own
        if self._subject is None or start == len(self.drafts):
            return False
        self.drafts[start:] = told(self.drafts[start:], fields)
        return True


def _alone(flat: str, paragraph: Paragraph, end: int) -> list[Draft]:
    """A paragraph up to `end` as one task of nobody yet."""
    start = paragraph.content_start
    return list(_closed(flat, Draft(start, end, start, ()), paragraph))


def _only_leads_in(body: Body, paragraph: Paragraph) -> bool:
    """Whether a line only leads in the labels under it (`Phân công thực hiện:`)."""
    words = body.words(paragraph.content_start, paragraph.end)
    return words.endswith(":") and words.count(" ") < _FEW_WORDS


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
    if place.void:
        return [], None
    parts = list(sentences(flat, start, end))
    duties = [_duty(flat, *part, handed_on=place.actors is None) for part in parts]
    first = read_heading(flat, start, end) or (duties[0] if duties else None)
    if first is None and _is_void(body, place):
        return [], Frame(place.depth, void=True)
    if first is None and _is_told(body, paragraph):
        return [], Frame(place.depth, void=True, told=True)
    if first is not None and _is_head(flat, place, first, parts):
        given = _gives_actors(flat, paragraph, first)
        partners = tuple(find_partners(flat, first.names[-1].end, end)) if given else ()
        return [], Frame(place.depth, first.names, partners) if given else None
    inherited = place.actors if first is None and _acts_under(flat, place) else None
    drafts = list(_cut(flat, paragraph, list(zip(parts, duties, strict=True)), inherited))
    return drafts, Frame(
        place.depth, first.names, acting=True
    ) if first is not None and paragraph.marker else None


def _duty(flat: str, start: int, end: int, *, handed_on: bool) -> Duty | None:
    duty = read_duty(flat, start, end)
    return read_handed_on(flat, start, end) if duty is None and handed_on else duty


def _is_void(body: Body, place: _Place) -> bool:
    """Whether a heading opens a part without tasks (`MỤC ĐÍCH, YÊU CẦU`); under a line that gives actors none does."""
    words = body.words(place.paragraph.content_start, place.paragraph.end)
    heading = len(words) <= _HEADING and not words.endswith((".", ";")) and place.depth < BULLET_DEPTH
    if not heading or (place.actors is not None and not words.isupper()):
        return False
    return phrase("no_tasks").match(words) is not None and phrase("has_tasks_before").search(words) is None


def _is_told(body: Body, paragraph: Paragraph) -> bool:
    """Whether a line leads in what has been done (`các sở đã báo cáo như sau:`) or what money is spent on."""
    words = body.words(paragraph.content_start, paragraph.end)
    return words.endswith(":") and phrase("told_of").match(words) is not None


def _is_head(flat: str, place: _Place, duty: Duty, parts: Sequence[Extent]) -> bool:
    """Whether the paragraph only leads in what stands under it."""
    closing = last_letter(flat, place.paragraph.end)
    if duty.shape == "head" or (len(parts) == 1 and closing == ":"):
        return True
    return place.next_depth > place.depth and closing not in ".;…" and _tells_no_more(flat, duty, parts[0][1])


def _tells_no_more(flat: str, duty: Duty, end: int) -> bool:
    """Whether no action is told but that of carrying out what follows, or only who works with the actors."""
    partners = find_partners(flat, duty.action, end)
    if partners:
        return not flat[partners[-1].end : end].strip()
    return phrase("bare_duty").fullmatch(flat, duty.action, end) is not None


def _gives_actors(flat: str, paragraph: Paragraph, duty: Duty) -> bool:
    """An unnumbered sentence that ends in a colon gives its actors only where it says no more than who is to act.

    So does one of a single named body that leads in its tasks (`Sở Y tế thực hiện các nội dung sau:`).
    """
    if duty.shape == "head" or paragraph.marker or two_at(flat, duty.action) in role("head_duty"):
        return True
    head = entry().match(flat, duty.names[0].start)
    single = len(duty.names) == 1 and head is not None and head.lastgroup == "body"
    return single and phrase("leads_in_before").search(flat, duty.action, paragraph.end) is not None


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
    words = flat[draft.start : draft.end].rstrip(_ENDING_MARKS)
    ending = _ENDING.search(flat, draft.start + len(words), draft.end)
    end = ending.start() if ending else draft.end
    numbered = draft.start <= paragraph.content_start and paragraph.depth < BULLET_DEPTH and paragraph.marker
    yield replace(draft, end=end, no=paragraph.marker if numbered else None)
