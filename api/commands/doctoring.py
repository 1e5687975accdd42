"""Whether everything is in order here: `doctor`."""

from typing import Annotated

import typer
from rich.table import Table

from api.commands.options import Json, Lang, Store
from api.findings import Finding
from api.settings import read_settings
from api.terminal.console import plain, terminal
from api.terminal.desk import write_json
from api.wording import say
from graph.messages import Language


def doctor(
    of_graph: Annotated[bool, typer.Option("--graph")] = False,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Examine the installation, the vocabulary and the store; with `--graph`, whether its edges can be."""
    from api.doctor import examine

    settings = read_settings(store, lang)
    findings = examine(settings, of_graph=of_graph)
    if as_json:
        write_json([{"part": found.part, "ok": found.ok, "detail": found.detail} for found in findings])
    else:
        terminal().print(_table(findings, settings.language))
    if not all(found.ok for found in findings):
        raise typer.Exit(1)


def _table(findings: list[Finding], language: Language) -> Table:
    table = Table(show_header=False, box=None)
    for found in findings:
        state = say("doctor.ok" if found.ok else "doctor.fault", language)
        table.add_row(state, say(f"doctor.{found.part}", language), plain(found.detail))
    return table
