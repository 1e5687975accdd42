"""The parameters of routes, by name, so that a route's signature reads as a sentence."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request

from api.wiring import Graph
from graph.port import GraphStore
from graph.questions.path import Grade
from graph.questions.resolve import resolve

PAGE = 50
LONGEST_PAGE = 500
DEEPEST = 20

Kinds = Literal["document", "task", "agency"]


def _store(request: Request) -> GraphStore:
    graph: Graph = request.app.state.graph
    return graph.store()


StoreDep = Annotated[GraphStore, Depends(_store)]

Typed = Annotated[str, Path(alias="id", description="An id, or a number however it is typed", max_length=200)]


def _document(typed: Typed, store: StoreDep) -> str:
    return resolve(store, typed)


DocumentId = Annotated[str, Depends(_document)]
TaskId = Annotated[str, Path(alias="id", description="The id of a task", max_length=200)]

Words = Annotated[str | None, Query(max_length=500, description="With or without diacritics")]
SearchWords = Annotated[str, Query(alias="q", min_length=1, max_length=500)]
Short = Annotated[str | None, Query(max_length=200)]
Year = Annotated[int | None, Query(ge=1900, le=2200)]
Day = Annotated[date | None, Query()]
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
Cursor = Annotated[str | None, Query(max_length=1000, description="`next` of the page before")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="`next` of the page before")]
Depth = Annotated[int | None, Query(ge=1, le=DEEPEST)]
GradeWanted = Annotated[Grade | None, Query()]
