"""What a task yields, where only its own words tell: a kind word that they begin with (J16)."""

import re
from functools import cache

from graph.model import Product
from graph.vocabulary import kinds
from loaders.language.patterns import spelled
from loaders.structure.body import Body
from loaders.tasks.phrases import phrase, role


def inferred_product(body: Body, start: int, end: int) -> Product | None:
    """The kind of document that the task at `start:end` begins with, as `Kế hoạch tuyên truyền ...` does.

    One that a number follows is there already, and no product (`Nghị quyết số 5/2019/NQ-HĐND ...`).
    """
    number = _NUMBER.match(body.flat, start, end)
    start = number.end() if number else start
    match = _kind_word().match(body.flat, start, end) or phrase("kind_as_noun").match(body.flat, start, end)
    if match is None or phrase("numbered").match(body.flat, match.end(), end):
        return None
    first, last = match.span("kind") if "kind" in match.groupdict() else match.span()
    return Product(body.span(first, last), inferred=True)


# Accepts `1. ` and `2) ` before a row's words.
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")


@cache
def _kind_word() -> re.Pattern[str]:
    """Accepts `Kế hoạch`, `Đề án`; refuses `kế hoạch` and kind words that are verbs as well (`Hướng dẫn`)."""
    names = {kind.name for kind in kinds().values()} | role("product_kind")
    names -= role("kind_verb")
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(map(spelled, longest_first))})(?!\w)")
