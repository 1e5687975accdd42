"""Small documents for tests, drafted from their own words: places are found in the text, never counted by hand."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Self

from graph.identity import year
from graph.model import Citation, Document, Genre, Reading, Section, Source, Span, Task
from graph.port import GraphStore
from graph.stores import open_store


@dataclass
class Draft:
    """A document in the making."""

    id: str
    text: str
    title: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    genre: Genre = "directive"
    citations: list[Citation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def cites(self, words: str, target: str, **facts: Any) -> Self:
        """The first `words` mean `target`; the line they stand in proves it."""
        start = self.text.index(words)
        line = self.text.rfind("\n", 0, start) + 1
        end = (self.text + "\n").index("\n", start)
        evidence = Span(line, end, self.text[line:end])
        quote = Span(start, start + len(words), words)
        told = {"klass": "numbered", "relation": "legal_basis", "status": "resolved", **facts}
        self.citations.append(Citation(quote, told.pop("klass"), evidence, target=target, **told))
        return self

    def sets(self, words: str, *, origin: Any = "prose", **facts: Any) -> Self:
        """The first `words` are a task."""
        start = self.text.index(words)
        self.tasks.append(Task(f"{self.id}:t0", words, start, start + len(words), origin, **facts))
        return self

    def reading(self) -> Reading:
        """What the document says."""
        issued = self.issued_on or (date(year(self.id) or 1, 6, 30) if year(self.id) else None)
        return Reading(
            Source(sha256(self.id.encode()).hexdigest(), f"{self.id}.txt", "txt", genre=self.genre),
            Document(self.id, title=self.title, issued_on=issued, effective_on=self.effective_on),
            self.text,
            sections=tuple(self.sections),
            citations=tuple(self.citations),
            tasks=tuple(self.tasks),
        )


@contextmanager
def stored(*drafts: Draft) -> Generator[GraphStore, None, None]:
    """A store that holds these documents."""
    with open_store("sqlite://") as store:
        for draft in drafts:
            store.add([draft.reading()])
        yield store
