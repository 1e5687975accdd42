"""Fields of a task told by label, in the lines under it or behind it: `Đơn vị chủ trì: Sở Nội vụ. Thời gian: Quý II.`

Plans that have no table print each task so; a line that names no lead holds for all that stand under the last number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.structure.body import Body, Paragraph
from loaders.tasks.actors import entry_at
from loaders.tasks.cells import read_bodies
from loaders.tasks.drafts import Draft, Extent
from loaders.tasks.members import Name
from loaders.tasks.phrases import phrase
from loaders.tasks.syntax import last_letter

_BEFORE = frozenset(".;,(-–•+")
_EDGES = " .;,)"


@dataclass(frozen=True, slots=True)
class Fields:
    """What the labels of a paragraph tell, from `start` on."""

    start: int
    leads: tuple[Name, ...] = ()
    partners: tuple[Name, ...] = ()
    due: Extent | None = None
    product: Extent | None = None
    budget: Extent | None = None


def read_fields(body: Body, paragraph: Paragraph) -> Fields | None:
    """The labelled fields of a paragraph, None where it has none, or names no body where it should."""
    start, end = paragraph.content_start, paragraph.end
    if body.flat.find(":", start, end) < 0:
        return None
    labels = _labels(body.flat, start, end)
    values = {str(label.lastgroup): _value(body.flat, label.end(), until) for label, until in labels}
    leads = _bodies(body, values.get("lead"))
    if not values or ("lead" in values and not leads):
        return None
    return Fields(
        labels[0][0].start(),
        leads,
        _bodies(body, values.get("partner")),
        values.get("deadline"),
        values.get("product"),
        values.get("budget"),
    )


def told(drafts: Sequence[Draft], fields: Fields) -> list[Draft]:
    """The drafts with what the fields tell, that of their own kept where only a time or product is told of several."""
    return [
        replace(
            draft,
            leads=fields.leads or draft.leads,
            partners=fields.partners or draft.partners,
            due=draft.due or fields.due,
            product=draft.product or fields.product,
            budget=draft.budget or fields.budget,
        )
        for draft in drafts
    ]


def _labels(flat: str, start: int, end: int) -> list[tuple[re.Match[str], int]]:
    """The labels that begin a line or clause, each with where its value ends."""
    found = [
        label
        for label in phrase("line_label").finditer(flat, start, end)
        if label.start() == start or last_letter(flat, label.start()) in _BEFORE
    ]
    ends = [*(label.start() for label in found[1:]), end]
    return [(label, ends[n]) for n, label in enumerate(found)]


def _value(flat: str, start: int, end: int) -> Extent | None:
    text = flat[start:end]
    kept = text.strip(_EDGES)
    begin = start + len(text) - len(text.lstrip(_EDGES))
    return (begin, begin + len(kept)) if kept else None


def _bodies(body: Body, extent: Extent | None) -> tuple[Name, ...]:
    if extent is None or entry_at(body.flat, *extent) is None:
        return ()
    return read_bodies(body, *extent).leads
