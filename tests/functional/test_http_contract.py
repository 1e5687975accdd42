"""The API keeps what its own description promises, tried with values that the description gives rise to."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.web.app import create_app

PATHS = create_app("sqlite://").openapi()["paths"]
OPERATIONS = [(method.upper(), path) for path, item in PATHS.items() for method in item]
ASKING = [(method, path) for method, path in OPERATIONS if PATHS[path][method.lower()].get("parameters")]
EXAMPLES = settings(max_examples=30, suppress_health_check=list(HealthCheck))


def cases(store: str, method: str, path: str, mode: GenerationMode) -> SearchStrategy[Any]:
    """Requests to an application over the store, made from its description."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(store))
    return schema[path][method].as_strategy(generation_mode=mode)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_what_fits_the_description_is_answered_as_described(
    loaded: str, tmp_path_factory: pytest.TempPathFactory, method: str, path: str
) -> None:
    changes = method != "GET"
    store = f"sqlite:///{tmp_path_factory.mktemp('own').as_posix()}/own.sqlite" if changes else loaded
    # That any string is a file is all that a description can say; most of them cannot be read.
    but: list[schemathesis.CheckFunction] | None = [positive_data_acceptance] if changes else None

    @EXAMPLES
    @given(cases(store, method, path, GenerationMode.POSITIVE))
    def holds(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=but)

    holds()


@pytest.mark.parametrize(("method", "path"), ASKING)
def test_what_does_not_fit_the_description_is_refused_as_described(
    loaded: str, method: str, path: str
) -> None:
    @EXAMPLES
    @given(cases(loaded, method, path, GenerationMode.NEGATIVE))
    def holds(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    holds()
