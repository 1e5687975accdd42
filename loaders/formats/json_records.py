"""JSON: records of documents as dumps hold them, with the text, the page or the parts of each, and what is told of it.

What a key holds says `language/record-keys.tsv`. A list of records with text is several documents; a list of
records that are alike and hold no text is a table.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.errors import DamagedFile
from loaders.formats.flow import to_draft
from loaders.formats.html import flow_of
from loaders.formats.labels import keys_of, label_lines
from loaders.formats.plain import decode
from loaders.structure.draft import Draft, Grid, GridCell

Value = object
_DEEPEST = 60
_MOST_SPAN = 200
_FEW = 2
_MOST_OF = 2


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The documents of a JSON file called `name`."""
    value = _value(decode(data, name).text, name)
    if isinstance(value, list) and _are_documents(value):
        for record in value:
            yield to_draft(_record(record, name), name)
    else:
        yield to_draft(_record(value, name), name)


def _value(text: str, name: str) -> Value:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise DamagedFile(name=name) from fault


def _are_documents(values: Sequence[Value]) -> bool:
    return bool(values) and all(isinstance(value, dict) and _whole(value) for value in values)


def _whole(record: Mapping[str, Value]) -> tuple[str, str] | None:
    """The role and text of the field that holds the document: its page, else the longest text."""
    found = [
        (role == "html", len(value), role, value)
        for key, value in record.items()
        for role in ("html", "text")
        if isinstance(value, str) and value.strip() and key.lower() in keys_of(role)
    ]
    return max(found)[2:] if found else None


def _record(value: Value, name: str) -> Iterator[str | Grid]:
    """A record as paragraphs and tables: what is told of it first, where its text does not tell it."""
    whole = _whole(value) if isinstance(value, dict) else None
    if isinstance(value, dict) and whole is not None:
        role, text = whole
        flow = flow_of(text, name) if role == "html" else list(text.split("\n"))
        told = text if role == "text" else "\n".join(part for part in flow if isinstance(part, str))
    else:
        flow = list(_parts(value, 0))
        told = "\n".join(part for part in flow if isinstance(part, str))
    if isinstance(value, dict):
        fields = ((key, field) for key, field in value.items() if isinstance(field, str))
        yield from label_lines(fields, told)
    yield from flow


def _parts(value: Value, depth: int) -> Iterator[str | Grid]:
    """The texts of a nested record in order: headings, then text or parts."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, list):
        yield from _list(value, depth)
    elif isinstance(value, dict):
        yield from _members(value, depth)


def _list(values: Sequence[Value], depth: int) -> Iterator[str | Grid]:
    if _is_table(values):
        yield _table([value for value in values if isinstance(value, dict)])
        return
    for value in values:
        yield from _parts(value, depth + 1)


def _members(record: Mapping[str, Value], depth: int) -> Iterator[str | Grid]:
    """The members of a record: one line of its number and heading; a text only where no parts tell it again."""
    heading = ". ".join(_strings(record, "number", depth))
    titles = list(_strings(record, "heading", depth))
    yield from [f"{heading}. {titles[0]}", *titles[1:]] if heading and titles else [heading, *titles]
    rows = next((value for key, value in record.items() if key.lower() in keys_of("rows")), None)
    if isinstance(rows, list) and (grid := _grid(rows)) is not None:
        yield grid
        return
    parts = [value for value in record.values() if isinstance(value, list | dict) and value]
    if not parts:
        for text in _strings(record, "text", depth):
            yield from text.split("\n")
    for key, value in record.items():
        if isinstance(value, list | dict):
            if " " in key.strip():
                yield key
            yield from _parts(value, depth + 1)
        elif isinstance(value, str) and not _is_known(key) and _is_prose(value):
            yield from value.split("\n")


def _strings(record: Mapping[str, Value], role: str, depth: int) -> Iterator[str]:
    for key, value in record.items():
        is_label = depth == 0 and key.lower() in keys_of("label")
        if isinstance(value, str) and value.strip() and key.lower() in keys_of(role) and not is_label:
            yield value


def _is_known(key: str) -> bool:
    roles = ("label", "html", "text", "number", "heading", "beside")
    return any(key.lower() in keys_of(role) for role in roles)


def _is_prose(text: str) -> bool:
    """Whether a field that nothing is known of holds words: not a path, a date or a code."""
    return " " in text.strip() and any(letter.isalpha() for letter in text)


# --- tables -------------------------------------------------------------------------------------------------


def _is_table(values: Sequence[Value]) -> bool:
    """Whether these are records that share most of their fields, all of them plain values, and none a text."""
    records = [value for value in values if isinstance(value, dict)]
    if len(records) < _FEW or len(records) < len(values):
        return False
    names = _names(records)
    return len(names) > 1 and all(
        len(record) * _MOST_OF >= len(names)
        and _whole(record) is None
        and not any(isinstance(value, list | dict) for value in record.values())
        for record in records
    )


def _names(records: Iterable[Mapping[str, Value]]) -> list[str]:
    """The fields of all records, in the order in which they are met."""
    return list(dict.fromkeys(name for record in records for name in record))


def _table(records: Sequence[Mapping[str, Value]]) -> Grid:
    names = _names(records)
    rows = [names, *([_shown(record.get(name)) for name in names] for record in records)]
    return Grid(
        tuple(
            GridCell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)
        )
    )


def _shown(value: Value) -> str:
    return "" if value is None else str(value)


def _grid(rows: Iterable[Value]) -> Grid | None:
    """Rows of cells, each a text or a record with a text and what it spans; None where they are none."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        if not isinstance(row, list):
            return None
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            text, down, across = _cell(cell)
            taken.update((number + i, column + j) for i in range(down) for j in range(across))
            cells.append(GridCell(number, column, text, down, across))
            column += across
    return Grid(tuple(cells)) if cells else None


def _cell(value: Value) -> tuple[str, int, int]:
    if not isinstance(value, dict):
        return _shown(value), 1, 1
    text = next((field for key, field in value.items() if key.lower() in keys_of("text")), "")
    spans = (value.get("rowspan"), value.get("colspan"))
    down, across = (min(span, _MOST_SPAN) if isinstance(span, int) and span > 0 else 1 for span in spans)
    return _shown(text), down, across
