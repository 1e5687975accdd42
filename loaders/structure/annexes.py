"""An annex in a file of its own: what says so, which document it belongs to, and who the annex is then (guide 2.1).

It stays a document beside its parent and is bound to it by the words that say so (decision 0009).
"""

import hashlib
from dataclasses import replace

from graph.identity import document_id, slug
from graph.model import Document
from loaders.language.bodies import Context, body_of_code, province_named
from loaders.language.dates import find_day
from loaders.language.numbers import Number, number_at
from loaders.language.patterns import pattern
from loaders.structure.body import Body
from loaders.structure.header import UNKNOWN_ISSUER

_WITHIN = 12
_KIND = "vb"
_SAID_WITHIN = 160
_LONGEST_TITLE = 300


def as_annex(body: Body, document: Document) -> Document | None:
    """The document of a text without letterhead that says on top with which other it was issued; None for any other.

    Its id is made from its parent's number and its own (`30.nd.pl-iii`): every file of it gives the same.
    """
    found = _parent(body)
    if found is None or document.number is not None:
        return None
    start, number = found
    said = body.flat[number.end : number.end + _SAID_WITHIN]
    day = find_day(said)
    province = province_named(said)
    context = Context(None, province.slug if province else None, day)
    issuer = body_of_code(number.issuer.partition("-")[0], context) or document.issuer
    year = number.year or (day.year if day else None)
    title = body.words(0, start)[:_LONGEST_TITLE]
    name = f"{number.ordinal}.{slug(number.kind or number.issuer)}.{_own_name(title)}"
    return replace(
        document,
        id=document_id(issuer=issuer or UNKNOWN_ISSUER, kind=_KIND, number=name, year=year),
        kind=None,
        issuer=issuer,
        issued_on=day,
        title=title or document.title,
        genre="directive",
    )


def _own_name(title: str) -> str:
    """The annex's number, else a mark made from its title."""
    label = pattern("annex_label").match(title)
    return f"pl-{slug(label['no'])}" if label else hashlib.sha256(slug(title).encode()).hexdigest()[:8]


def _parent(body: Body) -> tuple[int, Number] | None:
    """Where one of the first lines says with which document the text was issued, and the number of that."""
    for paragraph in body.paragraphs[:_WITHIN]:
        match = pattern("annexed_to").search(body.flat, paragraph.start, paragraph.end)
        number = number_at(body.flat, match.end()) if match else None
        if match is not None and number is not None:
            return match.start(), number
    return None
