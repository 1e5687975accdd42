"""Where a mention stands among the others of its stretch: the words before it, and what was told so far."""

from collections.abc import Sequence
from typing import NamedTuple

from loaders.citations.mentions import Mention
from loaders.citations.told import SHORT, Told, Unit
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern

_CAPITALS = 6


class Place(NamedTuple):
    """A mention with the one `before` it, what was `told` of those so far, and what `governing` words tell of all.

    `gap` is what stands between it and the one before, `words` the same in small letters where they are a heading's,
    `clause` the last clause of them.
    """

    flat: str
    unit: Unit
    mention: Mention
    before: Mention | None
    told: Sequence[Told]
    governing: str
    gap: str
    words: str
    clause: str

    @property
    def last(self) -> Told | None:
        """What was told last, of a document and not of a short name for it."""
        if self.told and self.told[-1].rule == SHORT:
            return next((one for one in reversed(self.told) if one.rule != SHORT), self.told[-1])
        return self.told[-1] if self.told else None

    @property
    def is_same_item(self) -> bool:
        """Whether no clause ends between the one before and the mention."""
        return len(self.clause) == len(self.words)

    @property
    def is_behind_itself(self) -> bool:
        """Whether the one before is the text itself: `Quyết định này thay thế`."""
        return self.before is not None and self.before.klass == "self"


def place_of(
    flat: str,
    unit: Unit,
    mention: Mention,
    before: Mention | None,
    gap: str,
    told: Sequence[Told],
    governing: str,
) -> Place:
    """The place of one of the unit's mentions, with its words and its last clause read from the gap before it."""
    words = gap.lower() if _is_heading(gap) else gap
    return Place(flat, unit, mention, before, told, governing, gap, words, _last_clause(words))


def _last_clause(words: str) -> str:
    """The words behind the last `;` or full stop, or from the last verb that begins a clause in capitals."""
    stop = words.rfind(". ")
    clause = words[max(words.rfind(";") + 1, stop + 2 if stop >= 0 else 0) :]
    if first_match("verb_opens_clause", clause) is None:
        return clause
    return pattern("verb_opens_clause").split(clause)[-1]


def _is_heading(gap: str) -> bool:
    """Whether words are in capitals, as those of a heading are behind `Chương I`."""
    few = len(gap) / _CAPITALS
    if any(sum(map(str.islower, part)) >= few for part in (gap[: len(gap) // 4], gap)):
        return False
    return gap.upper() != gap.lower()
