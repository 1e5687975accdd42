"""The stretch of text that is read on its own, and what is told of a mention in it."""

from collections.abc import Sequence
from typing import NamedTuple

from loaders.citations.mentions import Mention
from loaders.structure.body import Zone

EMBEDDED, TITLE_TRAP = "embedded", "title trap"
IN_TITLE = (EMBEDDED, TITLE_TRAP)
"""How the rule begins that told of a document in the title of another (J5)."""
BASIS = "legal_basis"
IN_NAME, PASSIVE, SHORT, LIST = "body name", "passive", "short name", "list"
_GOVERNED = ("recital", LIST, "trigger")


class Unit(NamedTuple):
    """A stretch that is read on its own: a paragraph or a cell; `title` marks the document's own title.

    `kind` is the document's or its annex's, None where it is not known; `bills` tells that what is named there is no
    law yet. A text has thousands: a dataclass takes three times as long to make.
    """

    start: int
    end: int
    zone: Zone
    title: bool = False
    kind: str | None = None
    bills: bool = False


class Told(NamedTuple):
    """The relation of one mention. `host` is the mention whose title holds it (the relation is the host's), if any.

    `done_to` is the mention before that this one's document acted on, in the passive: `deed` is what it did, `part`
    the words for a part.
    """

    relation: str
    host: Mention | None = None
    rule: str = "plain"
    confidence: float = 0.9
    done_to: Mention | None = None
    deed: str = ""
    part: str | None = None

    @property
    def is_governed(self) -> bool:
        """Whether a trigger, a recital or a list told it, and not the lack of all of them."""
        return self.rule in _GOVERNED


def listed_with(told: Told) -> Told:
    """What is told of the next of a list."""
    return Told(told.relation, told.host, rule=LIST, done_to=told.done_to, deed=told.deed, part=told.part)


def last_own(told: Sequence[Told]) -> Told | None:
    """The last that is told of a document by this text itself, not in a title, in a body's name or of an alterer."""
    plain = (one for one in reversed(told) if one.host is None and one.done_to is None)
    return next((one for one in plain if one.rule not in (IN_NAME, PASSIVE)), None)


def last_governed(told: Sequence[Told]) -> Told | None:
    """The last of this text's own that a trigger tells, past what stands in a title: `bãi bỏ X về Quy chế “Z”, Y`."""
    return next((one for one in reversed(told) if one.host is None and one.is_governed), None)
