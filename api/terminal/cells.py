"""What may stand in a cell of a sheet that somebody opens."""

from datetime import date

Cell = str | int | date
# What Excel would take for a formula.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet computes: one that would be a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTIVE) else cell
