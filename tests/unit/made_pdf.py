"""PDF files made for tests: text at places, ruling lines, pictures, and notes laid on a page, uncompressed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDE, HIGH = 595, 842
LEFT, RIGHT = 85, 539


Text = tuple[float, float, str]
Stroke = tuple[float, float, float, float]


@dataclass(frozen=True)
class Page:
    """A page to be made: text at places, lines, a picture over all of it, and notes laid on it.

    Text that is not `upright` is written from the foot of the page to its head.
    """

    texts: Sequence[Text] = field(default_factory=list)
    lines: Sequence[Stroke] = field(default_factory=list)
    picture: bool = False
    notes: Sequence[Text] = field(default_factory=list)
    upright: bool = True
    turn: int = 0


SIZE = 14
EM = 0.5 * SIZE


def shown(x: float, y: float, text: str, *, matrix: str = "1 0 0 1", glyphs: str = "") -> str:
    """Draw a text; its codes are those of its letters, or their places among `glyphs`."""
    codes = "".join(f"{glyphs.index(letter) + 3 if glyphs else ord(letter):04X}" for letter in text)
    return f"BT /F1 {SIZE} Tf {matrix} {x} {HIGH - y} Tm <{codes}> Tj ET\n"


def content(page: Page, glyphs: str) -> bytes:
    matrix = "1 0 0 1" if page.upright else "0 1 -1 0"
    parts = [shown(*text, matrix=matrix, glyphs=glyphs) for text in page.texts]
    parts += [f"{x0} {HIGH - y0} m {x1} {HIGH - y1} l S\n" for x0, y0, x1, y1 in page.lines]
    if page.picture:
        parts.append(f"q {WIDE} 0 0 {HIGH} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 7F> EI Q\n")
    return "".join(parts).encode("latin-1")


def stream(data: bytes, more: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more.encode(), data)


def to_unicode() -> bytes:
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [ranges[n : n + 100] for n in range(0, 256, 100)]
    body = "".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}endcmap end end"
    ).encode()


def make_pdf(pages: Sequence[Page], *, mapped: bool = True, trailer: str = "", repeat: int = 1) -> bytes:
    """A PDF of these pages, set in a font that is half as wide as high; its letters are told if `mapped`."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def add_note(x: float, y: float, text: str, resources: str) -> int:
        box = f"[{x - 2} {HIGH - y - 6} {x + EM * len(text) + 2} {HIGH - y + SIZE}]"
        form = f"/Type /XObject /Subtype /Form /BBox {box} /Resources {resources}"
        look = add(stream(shown(x, y, text).encode(), form))
        return add(f"<< /Type /Annot /Subtype /FreeText /F 4 /Rect {box} /AP << /N {look} 0 R >> >>".encode())

    cmap = add(stream(to_unicode()))
    described = add(
        b"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 500 800] /Ascent 800 /Descent -200"
        b" /ItalicAngle 0 /CapHeight 700 /StemV 80 >>"
    )
    inner = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 /FontDescriptor %d 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % described
    )
    told = b"/ToUnicode %d 0 R" % cmap if mapped else b""
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [%d 0 R] %s >>"
        % (inner, told)
    )
    resources = b"<< /Font << /F1 %d 0 R >> >>" % font
    letters = sorted({letter for page in pages for *_, text in page.texts for letter in text})
    glyphs = "" if mapped else "".join(letters)
    kids: list[int] = []
    for page in pages:
        body = add(stream(content(page, glyphs)))
        notes = [add_note(*note, resources.decode()) for note in page.notes]
        annotated = b"/Annots [%s]" % b" ".join(b"%d 0 R" % note for note in notes) if notes else b""
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Resources %s /Contents %d 0 R %s >>"
                % (WIDE, HIGH, page.turn, resources, body, annotated)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    listed = b" ".join(b"%d 0 R" % kid for kid in kids * repeat)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids) * repeat, listed)
    written = b"%PDF-1.7\n"
    places: list[int] = []
    for number, body_ in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body_)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(written)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def set_text(text: str, top: float, *, indent: float = 28) -> list[Text]:
    """A paragraph as a word processor sets it: first line set in, each line as full as may be."""
    lines: list[Text] = []
    words, line = text.split(), ""
    x = LEFT + indent
    for word in words:
        longer = f"{line} {word}".strip()
        if line and x + EM * len(longer) > RIGHT:
            lines.append((x, top + 20 * len(lines), line))
            line, x = word, LEFT
        else:
            line = longer
    return [*lines, (x, top + 20 * len(lines), line)]


def grid_lines(columns: Sequence[float], rows: Sequence[float]) -> list[Stroke]:
    level: list[Stroke] = [(columns[0], y, columns[-1], y) for y in rows]
    return level + [(x, rows[0], x, rows[-1]) for x in columns]


def make_misnaming_pdf(text: str, names: str, named: str = "") -> bytes:
    """A PDF of one line, set in a font that calls the letters `names` those of `named`, or blanks."""
    told = "".join(
        f"<{ord(letter):02X}> <{ord(letter):02X}> <{ord(name):04X}>\n"
        for letter, name in zip(names, named or " " * len(names), strict=True)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(names) + 1} beginbfrange\n<20> <7E> <0020>\n"
        f"{told}endbfrange\nendcmap end end"
    )
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] {fonts} /Contents 4 0 R >>".encode(),
        stream(f"BT /F1 {SIZE} Tf {LEFT} 700 Td ({text}) Tj ET".encode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        stream(cmap.encode()),
    ]
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, body) for n, body in enumerate(bodies, 1))
    return b"%PDF-1.7\n" + objects + b"trailer << /Root 1 0 R >>\n%%EOF"
