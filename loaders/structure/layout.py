"""What shapes a text: the words that open its parts, and the numbers and bullets printed before its paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graph.vocabulary.tables import keyed, read_table
from loaders.language.patterns import spaced

BULLET_DEPTH = 20
PLAIN_DEPTH = 99


@dataclass(frozen=True, slots=True)
class LayoutWord:
    """A word that shapes a text, and how."""

    role: str
    words: str


@cache
def layout_words(role: str) -> tuple[str, ...]:
    """The words of one role in `language/layout.tsv`."""
    return tuple(
        row.words for row in read_table("loaders.language", "layout.tsv", LayoutWord) if row.role == role
    )


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """A kind of printed number or bullet: how it looks, what must follow, how deep it nests."""

    kind: str
    depth: int
    pattern: str
    follow: str
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]


@cache
def marker_rows() -> Mapping[str, MarkerRow]:
    """The rows of `language/markers.tsv`, by kind, in the order they are tried."""
    return keyed(read_table("loaders.language", "markers.tsv", MarkerRow), lambda row: row.kind)


@cache
def _marker() -> re.Pattern[str]:
    """Any marker; an empty group of its kind stands behind it, as no branch that begins with a group fails fast."""
    kinds_ = (f"{spaced(row.pattern)}(?P<{row.kind}>){spaced(row.follow)}" for row in marker_rows().values())
    return re.compile(rf"\s*(?:{'|'.join(kinds_)})\s*")


class Marker(NamedTuple):
    """The printed number or bullet that a text starts with, its depth, and where the words after it start.

    Made in haste as lines are: see `Line`.
    """

    label: str
    depth: int
    words: int


_UNMARKED = Marker("", PLAIN_DEPTH, 0)


def marker_of(text: str) -> Marker:
    """The marker of `text`; one with an empty label where it has none."""
    match = _marker().match(text)
    if match is None:
        return (
            _UNMARKED if not text[:1].isspace() else Marker("", PLAIN_DEPTH, len(text) - len(text.lstrip()))
        )
    kind = match.lastgroup or ""
    label = text[: match.end(kind)].lstrip()
    deeper = max(0, label.rstrip(".)").count(".") - 1) if label[0].isdigit() else 0
    return tuple.__new__(Marker, (label, marker_rows()[kind].depth + deeper, match.end()))
