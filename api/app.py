"""The HTTP door: routes, errors, headers, the explorer, the API's own description."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from fastapi import FastAPI

from api import problems, site
from api.guards import Revalidation, SafeHeaders, UploadGuard
from api.release import version
from api.routes import OPERATION, ROUTERS, methods_at
from api.settings import Settings, read_settings
from api.wiring import Graph
from api.wording import say

BASE = "/api/v1"


def create_app(store_url: str | None = None, settings: Settings | None = None) -> FastAPI:
    """The application over the store at this URL, or over the one that the settings name; opened when first asked."""
    chosen = settings or read_settings(store_url)
    graph = Graph(replace(chosen, store=store_url or chosen.store))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        graph.close()

    app = FastAPI(
        title=say("api.title"),
        description=say("api.description"),
        version=version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problems.documented(),
    )
    app.state.graph = graph
    app.add_middleware(UploadGuard, mib=chosen.upload_mib)
    app.add_middleware(Revalidation, prefix=BASE, version=lambda: graph.store().version())
    app.add_middleware(SafeHeaders)
    problems.install(app, lambda path: methods_at(path.removeprefix(BASE)))
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    for router in OPERATION:
        app.include_router(router)
    site.install(app)
    return app
