"""The questions: `show`, `basis`, `lineage`, `search`, `graph`; each is one function of the graph."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.answers import derivation_views, force_views, task_views, views
from api.answers.pages import page
from api.commands.options import Json, Lang, Store, Typed
from api.terminal import tables, task_tables
from api.terminal.console import complain
from api.terminal.desk import Desk, desk
from api.terminal.stopped import writing
from api.wording import say
from graph.identity import document_of_task
from graph.port import Direction
from graph.questions.basis import basis as basis_of
from graph.questions.lineage import lineage as lineage_of
from graph.questions.repeats import repeats
from graph.questions.resolve import is_task_id, known_document, resolve, resolve_either, resolve_task


def show(typed: Typed, store: Store = None, lang: Lang = None, as_json: Json = False) -> None:
    """What a document or a task is."""
    with desk(store, lang, as_json=as_json) as at:
        if is_task_id(typed):
            _show_task(typed, at)
            return
        identifier = resolve(at.store, typed)
        view = views.document_page(known_document(at.store, identifier), at.store.scores(identifier))
        at.answer(view, lambda: tables.document(view, at))


def _show_task(typed: str, at: Desk) -> None:
    found = resolve_task(at.store, typed)
    view = task_views.task_page(found, at.store.document(document_of_task(found.id)))
    others = [task_views.repeat(one) for one in repeats(at.store, found)]
    at.answer(view, lambda: task_tables.task(view, others, at))


def basis(typed: Typed, store: Store = None, lang: Lang = None, as_json: Json = False) -> None:
    """On what a task or a document rests, up to the law, and whether that is in force."""
    with desk(store, lang, as_json=as_json) as at:
        asked = resolve_either(at.store, typed)
        standings = force_views.standings(at.store, asked, at.language)
        found = basis_of(at.store, asked)
        view = page(found, partial(derivation_views.basis, standings=standings, language=at.language))
        at.answer(view, lambda: tables.bases(view["items"], at))


def lineage(
    typed: Typed,
    direction: Annotated[Direction, typer.Option("--direction")] = "up",
    depth: Annotated[int | None, typer.Option("--depth", min=1)] = None,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """What a document rests on, or what rests on it, however far."""
    with desk(store, lang, as_json=as_json) as at:
        found = lineage_of(at.store, resolve(at.store, typed), direction, depth)
        view = page(found, partial(derivation_views.relative, language=at.language))
        at.answer(view, lambda: tables.relatives(view["items"], at))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 20,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Find documents, tasks and passages, with or without diacritics."""
    with desk(store, lang, as_json=as_json) as at:
        found = at.store.search(" ".join(words), limit=limit)
        view = page(found, views.hit)
        at.answer(view, lambda: tables.hits(view["items"], at))


def graph(
    typed: Typed,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.html")],
    depth: Annotated[int, typer.Option("--depth", min=1, max=4)] = 2,
    store: Store = None,
    lang: Lang = None,
) -> None:
    """Draw the graph around a document or task into one page that opens without any network."""
    from api.answers.pictures import picture
    from visualize.page import to_html

    with desk(store, lang) as at:
        network = picture(at.store, typed, depth=depth, language=at.language)
        html = to_html(network, title=network.nodes[network.graph["focus"]]["label"], language=at.language)
    with writing(out):
        out.write_text(html, encoding="utf-8", newline="\n")
    complain(say("line.written", at.language, name=out))
