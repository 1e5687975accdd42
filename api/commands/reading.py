"""What files say, without any store: `extract` and `text`."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api import views
from api.commands.options import Lang, Paths
from api.console import complain, write_exactly
from api.paths import expand
from api.settings import read_settings
from api.wording import say
from graph.errors import CancuError, UnknownFormat
from graph.messages import Language
from graph.model import Reading


class Form(StrEnum):
    """How extractions are written."""

    jsonl = "jsonl"


def extract(
    paths: Paths, form: Annotated[Form, typer.Option("--format")] = Form.jsonl, lang: Lang = None
) -> None:
    """Print what each document says: one line of JSON a document."""
    language = read_settings(language=lang).language
    failed = False
    for path, result in _readings(expand(paths)):
        if isinstance(result, CancuError):
            failed = _told(path, result, language) or failed
            continue
        for reading in result:
            view = views.extraction(reading, language)
            write_exactly(json.dumps(view, ensure_ascii=False) + "\n")
            for warning in view["warnings"]:
                complain(
                    say("line.warning", language, name=path, code=warning["code"], text=warning["message"])
                )
    if failed:
        raise typer.Exit(1)


def text(path: Annotated[str, typer.Argument(metavar="PATH")]) -> None:
    """Print the canonical text of a file, the one that offsets count in."""
    from loaders.extract import read_file

    for reading in read_file(Path(path)):
        write_exactly(reading.text)


def _readings(paths: Sequence[Path]) -> Iterator[tuple[Path, tuple[Reading, ...] | CancuError]]:
    from loaders.ingest import contents, read_or_fail, walk

    for path, named in walk(paths):
        for file, data in contents(path):
            try:
                yield file, data if isinstance(data, CancuError) else read_or_fail(file, data)
            except UnknownFormat as error:
                if named and file == path:
                    yield file, error
            except CancuError as error:
                yield file, error


def _told(path: Path, error: CancuError, language: Language) -> bool:
    complain(say("line.failed", language, name=path, code=error.code, text=error.explain(language)))
    return True
