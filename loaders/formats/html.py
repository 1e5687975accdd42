"""HTML: the document on a page as paragraphs and tables, without scripts, menus and what else a portal adds."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from graph.errors import BinaryFile, DamagedFile, EmptyFile
from graph.vocabulary.tables import read_table
from loaders.formats.flow import to_draft
from loaders.formats.html_tables import CELLS, number_of, placed
from loaders.formats.labels import as_labels
from loaders.formats.numbering import roman
from loaders.formats.plain import as_written, legacy_encoding
from loaders.structure.draft import Draft, Grid, GridCell
from loaders.structure.layout import marker_of
from loaders.structure.legacy import encoding_of_font, join_runs, to_unicode

_DEEPEST = 200
_ENOUGH = 200
_SHARE = 0.4

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "canvas", "video"}
    | {"audio", "nav", "footer", "aside", "dialog", "menu", "button", "select", "option", "input", "textarea"}
    | {"datalist", "del"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
    }
    | {"figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "p"}
    | {"section", "summary", "td", "th", "tr"}
)
_ROWS = "tr"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*['\"]?([^'\";,]+)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_DOT = re.compile(r"^[·\uf0b7\uf0a7§](?=[\s\u00a0])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class PortalPart:
    """Where a portal puts the document, or what it adds to it."""

    portal: str
    role: str
    selector: str


@cache
def _selectors(role: str) -> tuple[str, ...]:
    rows = read_table("loaders.language", "portals.tsv", PortalPart)
    return tuple(row.selector for row in rows if row.role == role)


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of an HTML page called `name`."""
    return [to_draft(flow_of(decoded(data, name), name), name)]


def decoded(data: bytes, name: str) -> str:
    """The text of the page's bytes, by their mark, by what the page says of itself, or as UTF-8."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return as_written(data, name)
    told = _CHARSET.search(data[:4096])
    charset = told[1].decode("ascii") if told else "utf-8"
    for encoding in (charset, "utf-8"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" in text:
            raise BinaryFile(name=name)
        return text
    return as_written(data, name)


def flow_of(text: str, name: str) -> list[str | Grid]:
    """Paragraphs and tables of the document on a page, in reading order."""
    try:
        page = LexborHTMLParser(text)
        body = _document(page)
    except SelectolaxError as fault:
        raise DamagedFile(name=name) from fault
    if body is None:
        raise EmptyFile(name=name)
    walk = _Walk(name)
    walk.into(body, None, 0)
    walk.close()
    flow = [as_labels(part) for part in walk.flow]
    legacy = legacy_encoding("\n".join(part for part in flow if isinstance(part, str)))
    return [_in_unicode(part, legacy) for part in flow] if legacy else flow


def _in_unicode(part: str | Grid, encoding: str) -> str | Grid:
    if isinstance(part, str):
        return to_unicode(part, encoding)
    cells = (
        GridCell(cell.row, cell.column, to_unicode(cell.text, encoding), cell.row_span, cell.column_span)
        for cell in part.cells
    )
    return Grid(tuple(cells), part.pages)


def _document(page: LexborHTMLParser) -> LexborNode | None:
    """Where the document stands: a portal's place for it, the main part if it holds most of the text, or all."""
    for node in page.css(", ".join(_selectors("furniture"))):
        node.decompose()
    for selector in _selectors("document"):
        longest = _longest(page, selector)
        if longest is not None and _length(longest) >= _ENOUGH:
            return longest
    body = page.body or page.root
    if body is None:
        return None
    for selector in ("article", "main", "[role=main]"):
        longest = _longest(page, selector)
        if longest is not None and _length(longest) >= _SHARE * _length(body):
            return longest
    return body


def _longest(page: LexborHTMLParser, selector: str) -> LexborNode | None:
    return max(page.css(selector), key=_length, default=None)


def _length(node: LexborNode) -> int:
    return len(node.text(deep=True))


class _Walk:
    """The page being read: what is done, and the runs of the paragraph that is open, each with its font's encoding."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.flow: list[str | Grid] = []
        self.runs: list[tuple[str | None, str]] = []

    def close(self) -> None:
        """End the paragraph that is open."""
        text = _DOT.sub("•", _BLANK.sub(" ", join_runs(self.runs)).strip(" "))
        if text.strip():
            self.flow.append(text)
        self.runs = []

    def into(self, node: LexborNode, encoding: str | None, depth: int) -> None:
        """Read what is in a node; deeper than pages ever go, only its text."""
        if depth > _DEEPEST:
            self.runs.append((encoding, node.text(deep=True)))
            return
        for child in node.iter(include_text=True):
            if child.is_text_node:
                self.runs.append((encoding, child.text_content or ""))
            elif child.is_element_node and not _is_dropped(child):
                self._element(child, encoding, depth)

    def _element(self, node: LexborNode, encoding: str | None, depth: int) -> None:
        tag = node.tag
        if tag == "br":
            self.close()
        elif tag == "table":
            self.close()
            self._table(node, encoding, depth)
        elif tag == "pre":
            self.close()
            self.flow += [line for line in node.text(deep=True).splitlines() if line.strip()]
        elif tag in ("ol", "ul"):
            self.close()
            self._list(node, encoding, depth)
        elif tag in _BLOCKS:
            self.close()
            self.into(node, _encoding(node, encoding), depth + 1)
            self.close()
        else:
            if tag == "span" and _is_boxed(self.runs, node):
                self.runs.append((encoding, " "))
            self.into(node, _encoding(node, encoding), depth + 1)

    def _list(self, node: LexborNode, encoding: str | None, depth: int) -> None:
        """The items of a list, each with the number or dash that a browser shows."""
        at = number_of(node.attributes.get("start"), 1)
        kind = node.attributes.get("type") or "1"
        for item in node.iter():
            if item.tag != "li":
                self._element(item, encoding, depth + 1)
                continue
            at = number_of(item.attributes.get("value"), at)
            first = len(self.flow)
            self.into(item, _encoding(item, encoding), depth + 1)
            self.close()
            self._mark(first, _ordinal(at, kind) if node.tag == "ol" else "-")
            at += 1

    def _mark(self, first: int, mark: str) -> None:
        """Put an item's number or dash before its words, unless they bring one along."""
        text = self.flow[first] if first < len(self.flow) else None
        if isinstance(text, str) and not marker_of(text)[0]:
            self.flow[first] = f"{mark} {text}"

    def _table(self, node: LexborNode, encoding: str | None, depth: int) -> None:
        """A table as a grid; one that holds tables only sets things in place, and is read cell by cell."""
        rows = [row for row in node.css(_ROWS) if _owner(row) == node.mem_id]
        for caption in (part for part in node.iter() if part.tag == "caption"):
            self.into(caption, encoding, depth + 1)
            self.close()
        if any(inner.mem_id != node.mem_id for inner in node.css("table")):
            for cell in (cell for row in rows for cell in row.iter() if cell.tag in CELLS):
                self.into(cell, _encoding(cell, encoding), depth + 1)
                self.close()
            return
        cells = tuple(placed(rows, lambda cell: self._cell(cell, encoding, depth), self.name))
        if any(cell.text.strip() for cell in cells):
            self.flow.append(Grid(cells))

    def _cell(self, node: LexborNode, encoding: str | None, depth: int) -> str:
        inner = _Walk(self.name)
        inner.into(node, _encoding(node, encoding), depth + 1)
        inner.close()
        return "\n".join(part for part in inner.flow if isinstance(part, str))


# --- parts of a page ----------------------------------------------------------------------------------------


def _is_dropped(node: LexborNode) -> bool:
    attributes = node.attributes
    return (
        node.tag in _DROPPED
        or "hidden" in attributes
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def _is_boxed(runs: Sequence[tuple[str | None, str]], node: LexborNode) -> bool:
    """Whether a span follows without a blank, a capital after a small letter: a label and its value in boxes."""
    before = runs[-1][1] if runs else ""
    first = node.text(deep=True)[:1]
    return before[-1:].islower() and (first.isupper() or first.isdigit())


def _encoding(node: LexborNode, outer: str | None) -> str | None:
    """The encoding of the node's font, that of what it stands in if it names none."""
    attributes = node.attributes
    named = attributes.get("face") or ""
    if not named and (styled := _FONT.search(attributes.get("style") or "")):
        named = styled[1]
    return encoding_of_font(named.partition(",")[0]) if named else outer


def _owner(node: LexborNode) -> int:
    """Which table a row belongs to."""
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else 0


def _ordinal(at: int, kind: str) -> str:
    """The number of a list's item as a browser shows it: 1. a. A. i. I."""
    if kind in "aA" and 1 <= at <= len(_LETTERS):
        letter = _LETTERS[at - 1]
        return f"{letter.upper()}." if kind == "A" else f"{letter})"
    if kind in "iI":
        numeral = roman(at)
        return f"{numeral if kind == 'I' else numeral.lower()}."
    return f"{at}."
