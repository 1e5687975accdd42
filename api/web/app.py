"""The HTTP door: routes, errors, headers, the explorer, the API's own description."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from fastapi import FastAPI

from api.clock import today
from api.release import version
from api.settings import Settings, read_settings
from api.web import problems, site
from api.web.graph import Graph
from api.web.guards import Revalidation, SafeHeaders, UploadGuard
from api.web.routes import OPERATION, ROUTERS, methods_at
from api.wording import say

BASE = "/api/v1"


class Application(FastAPI):
    """FastAPI whose description says in Vietnamese what each route answers, and what each parameter asks for."""

    def openapi(self) -> dict[str, Any]:
        """The description, with the words of the labels."""
        described = super().openapi()
        for methods in described["paths"].values():
            for operation in methods.values():
                operation["summary"] = say(f"route.{operation['operationId']}")
                for parameter in operation.get("parameters", ()):
                    parameter["description"] = say(f"parameter.{parameter['name']}")
        return described


def create_app(store_url: str | None = None, settings: Settings | None = None) -> FastAPI:
    """The application over the store at this URL, or over the one that the settings name; opened when first asked."""
    chosen = settings or read_settings(store_url)
    graph = Graph(replace(chosen, store=store_url or chosen.store))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        graph.close()

    app = Application(
        title=say("api.title"),
        description=say("api.description"),
        version=version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problems.documented(),
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.graph = graph
    app.add_middleware(UploadGuard, mib=chosen.upload_mib)
    app.add_middleware(
        Revalidation, prefix=BASE, version=lambda: f"{graph.store().version()}-{today():%Y%m%d}"
    )
    app.add_middleware(SafeHeaders)
    problems.install(app, lambda path: methods_at(path.removeprefix(BASE)))
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    for router in OPERATION:
        app.include_router(router)
    site.install(app)
    return app
