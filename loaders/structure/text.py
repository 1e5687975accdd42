"""Raw text to canonical text: NFC, plain blanks and none before a line's end, Latin letters in numbers; and back.

What is mended follows the domain guide, 1.7. Spans everywhere point into the canonical text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Notice, OffsetMap

# Accepts 12/2020/TT-BТС and 12/2020/TT - BТС (Cyrillic Т, С); refuses Москва, also in 2018 - Москва.
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_NUMBER = re.compile(r"\d[\w.]*(?:\s?[-/\u2010-\u2014\u2212]\s?[\w.]+)*[\w./\-]*")
_PART = re.compile(r"\w+")
_LOOKALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХасеіјорухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaceijopyxABEZHIKMNOPTYXo",
)
_BLANKS = "\u00a0\u202f\u3000\t\v\f\x1c\x1d\x1e\x1f" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_ENDS = "\u2028\u2029\x85"
_SAME_LENGTH = dict.fromkeys(_BLANKS, " ") | dict.fromkeys(f"{_LINE_ENDS}\r", "\n") | {"Ð": "Đ", "ð": "đ"}
_UNSEEN = "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\x00"
_EMPTY = f" {_BLANKS}{_UNSEEN}"
_DROPPED = re.compile(f"(?<![{_EMPTY}])[{_EMPTY}]+(?=[\r\n{_LINE_ENDS}])|[{_UNSEEN}]|\r(?=\n)")
_SHORTENING = frozenset(f"{_UNSEEN}{_LINE_ENDS}\r")
_OFTEN = "\u00a0\t\r"
_RARE = f"[\u0370-\u03ff\u0400-\u04ff{''.join(_SAME_LENGTH.keys() - set(_OFTEN))}{_UNSEEN}]"
# The class twice: `[...]+` is sought without its first letters in mind, far slower.
_RARE_RUN = re.compile(f"{_RARE}{_RARE}*")
_IN_STEP = OffsetMap()
_TRAILING = re.compile(f"\n(?<=[ {_BLANKS}]\n)")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_SEGMENT = re.compile(f"[\x00-\x7f]?[^\x00-\x7f{_BLANKS}]+")
_PLAIN = dict.fromkeys("–—‐‑‒−", "-") | dict.fromkeys("\u2044\u2215", "/")


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical text, the way back, and what was mended on the way."""

    text: str
    offsets: OffsetMap
    notices: tuple[Notice, ...] = ()


def canonical(raw: str) -> Canonical:
    """The canonical form of `raw`; canonical text comes back unchanged."""
    if raw.isascii() and raw.isprintable():
        return Canonical(raw, _IN_STEP)
    to_mend, is_composed = _to_mend(raw), unicodedata.is_normalized("NFC", raw)
    pieces = [(start, "", end) for start, end in _dropped(raw, to_mend)]
    if not is_composed:
        pieces = _with_composed(raw, pieces)
    text, offsets = _splice(raw, pieces)
    to_mend = to_mend if is_composed else _to_mend(text)
    text = _replaced(text, {letter: _SAME_LENGTH[letter] for letter in to_mend & _SAME_LENGTH.keys()})
    notices: tuple[Notice, ...] = ()
    if _FOREIGN.search("".join(to_mend)):
        text, notices = _latin_numbers(text)
    return Canonical(text, offsets, notices)


def _to_mend(text: str) -> set[str]:
    """The letters of a text that are not to stay; those that may stand in each line are sought plainly, each once."""
    rare = {match[0] for match in _RARE_RUN.finditer(text)}
    return {*"".join(rare), *filter(text.__contains__, _OFTEN)}


def _replaced(text: str, letters: Mapping[str, str]) -> str:
    """As `str.translate`, which is far slower where few of the letters stand in the text."""
    for letter, written in letters.items():
        text = text.replace(letter, written)
    return text


def flatten(text: str) -> str:
    """A copy of the same length for matching: blanks for space, plain dashes and strokes, a semicolon for no line."""
    text = _replaced(text, _PLAIN)
    return text.replace("\n\n", ";\n").replace("\n", " ")


def _with_composed(raw: str, dropped: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    """What has to change in length, (start, written, end) in raw offsets, in order: what is dropped or composed."""
    pattern = _CLUSTER if _composes_by_clusters(raw) else _SEGMENT
    written = _Composed()
    found = ((match[0], *match.span()) for match in pattern.finditer(raw))
    composed = [(start, written[was], end) for was, start, end in found if written[was] != was]
    starts = [start for start, _, _ in composed]
    return sorted(composed + [piece for piece in dropped if not _is_within(piece[0], starts, composed)])


def _dropped(raw: str, to_mend: set[str]) -> Iterator[tuple[int, int]]:
    """What has to go; where it is nothing but blanks before plain line ends, only these are gone to."""
    if not to_mend.isdisjoint(_SHORTENING):
        yield from (match.span() for match in _DROPPED.finditer(raw))
        return
    for match in _TRAILING.finditer(raw):
        opening = raw.rfind("\n", 0, match.start()) + 1
        yield opening + len(raw[opening : match.start()].rstrip(_EMPTY)), match.start()


def _is_within(at: int, starts: Sequence[int], composed: Sequence[tuple[int, str, int]]) -> bool:
    before = bisect_right(starts, at) - 1
    return before >= 0 and at < composed[before][2]


class _Composed(dict[str, str]):
    """Stretches of a text as they are written once composed; few are new to it."""

    def __missing__(self, stretch: str) -> str:
        written = self[stretch] = unicodedata.normalize("NFC", _DROPPED.sub("", stretch))
        return written


def _composes_by_clusters(raw: str) -> bool:
    return unicodedata.is_normalized("NFC", _CLUSTER.sub(lambda m: unicodedata.normalize("NFC", m[0]), raw))


def _splice(raw: str, pieces: list[tuple[int, str, int]]) -> tuple[str, OffsetMap]:
    if not pieces:
        return raw, _IN_STEP
    parts: list[str] = []
    canonical_at, raw_at, length, done = [0], [0], 0, 0
    for start, written, end in pieces:
        parts += (raw[done:start], written)
        length += start - done + len(written)
        done = end
        canonical_at.append(length)
        raw_at.append(end)
    return "".join([*parts, raw[done:]]), OffsetMap(tuple(canonical_at), tuple(raw_at))


def _latin_numbers(text: str) -> tuple[str, tuple[Notice, ...]]:
    notices: list[Notice] = []

    def latin(match: re.Match[str]) -> str:
        read = _PART.sub(_latin, match[0]) if _FOREIGN.search(match[0]) else match[0]
        if read != match[0]:
            facts = (("raw", match[0]), ("read", read))
            notices.append(Notice("homoglyphs", facts, match.start(), match.end()))
        return read

    return _NUMBER.sub(latin, text), tuple(notices)


def _latin(part: re.Match[str]) -> str:
    """A part of a number in Latin letters, where all of it looks like such."""
    read = part[0].translate(_LOOKALIKE)
    return part[0] if _FOREIGN.search(read) else read
