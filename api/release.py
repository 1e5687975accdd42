"""Which release of the program this is."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from importlib.util import find_spec

NAME = "cancu"


def version() -> str:
    """As `pyproject.toml` has it; `0` in a folder of source that was never installed."""
    try:
        return version_of(NAME)
    except PackageNotFoundError:
        return "0"


def is_compiled() -> bool:
    """Whether the readers run compiled, and not from their source (decision 0017)."""
    spec = find_spec("loaders.language.patterns")
    return spec is not None and not (spec.origin or "").endswith(".py")
