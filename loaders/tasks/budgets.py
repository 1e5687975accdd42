"""Money for a task: figures with Vietnamese separators, the unit line over a table, cells that contradict it (J15)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.model import Budget, Span
from graph.vocabulary.tables import read_table
from loaders.tasks.phrases import phrase


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """A unit that figures are given in: how many of `currency` it is."""

    words: str
    currency: str
    times: int


@cache
def _units() -> dict[str, MoneyUnit]:
    return {unit.words: unit for unit in read_table("loaders.language", "money.tsv", MoneyUnit)}


def unit_of(words: str) -> MoneyUnit | None:
    """The unit called `words` (`nghìn đồng`, `trđ`)."""
    return _units().get(" ".join(words.lower().replace(".", "").split()))


def find_unit(words: str) -> MoneyUnit | None:
    """The unit that a line over a table or the head of its column tells (`Đơn vị tính: nghìn đồng`, `(triệu đồng)`)."""
    match = phrase("unit_line").search(words) or phrase("unit_in_head").search(words)
    return unit_of(match["unit"]) if match else None


def read_budget(raw: Span, unit: MoneyUnit | None) -> Budget | None:
    """What a cell says of money, None for an empty one; words without a figure (`Lồng ghép`) give no amount."""
    words = " ".join(raw.text.split())
    if not any(letter.isalnum() for letter in words):
        return None
    line = unit.words if unit else None
    match = phrase("amount").search(words)
    if match is None:
        return Budget(raw, unit_line=line)
    own = unit_of(match["suffix"]) if match["suffix"] else None
    counted = unit or own or _units()[""]
    literal = _amount(match["figure"], own) if own and unit and own.times != unit.times else None
    return Budget(raw, _amount(match["figure"], counted), counted.currency, line, literal)


def _amount(figure: str, unit: MoneyUnit) -> int:
    """Dots group thousands, the comma is decimal: `5.374.075`, `1,5`."""
    return int(Decimal(figure.replace(".", "").replace(",", ".")) * unit.times)
