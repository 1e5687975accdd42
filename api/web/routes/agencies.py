"""Bodies: what they are, were and became, and what they lead and support."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from api.answers import agency_shapes, agency_views, shapes
from api.answers.pages import page
from api.clock import today
from api.web.language import LanguageDep
from api.web.parameters import PAGE, Day, Limit, Offset, RoleWanted, SearchWords, StoreDep
from graph.questions import agencies

router = APIRouter(prefix="/agencies", tags=["agencies"])

Typed = Annotated[str, Path(alias="id", max_length=200)]


def _answer(typed: Typed, store: StoreDep, at: Day = None) -> agencies.AgencyAnswer:
    return agencies.agency(store, typed, at or today())


Answer = Annotated[agencies.AgencyAnswer, Depends(_answer)]


@router.get("")
def find_agencies(
    store: StoreDep, words: SearchWords, limit: Limit = PAGE, after: Offset = 0
) -> shapes.Listing[agency_shapes.AgencyEntry]:
    """Bodies by id or name; those of one type in every province of the store."""
    found = agencies.find_agencies(store, words)
    return page(found, agency_views.agency_entry, limit=limit, offset=after)


@router.get("/{id:path}/tasks")
def read_agency_tasks(
    found: Answer, role: RoleWanted = None, limit: Limit = PAGE, after: Offset = 0
) -> shapes.Listing[agency_shapes.AgencyTask]:
    """What the body leads and supports, as written and as passed on to it."""
    wanted = [one for one in found.tasks if role in (None, one.role)]
    return page(wanted, lambda one: agency_views.agency_task(one, found.at), limit=limit, offset=after)


@router.get("/{id:path}")
def read_agency(
    found: Answer, language: LanguageDep, limit: Limit = PAGE, after: Offset = 0
) -> agency_shapes.Agency:
    """What the body is, was and became, with the documents that made it so, and its tasks."""
    return agency_views.agency_view(found, language, limit=limit, offset=after)
