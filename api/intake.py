"""Taking files in, as people see it: progress, a line for each document, and a report of what failed and why."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.console import complain, report, terminal
from api.wording import say
from graph.messages import Language, message
from graph.port import GraphStore
from loaders.ingest import Outcome, take, walk

RESULTS = ("added", "replaced", "unchanged", "skipped", "failed")


def summarise(outcomes: Iterable[Outcome], language: Language) -> None:
    """How many files came to what, and which failed and why, at the end where it is seen."""
    kept = list(outcomes)
    counts = {result: sum(outcome.result == result for outcome in kept) for result in RESULTS}
    for outcome in kept:
        if outcome.error is not None:
            text = outcome.error.explain(language)
            code = f"line.{outcome.result}"
            complain(say(code, language, name=outcome.path, code=outcome.error.code, text=text))
    complain(say("line.loaded", language, **counts))


def take_in(paths: Iterable[Path], store: GraphStore, language: Language) -> Iterator[Outcome]:
    """Load, telling of each file as soon as it is kept; a bar shows how far it is."""
    files = list(walk(paths))
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=terminal(sys.stderr),
        disable=not sys.stderr.isatty(),
        transient=True,
        redirect_stdout=False,
    )
    with bar:
        work = bar.add_task("", total=len(files))
        for outcome in take(files, store):
            _tell(outcome, language)
            bar.update(work, advance=1, description=outcome.path.name)
            yield outcome


def _tell(outcome: Outcome, language: Language) -> None:
    """One line for each document that a file gave, and what was noticed in reading it."""
    if outcome.error is not None:
        return
    for change in outcome.changes:
        result = say(f"result.{change.outcome}", language)
        report(say("line.kept", language, name=outcome.path, result=result, id=change.document))
    if not outcome.changes:
        report(say("line.there", language, name=outcome.path))
    for notice in outcome.warnings:
        text = message(notice.code, language, **dict(notice.facts))
        complain(say("line.warning", language, name=outcome.path, code=notice.code, text=text))
