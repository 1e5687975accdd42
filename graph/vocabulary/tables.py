"""Tab-separated tables read into rows of a dataclass, checked as they are read; every fault of a table is told.

A cell is text; `yes` or empty for a bool; ISO for a date; digits for an int; ` | ` between the parts of a tuple.
A line that starts with `#` is a remark. The header names the row class's fields, in any order.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from graph.errors import InvalidVocabulary

Row = TypeVar("Row")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())


def _flag(cell: str) -> bool:
    if cell not in ("yes", ""):
        raise ValueError(f"{cell!r} is neither 'yes' nor empty")
    return cell == "yes"


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


READ: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    bool: _flag,
    int: int,
    float: float,
    date | None: _day,
    tuple[str, ...]: _parts,
    tuple: _parts,  # of a compiled class: what its tuples hold is not kept
}


def read_table(package: str, name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of `name` in `package`; InvalidVocabulary tells every line that is no `row_type`."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").split("\n")
    return parse_table(name, lines, row_type)


def parse_table(name: str, lines: Iterable[str], row_type: type[Row]) -> tuple[Row, ...]:
    """As `read_table`, of lines at hand."""
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    hints = get_type_hints(row_type)
    wanted = [field.name for field in fields(row_type)]  # type: ignore[arg-type]  # a dataclass by contract
    header = numbered[0][1].split("\t") if numbered else []
    if sorted(header) != sorted(wanted):
        raise InvalidVocabulary([f"{name}: columns {header} are not {wanted}"])
    rows: list[Row] = []
    faults: list[str] = []
    for number, line in numbered[1:]:
        try:
            rows.append(_row(line, header, hints, row_type))
        except ValueError as fault:
            faults.append(f"{name}:{number}: {fault}")
    if faults:
        raise InvalidVocabulary(faults)
    return tuple(rows)


def _row(line: str, header: list[str], hints: Mapping[str, Any], row_type: type[Row]) -> Row:
    if not unicodedata.is_normalized("NFC", line):
        raise ValueError("not in NFC")
    cells = line.split("\t")
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells for {len(header)} columns")
    return row_type(
        **{name: READ[hints[name]](cell.strip()) for name, cell in zip(header, cells, strict=True)}
    )


def keyed(rows: Iterable[Row], key: Callable[[Row], str]) -> Mapping[str, Row]:
    """The rows by key; InvalidVocabulary tells every key that stands more than once."""
    rows = tuple(rows)
    counted = Counter(key(row) for row in rows)
    if len(counted) < len(rows):
        raise InvalidVocabulary([f"{name!r} stands {n} times" for name, n in counted.items() if n > 1])
    return MappingProxyType({key(row): row for row in rows})
