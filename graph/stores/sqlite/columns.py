"""Names of columns as parts of statements."""

from collections.abc import Iterable, Sequence


def columns(names: Iterable[str], table: str) -> str:
    """The columns of a table, for a SELECT."""
    return ", ".join(f"{table}.{name}" for name in names)


def marks(names: Sequence[str]) -> str:
    """As many question marks."""
    return ", ".join("?" * len(names))
