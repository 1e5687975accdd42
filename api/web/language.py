"""In which language a request is answered: `?lang=`, else `Accept-Language`, else Vietnamese."""

import re
from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import HTTPConnection

from graph.messages import Language

# `vi`, `en-GB;q=0.7`; not `*`
_WISH = re.compile(r"(?P<language>vi|en)\b[^;,]*(?:;\s*q=(?P<weight>[0-9.]+))?", re.IGNORECASE)


def language_of(request: HTTPConnection) -> Language:
    """The language that the request asks for."""
    asked = request.query_params.get("lang")
    return _known(asked) if asked else _wished(request.headers.get("accept-language", ""))


def _wished(header: str) -> Language:
    wishes = [match for part in header.split(",") if (match := _WISH.match(part.strip()))]
    return _known(max(wishes, key=_weight)["language"]) if wishes else "vi"


def _weight(wish: re.Match[str]) -> float:
    try:
        return float(wish["weight"] or 1)
    except ValueError:
        return 0.0


def _known(name: str) -> Language:
    return "en" if name.lower() == "en" else "vi"


def _language(
    request: HTTPConnection,
    lang: Annotated[Language | None, Query()] = None,
) -> Language:
    return lang or language_of(request)


LanguageDep = Annotated[Language, Depends(_language)]
