"""Lists of documents: the next of one is told what the one before it was, or what began the list."""

from loaders.citations.mentions import Mention
from loaders.citations.places import Place
from loaders.citations.ranks import is_higher
from loaders.citations.told import EMBEDDED, IN_NAME, LIST, SHORT, Told, last_governed, last_own, listed_with
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern

_SENTENCE = 1000


def next_of_list(place: Place) -> Told | None:
    """The next of a list, whose joint is all that stands before it: `X, Y`, `X và Điều 5 Y`."""
    before, last = place.before, place.last
    if before is None or last is None or not _is_joint(_joint(place), last):
        return None
    if last.done_to is not None and not _acts_too(place, last.done_to):
        return Told(place.governing or "cites", rule=LIST)
    if before.klass == "unnumbered" and last.rule in ("plain", EMBEDDED):
        return listed_with(last_governed(place.told) or last)
    leaves = _leaves_title(place, before, last)
    goes_with = last.rule != IN_NAME and not leaves and not _is_too_high(last.done_to, place.mention)
    return listed_with(last if goes_with else last_own(place.told) or last)


def behind_quoted_title(place: Place) -> Told | None:
    """The next of a list behind a title in quotation marks: `bãi bỏ X về “Z”, Y`."""
    if place.is_same_item and pattern("closed_title").search(place.words):
        return _goes_with(last_governed(place.told))
    return None


def behind_title(place: Place) -> Told | None:
    """The next of a list behind the title of the last: `...; Y`, `... và các mục tiêu của Y`."""
    ends_item = not place.is_same_item and not place.governing
    joined = ends_item and pattern("list_joint").fullmatch(place.clause) is not None
    if joined or first_match("coordinated", place.words) is not None:
        return _goes_with(last_own(place.told))
    return None


def by_its_annex(place: Place) -> Told | None:
    """One that an annex names: `sửa đổi Quy chế W ban hành kèm theo Y`, `thực hiện X về Z, Quy chế W kèm theo Y`."""
    if _is_parent_of_the_last(place):
        return _goes_with(place.last)
    if place.is_same_item and first_match("annexed_item_before", place.words[-_SENTENCE:]):
        return _goes_with(last_governed(place.told))
    return None


def _is_parent_of_the_last(place: Place) -> bool:
    """Whether the one before is an annex that the mention was issued with."""
    before = place.before
    if before is None or before.klass != "unnumbered" or place.mention.klass == "self":
        return False
    return place.is_same_item and pattern("annexed_before").search(place.words) is not None


def _goes_with(told: Told | None) -> Told | None:
    return listed_with(told) if told is not None else None


def _joint(place: Place) -> str:
    """What stands between two of a list, without the mention's provision and the end of a short name before it."""
    part = first_match("provision_before", place.gap) if place.mention.provision is not None else None
    joint = place.gap[: part.start()] if part is not None else place.gap
    is_short = bool(place.told) and place.told[-1].rule == SHORT
    return pattern("closed_short_name").sub("", joint, count=1) if is_short else joint


def _is_joint(gap: str, last: Told) -> bool:
    """Whether a list goes on; a `;` ends one of documents that act on another, but for what takes effect in turn."""
    if last.done_to is not None and ";" in gap:
        return pattern("next_actor").fullmatch(gap) is not None
    return pattern("list_joint").fullmatch(gap) is not None


def _acts_too(place: Place, done_to: Mention) -> bool:
    """Whether the next of a list acted on the same document: it is not lower, nor is told itself to be altered."""
    is_altered = pattern("is_acted_on").match(place.flat, place.mention.end) is not None
    return not is_higher(done_to, place.mention) and not is_altered


def _leaves_title(place: Place, before: Mention, last: Told) -> bool:
    """Whether a list in a title ends before the mention, which this text itself tells of.

    That is at the `;` of a recital, and where a decree is told to guide a law and what follows is no higher than it.
    """
    if last.host is None:
        return False
    kind = place.mention.kind
    guided = last.relation == "guides" and kind is not None and _may_be_guided(before, last.host)
    ends_item = bool(place.governing) and ";" in place.gap
    return ends_item or (guided and not _may_be_guided(place.mention, last.host))


def _may_be_guided(mention: Mention, host: Mention) -> bool:
    """Whether the host can guide it: it is higher, and of another body."""
    one, other = mention.number, host.number
    return is_higher(mention, host) and not (one and other and one.issuer == other.issuer)


def _is_too_high(done_to: Mention | None, mention: Mention) -> bool:
    """Whether the mention cannot have acted on it: a circular behind decrees that altered a decree."""
    return done_to is not None and is_higher(done_to, mention)
