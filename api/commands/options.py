"""The options that several commands share; their help stands in the labels, under `help.<name>`."""

from typing import Annotated

import typer

Store = Annotated[str | None, typer.Option("--store", metavar="URL")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="vi|en")]
Json = Annotated[bool, typer.Option("--json")]
Typed = Annotated[str, typer.Argument(metavar="ID")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...")]
Day = Annotated[str | None, typer.Option("--at", metavar="DATE")]
