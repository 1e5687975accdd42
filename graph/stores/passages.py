"""Texts cut into pieces of about a paragraph, so that a search shows where a text speaks of something."""

from collections.abc import Iterator

SHORTEST = 300
LONGEST = 1200


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each piece, in order: together they hold all but white space at their edges.

    A piece ends with the first line that makes it `SHORTEST` or more; a line over `LONGEST` is cut at a space.
    """
    start = 0
    while start < len(text):
        end = _end(text, start)
        piece = text[start:end]
        if words := piece.strip():
            first = start + piece.index(words[0])
            yield first, first + len(words)
        start = end


def _end(text: str, start: int) -> int:
    line_end = text.find("\n", start + SHORTEST, start + LONGEST)
    if line_end >= 0:
        return line_end + 1
    if len(text) - start <= LONGEST:
        return len(text)
    space = text.rfind(" ", start + SHORTEST, start + LONGEST)
    return space + 1 if space >= 0 else start + LONGEST
