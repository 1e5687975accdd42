"""The options that several commands share; their help stands in the labels, under `help.<name>`."""

from datetime import date
from typing import Annotated

import typer

from graph.errors import InvalidRequest

Store = Annotated[str | None, typer.Option("--store", metavar="URL")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="vi|en")]
Json = Annotated[bool, typer.Option("--json")]
Typed = Annotated[str, typer.Argument(metavar="ID")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...")]
Day = Annotated[str | None, typer.Option("--at", metavar="DATE")]


def read_day(typed: str | None, option: str = "--at") -> date | None:
    """The day of an option: `2021-03-31` or `31/3/2021`. Raises InvalidRequest."""
    if typed is None:
        return None
    parts = typed.split("/")
    try:
        return date(*map(int, reversed(parts))) if len(parts) == 3 else date.fromisoformat(typed)
    except (ValueError, OverflowError) as fault:
        raise InvalidRequest(name=option, value=typed, expected="31/12/2021, 2021-12-31") from fault
