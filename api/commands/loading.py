"""Taking files in: `load`."""

from typing import Annotated

import typer

from api.commands.options import Lang, Store
from api.console import report
from api.desk import desk
from api.paths import expand
from api.wording import say

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH...")]
Curated = Annotated[bool, typer.Option("--curated")]


class NothingToLoad(typer.BadParameter):
    """Neither files nor the list are named."""


def load(
    context: typer.Context,
    paths: Paths = None,
    curated: Curated = False,
    store: Store = None,
    lang: Lang = None,
) -> None:
    """Read files and folders and take their documents in; what is there already is not read again."""
    from api.intake import summarise, take_in
    from loaders.registers import take_curated

    if not paths and not curated:
        raise NothingToLoad("PATH... | --curated", ctx=context)
    with desk(store, lang) as at:
        for change in take_curated(at.store) if curated else ():
            result = say(f"result.{change.outcome}", at.language)
            report(say("line.kept", at.language, name="--curated", result=result, id=change.document))
        outcomes = list(take_in(expand(paths or ()), at.store, at.language))
        if paths:
            summarise(outcomes, at.language)
    if any(outcome.result == "failed" for outcome in outcomes):
        raise typer.Exit(1)
