"""Which of two documents is the lower (thứ bậc hiệu lực): by the ranks of their kinds (guide 2.1)."""

import re
from functools import cache

from graph.identity import year
from graph.vocabulary import issuers, kind_of_id

_OF_ONE_HEIGHT = frozenset({"ministry", "agency"})
# The term of an issuer: `qh15`, `dai-hoi-dang-bo-tinh.bac-ninh.20`; not the year of `ubnd-t.bac-ninh-2025`.
_TERM = re.compile(r"(?<=[a-z])\.?\d{1,2}$")


def is_lower(one: str, other: str) -> bool:
    """Whether the document with the one id is surely lower than that with the other.

    The norms of one body are of one height, such as a parliament's, and so are those of ministries and of what is
    under them: a circular takes the place of a decision. Nothing is told of a text that could not be identified.
    """
    if year(one) is None:
        return False
    kind, higher = kind_of_id(one), kind_of_id(other)
    if kind is None or higher is None or kind.rank <= higher.rank:
        return False
    return not (kind.normative and higher.normative and _are_level(_body(one), _body(other)))


def _are_level(one: str, other: str) -> bool:
    return one == other or {_levels().get(one), _levels().get(other)} <= _OF_ONE_HEIGHT


def _body(identifier: str) -> str:
    return _TERM.sub("", identifier.partition(":")[0])


@cache
def _levels() -> dict[str, str]:
    return {issuer.id: issuer.level for issuer in issuers().values()}
