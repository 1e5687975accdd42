"""The recitals of another document, quoted: `Thông tư X có căn cứ ban hành như sau: “Căn cứ Luật Y; ...”` (guide 2.3).

Consolidated texts tell so in their notes on what each of the documents rests that they bring together.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.citations.mentions import Mention
from loaders.citations.told import BASIS, IN_NAME, PASSIVE, Told, Unit
from loaders.language.patterns import pattern

_QUOTED = "quoted recital"
_CLOSING = {"“": "”", '"': '"'}
_LONGEST = 6000


class Recitals(NamedTuple):
    """The words from `start` to `end` are the recitals of the document that `host` mentions."""

    host: Mention
    start: int
    end: int


def quoted_recitals(
    flat: str, unit: Unit, mentions: Sequence[Mention], told: Sequence[Told]
) -> Iterator[Recitals]:
    """The recitals that begin in a unit, each of the last document that the unit names before them on its own."""
    for match in pattern("recitals_quoted").finditer(flat, unit.start, unit.end):
        named = [
            m for m, one in zip(mentions, told, strict=True) if m.end <= match.start() and _is_named(one)
        ]
        if named:
            yield Recitals(named[-1], match.end(), _end(flat, match.end(), match["open"]))


def in_recitals(told: Told, mention: Mention, quoted: Sequence[Recitals]) -> Told:
    """What is told of a mention, as told of the document in whose recitals it stands."""
    last = next((one for one in reversed(quoted) if one.start <= mention.start), None)
    if last is None or mention.start >= last.end or told.relation != BASIS or told.host is not None:
        return told
    return told._replace(host=last.host, rule=_QUOTED)


def _is_named(told: Told) -> bool:
    return told.host is None and told.rule not in (IN_NAME, PASSIVE)


def _end(flat: str, start: int, opened: str | None) -> int:
    """Where the quotation is closed; where it never was opened, the first full stop."""
    stop = flat.find(_CLOSING[opened] if opened else ". ", start, start + _LONGEST)
    return stop if stop >= 0 else start + _LONGEST
