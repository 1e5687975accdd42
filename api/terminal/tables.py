"""Answers as tables for people: dates dd/mm/yyyy, every relation with the sentence that proves it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.answers import derivation_shapes, shapes, task_shapes
from api.terminal.console import plain
from api.terminal.desk import Desk
from api.terminal.proofs import distance_in_words, grade_in_words, path, proofs
from api.terminal.standing_words import day_in_words, over_in_words, standings_in_words
from api.terminal.succession_words import lead_in_words
from api.wording import say
from graph.messages import Language

TASK_COLUMNS: Mapping[str, int] = {
    "task_id": 0,
    "no": 0,
    "task": 9,
    "lead": 4,
    "coordinating": 5,
    "deadline": 0,
}
NARROW = 14
HIT_COLUMNS: Mapping[str, int] = {"found": 0, "ref": 3, "title": 4, "quote": 6}


def derived_tasks(found: Sequence[derivation_shapes.DerivedTask], desk: Desk) -> RenderableType:
    """Tasks by document and grade, and under them what proves that they derive."""
    if not found:
        return Text(say("none.derived", desk.language))
    shown: set[tuple[object, ...]] = set()
    groups = groupby(found, key=lambda item: (item["document"]["id"], item["derivation"]["grade"]))
    return Group(*(_derived_group(list(items), desk, shown) for _, items in groups))


def _derived_group(
    items: Sequence[derivation_shapes.DerivedTask], desk: Desk, shown: set[tuple[object, ...]]
) -> RenderableType:
    table = grid({**TASK_COLUMNS, "grade": 4}, desk)
    document = items[0]["document"]
    table.title = headline(document["id"], document["title"], desk)
    for item in items:
        grade = plain(grade_in_words(item["derivation"], desk))
        *cells, due = _task_cells(item["task"], item["task"]["id"].rpartition(":")[2], desk)
        table.add_row(*cells, with_period(due, item["period"], desk), grade)
    return Group(table, proofs([item["derivation"]["path"] for item in items], desk, shown), Text(""))


def tasks(found: Iterable[task_shapes.Task], desk: Desk) -> RenderableType:
    """Tasks as the document sets them."""
    table = grid(TASK_COLUMNS, desk)
    for task in found:
        table.add_row(*_task_cells(task, task["id"].rpartition(":")[2], desk))
        table.title = plain(desk.name(task["document"]) + f" ({task['document']})")
    return table if table.row_count else Text(say("none.tasks", desk.language))


def _task_cells(task: task_shapes.Task, identifier: str, desk: Desk) -> Iterable[Text]:
    yield plain(identifier)
    yield plain(task["no"])
    yield plain(task["text"])
    yield plain("\n".join(lead_in_words(lead, desk) for lead in task["leads"]))
    yield plain("\n".join(part["raw"] for part in task["assignments"] if part["role"] == "coordinating"))
    yield deadline(task["deadline"])


def bases(found: Sequence[derivation_shapes.Basis], desk: Desk) -> RenderableType:
    """The documents that something rests on, strongest first, each with its path and its validity."""
    if not found:
        return Text(say("none.basis", desk.language))
    return Group(*(part for item in found for part in _basis(item, desk)))


def _basis(item: derivation_shapes.Basis, desk: Desk) -> Iterable[RenderableType]:
    yield _with_path(item["document"], grade_in_words(item, desk), item["path"], desk)
    for told in standings_in_words(item["validity"], desk):
        yield Padding(plain(told), (0, 0, 0, 2))


def relatives(found: Sequence[derivation_shapes.Relative], desk: Desk) -> RenderableType:
    """The documents above or below, nearest first, each with its path."""
    if not found:
        return Text(say("none.lineage", desk.language))
    return Group(
        *(
            _with_path(item["document"], distance_in_words(item["distance"], desk), item["path"], desk)
            for item in found
        )
    )


def _with_path(
    document: shapes.Document, remark: str, steps: Sequence[derivation_shapes.Step], desk: Desk
) -> RenderableType:
    head = headline(document["id"], document["title"], desk)
    head.stylize("bold")
    return Group(Text.assemble(head, "  ", plain(f"[{remark}]")), path(steps, desk))


def headline(identifier: str, title: str | None, desk: Desk) -> Text:
    """A document by its name, title and id, each once."""
    name = desk.name(identifier)
    named = " – ".join(filter(None, (name if name != identifier else None, title)))
    return plain(f"{named} ({identifier})" if named else identifier)


def document(found: shapes.DocumentPage, desk: Desk) -> RenderableType:
    """A document's attributes, as offices list them."""
    return fields(_attributes(found, desk), desk)


def fields(values: Iterable[tuple[str, str | None]], desk: Desk) -> RenderableType:
    """What is known of one thing, field by field; `values` by the codes of the fields."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for code, value in values:
        if value:
            table.add_row(say(f"field.{code}", desk.language), plain(value))
    return table


def _attributes(found: shapes.DocumentPage, desk: Desk) -> Iterable[tuple[str, str | None]]:
    yield "id", found["id"]
    yield "number", found["number"]
    yield "kind", found["kind_name"] or found["kind"]
    yield "issuer", found["issuer"]["name"] or found["issuer"]["id"]
    yield "issued_on", day_in_words(found["issued_on"])
    yield "effective_on", day_in_words(found["effective_on"])
    yield "title", found["title"]
    yield "signer", ", ".join(filter(None, (found["signer"], found["signer_post"])))
    yield "place", found["place"]
    yield "loaded", say("loaded.yes" if found["loaded"] else "loaded.no", desk.language)
    yield "reported", say("secondary", desk.language) if found["reported"] else None
    yield "tasks", str(found["task_count"])
    yield "cited_by", str(found["cited_by_count"])
    yield "sources", "\n".join(_source(source, desk.language) for source in found["sources"])
    yield "scores", "\n".join(_score(score) for score in found["scores"])


def _source(source: shapes.Source, language: Language) -> str:
    if source["confidence"] == 1:
        return source["path"]
    told = say("source.recognised", language, confidence=f"{100 * source['confidence']:.0f}")
    return f"{source['path']} ({told})"


def _score(score: shapes.Score) -> str:
    parts = (score["indicator"], score["place"], str(score["year"] or ""), score["raw"]["text"])
    return " ".join(filter(None, parts))


def hits(found: Iterable[shapes.Hit], desk: Desk) -> RenderableType:
    """What a search found, best first."""
    table = grid(HIT_COLUMNS, desk)
    for hit in found:
        table.add_row(
            say(f"found.{hit['found']}", desk.language),
            plain(hit["ref"]),
            plain(_hit_title(hit, desk)),
            plain(" ".join((hit["quote"] or "").split())),
        )
    return table if table.row_count else Text(say("none.hits", desk.language))


def _hit_title(hit: shapes.Hit, desk: Desk) -> str:
    return f"{desk.name(hit['ref'])} – {hit['title']}" if hit["found"] == "document" else hit["title"]


def grid(columns: Mapping[str, int], desk: Desk) -> Table:
    """A table as wide as the window; a column of share 0 takes what its words need, up to `NARROW`."""
    table = Table(box=box.ROUNDED, show_lines=True, expand=True, title_justify="left", title_style="bold")
    for code, share in columns.items():
        heading = say(f"column.{code}", desk.language)
        table.add_column(heading, overflow="fold", ratio=share or None, max_width=None if share else NARROW)
    return table


def with_period(due: Text, period: task_shapes.Period | None, desk: Desk) -> Text:
    """A deadline, and under it that the plan's period is over where it is."""
    over = over_in_words(period, desk)
    return Text("\n").join(filter(None, (due, plain(over)))) if over else due


def deadline(deadline: task_shapes.Deadline | None) -> Text:
    """As written, and the last day where the words do not name it."""
    if deadline is None:
        return Text("")
    end = day_in_words(deadline["end"])
    return plain(f"{deadline['raw']}\n({end})" if end and end not in deadline["raw"] else deadline["raw"])
