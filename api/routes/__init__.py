"""The routes of HTTP, a module for each noun; `ROUTERS` is the only list of them."""

from fastapi import APIRouter

from api.routes import documents, graph, health, search, tasks

ROUTERS: tuple[APIRouter, ...] = (documents.router, tasks.router, search.router, graph.router)
"""Those below the base path."""

OPERATION: tuple[APIRouter, ...] = (health.router,)
"""Those at the root, for whoever runs the service."""
