"""Which of two documents is the higher, by the ranks of their kinds (guide 2.1)."""

from graph.vocabulary import kinds
from loaders.citations.mentions import Mention
from loaders.language.bodies import issuer_of_code

_MINISTRY = "ministry"


def is_higher(one: Mention, other: Mention) -> bool:
    """Whether the one is surely higher than the other."""
    kind, lower = kinds().get(one.kind or ""), kinds().get(other.kind or "")
    if kind is None or lower is None or (_is_ministry(one) and _is_ministry(other)):
        return False
    return kind.rank < lower.rank


def _is_ministry(mention: Mention) -> bool:
    """Whether a ministry issued it: its decisions and circulars are of one height."""
    issuer = issuer_of_code(mention.number.issuer.partition("-")[0]) if mention.number else None
    return issuer is not None and issuer.level == _MINISTRY
