"""The parameters of routes, by name, so that a route's signature reads as a sentence."""

import re
from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from api.web.counting import Counts
from api.web.graph import Graph
from graph.port import GraphStore
from graph.questions.path import Grade
from graph.questions.resolve import resolve

PAGE = 50
LONGEST_PAGE = 500
DEEPEST = 20

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Kinds = Literal["document", "task", "agency"]


def _store(request: Request) -> GraphStore:
    graph: Graph = request.app.state.graph
    return graph.store()


def _counts(request: Request) -> Counts:
    graph: Graph = request.app.state.graph
    return graph.counts


def _iso(day: object) -> object:
    """Only `2021-03-31`: a number that could be a time stamp is no date."""
    if isinstance(day, str) and not _ISO_DAY.fullmatch(day):
        raise PydanticCustomError("date_parsing", "not a date")
    return day


StoreDep = Annotated[GraphStore, Depends(_store)]
CountsDep = Annotated[Counts, Depends(_counts)]

Typed = Annotated[str, Path(alias="id", max_length=200)]


def _document(typed: Typed, store: StoreDep) -> str:
    return resolve(store, typed)


DocumentId = Annotated[str, Depends(_document)]
TaskId = Annotated[str, Path(alias="id", max_length=200)]

Words = Annotated[str | None, Query(max_length=500)]
SearchWords = Annotated[str, Query(alias="q", min_length=1, max_length=500)]
Short = Annotated[str | None, Query(max_length=200)]
Year = Annotated[int | None, Query(ge=1900, le=2200)]
Day = Annotated[date | None, BeforeValidator(_iso), Query()]
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
Cursor = Annotated[str | None, Query(max_length=1000)]
Offset = Annotated[int, Query(ge=0, le=10**9)]
Depth = Annotated[int | None, Query(ge=1, le=DEEPEST)]
RoleWanted = Annotated[Literal["lead", "coordinating"] | None, Query()]
GradeWanted = Annotated[Grade | None, Query()]
