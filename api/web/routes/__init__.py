"""The routes of HTTP, a module for each noun; `ROUTERS` is the only list of them."""

from fastapi import APIRouter
from fastapi.routing import APIRoute

from api.web.routes import agencies, documents, force, graph, health, search, tasks, workload

ROUTERS: tuple[APIRouter, ...] = (
    force.router,
    documents.router,
    tasks.router,
    workload.router,
    agencies.router,
    search.router,
    graph.router,
)
"""Those below the base path."""

OPERATION: tuple[APIRouter, ...] = (health.router,)
"""Those at the root, for whoever runs the service."""


def methods_at(path: str) -> list[str]:
    """All methods that a path below the base takes, also where several routes share it."""
    routes = (route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute))
    return sorted(
        {method for route in routes if route.path_regex.match(path) for method in route.methods or ()}
    )
