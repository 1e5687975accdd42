"""Markdown: headings, paragraphs, lists and pipe tables, without the marks; front matter told as labelled lines.

Only what people and converters write in documents is known; anything else stays as it is written.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.formats.flow import to_draft
from loaders.formats.html import flow_of
from loaders.formats.labels import as_labels, label_lines
from loaders.formats.plain import decode
from loaders.structure.draft import Draft, Grid, GridCell
from loaders.structure.layout import layout_words

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?m)^([A-Za-z_]+):[ \t]*(\S.*)$")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?=\s|$)")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^(\s*)[*+-]\s+(?=\S)")
_DELIMITER = re.compile(r":?-+:?")
_HTML_BLOCK = re.compile(r"\s{0,3}<(table|div|p|ul|ol|center|section)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|sup|sub|font|a|p|center|small|div|mark|ins)\b[^<>]{0,300}>", re.IGNORECASE
)
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}\)")
_TARGET = re.compile(r"\s{0,3}\[[^\]\n]{1,300}\]:\s+\S")
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")
_CODE = re.compile(r"`([^`\n]+)`")
_STRONG = re.compile(r"(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1")
_UNDERLINED = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]+?)~~")
_MARK = re.compile(r"[*_`~<\[\\&]")
_LEFT_OVER = re.compile(r"^\*{1,3}(?=\w)|(?<=[\w.;:,])\*{1,3}$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~^$\"'-])")
_KEPT = "\ue000"
_MOST_COLUMNS = 100


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of a Markdown file called `name`."""
    text = decode(data, name).text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    body = _without_comments(text[front.end() :] if front else text)
    flow = _once_blank(as_labels(part) for part in _flow(body.split("\n"), name))
    labels = label_lines(_fields(front[1]), body) if front else []
    return [to_draft([*labels, *flow], name)]


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _once_blank(flow: Iterable[str | Grid]) -> Iterator[str | Grid]:
    """The flow with no more than one blank line at a place."""
    blank = True
    for part in flow:
        is_blank = isinstance(part, str) and not part.strip()
        if not (is_blank and blank):
            yield part
        blank = is_blank


def _fields(front: str) -> Iterator[tuple[str, str]]:
    for match in _FIELD.finditer(front):
        yield match[1], match[2].strip().strip("\"'")


def _flow(lines: Sequence[str], name: str) -> Iterator[str | Grid]:
    at = 0
    while at < len(lines):
        if _opens_table(lines, at):
            end = next((n for n in range(at + 2, len(lines)) if "|" not in lines[n]), len(lines))
            yield _grid([lines[at], *lines[at + 2 : end]])
        elif _FENCE.match(lines[at]):
            end = next((n for n in range(at + 1, len(lines)) if _FENCE.match(lines[n])), len(lines)) + 1
            yield from lines[at + 1 : end - 1]
        elif _HTML_BLOCK.match(lines[at]):
            end = next((n for n in range(at + 1, len(lines)) if not lines[n].strip()), len(lines))
            yield from flow_of("\n".join(lines[at:end]), name)
        else:
            end = at + 2 if _is_torn(lines, at) else at + 1
            yield from _line(" ".join(lines[at:end]))
        at = end


def _is_torn(lines: Sequence[str], at: int) -> bool:
    """Whether a heading goes on in the next line, which begins small: `### Điều 3. ... Điều 5 Nghị`, `quyết số 254`."""
    after = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return _HEADING.match(lines[at]) is not None and after[:1].islower()


def _opens_table(lines: Sequence[str], at: int) -> bool:
    """Whether a row of heads stands here, the line of dashes under it."""
    if "|" not in lines[at] or at + 1 >= len(lines) or "|" not in lines[at + 1]:
        return False
    cells = lines[at + 1].strip().strip("|").split("|")
    return all(_DELIMITER.fullmatch(cell.strip()) for cell in cells)


def _is_rule(line: str) -> bool:
    signs = "".join(line.split())
    return (len(signs) >= 3 and len(set(signs)) == 1 and signs[0] in "-*_") or (
        signs != "" and set(signs) == {"="}
    )


def _line(line: str) -> Iterator[str]:
    """A line without its marks; a blank one stays, it parts paragraphs."""
    if _TARGET.match(line) or _is_rule(line):
        yield ""
        return
    line = _QUOTE.sub("", line, count=1)
    heading = _HEADING.match(line)
    if heading is not None:
        words = line[heading.end() :].strip()
        words = words.rstrip("#").rstrip() if words.rstrip("#").endswith((" ", "\t")) else words
        yield from ("", *_lines(words), "")
        return
    yield from _lines(_BULLET.sub(r"\1- ", line, count=1))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; the state's name beside an issuer's is a line of its own, as it was on paper."""
    for line in _plain(text).split("\n"):
        motto = next((words for words in layout_words("motto") if line.find(words) > 0), None)
        yield from (line,) if motto is None else (line[: line.find(motto)].rstrip(), line[line.find(motto) :])


def _plain(text: str) -> str:
    """Text without emphasis, links and entities; a line break that is written is one."""
    if not _MARK.search(text):
        return text
    text = _BREAK.sub("\n", text)
    text = _ESCAPED.sub(lambda match: f"{_KEPT}{ord(match[1]):02x}", text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _ADDRESS.sub(r"\1", _CODE.sub(r"\1", text))
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = _STRUCK.sub(r"\1", _UNDERLINED.sub(r"\2", text))
    text = _LEFT_OVER.sub("", html.unescape(_TAG.sub("", text)))
    return re.sub(rf"{_KEPT}([0-9a-f]{{2}})", lambda match: chr(int(match[1], 16)), text)


# --- tables -------------------------------------------------------------------------------------------------


def _grid(rows: Sequence[str]) -> Grid:
    cells: list[GridCell] = []
    for row, line in enumerate(rows):
        for column, text in enumerate(_cells(line)[:_MOST_COLUMNS]):
            cells.append(GridCell(row, column, _plain(text).strip()))
    return Grid(tuple(cells))


def _cells(line: str) -> list[str]:
    """The cells of a row; a bar after a backslash or inside code is none."""
    line = _CODE.sub(lambda match: match[0].replace("|", "\\|"), line.strip())
    line = line.removeprefix("|")
    line = line.removesuffix("|") if not line.endswith("\\|") else line
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)]
