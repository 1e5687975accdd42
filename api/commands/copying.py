"""From one store into another: `copy`."""

from typing import Annotated

import typer

from api.commands.options import Lang
from api.console import report
from api.wording import say

Origin = Annotated[str, typer.Option("--from", metavar="URL")]
Goal = Annotated[str, typer.Option("--to", metavar="URL")]


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
