"""Titles and names that hold other documents: what is told there is told of the two others (guide 2.3, J5)."""

import re
from collections.abc import Sequence

from loaders.citations.days import is_known_later
from loaders.citations.mentions import Mention
from loaders.citations.places import Place
from loaders.citations.ranks import is_higher
from loaders.citations.told import EMBEDDED, IN_NAME, IN_TITLE, TITLE_TRAP, Told, Unit, listed_with
from loaders.citations.triggers import Trigger, telling
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern

_IN_ALTERING = "altering law"
_JOINT, _PART, _LONGEST = 20, 200, 1200


def title_of(flat: str, unit: Unit, mention: Mention, beside: Mention | None) -> tuple[int, int] | None:
    """The span of what the text calls the document, right behind its mention.

    It ends with its clause, before words that tell more of the document, and before the next one, `beside` it.
    """
    opens = pattern("title_opens").match(flat, mention.end)
    if opens is None or mention.klass not in ("numbered", "named"):
        return None
    start = opens.end() - len(opens[0].lstrip(" ,"))
    limit = min(unit.end, start + _LONGEST)
    if beside is not None and beside.start < limit:
        limit = _before_joint(flat, opens.end(), beside)
    if end := _TITLE_END.search(flat, opens.end(), limit):
        limit = end.start()
    if stop := first_match("title_stops", flat, opens.end(), limit):
        limit = stop.start()
    return (start, limit) if opens.end() < limit else None


# Accepts the end before "; ", ". Các", "). "; refuses "1:50.000", and the dot in "NĐ-CP." no more than a full stop.
_TITLE_END = re.compile(r"\s*(?:;|\.\s|\./\.|\.$|:(?!\d)|\)\s*$)")


def beside_each(mentions: Sequence[Mention], told: Sequence[Told]) -> list[Mention | None]:
    """The next after each of a unit's mentions that does not stand in its title, None behind the last."""
    found: list[Mention | None] = []
    beside: Mention | None = None
    for mention, one in zip(reversed(mentions), reversed(told), strict=True):
        found.append(beside)
        if one.host is None and one.rule not in IN_TITLE:
            beside = mention
    return found[::-1]


def _before_joint(flat: str, start: int, mention: Mention) -> int:
    """Where what stands before a document ends but for the joint of their list and the document's provision."""
    end = mention.start
    if mention.provision is not None:
        near = max(start, end - _PART)
        part = first_match("provision_before", flat[near:end])
        end = near + part.start() if part is not None else end
    tail = pattern("title_tail").search(flat, max(start, end - _JOINT), end)
    return tail.start() if tail else end


def inside_name(place: Place) -> Told | None:
    """A document inside the name of an altering law, or of the body that issued the one before."""
    before = place.before
    if before is not None and place.mention.start < before.end:
        return Told("amends", _around(place, before), rule=_IN_ALTERING)
    issuer = before.issuer if before is not None else None
    if issuer is not None and issuer.start < place.mention.start < issuer.end:
        return Told("cites", rule=IN_NAME)
    return None


def inside_title(place: Place) -> Told | None:
    """A document in the title of the one before it."""
    before, last = place.before, place.last
    if before is None or last is None or not place.is_same_item or place.is_behind_itself:
        return None
    if not _opens_title(place.words):
        return None
    if pattern("list_tail").search(place.words):
        return listed_with(last)
    near = telling(place.clause, place.mention)
    if before.klass not in ("numbered", "named") or near is None:
        return Told("cites", rule=EMBEDDED)
    if _is_own_words(near) and not place.governing:
        return None
    return Told(near.relation, last.host if near.relation == "cites" else before, rule=TITLE_TRAP)


def guided_too(place: Place) -> Told | None:
    """A law that the title before goes on to guide: `Nghị định X quy định về Y; quy định chi tiết Luật Z`."""
    before, last, joined = place.before, place.last, pattern("guides_too").fullmatch(place.clause)
    if before is None or last is None or joined is None or (place.is_same_item and not joined["joint"]):
        return None
    is_open = not place.is_behind_itself and not place.is_same_item and _opens_title(place.words)
    host = last.host or (before if is_open else None)
    if host is None or not is_higher(place.mention, host) or is_known_later(place.mention, host):
        return None
    return Told("guides", host, rule=TITLE_TRAP)


def _around(place: Place, before: Mention) -> Mention | None:
    """The altering law whose name a law stands in: the mention before, or the one that that stands in itself."""
    last = place.told[-1] if place.told else None
    return last.host if last is not None and last.rule == _IN_ALTERING else before


def _opens_title(words: str) -> bool:
    """Whether words behind a document are its title, with a body before them that is in no list at most.

    Or what it does, in brackets: `Nghị định X (sửa đổi Nghị định Y)`.
    """
    if pattern("bracketed_title").match(words):
        return True
    unread = pattern("unread_issuer").match(words)
    return pattern("title_opens").match(words, unread.end() - 1 if unread else 0) is not None


def _is_own_words(trigger: Trigger) -> bool:
    """Whether the trigger ties to this text's clause even behind another document's title: `... theo Nghị định Y`."""
    return trigger.pattern.startswith("(?:theo")
