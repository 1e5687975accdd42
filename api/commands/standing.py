"""The questions on validity and succession: `validity`, `impact`, `agency`, `unresolved`."""

from typing import Annotated

import typer

from api.answers import agency_views, force_views
from api.clock import today
from api.commands.options import Day, Json, Lang, Store, Typed, read_day
from api.terminal import agency_tables, force_tables
from api.terminal.desk import desk
from graph.questions.agencies import agency as agency_of
from graph.questions.impact import impact as impact_of
from graph.questions.resolve import resolve
from graph.questions.validity import validity as validity_of

Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000)]
KnownAt = Annotated[str | None, typer.Option("--known-at", metavar="DATE")]


def validity(
    typed: Typed,
    moment: Day = None,
    known_at: KnownAt = None,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Whether a document is in force on a day, and by which sentences."""
    with desk(store, lang, as_json=as_json) as at:
        known = read_day(known_at, "--known-at")
        found = validity_of(at.store, resolve(at.store, typed), read_day(moment) or today(), known)
        view = force_views.validity_view(found, at.language)
        at.answer(view, lambda: force_tables.validity(view, at))


def impact(typed: Typed, store: Store = None, lang: Lang = None, as_json: Json = False) -> None:
    """What is touched if a document ends."""
    with desk(store, lang, as_json=as_json) as at:
        document = resolve(at.store, typed)
        found, stands = impact_of(at.store, document), validity_of(at.store, document, today())
        view = force_views.impact_view(found, stands, at.language)
        at.answer(view, lambda: force_tables.impact(view, at))


def agency(
    words: Annotated[list[str], typer.Argument(metavar="NAME...")],
    moment: Day = None,
    store: Store = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """What a body is, was and became, and what it leads and supports."""
    with desk(store, lang, as_json=as_json) as at:
        found = agency_of(at.store, " ".join(words), read_day(moment) or today())
        view = agency_views.agency_view(found, at.language)
        at.answer(view, lambda: agency_tables.agency(view, at))


def unresolved(limit: Limit = 100, store: Store = None, lang: Lang = None, as_json: Json = False) -> None:
    """What is bound to no document, and what to load next."""
    with desk(store, lang, as_json=as_json) as at:
        view = force_views.open_listing(at.store, at.language, limit=limit)
        at.answer(view, lambda: force_tables.open_series(view["items"], at))
