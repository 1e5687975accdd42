"""From one store into another: `copy`, and as files that a server imports: `export`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.commands.options import Lang, Store
from api.terminal.console import complain, report
from api.terminal.stopped import writing
from api.wording import say

Origin = Annotated[str, typer.Option("--from", metavar="URL")]
Goal = Annotated[str, typer.Option("--to", metavar="URL")]
Form = Annotated[Literal["neo4j-admin"], typer.Option("--to")]
Folder = Annotated[Path, typer.Argument(metavar="DIR")]


def copy(origin: Origin, goal: Goal, lang: Lang = None) -> None:
    """Take all that one store holds into another, of whatever engine; what is there already stays."""
    from api.settings import read_settings
    from api.wiring import open_graph
    from graph.stores import without_password
    from graph.stores.copying import copy as copied

    settings = [read_settings(url, lang) for url in (origin, goal)]
    with (
        open_graph(settings[0]) as source,
        open_graph(settings[1]) as current,
        open_graph(settings[1], reader="") as older,
    ):
        count = sum(copied(source, current, older))
    facts = {"count": count, "origin": without_password(origin), "goal": without_password(goal)}
    report(say("line.copied", settings[0].language, **facts))


def export(folder: Folder, form: Form, store: Store = None, lang: Lang = None) -> None:
    """Write all that a store holds into files that a new server imports at once, and print the command for it."""
    del form  # there is one so far
    from api.settings import read_settings
    from api.wiring import open_graph, present_reader
    from graph.stores.neo4j.export import export as exported

    settings = read_settings(store, lang)
    with writing(folder), open_graph(settings) as graph:
        written = exported(graph, folder.absolute(), reader=present_reader())
    complain(say("line.exported", settings.language, count=written.sources, folder=folder))
    report(" ".join(("neo4j-admin", *map(_quoted, written.command))))


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
