"""What an issuer is called, by its id: a central body, or a local one with its place (`ubnd-t.bac-ninh`)."""

from collections.abc import Mapping
from functools import cache

from graph.vocabulary import LocalIssuer, issuers, local_issuers, places


def name_of_issuer(identifier: str | None) -> str | None:
    """The full name as the vocabulary has it, None where it knows none."""
    if identifier is None:
        return None
    body, _, place = identifier.partition(".")
    return _central().get(identifier) or _local_name(_local().get(body), places().get(place))


def _local_name(row: LocalIssuer | None, place: tuple[str, str] | None) -> str | None:
    """Of bodies of provinces only: which district or commune a slug means, no table tells."""
    if row is None or place is None:
        return None
    name, kind = place
    return row.name.replace(row.level, kind).replace("{place}", name)


@cache
def _central() -> Mapping[str, str]:
    return {row.id: row.name for row in (*issuers().values(),)[::-1]}


@cache
def _local() -> Mapping[str, LocalIssuer]:
    return {row.id: row for row in local_issuers()[::-1]}
