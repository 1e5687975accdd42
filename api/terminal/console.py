"""What stands on the terminal: UTF-8 whatever the code page, tables as wide as the window, no code from documents."""

import io
import os
import sys
from typing import TextIO

from rich.console import Console
from rich.text import Text

PIPED_WIDTH = 150


def speak_utf8() -> None:
    """Let both streams take every letter, also on a console with code page 1252."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def terminal(stream: TextIO | None = None) -> Console:
    """A console on this stream (standard output), wide enough for tables where nobody tells the width."""
    file = stream or sys.stdout
    console = Console(file=file, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not file.isatty() and "COLUMNS" not in os.environ:
        console.width = PIPED_WIDTH
    return console


def plain(words: str | None) -> Text:
    """Words of a document as they are: no markup is read in them, nothing in them steers the terminal."""
    return Text("".join(c if c.isprintable() or c == "\n" else " " for c in words or ""))


def write_exactly(text: str) -> None:
    """Put text on standard output as it is: UTF-8, and line ends as they stand in it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def complain(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def report(line: str) -> None:
    """One line on standard output, there at once."""
    write_exactly(f"{line}\n")
