"""Taking files in: `load`."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Json, Lang, Store
from api.intake.paths import expand
from api.terminal.console import complain, report
from api.terminal.desk import Desk, desk, write_json
from api.wording import say

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH...")]
Curated = Annotated[bool, typer.Option("--curated")]
Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, max=256)]
Timeout = Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0.1)]
Memory = Annotated[int, typer.Option("--memory", metavar="MIB", min=256)]
Report = Annotated[Path | None, typer.Option("--report", metavar="FILE.csv")]

INTERRUPTED = 130


class NothingToLoad(typer.BadParameter):
    """Neither files nor the list are named."""


def load(
    context: typer.Context,
    paths: Paths = None,
    curated: Curated = False,
    jobs: Jobs = None,
    timeout: Timeout = 120,
    memory: Memory = 3072,
    report_to: Report = None,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Read files, folders and archives and take their documents in; what is there already is not read again."""
    if not paths and not curated:
        raise NothingToLoad("PATH... | --curated", ctx=context)
    failed = 0
    with desk(store, lang, as_json=as_json) as at:
        if curated:
            _take_curated(at)
        if paths:
            failed = _take_files(expand(paths), at, report_to, jobs, timeout, memory)
    if failed:
        raise typer.Exit(1)


def _take_curated(at: Desk) -> None:
    from loaders.curated.registers import take_curated

    for change in take_curated(at.store):
        result = say(f"result.{change.outcome}", at.language)
        line = say("line.kept", at.language, name="--curated", result=result, id=change.document)
        (complain if at.as_json else report)(line)


def _take_files(
    paths: list[Path], at: Desk, report_to: Path | None, jobs: int | None, timeout: float, memory: int
) -> int:
    """How many files failed; what was taken in is told also when it is interrupted."""
    from api.intake.onlooker import Onlooker, take_in, tell_counts
    from api.intake.report import report_file
    from loaders.isolation import Limits, cores

    onlooker = Onlooker(at.language, quiet=at.as_json)
    limits = Limits(timeout, memory)
    stopped = False
    try:
        with report_file(report_to, at.language) as write, onlooker:
            for outcome in take_in(paths, at.store, onlooker, jobs=jobs or cores(), limits=limits):
                write(outcome)
    except KeyboardInterrupt:
        stopped = True
    finally:
        tell_counts(onlooker.tally, at.language)
        if at.as_json:
            write_json(onlooker.tally.view(at.language))
    if stopped:
        complain(say("line.interrupted", at.language))
        raise typer.Exit(INTERRUPTED)
    return onlooker.tally.results["failed"]
