"""The text of a document as paragraphs and tables: insertions kept, deletions left out, numbers written out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from loaders.formats.ruling import RuledCell, to_grid
from loaders.formats.wordxml.lists import ListNumbers
from loaders.formats.wordxml.names import child, is_on, local, number, value, w
from loaders.formats.wordxml.styles import Look, Styles, font_of, look_of
from loaders.structure.draft import Grid
from loaders.structure.legacy import encoding_of_font, is_of_capitals, join_runs

_MATHS_RUN = "{http://schemas.openxmlformats.org/officeDocument/2006/math}r"
_COLUMN = 1000
_WIDEST = 200

# What is not part of the text as it stands: deleted, moved away, properties, what belongs to fields and notes.
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "trPr", "tcPr"}
)
# A soft hyphen is dropped with others that are not seen; in the fonts of TCVN3 it was the letter ư.
_AS_WRITTEN = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
}
_APART = frozenset({"separator", "continuationSeparator", "continuationNotice"})

_Run = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is written: how many columns stand before its first cell, and the cells."""

    before: int
    cells: Sequence[etree._Element]


class Story:
    """The text of a document's parts, in the order in which they are asked for."""

    def __init__(self, styles: Styles, numbers: ListNumbers) -> None:
        self._styles, self._numbers = styles, numbers

    def notes(self, root: etree._Element | None) -> Iterator[str | Grid]:
        """The text of the notes of a part, without the lines that part them from the page."""
        for note in root if root is not None else ():
            if note.get(w("type")) not in _APART:
                yield from self.blocks(note)

    def blocks(self, parent: etree._Element) -> Iterator[str | Grid]:
        """The paragraphs and tables of an element, in order; what stands in a box after the paragraph that holds it."""
        held = ""
        for element in _content(parent, ("p", "tbl")):
            if local(element) == "tbl":
                yield from self._table(element)
                continue
            boxes: list[etree._Element] = []
            text = held + self._paragraph(element, boxes)
            held = text if _runs_on(element) else ""
            if not held:
                yield text
            for box in boxes:
                yield from self.blocks(box)
        if held:
            yield held

    def _paragraph(self, element: etree._Element, boxes: list[etree._Element]) -> str:
        own = look_of(element)
        style = self._styles.look(value(element, "pPr/pStyle") or self._styles.usual)
        text = join_runs(self._runs(element, style, boxes))
        label = "" if _runs_on(element) else self._label(Look(own.list_id, own.list_level).over(style))
        return f"{label} {text}".rstrip() if label else text

    def _label(self, look: Look) -> str:
        if look.list_id in (None, "0"):
            return ""
        return self._numbers.label(look.list_id or "", look.list_level or 0)

    def _runs(self, parent: etree._Element, style: Look, boxes: list[etree._Element]) -> Iterator[_Run]:
        for element in parent:
            name = local(element)
            if name == "AlternateContent":
                yield from self._runs(_chosen(element), style, boxes)
            elif name == "txbxContent":
                boxes.append(element)
            elif element.tag in (w("r"), _MATHS_RUN):
                yield from self._run(element, style, boxes)
            elif name and name not in _LEFT_OUT:
                yield from self._runs(element, style, boxes)

    def _run(self, element: etree._Element, style: Look, boxes: list[etree._Element]) -> Iterator[_Run]:
        properties = child(element, "rPr")
        if is_on(properties, "vanish"):
            return
        font, capitals = style.font, style.capitals
        if properties is not None:
            look = Look(font=font_of(properties), capitals=look_of(element).capitals)
            look = look.over(self._styles.of_characters(value(properties, "rStyle")).over(style))
            font, capitals = look.font, look.capitals
        encoding = encoding_of_font(font or "")
        text = "".join(self._letters(element, style, boxes))
        if capitals or (encoding and is_of_capitals(font or "")):
            yield None, join_runs([(encoding, text)]).upper()
        else:
            yield encoding, text

    def _letters(self, run: etree._Element, style: Look, boxes: list[etree._Element]) -> Iterator[str]:
        for element in run:
            name = local(element)
            if name == "t":
                yield element.text or ""
            elif name in _AS_WRITTEN:
                yield _AS_WRITTEN[name]
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                part = _chosen(element) if name == "AlternateContent" else element
                for _ in self._runs(part, style, boxes):
                    pass  # only for the boxes: other text in a drawing is part of a picture

    # --- tables ---------------------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> Iterator[str | Grid]:
        """A table as a grid; one of a single column is a frame around what it holds."""
        rows = [_row(row) for row in _content(table, ("tr",)) if child(row, "trPr/del") is None]
        if all(len(row.cells) <= 1 for row in rows):
            for row in rows:
                for cell in row.cells:
                    yield from self.blocks(cell)
        else:
            yield to_grid([list(self._cells(row)) for row in rows])

    def _cells(self, row: _Row) -> Iterator[RuledCell]:
        column = row.before
        held: RuledCell | None = None
        for cell in row.cells:
            properties = child(cell, "tcPr")
            span = _columns(value(properties, "gridSpan"), 1)
            text = _cell_text(self.blocks(cell))
            left, right = column * _COLUMN, (column + span) * _COLUMN
            column += span
            if held is not None and _goes_on(properties, "hMerge"):
                held = RuledCell(held.text, held.left, right, held.continues)
                continue
            if held is not None:
                yield held
            held = RuledCell(text, left, right, _goes_on(properties, "vMerge"))
        if held is not None:
            yield held


def _content(parent: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """The wanted elements directly in the parent, or in what only wraps them: controls, insertions, choices."""
    for element in parent:
        name = local(element)
        if element.tag in map(w, wanted):
            yield element
        elif name == "AlternateContent":
            yield from _content(_chosen(element), wanted)
        elif name and name not in _LEFT_OUT and name not in ("p", "tbl", "tr", "tc"):
            yield from _content(element, wanted)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The first of the alternatives: the others say the same for older programs."""
    return next((choice for choice in alternatives if local(choice) in ("Choice", "Fallback")), alternatives)


def _runs_on(paragraph: etree._Element) -> bool:
    """Whether the paragraph's end is deleted, so that the next goes on with it."""
    mark = child(paragraph, "pPr/rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _row(row: etree._Element) -> _Row:
    before = _columns(value(row, "trPr/gridBefore"), 0)
    return _Row(before, list(_content(row, ("tc",))))


def _columns(text: str | None, missing: int) -> int:
    return min(max(number(text, missing), missing), _WIDEST)


def _goes_on(properties: etree._Element | None, merge: str) -> bool:
    found = child(properties, merge)
    return found is not None and found.get(w("val")) != "restart"


def _cell_text(blocks: Iterable[str | Grid]) -> str:
    return "\n".join(block if isinstance(block, str) else _flat(block) for block in blocks).strip()


def _flat(grid: Grid) -> str:
    """An inner table as lines."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join(" | ".join(filter(None, cells)) for cells in rows.values())
