"""Rich Text Format, also under the name of a Word file: text with its tables, then what stands in boxes and notes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.errors import DamagedFile
from loaders.formats.cellmarks import Paragraph, RowRule, in_tables
from loaders.formats.flow import to_draft
from loaders.formats.rtf_tokens import Token, tokens
from loaders.formats.rtf_words import (
    APART,
    CODE_PAGES,
    LETTERS,
    NO_TEXT,
    PARAGRAPH_ENDS,
    SYMBOLS,
    TEXT_AFTER_STAR,
    USUAL_PAGE,
)
from loaders.structure.draft import Draft, Grid
from loaders.structure.legacy import encoding_of_font, is_of_capitals, join_runs

_DEEPEST = 2000
_MOST_EDGES = 100

_Place = Literal["text", "fonts", "nowhere"]


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of an RTF file; DamagedFile if its groups are not all closed."""
    reader = _Reader()
    try:
        for token in tokens(data.decode("latin-1")):
            if reader.take(token):
                break
        else:
            raise ValueError("open groups")
    except ValueError as fault:
        raise DamagedFile(name=name) from fault
    return [to_draft(list(reader.flow()), name)]


@dataclass(frozen=True, slots=True)
class _State:
    """What a group is set to, and what its words are; ends with the group."""

    place: _Place = "text"
    skipped: int = 1
    font: int = 0
    capitals: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Column:
    """A part of the document that is written by itself: the text, or the text of a note or box."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    runs: list[tuple[str | None, str]] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)
    depth: int = 0


@dataclass(slots=True)
class _Font:
    name: str = ""
    charset: int = 0


class _Reader:
    """Takes tokens one by one, and has the text when the last group is closed."""

    def __init__(self) -> None:
        self._state = _State()
        self._outer: list[tuple[_State, _Column]] = []
        self._column = self._main = _Column()
        self._aside: list[_Column] = []
        self._fonts: dict[int, _Font] = {}
        self._starred = self._opened = False
        self._to_skip = 0
        self._edges: list[int] = []
        self._merges: list[tuple[bool, bool]] = []
        self._left, self._merge = 0, (False, False)
        self._page = USUAL_PAGE
        self._taken: Mapping[str, Callable[[str, int | None], None]] = {
            "word": self._word,
            "byte": self._byte,
            "symbol": self._symbol,
            "text": self._text,
        }

    def take(self, token: Token) -> bool:
        """Take the next token; says whether it closed the last group."""
        if token.kind == "brace":
            return self._open() if token.value == "{" else self._close()
        self._taken[token.kind](token.value, token.number)
        return False

    def flow(self) -> Iterator[str | Grid]:
        """The text and tables of all parts."""
        for column in (self._main, *self._aside):
            self._end(column)
            yield from in_tables(column.paragraphs)

    # --- groups ---------------------------------------------------------------------------------------------

    def _open(self) -> bool:
        self._flush()
        if len(self._outer) >= _DEEPEST:
            raise ValueError("too deep")
        self._outer.append((self._state, self._column))
        self._starred, self._opened, self._to_skip = False, True, 0
        return False

    def _close(self) -> bool:
        self._flush()
        if not self._outer:
            raise ValueError("closed twice")
        self._state, self._column = self._outer.pop()
        self._starred = self._opened = False
        self._to_skip = 0
        return not self._outer

    def _enter(self, word: str) -> bool:
        """Whether a word names what its group holds, and is thereby done with."""
        starred, self._starred = self._starred, False
        if word == "fonttbl":
            self._state = replace(self._state, place="fonts")
        elif word in NO_TEXT or (starred and word not in TEXT_AFTER_STAR):
            self._state = replace(self._state, place="nowhere")
        elif word in APART:
            self._state = replace(self._state, place="text")
            self._column = _Column()
            self._aside.append(self._column)
        elif word in TEXT_AFTER_STAR:
            self._state = replace(self._state, place="nowhere" if word == "shpinst" else "text")
        else:
            return False
        return True

    # --- words ----------------------------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        self._to_skip = 0
        if self._enter(word):
            return
        if self._state.place == "fonts":
            self._font_word(word, number)
        elif self._state.place == "text":
            self._text_word(word, number)

    def _font_word(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._state = replace(self._state, font=number)
            self._fonts[number] = _Font()
        elif word == "fcharset" and self._state.font in self._fonts:
            self._fonts[self._state.font].charset = number or 0

    def _text_word(self, word: str, number: int | None) -> None:
        if word in LETTERS:
            self._write(LETTERS[word])
        elif word in PARAGRAPH_ENDS:
            self._end_paragraph(self._column.depth)
        elif word in ("cell", "nestcell"):
            self._end_paragraph(1 if word == "cell" else 2, cell_end=True)
        elif word == "row":
            self._end_row()
        elif word in _SETTERS:
            self._state = _SETTERS[word](self._state, number)
        else:
            self._layout_word(word, number)

    def _layout_word(self, word: str, number: int | None) -> None:
        match word:
            case "pard":
                self._column.depth = 0
            case "intbl":
                self._column.depth = max(self._column.depth, 1)
            case "itap":
                self._column.depth = max(number or 0, 0)
            case "trowd":
                self._edges, self._merges, self._left, self._merge = [], [], 0, (False, False)
            case "trleft":
                self._left = number or 0
            case "clvmrg":
                self._merge = (True, self._merge[1])
            case "clmrg":
                self._merge = (self._merge[0], True)
            case "cellx":
                self._end_cell_rule(number or 0)
            case "ansicpg":
                self._page = f"cp{number}"

    def _end_cell_rule(self, edge: int) -> None:
        if len(self._edges) < _MOST_EDGES:
            self._edges.append(edge)
            self._merges.append(self._merge)
        self._merge = (False, False)

    # --- letters --------------------------------------------------------------------------------------------

    def _unicode(self, number: int) -> None:
        self._flush()
        if self._state.place == "text":
            self._write(chr(number % 0x10000))
        self._to_skip = self._state.skipped

    def _byte(self, value: str, _: int | None) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif self._state.place == "text":
            self._column.bytes_ += bytes.fromhex(value)

    def _symbol(self, value: str, _: int | None) -> None:
        if value == "*":
            self._starred = True
        elif self._to_skip:
            self._to_skip -= 1
        elif value in "\r\n" and self._state.place == "text":
            self._end_paragraph(self._column.depth)
        elif value in SYMBOLS and self._state.place == "text":
            self._column.bytes_ += SYMBOLS[value].encode("latin-1")

    def _text(self, value: str, _: int | None) -> None:
        skipped = min(self._to_skip, len(value))
        self._to_skip -= skipped
        value = value[skipped:]
        if self._state.place == "text":
            self._column.bytes_ += value.encode("latin-1")
        elif self._state.place == "fonts" and self._state.font in self._fonts:
            self._fonts[self._state.font].name += value.strip("; ")

    def _flush(self) -> None:
        """Write the letters that came as bytes, in the code page of their font."""
        if self._column.bytes_:
            raw, self._column.bytes_ = bytes(self._column.bytes_), bytearray()
            self._write(_decoded(raw, self._code_page()))

    def _code_page(self) -> str:
        font = self._fonts.get(self._state.font, _Font())
        if encoding_of_font(font.name):
            return USUAL_PAGE
        return CODE_PAGES.get(font.charset, self._page)

    def _write(self, text: str) -> None:
        if self._state.hidden:
            return
        font = self._fonts.get(self._state.font, _Font()).name
        encoding = encoding_of_font(font)
        if self._state.capitals or (encoding and is_of_capitals(font)):
            encoding, text = None, join_runs([(encoding, text)]).upper()
        self._column.runs.append((encoding, text))

    # --- paragraphs -----------------------------------------------------------------------------------------

    def _end_paragraph(self, depth: int, *, cell_end: bool = False) -> None:
        text = _whole(join_runs(self._column.runs))
        self._column.runs = []
        self._column.paragraphs.append(Paragraph(text, depth, cell_end))

    def _end_row(self) -> None:
        continues = [merge[0] for merge in self._merges]
        joined = [merge[1] for merge in self._merges]
        rule = RowRule([self._left, *self._edges], continues, joined)
        self._column.paragraphs.append(Paragraph("", 1, row=rule))
        self._column.runs = []

    def _end(self, column: _Column) -> None:
        if column.runs:
            self._column = column
            self._end_paragraph(column.depth)


def _on(number: int | None) -> bool:
    return number != 0


_SETTERS: Mapping[str, Callable[[_State, int | None], _State]] = {
    "f": lambda state, number: replace(state, font=number or 0),
    "uc": lambda state, number: replace(state, skipped=min(max(number or 0, 0), 9)),
    "caps": lambda state, number: replace(state, capitals=_on(number)),
    "v": lambda state, number: replace(state, hidden=_on(number)),
    "deleted": lambda state, number: replace(state, hidden=_on(number)),
    "plain": lambda state, _: replace(state, capitals=False, hidden=False),
}


def _decoded(raw: bytes, page: str) -> str:
    try:
        return raw.decode(page, "replace")
    except LookupError:
        return raw.decode(USUAL_PAGE, "replace")


def _whole(text: str) -> str:
    """The text with the two halves of far letters joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
