"""Whether documents are in force, what hangs on them, and what is still open."""

from fastapi import APIRouter

from api.answers import force_shapes, force_views, shapes
from api.clock import today
from api.web.language import LanguageDep
from api.web.parameters import PAGE, Day, DocumentId, Limit, Offset, StoreDep
from graph.questions.impact import impact
from graph.questions.validity import validity

router = APIRouter(tags=["validity"])


@router.get("/documents/{id:path}/validity")
def read_validity(
    document: DocumentId, store: StoreDep, language: LanguageDep, at: Day = None, known_at: Day = None
) -> force_shapes.Validity:
    """Whether the document is in force on a day, today if none is given, by which sentences.

    With `known_at` by what texts issued by that day tell.
    """
    return force_views.validity_view(validity(store, document, at or today(), known_at), language)


@router.get("/documents/{id:path}/impact")
def read_impact(
    document: DocumentId, store: StoreDep, language: LanguageDep, limit: Limit = PAGE, after: Offset = 0
) -> force_shapes.Impact:
    """Tasks, plans and leading bodies that are touched if the document ends."""
    found, stands = impact(store, document), validity(store, document, today())
    return force_views.impact_view(found, stands, language, limit=limit, offset=after)


@router.get("/unresolved")
def find_unresolved(
    store: StoreDep, language: LanguageDep, limit: Limit = PAGE, after: Offset = 0
) -> shapes.Listing[force_shapes.OpenSeries]:
    """Citations that are bound to no document, by what one more text would heal."""
    return force_views.open_listing(store, language, limit=limit, skip=after)
