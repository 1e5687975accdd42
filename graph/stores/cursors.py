"""Where a list goes on: opaque to whoever asks, and bound to the question that it was given for."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from graph.errors import InvalidRequest

LARGEST_PAGE = 10_000
Key = Sequence[str | int | float]


def page_size(limit: int) -> int:
    """The limit, if it is one; InvalidRequest if not."""
    if not 0 < limit <= LARGEST_PAGE:
        raise InvalidRequest(name="limit", value=limit, expected=f"1-{LARGEST_PAGE}")
    return limit


def to_cursor(question: object, key: Key) -> str:
    """A cursor for what comes after `key` in the list that answers `question`, known by its `repr`."""
    packed = json.dumps([_mark(question), *key], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_cursor(cursor: str, question: object, shape: Sequence[type]) -> list[str | int | float]:
    """The key in a cursor; InvalidRequest if it was not given for this question."""
    key: list[str | int | float] = []
    try:
        packed = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        mark, *key = json.loads(packed)
        fits = mark == _mark(question) and [type(part) for part in key] == [*shape]
    except (ValueError, TypeError, RecursionError, binascii.Error):
        fits = False
    if not fits:
        raise InvalidRequest(name="cursor", value=cursor, expected="next")
    return key


def _mark(question: object) -> str:
    return hashlib.sha256(repr(question).encode(errors="replace")).hexdigest()[:8]
