"""The graph around a document or task, placed and ready to be drawn."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answers.pictures import picture
from api.web.language import LanguageDep
from api.web.parameters import Kinds, StoreDep
from visualize.elements import to_elements
from visualize.layout import place

router = APIRouter(prefix="/graph", tags=["graph"])

FARTHEST = 4

Focus = Annotated[str, Query(max_length=200)]
Near = Annotated[int, Query(ge=1, le=FARTHEST)]
Wanted = Annotated[list[Kinds] | None, Query()]


@router.get("")
def read_graph(
    store: StoreDep, language: LanguageDep, focus: Focus, depth: Near = 2, kinds: Wanted = None
) -> dict[str, Any]:
    """Nodes with their places, edges with their sentences."""
    network = picture(store, focus, depth=depth, kinds=kinds, language=language)
    return to_elements(network, place(network), language=language)
