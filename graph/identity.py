"""Canonical ids: `<issuer>:<kind>:<number>:<year>`, lower-case ASCII (guide 1.4); tasks are `<document>:t<n>`.

`cp:nd:61:2018`, `tw:nq:18:2017`, `ubnd-t.bac-ninh:kh:584:2020`, `qh15:luat:72:2025`; year `?` where unknown. The
Constitution has no number: `qh:hp:2013`.
"""

import re

from graph.fold import fold

UNKNOWN_YEAR = "?"
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*:[a-z0-9-]+:(?:[a-z0-9.?-]+:)?(?:\d{4}|\?(?:-[0-9a-f]{8,16})?)")


def document_id(*, issuer: str, kind: str, number: str, year: int | None) -> str:
    """The id of a document; `number` without leading zeros, lower case."""
    bare = fold(number).lstrip("0") or "0"
    return f"{issuer}:{slug(kind)}:{bare}:{year or UNKNOWN_YEAR}"


def slug(name: str) -> str:
    """`Bắc Ninh` gives `bac-ninh`: folded words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def is_document_id(text: str) -> bool:
    """Whether `text` has the form of a document id."""
    return _ID.fullmatch(text) is not None


def series(identifier: str) -> str:
    """The id without its year: what an undated citation still knows (`ubnd-t.bac-ninh:kh:897`)."""
    return identifier.rpartition(":")[0]


def year(identifier: str) -> int | None:
    """The year of a document id, None where it is unknown."""
    tail = identifier.rpartition(":")[2]
    return int(tail) if tail.isdigit() else None


def is_dated(identifier: str) -> bool:
    """Whether the id names one document and not a whole series."""
    return year(identifier) is not None


def of_one_text(identifier: str, sha256: str) -> str:
    """An undated id made the text's own: two undated mentions in two texts are never taken for one (rule J1)."""
    return identifier if is_dated(identifier) else f"{series(identifier)}:?-{sha256[:8]}"


def task_id(document: str, running: int) -> str:
    """The id of the `running`-th task (from 1) of a document."""
    return f"{document}:t{running}"


def document_of_task(identifier: str) -> str:
    """The document that a task id belongs to."""
    return identifier.rpartition(":t")[0]
