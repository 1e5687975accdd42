"""Where a command's question is put: an open store, the language, and the form in which the answer is shown."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import RenderableType

from api.settings import read_settings
from api.terminal.console import terminal, write_exactly
from graph.messages import Language
from graph.port import GraphStore
from graph.vocabulary import kinds


@dataclass(frozen=True, slots=True)
class Desk:
    """A command's surroundings."""

    store: GraphStore
    language: Language
    as_json: bool

    def name(self, identifier: str) -> str:
        """What people call the document with this id: kind and number, a list's title, or its id."""
        node = self.store.document(identifier)
        if node is not None and node.document.genre == "register":
            return node.document.title or identifier
        if node is None or node.document.number is None:
            return identifier
        kind = kinds().get(node.document.kind or "")
        return f"{kind.name} {node.document.number}" if kind else node.document.number

    def answer(self, view: object, picture: Callable[[], RenderableType]) -> None:
        """Show the answer: the JSON of HTTP, or a picture of it for people."""
        if self.as_json:
            write_json(view)
        else:
            terminal().print(picture())


@contextmanager
def desk(store: str | None, language: str | None, *, as_json: bool = False) -> Iterator[Desk]:
    """A desk over the store that the options or the environment name, closed at the end."""
    from api.wiring import open_graph

    settings = read_settings(store, language)
    with open_graph(settings) as graph:
        yield Desk(graph, settings.language, as_json)


def write_json(view: object) -> None:
    """JSON for people and programs, on standard output."""
    write_exactly(json.dumps(view, ensure_ascii=False, indent=2) + "\n")
