"""Taking files in: `load`."""

import typer

from api.commands.options import Lang, Paths, Store
from api.desk import desk
from api.paths import expand


def load(paths: Paths, store: Store = None, lang: Lang = None) -> None:
    """Read files and folders and take their documents in; what is there already is not read again."""
    from api.intake import summarise, take_in

    with desk(store, lang) as at:
        outcomes = list(take_in(expand(paths), at.store, at.language))
        summarise(outcomes, at.language)
    if any(outcome.result == "failed" for outcome in outcomes):
        raise typer.Exit(1)
