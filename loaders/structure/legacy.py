"""Text that was typed with the fonts of before Unicode, TCVN3 and VNI, into Unicode; never done to Unicode text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from graph.vocabulary.tables import read_table
from loaders.language.syllables import share_of_syllables, words_of

_UNICODE_ONLY = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9\u0300-\u0323]")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")

# How much of a text must be Vietnamese once it is put into Unicode, and how little before, for a document and a line.
_SURE, _DOUBTFUL, _GAIN = 0.85, 0.75, 0.2
_SURE_LINE, _DOUBTFUL_LINE = 0.9, 0.5
_FEWEST_WORDS, _FEWEST_OF_LINE = 4, 5
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class LegacyLetter:
    """The bytes, in hexadecimal, that stood for a letter in an encoding."""

    encoding: str
    bytes: str
    letter: str


@cache
def _letters() -> Mapping[str, Mapping[str, str]]:
    """By encoding: what was written, as Latin-1 shows it, and the letter that it meant, as long as that."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table("loaders.language", "legacy-letters.tsv", LegacyLetter):
        written = bytes.fromhex(row.bytes).decode("latin-1")
        found.setdefault(row.encoding, {})[written] = _as_long(row.letter, len(written))
    return found


def _as_long(letter: str, length: int) -> str:
    """The letter with so many of its marks apart that it is `length` characters: `ấ` in two is `â` and its tone."""
    parts = unicodedata.normalize("NFD", letter)
    forms = (unicodedata.normalize("NFC", parts[:n]) + parts[n:] for n in range(1, len(parts) + 1))
    return next(form for form in forms if len(form) == length)


@cache
def _written(encoding: str) -> re.Pattern[str]:
    """Any letter of the encoding, the longer first: `öø` before `ö`."""
    longest_first = sorted(_letters()[encoding], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in Unicode, and the encodings that lines of it were in; none for a text left as it was."""

    text: str
    encodings: tuple[str, ...] = ()


def in_unicode(text: str) -> Converted:
    """The text with every line in Unicode that is surely TCVN3 or VNI, by the syllables that it then has.

    A line that has a letter of Unicode alone is never touched, nor one that is Vietnamese as it stands.
    """
    if not _may_be_legacy(text):
        return Converted(text)
    encoding = encoding_of_text(text)
    read: list[str] = []
    found: list[str] = []
    for line in text.split("\n"):
        own = _encoding_of_line(line, encoding)
        read.append(to_unicode(line, own) if own else line)
        found += [own] if own else []
    return Converted("\n".join(read), tuple(sorted(set(found))))


def encoding_of_text(text: str) -> str | None:
    """The encoding in which the lines that are not Unicode become Vietnamese; None where that is not sure."""
    lines = [line for line in text.split("\n") if line and not _UNICODE_ONLY.search(line)]
    sample = "\n".join(lines)[:_SAMPLE]
    before = _share(sample)
    after, encoding = max((_share(to_unicode(sample, encoding)), encoding) for encoding in _letters())
    is_sure = after >= _SURE and before <= _DOUBTFUL and after - before >= _GAIN
    return encoding if is_sure and len(words_of(sample)) >= _FEWEST_WORDS else None


def _encoding_of_line(line: str, of_text: str | None) -> str | None:
    """The encoding of a line: that of the text unless the line is Vietnamese without it, else its own if it is sure."""
    if not _may_be_legacy(line) or _UNICODE_ONLY.search(line):
        return None
    before = _share(line)
    if of_text is not None:
        return of_text if _share(to_unicode(line, of_text)) >= before else None
    after, encoding = max((_share(to_unicode(line, encoding)), encoding) for encoding in _letters())
    is_sure = after >= _SURE_LINE and before <= _DOUBTFUL_LINE and len(words_of(line)) >= _FEWEST_OF_LINE
    return encoding if is_sure else None


def _may_be_legacy(text: str) -> bool:
    """Whether there is any letter that an old font showed as another."""
    return _LATIN_1.search(text) is not None


def _share(text: str) -> float:
    return share_of_syllables(words_of(text[:_SAMPLE]))


def encoding_of_font(font: str) -> str | None:
    """The encoding that a font of this name was made for; None for Unicode."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "TCVN3"
    return "VNI" if name.startswith(("vni-", "vni ")) else None


def is_of_capitals(font: str) -> bool:
    """Whether the font shows small letters as capitals: `.VnTimeH`."""
    return font.strip().lower().startswith(".vn") and font.strip().endswith("H")


def to_unicode(text: str, encoding: str) -> str:
    """The text in Unicode, each letter where and as long as it was; text with a letter of Unicode alone stays as it is.

    Where two characters stood for a letter it comes in two, to be composed as any such letter is (`text.canonical`):
    so offsets lead back to what was typed.

    TCVN3 had no capitals with tones: they were small letters in a font of capitals. A line or word whose plain
    letters are all capitals is therefore made capitals (SẮC LỆNH, not SắC LệNH: decree 1/SL of 1945).
    """
    if _UNICODE_ONLY.search(text):
        return text
    letters = _letters()[encoding]
    read = _written(encoding).sub(lambda match: letters[match[0]], text)
    if encoding != "TCVN3":
        return read
    return _LINE.sub(lambda match: _capitals(match[0]), read)


def join_runs(runs: Iterable[tuple[str | None, str]]) -> str:
    """The text of runs that are each in an encoding or, with None, in Unicode; a letter may go over two runs."""
    parts: list[str] = []
    for encoding, group in groupby(runs, key=lambda run: run[0]):
        text = "".join(text for _, text in group)
        parts.append(to_unicode(text, encoding) if encoding else text)
    return "".join(parts)


def _capitals(line: str) -> str:
    if _is_of_capitals(line):
        return line.upper()
    return _WORD.sub(lambda match: match[0].upper() if _is_of_capitals(match[0]) else match[0], line)


def _is_of_capitals(text: str) -> bool:
    """Whether the plain letters are two or more, all capitals: one alone may begin a word (Sở)."""
    plain = "".join(letter for letter in text if letter.isascii() and letter.isalpha())
    return len(plain) > 1 and plain.isupper()
