"""The report of a load as CSV that Excel opens as it is: a line a file, written as soon as the file is done."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from api.intake.tally import form_of
from api.terminal.cells import harmless
from api.terminal.stopped import writing
from graph.messages import Language
from loaders.outcomes import Outcome

COLUMNS = ("path", "format", "result", "documents", "code", "message", "bytes")


class Write(Protocol):
    """What takes the outcomes down."""

    def __call__(self, outcome: Outcome) -> None:
        """One line."""
        ...


@contextmanager
def report_file(path: Path | None, language: Language) -> Iterator[Write]:
    """A report in a new file, or none. Raises Stopped where the file cannot be written."""
    if path is None:
        yield lambda outcome: None
        return
    with writing(path):
        file = path.open("w", buffering=1, encoding="utf-8-sig", newline="")
    with file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        yield lambda outcome: lines.writerow([*map(harmless, cells(outcome, language))])


def cells(outcome: Outcome, language: Language) -> tuple[str, ...]:
    """One line of the report."""
    error = outcome.error
    return (
        str(outcome.path),
        form_of(outcome),
        outcome.result,
        " ".join(change.document for change in outcome.changes),
        error.code if error else "",
        error.explain(language) if error else "",
        str(outcome.size),
    )
