"""The numbers that a word processor writes before paragraphs by itself, written out as they are printed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

DEEPEST = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

# Bullets stand in the private letters of Symbol and Wingdings; what shape they have there tells nothing.
_PRIVATE = re.compile("[\uf000-\uf0ff\u00b7\u25cf\u25aa\u25a0\u00a7]")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: `%1` in the template stands for the number of the first level."""

    form: str
    template: str
    start: int = 1
    legal: bool = False
    restarts: bool = True


def roman(number: int) -> str:
    """A number as a Roman numeral."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number: int) -> str:
    """a to z, then aa to zz, as word processors count; đ is never written by them."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, 4)


def _cardinal(number: int) -> str:
    return str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": _cardinal,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
}
SILENT = frozenset({"none", "bullet"})


def written(number: int, form: str) -> str:
    """A number in one of the forms that are known, else in digits."""
    return _FORMS.get(form, _cardinal)(number) if 0 < number < 5000 else str(number)


class Counters:
    """The running numbers of all lists of one document."""

    def __init__(self) -> None:
        self._counted: dict[str, list[int | None]] = {}

    def restart(self, key: str, depth: int) -> None:
        """Let the list `key` begin anew at `depth`."""
        self._counted.setdefault(key, [None] * DEEPEST)[depth] = None

    def label(self, key: str, levels: Sequence[Level], depth: int) -> str:
        """The number that the next paragraph at `depth` of the list `key` bears; empty for none."""
        if not 0 <= depth < min(len(levels), DEEPEST):
            return ""
        counted = self._counted.setdefault(key, [None] * DEEPEST)
        last = counted[depth]
        counted[depth] = levels[depth].start if last is None else last + 1
        for below in range(depth + 1, DEEPEST):
            if below >= len(levels) or levels[below].restarts:
                counted[below] = None
        return _filled(levels, depth, counted)


def _filled(levels: Sequence[Level], depth: int, counted: Sequence[int | None]) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return _PRIVATE.sub(_BULLET, level.template.strip())[:3]

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at >= len(levels) or levels[at].form in SILENT:
            return ""
        reached = counted[at]
        form = "decimal" if level.legal else levels[at].form
        return written(levels[at].start if reached is None else reached, form)

    return _PLACE.sub(number, level.template).strip()
