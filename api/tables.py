"""Answers as tables for people: dates dd/mm/yyyy, every relation with the sentence that proves it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api import shapes
from api.wording import say
from graph.messages import Language


def derived_tasks(found: Sequence[shapes.DerivedTask], language: Language) -> RenderableType:
    """Tasks by document and grade, and under them what proves that they derive."""
    if not found:
        return Text(say("none.derived", language))
    groups = groupby(found, key=lambda item: (item["document"]["id"], item["derivation"]["grade"]))
    return Group(*(_derived_group(list(items), language) for _, items in groups))


def _derived_group(items: Sequence[shapes.DerivedTask], language: Language) -> RenderableType:
    table = _table(
        ["task_id", "no", "task", "lead", "coordinating", "deadline", "grade"], language, wide="task"
    )
    table.title = plain(f"{called(items[0]['document'])} ({items[0]['document']['id']})")
    for item in items:
        task, derivation = item["task"], item["derivation"]
        table.add_row(
            plain(task["id"].removeprefix(f"{task['document']}:")),
            plain(task["no"]),
            plain(task["text"]),
            _lines(item["leads"]),
            _lines(item["coordinating"]),
            _deadline(task["deadline"]),
            _grade(derivation, language),
        )
    proofs = {_key(item["derivation"]["path"]): item["derivation"]["path"] for item in items}
    return Group(table, *(path(steps, language) for steps in proofs.values()), Text(""))


def tasks(found: Iterable[shapes.Task], language: Language) -> RenderableType:
    """Tasks as the document sets them."""
    table = _table(["task_id", "no", "task", "lead", "coordinating", "deadline"], language, wide="task")
    for task in found:
        table.add_row(
            plain(task["id"]),
            plain(task["no"]),
            plain(task["text"]),
            _lines(_of_role(task, "lead")),
            _lines(_of_role(task, "coordinating")),
            _deadline(task["deadline"]),
        )
    return table if table.row_count else Text(say("none.tasks", language))


def bases(found: Sequence[shapes.Basis], language: Language) -> RenderableType:
    """The documents that something rests on, strongest first, each with its path."""
    if not found:
        return Text(say("none.basis", language))
    return Group(*(_basis(item, language) for item in found))


def _basis(item: shapes.Basis, language: Language) -> RenderableType:
    head = Text.assemble(_bold(titled(item["document"])), "  ", plain(f"[{_in_words(item, language)}]"))
    return Group(head, path(item["path"], language))


def relatives(found: Sequence[shapes.Relative], language: Language) -> RenderableType:
    """The documents above or below, nearest first, each with its path."""
    if not found:
        return Text(say("none.lineage", language))
    return Group(*(_relative(item, language) for item in found))


def _relative(item: shapes.Relative, language: Language) -> RenderableType:
    distance = say("distance", language, count=item["distance"])
    head = Text.assemble(_bold(titled(item["document"])), "  ", f"[{distance}]")
    return Group(head, path(item["path"], language))


def path(steps: Iterable[shapes.Step], language: Language) -> RenderableType:
    """The steps upward, each with its sentence."""
    return Padding(Group(*(_step(step, language) for step in steps)), (0, 0, 0, 2))


def _step(step: shapes.Step, language: Language) -> RenderableType:
    evidence = step["evidence"]
    head = f"{step['source']} ─ {step['label']} → {step['target']}"
    place = say(
        "place" if evidence["section"] else "place.recitals",
        language,
        document=evidence["document"],
        section=evidence["section"],
        start=evidence["start"],
        end=evidence["end"],
    )
    secondary = f" ({say('secondary', language)})" if evidence["secondary"] else ""
    quote = Padding(plain(f"“{' '.join(evidence['text'].split())}”"), (0, 0, 0, 2))
    return Group(plain(head), quote, Padding(plain(f"{place}{secondary}"), (0, 0, 0, 2)))


def document(found: shapes.DocumentPage, language: Language) -> RenderableType:
    """A document's attributes, as offices list them."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for code, value in _attributes(found, language):
        if value:
            table.add_row(say(f"field.{code}", language), plain(value))
    return table


def _attributes(found: shapes.DocumentPage, language: Language) -> Iterable[tuple[str, str | None]]:
    yield "id", found["id"]
    yield "number", found["number"]
    yield "kind", found["kind_name"] or found["kind"]
    yield "issuer", found["issuer"]["name"] or found["issuer"]["id"]
    yield "issued_on", _day(found["issued_on"])
    yield "effective_on", _day(found["effective_on"])
    yield "title", found["title"]
    yield "signer", ", ".join(filter(None, (found["signer"], found["signer_post"])))
    yield "place", found["place"]
    yield "loaded", say("loaded.yes" if found["loaded"] else "loaded.no", language)
    yield "reported", say("secondary", language) if found["reported"] else None
    yield "tasks", str(found["task_count"])
    yield "cited_by", str(found["cited_by_count"])
    yield "sources", "\n".join(source["path"] for source in found["sources"])
    yield "scores", "\n".join(_score(score) for score in found["scores"])


def _score(score: shapes.Score) -> str:
    parts = (score["indicator"], score["place"], str(score["year"] or ""), score["raw"]["text"])
    return " ".join(filter(None, parts))


def hits(found: Iterable[shapes.Hit], language: Language) -> RenderableType:
    """What a search found, best first."""
    table = _table(["found", "ref", "title", "quote"], language, wide="quote")
    for hit in found:
        table.add_row(
            say(f"found.{hit['found']}", language),
            plain(hit["ref"]),
            plain(hit["title"]),
            plain(" ".join((hit["quote"] or "").split())),
        )
    return table if table.row_count else Text(say("none.hits", language))


def called(document: shapes.DocumentRef) -> str:
    """A document by number and title, or by what is known of it."""
    parts = (document["number"], document["title"])
    return " – ".join(filter(None, parts)) or document["id"]


def titled(document: shapes.Document) -> str:
    """A document by kind, number, title, and id."""
    kind = document["kind_name"] if document["number"] else None
    named = " ".join(filter(None, (kind, document["number"])))
    return " – ".join(filter(None, (named, document["title"]))) + f" ({document['id']})"


def plain(words: str | None) -> Text:
    """Words of a document as they are: no markup is read in them, nothing in them steers the terminal."""
    return Text("".join(c if c.isprintable() or c == "\n" else " " for c in words or ""))


def _bold(words: str) -> Text:
    text = plain(words)
    text.stylize("bold")
    return text


def _table(columns: Sequence[str], language: Language, *, wide: str) -> Table:
    table = Table(title_justify="left", title_style="bold", show_lines=True)
    for code in columns:
        table.add_column(say(f"column.{code}", language), overflow="fold", ratio=3 if code == wide else None)
    return table


def _of_role(task: shapes.Task, role: str) -> list[shapes.Named]:
    return [
        {"raw": part["raw"], "agency": part["agency"]} for part in task["assignments"] if part["role"] == role
    ]


def _lines(bodies: Iterable[shapes.Named]) -> Text:
    return plain("\n".join(body["raw"] for body in bodies))


def _deadline(deadline: shapes.Deadline | None) -> Text:
    if deadline is None:
        return Text("")
    end = _day(deadline["end"])
    due = deadline["raw"] if not end or end in deadline["raw"] else f"{deadline['raw']}\n({end})"
    return plain(due)


def _grade(derivation: shapes.Derivation, language: Language) -> Text:
    return plain(_in_words(derivation, language))


def _in_words(derivation: shapes.Derivation, language: Language) -> str:
    grade = say(f"grade.{derivation['grade']}", language)
    if derivation["shared_words"]:
        grade += ": " + "; ".join(f"“{words}”" for words in derivation["shared_words"])
    if derivation["distance"] > 1:
        grade += f" ({say('distance', language, count=derivation['distance'])})"
    return grade


def _key(steps: Iterable[shapes.Step]) -> tuple[tuple[str, str, int, int], ...]:
    return tuple(
        (step["source"], step["target"], step["evidence"]["start"], step["evidence"]["end"]) for step in steps
    )


def _day(iso: str | None) -> str | None:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else None
