"""Errors as RFC 9457 problems, in the reader's language, with a stable code; the only table from error to status."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NotRequired

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from typing_extensions import TypedDict

from api.web.language import language_of
from api.wording import has_words, say
from graph import errors
from graph.messages import Language

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[errors.CancuError], int] = {
    errors.NotFound: 404,
    errors.AmbiguousDocument: 409,
    errors.FileTooLarge: 413,
    errors.UnknownFormat: 415,
    errors.UnreadableFile: 422,
    errors.InvalidRequest: 422,
    errors.StoreBusy: 503,
    errors.StoreUnreachable: 503,
    errors.CancuError: 500,
}
RETRY_AFTER = "5"
OF_STATUS = {404: "no_such_route", 405: "method_not_allowed"}


class Problem(TypedDict):
    """What went wrong: `code` is stable, `title` and `detail` are for people, `errors` name each parameter."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    errors: NotRequired[list[dict[str, str]]]


class Refused(HTTPException):
    """A request that the door itself refuses; `code` is one of `problem.` in the labels."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(status, code)
        self.code = code
        self.facts = facts


class TextNotLoaded(Refused):
    """The document is known, its text is not."""

    def __init__(self, asked: str) -> None:
        super().__init__(404, "text_not_loaded", asked=asked)


def problem_response(
    request: Request,
    status: int,
    code: str,
    detail: str,
    faults: Sequence[dict[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer that tells of a problem."""
    language = language_of(request)
    title = say(f"status.{status}" if has_words(f"status.{status}") else "status.400", language)
    body: Problem = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "instance": request.url.path,
    }
    if faults:
        body["errors"] = list(faults)
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)


def refusal(request: Request, refused: Refused) -> JSONResponse:
    """The answer of a door that does not let a request in."""
    detail = say(f"problem.{refused.code}", language_of(request), **refused.facts)
    return problem_response(request, refused.status_code, refused.code, detail)


def status_of(error: errors.CancuError) -> int:
    """The status of the nearest kind of error that has one; a cursor that leads nowhere is not found."""
    if error.facts.get("name") == "cursor":
        return 404
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def documented() -> dict[int | str, dict[str, Any]]:
    """How every route may fail, for the API's description."""
    content = {MEDIA_TYPE: {"schema": TypeAdapter(Problem).json_schema()}}
    return {
        "4XX": {"description": "Problem (RFC 9457)", "content": content},
        "5XX": {"description": "Problem (RFC 9457)", "content": content},
    }


def install(app: FastAPI, methods_at: Callable[[str], Sequence[str]]) -> None:
    """Answer every error with a problem; `methods_at` tells what a path takes instead."""
    app.state.methods_at = methods_at
    app.add_exception_handler(errors.CancuError, _told)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _told(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.CancuError)
    status = status_of(error)
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    return problem_response(request, status, error.code, error.explain(language_of(request)), headers=headers)


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return refusal(request, error)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(fault, language_of(request)) for fault in error.errors()]
    detail = " ".join(fault["detail"] for fault in faults)
    return problem_response(request, 422, errors.InvalidRequest.code, detail, faults)


def _fault(fault: Mapping[str, Any], language: Language) -> dict[str, str]:
    name = ".".join(str(part) for part in fault["loc"][1:]) or str(fault["loc"][0])
    code = f"invalid.{fault['type']}"
    expected = say(code if has_words(code) else "invalid.other", language, **fault.get("ctx", {}))
    value = fault["input"] if isinstance(fault["input"], str) else ""
    error = errors.InvalidRequest(name=name, value=value[:80], expected=expected)
    return {"name": name, "detail": error.explain(language)}


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = OF_STATUS.get(error.status_code, "bad_request")
    facts = {"path": request.url.path, "method": request.method}
    detail = say(f"problem.{code}", language_of(request), **facts)
    headers = {**(error.headers or {}), **_allowed(request, error.status_code)}
    return problem_response(request, error.status_code, code, detail, headers=headers)


def _allowed(request: Request, status: int) -> dict[str, str]:
    methods = request.app.state.methods_at(request.url.path) if status == 405 else ()
    return {"Allow": ", ".join(methods)} if methods else {}


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    # The outermost loop: what nobody foresaw is told without its trace; the server logs it with one.
    detail = say("problem.internal_error", language_of(request))
    return problem_response(request, 500, "internal_error", detail)
