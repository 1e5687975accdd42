"""The pages that people open: the explorer at `/`, the description of the API at `/docs`; all from our own files."""

import os
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles


class Pages(StaticFiles):
    """The files of a folder that is a package, its code left out."""

    def __init__(self, package: str, folder: str) -> None:
        self.place = str(files(package).joinpath(folder))
        super().__init__(directory=self.place, html=True, check_dir=False)

    async def check_config(self) -> None:
        """A folder that is missing gives 404, as a file does."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where the file is; nowhere, if it is code."""
        return ("", None) if "__" in path else super().lookup_path(path)


def install(app: FastAPI) -> None:
    """What is no route of the API is a file of the explorer."""
    guide = Pages("api.web", "docs")
    app.add_api_route("/docs", _page(guide), include_in_schema=False)
    app.mount("/docs", guide)
    app.router.default = Pages("visualize", "explorer")


def _page(guide: Pages) -> Callable[[], FileResponse]:
    def read_guide() -> FileResponse:
        return FileResponse(f"{guide.place}/index.html")

    return read_guide
