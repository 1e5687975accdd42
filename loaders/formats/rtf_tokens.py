"""The words, letters and groups of an RTF file (Rich Text Format 1.9.1)."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"""
    \\(?P<word>[A-Za-z]{1,40})(?P<number>-?[0-9]{1,10})?[ ]?   # \pard  \u7853  \li720
  | \\'(?P<byte>[0-9A-Fa-f]{2})                                # \'e0
  | \\(?P<symbol>[^A-Za-z])                                    # \~  \*  \{
  | (?P<brace>[{}])
  | (?P<text>[^\\{}\r\n]+)
  | [\r\n\x00]+
    """,
    re.VERBOSE | re.DOTALL,
)

Kind = Literal["word", "byte", "symbol", "brace", "text"]


class Token(NamedTuple):
    """What stands in the file: a word with its number, a letter as a byte, a symbol, a brace, or plain letters."""

    kind: Kind
    value: str
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a file, its bytes shown as Latin-1; ValueError where it ends inside of one."""
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise ValueError("cut short")
        at = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == "bin":
                at += max(number or 0, 0)
            yield Token("word", match["word"], number)
        else:
            yield Token(kind, match[kind])  # type: ignore[arg-type]  # the groups but `word` and `number`
