"""The passive: documents that acted on the one before them, `X được sửa đổi theo Y` (guide 2.3)."""

from loaders.citations.mentions import Mention
from loaders.citations.places import Place
from loaders.citations.ranks import is_higher
from loaders.citations.told import PASSIVE, Told
from loaders.citations.triggers import deed_of
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern

_SENTENCE = 1000


def acting(place: Place) -> Told | None:
    """A document that acted on one before it: `X được sửa đổi theo Y`."""
    words = place.words[-_SENTENCE:]
    bare = pattern("bare_passive_before").match(place.words)
    if bare is None and first_match("passive_before", words) is None:
        return None
    acted = bare or pattern("acted_on_before").search(words)
    if place.before is None or acted is None or pattern("other_clause").search(words):
        return Told("cites", rule=PASSIVE)
    done_to = _done_to(place.mention, place.before, place.told[-1])
    deed, part = deed_of(acted["deed"]), acted["part"]
    return Told("cites", rule=PASSIVE, done_to=done_to, deed=deed, part=part and " ".join(part.split()))


def altered_here(place: Place) -> Told | None:
    """A document that the text's own article alters: `Điều 5 X được sửa đổi như sau:`."""
    if place.before is not None:
        return None
    altered = pattern("altered_here").match(place.flat, place.mention.end, place.unit.end)
    return Told(deed_of(altered["deed"].lower()), rule="own article") if altered else None


def _done_to(mention: Mention, before: Mention, last: Told) -> Mention | None:
    """What the one before acted on itself, the one before, or that in whose title it stands.

    None that is higher than the one that acts: a decree does not alter the law that it details.
    """
    if last.done_to is not None:
        return last.done_to
    possible = [one for one in (before, last.host) if one is not None and not is_higher(one, mention)]
    return next((one for one in possible if one.kind == mention.kind), next(iter(possible), None))
