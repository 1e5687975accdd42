"""What a task yields, where only its own words tell: a kind word that they begin with (J16)."""

import re
from functools import cache

from graph.model import Product, Span
from graph.vocabulary import kinds
from loaders.language.patterns import spelled
from loaders.structure.body import Body
from loaders.tasks.phrases import role


def inferred_product(body: Body, start: int, end: int) -> Product | None:
    """The kind of document that the task at `start:end` begins with, as `Kế hoạch tuyên truyền ...` does."""
    match = _kind_word().match(body.flat, start, end)
    return Product(Span(*match.span(), body.text[slice(*match.span())]), inferred=True) if match else None


@cache
def _kind_word() -> re.Pattern[str]:
    """Accepts `Kế hoạch`, `Đề án`; refuses `kế hoạch` and kind words that are verbs as well (`Hướng dẫn`)."""
    names = {kind.name for kind in kinds().values()} | role("product_kind")
    names -= role("kind_verb")
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(map(spelled, longest_first))})(?!\w)")
