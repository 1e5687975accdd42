"""Taking files in, as people see it: progress, a line for each document, and a report of what failed and why."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from rich.progress import BarColumn, Progress, TextColumn

from api.intake.tally import RESULTS, Tally
from api.terminal.console import complain, plain, report, terminal
from api.wording import say
from graph.messages import Language, message
from graph.port import GraphStore
from loaders.bulk import load_all, size_of
from loaders.ingest import walk
from loaders.isolation import Limits
from loaders.outcomes import Outcome

_SECONDS_BETWEEN_LINES = 10.0
_SHOWN_OF_NAME = 40


class Onlooker:
    """What a person sees while files are loaded: a bar on a terminal, else a line every few seconds."""

    def __init__(self, language: Language, *, quiet: bool) -> None:
        self.tally = Tally()
        self._language, self._quiet = language, quiet
        self._files = self._size = 0
        self._name = ""
        self._told = time.monotonic()
        self._on_terminal = sys.stderr.isatty()
        self._bar = Progress(
            BarColumn(bar_width=20),
            TextColumn("{task.description}", markup=False),
            console=terminal(sys.stderr),
            disable=not self._on_terminal,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._work = self._bar.add_task("", total=None)

    def __enter__(self) -> "Onlooker":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def meet(self, files: int, size: int) -> None:
        """So many more files and bytes are to be read."""
        self._files += files
        self._size += size

    def begin(self, name: str) -> None:
        """This file is being read."""
        self._name = name.replace("\\", "/").rpartition("/")[2][:_SHOWN_OF_NAME]
        self._show()

    def weigh(self, memory: int) -> None:
        """The largest of the processes that read took so many MiB."""
        self.tally.reader_memory = memory

    def tell(self, outcome: Outcome) -> None:
        """What became of a file: a line for each document that it gave, what was noticed, or what is wrong."""
        self.tally.count(outcome)
        if not self._quiet:
            for line in documents(outcome, self._language):
                self._line(line, is_answer=True)
        for line in remarks(outcome, self._language):
            self._line(line, is_answer=False)
        self._show()

    def _line(self, line: str, *, is_answer: bool) -> None:
        """A line in its stream; one that would fall into the bar goes above it."""
        if self._on_terminal and (not is_answer or sys.stdout.isatty()):
            self._bar.console.print(plain(line), soft_wrap=True)
        else:
            (report if is_answer else complain)(line)

    def _show(self) -> None:
        if self._on_terminal:
            done = min(self.tally.size, self._size)
            self._bar.update(
                self._work, completed=done, total=self._size, description=plain(self._how_far()).plain
            )
        elif time.monotonic() - self._told >= _SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            complain(self._how_far())

    def _how_far(self) -> str:
        tally = self.tally
        return say(
            "line.progress",
            self._language,
            done=tally.files,
            total=max(self._files, tally.files),
            rate=f"{tally.files / max(tally.seconds, 0.001):.1f}",
            failed=tally.results["failed"],
            left=self._left(),
            name=self._name,
        )

    def _left(self) -> str:
        """Minutes and seconds until the end, by what has been read and not by what was there; dots until then."""
        tally = self.tally
        if not tally.read:
            return "…"
        left = round(tally.seconds * max(0, self._size - tally.size) / tally.read)
        return f"{left // 60}:{left % 60:02}"


def take_in(
    paths: Iterable[Path], store: GraphStore, onlooker: Onlooker, *, jobs: int, limits: Limits
) -> Iterator[Outcome]:
    """Load, telling of each file as soon as it is kept."""
    asked = list(paths)
    for path, _ in walk(asked):
        onlooker.meet(1, size_of(path))
    for outcome in load_all(walk(asked), store, onlooker, jobs=jobs, limits=limits):
        onlooker.tell(outcome)
        yield outcome


def summarise(outcomes: Iterable[Outcome], language: Language) -> None:
    """How many files came to what, and which failed and why."""
    tally = Tally()
    for outcome in outcomes:
        tally.count(outcome)
        for line in remarks(outcome, language):
            complain(line)
    tell_counts(tally, language)


def tell_counts(tally: Tally, language: Language) -> None:
    """The end of a load: what came to what by format, why files were not read, and all of it in one line."""
    forms = sorted({form for form, _ in tally.forms})
    for form in forms if len(forms) > 1 else ():
        counts = {result: tally.forms[form, result] for result in RESULTS}
        complain(say("line.form", language, form=form, **counts))
    for (result, code), count in sorted(tally.reasons.items()):
        complain(say(f"line.reason.{result}", language, code=code, count=count))
    complain(say("line.loaded", language, **{result: tally.results[result] for result in RESULTS}))


def documents(outcome: Outcome, language: Language) -> Iterator[str]:
    """A line for each document that a file gave."""
    for change in outcome.changes:
        result = say(f"result.{change.outcome}", language)
        yield say("line.kept", language, name=outcome.path, result=result, id=change.document)
    if not outcome.changes and outcome.error is None:
        yield say("line.there", language, name=outcome.path)


def remarks(outcome: Outcome, language: Language) -> Iterator[str]:
    """What was noticed in reading a file, or why it was not read."""
    for notice in outcome.warnings:
        text = message(notice.code, language, **dict(notice.facts))
        yield say("line.warning", language, name=outcome.path, code=notice.code, text=text)
    if outcome.error is not None:
        text = outcome.error.explain(language)
        yield say(f"line.{outcome.result}", language, name=outcome.path, code=outcome.error.code, text=text)
