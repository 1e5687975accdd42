"""What a text itself does to a document, by the words before it, and whether the deed is its own (guide 2.2, 2.3)."""

from graph.vocabulary import kinds, relations
from loaders.citations.mentions import Mention
from loaders.citations.places import Place
from loaders.citations.told import SHORT, Told
from loaders.citations.triggers import Trigger, leading, telling
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern

_LAWS, _DECREES = 20, 30
_NEAR = 10


def named_short(place: Place) -> Told | None:
    """A short name that the text sets: `(sau đây gọi là Nghị định 60)`."""
    return Told("cites", rule=SHORT) if first_match("short_name_before", place.words) else None


def by_its_day(place: Place) -> Told | None:
    """A document by whose day time is told: `kể từ ngày Nghị định X có hiệu lực`."""
    return Told("cites", rule="its day") if pattern("its_day_before").search(place.words[-_NEAR:]) else None


def by_trigger(place: Place) -> Told | None:
    """By the words that lead to it; in a recital those that govern it go before the words that are only near.

    What one document does to another needs a subject: this text itself, in its title, in an article, or by words such
    as `Quyết định này thay thế`.
    """
    near = telling(place.clause, place.mention)
    if near is None or (place.governing and place.unit.zone == "recitals" and near.reach == "near"):
        return None
    if near.life and not (_does_itself(place) and _may_do(near, place)):
        return Told("cites", rule="no subject", confidence=0.7)
    if near.life and _is_no_deed(place.clause):
        return Told("cites", rule="words altered", confidence=0.7)
    return Told(near.relation, rule="trigger")


def by_recital(place: Place) -> Told | None:
    """By the words at the start of the recital or item."""
    return Told(place.governing, rule="recital", confidence=0.99) if place.governing else None


def plain(place: Place) -> Told:
    """Named in the document's own title it is carried out; elsewhere it is only mentioned."""
    if place.unit.title and pattern("label_or_bullet").fullmatch(place.words) is None:
        return Told("implements", rule="title", confidence=0.8)
    return Told("cites", confidence=0.8)


def _does_itself(place: Place) -> bool:
    return place.is_behind_itself or place.unit.title or _speaks_itself(place) or _orders(place)


def _may_do(near: Trigger, place: Place) -> bool:
    """Whether it can: a document that is lower than a law may guide it, but not alter or end it."""
    relation = relations()[near.relation]
    alters = relation.acts or relation.standing == "suspends"
    return not (alters and _is_beyond(place.unit.kind, place.mention, _LAWS))


def _speaks_itself(place: Place) -> bool:
    """Whether the words have the document for their subject: `Thông tư này`, `Bộ trưởng ban hành Thông tư bãi bỏ`."""
    may_enact = place.before is None and place.unit.zone == "recitals"
    enacts = may_enact and first_match("enacting_before", place.words) is not None
    return enacts or first_match("own_subject", place.words) is not None


def _orders(place: Place) -> bool:
    """Whether an order in an article or an item is the document's own deed.

    `Bãi bỏ Quyết định X` ends X in a decision; in a plan it is a task, as it is where X is a law or a decree and the
    document is lower.
    """
    kind = kinds().get(place.unit.kind or "")
    acts = kind is None or kind.normative
    return (
        acts
        and not _is_beyond(place.unit.kind, place.mention, _DECREES)
        and leading(place.clause) is not None
    )


def _is_beyond(kind: str | None, mention: Mention, rank: int) -> bool:
    """Whether the mention is of this rank or a higher one, and a document of the kind is lower."""
    own, target = kinds().get(kind or ""), kinds().get(mention.kind or "")
    return own is not None and target is not None and target.rank <= rank and target.rank < own.rank


def _is_no_deed(clause: str) -> bool:
    """Whether words are altered and not a document, or one that is a draft."""
    return bool(first_match("altered_words_before", clause) or first_match("drafted_before", clause))
