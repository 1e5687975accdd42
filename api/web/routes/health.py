"""Whether the service runs, and whether it can answer."""

from fastapi import APIRouter

from api.answers import shapes
from api.release import version
from api.web.parameters import StoreDep

router = APIRouter(tags=["operation"])


@router.get("/healthz")
def live() -> dict[str, str]:
    """The process runs."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(store: StoreDep) -> shapes.Health:
    """The store answers; how much it holds."""
    return {"status": "ok", "version": version(), "counts": store.counts()}
