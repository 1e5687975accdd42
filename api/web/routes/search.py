"""Search over documents, tasks and passages, with or without diacritics."""

from fastapi import APIRouter

from api.answers import shapes, views
from api.answers.pages import page
from api.web.parameters import Limit, SearchWords, StoreDep

router = APIRouter(prefix="/search", tags=["search"])

FIRST = 20


@router.get("")
def search(store: StoreDep, words: SearchWords, limit: Limit = FIRST) -> shapes.Listing[shapes.Hit]:
    """Best first; what is typed with diacritics is looked for with them first."""
    found = store.search(words, limit=limit)
    return page(found, views.hit)
