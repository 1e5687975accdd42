"""What word processors hold: paragraphs and tables in turn; made into the draft of a document."""

from collections.abc import Iterable

from graph.errors import EmptyFile
from loaders.formats.letterhead import unbarred, unfolded
from loaders.structure.draft import Draft, Grid, Piece, RunningText

Flow = Iterable[str | Grid]


def to_draft(flow: Flow, name: str, read_by: str | None = None) -> Draft:
    """The draft of a document: its paragraphs a line each, tables as grids; EmptyFile without any text.

    A line, not a paragraph of its own: who types presses Enter inside titles and letterheads too.
    """
    pieces: list[Piece] = []
    lines: list[str] = []
    for part in flow:
        text = unfolded(part) if isinstance(part, Grid) else part
        if text is not None:
            lines += ("", text, "") if isinstance(part, Grid) else (text,)
            continue
        pieces += _running(lines)
        lines = []
        assert isinstance(part, Grid)
        pieces.append(part)
    pieces += _running(lines)
    if not pieces:
        raise EmptyFile(name=name)
    return Draft(tuple(pieces), read_by)


def _running(lines: list[str]) -> list[Piece]:
    text = unbarred("\n".join(line.rstrip() for line in lines).strip("\n"))
    return [RunningText(text)] if text.strip() else []
