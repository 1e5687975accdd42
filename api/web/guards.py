"""What stands before and behind every route: headers of safety, tags for revalidation, and the limits of uploads."""

import hashlib
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web.language import language_of
from api.web.problems import Refused, refusal
from graph.errors import CancuError

SAFETY = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_READING = ("GET", "HEAD", "OPTIONS")
_MIB = 1 << 20


class SafeHeaders:
    """Every answer forbids what our pages do not need: foreign scripts, frames, guesses of types."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, _adding(SAFETY, send) if scope["type"] == "http" else send)


class Revalidation:
    """Answers about the graph carry a tag of its version and the day; who has it is told that nothing changed."""

    def __init__(self, app: ASGIApp, prefix: str, version: Callable[[], str]) -> None:
        self._app = app
        self._prefix = prefix
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        tag = await self._tag(scope)
        if tag is None:
            await self._app(scope, receive, send)
        elif tag in Headers(scope=scope).get("if-none-match", ""):
            await _not_modified(tag, send)
        else:
            await self._app(scope, receive, _tagging(tag, send))

    async def _tag(self, scope: Scope) -> str | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._prefix):
            return None
        try:
            version = await run_in_threadpool(self._version)
        except CancuError:
            return None  # the route meets the same error and tells of it
        asked = f"{scope['path']}?{scope['query_string'].decode('latin-1')}#{language_of(Request(scope))}"
        return f'W/"{version}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


class UploadGuard:
    """Changes come from our own pages or from programs, never from another site, and are not over the limit."""

    def __init__(self, app: ASGIApp, mib: int) -> None:
        self._app = app
        self._mib = mib

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _READING:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        too_large = Refused(413, "upload_too_large", limit=self._mib)
        if _from_other_site(request):
            await refusal(request, Refused(403, "other_site"))(scope, receive, send)
        elif _told_length(request) > self._mib * _MIB:
            await refusal(request, too_large)(scope, receive, send)
        else:
            await self._app(scope, _limited(receive, self._mib * _MIB, too_large), send)


def _from_other_site(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _told_length(request: Request) -> int:
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _limited(receive: Receive, most: int, too_large: Refused) -> Receive:
    """For bodies that do not tell their length beforehand."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise too_large
        return message

    return counted


def _adding(headers: dict[str, str], send: Send, *, only: int | None = None) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and only in (None, message["status"]):
            MutableHeaders(scope=message).update(headers)
        await send(message)

    return sending


def _tagging(tag: str, send: Send) -> Send:
    return _adding({"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Language"}, send, only=200)


async def _not_modified(tag: str, send: Send) -> None:
    headers = [(b"etag", tag.encode()), (b"cache-control", b"no-cache"), (b"vary", b"Accept-Language")]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
