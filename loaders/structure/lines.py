"""The lines of a text, trimmed, and where they stand."""

from typing import NamedTuple


class Line(NamedTuple):
    """A line of the text with its trimmed extent; `gap` says that a blank line stands before it.

    A text has so many lines that a dataclass, which takes three times as long to make, would be felt; so would a call
    of this class: `tuple.__new__` makes the same in half the time.
    """

    start: int
    end: int
    text: str
    gap: bool


def lines_of(text: str, offset: int = 0) -> list[Line]:
    """The lines that hold anything, moved by `offset`."""
    lines: list[Line] = []
    position, gap = offset, False
    for row in text.split("\n"):
        stripped = row.strip()
        if stripped:
            start = position if len(stripped) == len(row) else position + row.index(stripped)
            lines.append(tuple.__new__(Line, (start, start + len(stripped), stripped, gap)))
        gap = not stripped
        position += len(row) + 1
    return lines
