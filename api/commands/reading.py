"""What files say, without any store: `extract` and `text`."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.answers import reading_views
from api.commands.loading import Memory, Timeout
from api.commands.options import Lang, Paths
from api.intake.paths import expand
from api.settings import read_settings
from api.terminal.console import complain, write_exactly
from api.wording import say
from graph.errors import CancuError, UnknownFormat
from graph.messages import Language
from graph.model import Reading

Unlimited = Annotated[bool, typer.Option("--no-limits")]
Result = tuple[Reading, ...] | CancuError


class Form(StrEnum):
    """How extractions are written."""

    jsonl = "jsonl"


def extract(
    paths: Paths,
    form: Annotated[Form, typer.Option("--format")] = Form.jsonl,
    timeout: Timeout = 120,
    memory: Memory = 3072,
    no_limits: Unlimited = False,
    lang: Lang = None,
) -> None:
    """Print what each document says: one line of JSON a document."""
    language = read_settings(language=lang).language
    failed = False
    for path, result in _readings(expand(paths), timeout, memory, limited=not no_limits):
        if isinstance(result, CancuError):
            failed = _told(path, result, language) or failed
            continue
        for reading in result:
            view = reading_views.extraction(reading, language)
            write_exactly(json.dumps(view, ensure_ascii=False) + "\n")
            for warning in view["warnings"]:
                complain(
                    say("line.warning", language, name=path, code=warning["code"], text=warning["message"])
                )
    if failed:
        raise typer.Exit(1)


def text(
    path: Annotated[str, typer.Argument(metavar="PATH")],
    timeout: Timeout = 120,
    memory: Memory = 3072,
    no_limits: Unlimited = False,
) -> None:
    """Print the canonical text of a file, the one that offsets count in."""
    for _, result in _readings([Path(path)], timeout, memory, limited=not no_limits):
        if isinstance(result, CancuError):
            raise result
        for reading in result:
            write_exactly(reading.text)


def _readings(
    paths: Sequence[Path], timeout: float, memory: int, *, limited: bool
) -> Iterator[tuple[Path, Result]]:
    """What the files say or why they are not read; what was only met in a folder and is never read is left out."""
    found = _within_limits(paths, timeout, memory) if limited else _without_limits(paths)
    for path, named, result in found:
        if named or not isinstance(result, UnknownFormat):
            yield path, result


def _within_limits(paths: Sequence[Path], timeout: float, memory: int) -> Iterator[tuple[Path, bool, Result]]:
    """Each file, whether it was named itself, and what came of it."""
    from loaders.bulk import read_all
    from loaders.ingest import walk
    from loaders.isolation import Limits

    for item, result in read_all(walk(paths), Limits(timeout, memory)):
        yield item.path, item.named, result


def _without_limits(paths: Sequence[Path]) -> Iterator[tuple[Path, bool, Result]]:
    """As `_within_limits`, in this very process."""
    from loaders.ingest import contents, read_or_fail, walk

    for path, named in walk(paths):
        for file, data in contents(path):
            try:
                result = data if isinstance(data, CancuError) else read_or_fail(file, data)
            except CancuError as error:
                result = error
            yield file, named and file == path, result


def _told(path: Path, error: CancuError, language: Language) -> bool:
    complain(say("line.failed", language, name=path, code=error.code, text=error.explain(language)))
    return True
