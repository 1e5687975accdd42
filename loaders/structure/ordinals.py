"""The numbers of a table's rows: `1`, `2.`, `2.1`, `II`, `A`; which of them may stand after which."""

import re
from dataclasses import dataclass
from typing import Literal

from loaders.language.bodies import roman

Series = Literal["letter", "roman", "number"]

# Accepts `1`, `10.  Xây dựng Luật`, `2.1 Theo dõi`, `III Tiếp tục`; refuses `2026`, `12 tháng 9 năm 2025`.
_ORDINAL = re.compile(
    r"""
    (?P<label> (?P<roman>[IVX]{1,5}) | (?P<letter>[A-H]) | (?P<number>\d{1,3}(?:\.\d{1,2}){0,3}) )
    (?P<dot>[.)]?)
    (?:\s+(?P<rest>\S.*))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A row's number as printed, its parts, and the words that stand on its line."""

    label: str
    series: Series
    parts: tuple[int, ...]
    rest: str

    @property
    def is_group(self) -> bool:
        """Whether it numbers a heading among the rows."""
        return self.series != "number"


@dataclass(frozen=True, slots=True)
class Place:
    """The last number of each series; `fresh` after a heading, when the rows may count from 1 again."""

    letter: int = 0
    roman: int = 0
    parts: tuple[int, ...] = (0,)
    fresh: bool = True


def ordinal_of(words: str) -> Ordinal | None:
    """The number that a line is or begins with; words after it must begin like a cell."""
    match = _ORDINAL.fullmatch(words)
    if match is None:
        return None
    rest = match["rest"] or ""
    if (
        rest
        and not rest.startswith("(")
        and not (rest[0].isupper() and (not match["letter"] or match["dot"]))
    ):
        return None
    label = match["label"] + match["dot"]
    if match["number"]:
        return Ordinal(label, "number", tuple(map(int, match["number"].split("."))), rest)
    if match["roman"]:
        return Ordinal(label, "roman", (roman(match["roman"]),), rest)
    return Ordinal(label, "letter", (ord(match["letter"]) - ord("A") + 1,), rest)


def placed(place: Place, ordinal: Ordinal) -> Place | None:
    """The place after this number; None where it does not go on with what was counted."""
    match ordinal.series:
        case "letter":
            return Place(letter=ordinal.parts[0]) if ordinal.parts[0] == place.letter + 1 else None
        case "roman":
            first = place.fresh and ordinal.parts == (1,)
            goes_on = first or ordinal.parts[0] == place.roman + 1
            return Place(place.letter, ordinal.parts[0], place.parts) if goes_on else None
        case "number":
            goes_on = ordinal.parts in _next(place) or (ordinal.parts == (1,) and not ordinal.rest)
            return Place(place.letter, place.roman, ordinal.parts, fresh=False) if goes_on else None


def _next(place: Place) -> set[tuple[int, ...]]:
    """What may be counted next: one more on any level, the first below, from 1 again where that is allowed."""
    parts = place.parts
    further = {(*parts[:depth], parts[depth] + 1) for depth in range(len(parts))} | {(*parts, 1)}
    return further | ({(1,), (1, 1)} if place.fresh else set())
