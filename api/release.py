"""Which release of the program this is."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

NAME = "cancu"


def version() -> str:
    """As `pyproject.toml` has it; `0` in a folder of source that was never installed."""
    try:
        return version_of(NAME)
    except PackageNotFoundError:
        return "0"
