"""What a text says of each document it mentions, and of which document it says it (guide 2.2, 2.3).

Read paragraph by paragraph, mention by mention: the words between one mention and the next are a list's joint, the
title of the document before, or a trigger.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.vocabulary import kinds
from loaders.citations.mentions import Mention
from loaders.citations.ranks import is_higher
from loaders.citations.triggers import Trigger, deed_of, leading, nearest, of_item
from loaders.language.candidates import first_match, matches
from loaders.language.patterns import pattern
from loaders.structure.body import Zone

_EMBEDDED, TITLE_TRAP = "embedded", "title trap"
IN_TITLE = (_EMBEDDED, TITLE_TRAP)
"""How the rule begins that told of a document in the title of another (J5)."""
_IN_NAME = "body name"
_GOVERNED = ("recital", "list", "trigger")
_IN_ALTERING = "altering law"
_PASSIVE = "passive"
_SHORT = "short name"
_PROPOSED, _BASIS = "proposed_by", "legal_basis"
_DECREES = 30
_PAPERS = 80  # the rank of letters: what proposes is one, or a paper below
_CAPITALS = 6
_NEAR = 70
_SENTENCE = 1000


class Unit(NamedTuple):
    """A stretch that is read on its own: a paragraph or a cell; `title` marks the document's own title.

    `kind` is the document's or its annex's, None where it is not known; `bills` tells that what is named there is no
    law yet. A text has thousands: a dataclass takes three times as long to make.
    """

    start: int
    end: int
    zone: Zone
    title: bool = False
    kind: str | None = None
    bills: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The relation of one mention. `host` is the mention whose title holds it (the relation is the host's), if any.

    `done_to` is the mention before that this one's document acted on, in the passive: `deed` is what it did, `part`
    the words for a part.
    """

    relation: str
    host: Mention | None = None
    title_end: int | None = None
    rule: str = "plain"
    confidence: float = 0.9
    done_to: Mention | None = None
    deed: str = ""
    part: str | None = None


def tell(flat: str, unit: Unit, mentions: Sequence[Mention], carried: str = "") -> list[Told]:
    """What is said of each of the unit's mentions, in their order.

    `carried` is the relation that the recital above leaves open, as `carries` gives it.
    """
    told: list[Told] = []
    governing = carried if begins_with(flat, unit, mentions) else ""
    for n, mention in enumerate(mentions):
        before = mentions[n - 1] if n else None
        gap_start = before.end if before else unit.start
        gap = flat[gap_start : mention.start]
        governing = _governing(gap, before, governing)
        told.append(_one(flat, unit, mention, before, told, _holding(governing, mention)))
    return told


def carries(flat: str, unit: Unit, told: Sequence[Told], carried: str) -> str:
    """The relation of a recital that ends as an item of a list, for a next line that begins with a document.

    What a heading over a list of documents `carried` holds from item to item.
    """
    own = _own(told)
    is_open = unit.zone == "recitals" and flat[unit.start : unit.end].endswith((";", ","))
    if is_open and own is not None and own.rule in _GOVERNED:
        return own.relation
    marker = pattern("item_number").match(flat, unit.start, unit.end)
    is_item = marker is not None and marker.end() > unit.start
    return carried if is_item and own is not None and own.rule == "recital" else ""


def opens_list(flat: str, unit: Unit) -> str:
    """The relation that a heading gives the documents listed under it: `Căn cứ pháp lý:`."""
    return _BASIS if pattern("list_of_bases").match(flat, unit.start, unit.end) else ""


def opens_bills(flat: str, unit: Unit) -> bool:
    """Whether a line opens a list of bills: `Bổ sung vào Chương trình lập pháp 03 dự án:`."""
    if flat[unit.end - 1 : unit.end] != ":":
        return False
    return pattern("list_of_bills").search(flat, max(unit.start, unit.end - _NEAR), unit.end) is not None


def begins_with(flat: str, unit: Unit, mentions: Sequence[Mention]) -> bool:
    """Whether the first of the mentions is what the unit begins with, behind the mark of an item."""
    return (
        bool(mentions) and pattern("item_number").fullmatch(flat, unit.start, mentions[0].start) is not None
    )


def title_of(flat: str, mention: Mention, limit: int) -> tuple[int, int] | None:
    """The span of what the text calls the document, right behind its mention, up to `limit`."""
    opens = pattern("title_opens").match(flat, mention.end)
    if opens is None or mention.klass not in ("numbered", "named"):
        return None
    end = _TITLE_END.search(flat, opens.end(), limit)
    start = opens.end() - len(opens[0].lstrip(" ,"))
    return start, end.start() if end else limit


# Accepts the end before "; ", ". Các", "). "; refuses the dot in "NĐ-CP." no more than a full stop does.
_TITLE_END = re.compile(r"\s*(?:;|\.\s|\./\.|\.$|:|\)\s*$)")


def _governing(gap: str, before: Mention | None, governing: str) -> str:
    """The relation that holds to the end of the recital, as it stands after `gap`."""
    if _was_issued(gap):
        return ""
    sentence = gap.rfind(". ")
    if sentence >= 0:
        gap, governing, before = gap[sentence + 2 :], "", None
    item = gap.rfind(";")
    opening = gap[item + 1 :] if item >= 0 else gap if before is None else ""
    return of_item(opening) or governing


def _holding(governing: str, mention: Mention) -> str:
    """The recital's relation if it can hold for the mention: what proposes is a paper, not the plan it is about."""
    kind = kinds().get(mention.kind or "")
    is_paper = kind is None or kind.rank >= _PAPERS
    return governing if governing != _PROPOSED or is_paper else ""


def _was_issued(words: str) -> bool:
    """Whether the words tell that somebody issued what follows: `Thực hiện X, Chính phủ đã ban hành Nghị quyết Y`."""
    return pattern("issued_already_before").search(words[-_NEAR:]) is not None


def _one(
    flat: str, unit: Unit, mention: Mention, before: Mention | None, told: Sequence[Told], governing: str
) -> Told:
    gap = flat[before.end if before else unit.start : mention.start]
    last = told[-1] if told else None
    if before is not None and mention.start < before.end:
        return Told("amends", _around(before, last), rule=_IN_ALTERING)
    if before is not None and before.issuer is not None and mention.start < before.issuer.end:
        return Told("cites", rule=_IN_NAME)
    if before is not None and last is not None and last.rule == _SHORT:
        last = next((one for one in reversed(told) if one.rule != _SHORT), last)
    joint = _between(gap, mention, told)
    if before is not None and last is not None and _is_joint(joint, last):
        if last.done_to is not None and not _acts_too(flat, mention, last.done_to):
            return Told(governing or "cites", rule="list")
        if before.klass == "unnumbered" and last.rule in ("plain", _EMBEDDED):
            return _listed_with(_ruled(told) or last)
        leaves = _leaves_title(gap, before, mention, last, governing)
        goes_with = last.rule != _IN_NAME and not leaves and not _is_too_high(last.done_to, mention)
        return _listed_with(last if goes_with else _own(told) or last)
    gap = gap.lower() if _is_heading(gap) else gap
    if before is None and (altered := pattern("altered_here").match(flat, mention.end, unit.end)):
        return Told(deed_of(altered["deed"].lower()), rule="own article")
    if any(matches("passive_before", gap[-_SENTENCE:])):
        return _passive(gap[-_SENTENCE:], mention, before, told)
    if first_match("short_name_before", gap):
        return Told("cites", rule=_SHORT)
    clause = re.split(r";|\.\s", gap)[-1]
    same_item = clause == gap
    if same_item and pattern("closed_title").search(gap) and (ruled := _ruled(told)):
        return _listed_with(ruled)
    own = _own(told)
    if own is not None and _goes_on(gap, clause, governing):
        return _listed_with(own)
    itself = before is not None and before.klass == "self"
    hosted = same_item and not itself and before is not None and _opens_title(gap)
    near = None if _was_issued(clause) else nearest(clause, mention)
    near = leading(clause) if near is not None and _names_part(near, clause, mention) else near
    if same_item and pattern("annexed_item_before").search(gap[-_SENTENCE:]) and (ruled := _ruled(told)):
        return _listed_with(ruled)
    if hosted and before is not None and last is not None:
        if pattern("list_tail").search(gap):
            return _listed_with(last)
        in_title = _in_title(near, before, last, governing)
        if in_title is not None:
            return in_title
    if near is not None and not (governing and unit.zone == "recitals" and near.reach == "near"):
        itself = itself or unit.title or _speaks_itself(gap, unit, before) or _orders(clause, unit, mention)
        return _by_trigger(near, clause, itself=itself)
    if governing:
        return Told(governing, rule="recital", confidence=0.99)
    speaks = unit.title and pattern("label_or_bullet").fullmatch(gap) is None
    return Told("implements" if speaks else "cites", rule="title" if speaks else "plain", confidence=0.8)


def _between(gap: str, mention: Mention, told: Sequence[Told]) -> str:
    """What stands between two of a list, without the mention's provision and the end of a short name before it."""
    part = first_match("provision_before", gap) if mention.provision is not None else None
    joint = gap[: part.start()] if part is not None else gap
    return pattern("closed_short_name").sub("", joint, count=1) if told and told[-1].rule == _SHORT else joint


def _is_heading(gap: str) -> bool:
    """Whether words are in capitals, as those of a heading are behind `Chương I`."""
    few = len(gap) / _CAPITALS
    if any(sum(map(str.islower, part)) >= few for part in (gap[: len(gap) // 2], gap)):
        return False
    return gap.upper() != gap.lower()


def _is_joint(gap: str, last: Told) -> bool:
    """Whether a list goes on; a `;` ends one of documents that act on another, but for what takes effect in turn."""
    if last.done_to is not None and ";" in gap:
        return pattern("next_actor").fullmatch(gap) is not None
    return pattern("list_joint").fullmatch(gap) is not None


def _leaves_title(gap: str, before: Mention, mention: Mention, last: Told, governing: str) -> bool:
    """Whether a list in a title ends before the mention, which this text itself tells of.

    That is at the `;` of a recital, and where a decree is told to guide a law and what follows is no higher than it.
    """
    if last.host is None:
        return False
    guided = last.relation == "guides" and mention.kind is not None and _may_be_guided(before, last.host)
    return bool(governing and ";" in gap) or (guided and not _may_be_guided(mention, last.host))


def _may_be_guided(mention: Mention, host: Mention) -> bool:
    """Whether the host can guide it: it is higher, and of another body."""
    one, other = mention.number, host.number
    return is_higher(mention, host) and not (one and other and one.issuer == other.issuer)


def _acts_too(flat: str, mention: Mention, done_to: Mention) -> bool:
    """Whether the next of a list acted on the same document: it is not lower, nor is told itself to be altered."""
    return not is_higher(done_to, mention) and pattern("is_acted_on").match(flat, mention.end) is None


def _passive(gap: str, mention: Mention, before: Mention | None, told: Sequence[Told]) -> Told:
    """A document that acted on one before it: `X được sửa đổi theo Y`."""
    acted = pattern("acted_on_before").search(gap)
    if before is None or acted is None or pattern("other_clause").search(gap):
        return Told("cites", rule=_PASSIVE)
    done_to = _done_to(mention, before, told[-1])
    deed, part = deed_of(acted["deed"]), acted["part"]
    return Told("cites", rule=_PASSIVE, done_to=done_to, deed=deed, part=part and " ".join(part.split()))


def _done_to(mention: Mention, before: Mention, last: Told) -> Mention | None:
    """What the one before acted on itself, the one before, or that in whose title it stands.

    None that is higher than the one that acts: a decree does not alter the law that it details.
    """
    if last.done_to is not None:
        return last.done_to
    possible = [one for one in (before, last.host) if one is not None and not is_higher(one, mention)]
    return next((one for one in possible if one.kind == mention.kind), next(iter(possible), None))


def _is_too_high(done_to: Mention | None, mention: Mention) -> bool:
    """Whether the mention cannot have acted on it: a circular behind decrees that altered a decree."""
    return done_to is not None and is_higher(done_to, mention)


def _around(before: Mention, last: Told | None) -> Mention | None:
    """The altering law whose name a law stands in: the mention before, or the one that that stands in itself."""
    return last.host if last is not None and last.rule == _IN_ALTERING else before


def _listed_with(told: Told) -> Told:
    return Told(told.relation, told.host, rule="list", done_to=told.done_to, deed=told.deed, part=told.part)


def _own(told: Sequence[Told]) -> Told | None:
    """The last that is told of a document by this text itself, not in a title, in a body's name or of an alterer."""
    plain = (one for one in reversed(told) if one.host is None and one.done_to is None)
    return next((one for one in plain if one.rule not in (_IN_NAME, _PASSIVE)), None)


def _ruled(told: Sequence[Told]) -> Told | None:
    """The last of this text's own that a trigger tells, past what stands in a title: `bãi bỏ X về Quy chế “Z”, Y`."""
    return next((one for one in reversed(told) if one.host is None and one.rule in _GOVERNED), None)


def _goes_on(gap: str, clause: str, governing: str) -> bool:
    """Whether a list goes on behind the title of its last document: `...; Y`, `... và các mục tiêu của Y`."""
    joined = clause != gap and not governing and pattern("list_joint").fullmatch(clause) is not None
    return joined or first_match("coordinated", gap) is not None


def _opens_title(gap: str) -> bool:
    """Whether words behind a document are its title, with a body before them that is in no list at most."""
    unread = pattern("unread_issuer").match(gap)
    return pattern("title_opens").match(gap, unread.end() - 1 if unread else 0) is not None


def _in_title(near: Trigger | None, before: Mention, last: Told, governing: str) -> Told | None:
    """A mention in the title of the document before it tells of the two others, never of this text (J5)."""
    if before.klass not in ("numbered", "named") or near is None:
        return Told("cites", rule=_EMBEDDED)
    if _is_own_words(near) and not governing:
        return None
    return Told(near.relation, last.host if near.relation == "cites" else before, rule=TITLE_TRAP)


def _is_own_words(trigger: Trigger) -> bool:
    """Whether the trigger ties to this text's clause even behind another document's title: `... theo Nghị định Y`."""
    return trigger.pattern.startswith("(?:theo")


def _speaks_itself(gap: str, unit: Unit, before: Mention | None) -> bool:
    """Whether the words have the document for their subject: `Thông tư này`, `Bộ trưởng ban hành Thông tư bãi bỏ`."""
    enacts = before is None and unit.zone == "recitals" and first_match("enacting_before", gap) is not None
    return enacts or first_match("own_subject", gap) is not None


def _orders(clause: str, unit: Unit, mention: Mention) -> bool:
    """Whether an order in an article or an item is the document's own deed.

    `Bãi bỏ Quyết định X` ends X in a decision; in a plan it is a task, as it is where X is a law or a decree and the
    document is lower.
    """
    kind, target = kinds().get(unit.kind or ""), kinds().get(mention.kind or "")
    acts = kind is None or kind.normative
    is_lower = kind is not None and target is not None and target.rank <= _DECREES and target.rank < kind.rank
    return acts and not is_lower and leading(clause) is not None


def _by_trigger(near: Trigger, clause: str, *, itself: bool) -> Told:
    """By the trigger, if this document `itself` does what it tells to the other, where that needs a subject.

    That is in its title, in an article, or by words such as `Quyết định này thay thế`.
    """
    if near.life and not itself:
        return Told("cites", rule="no subject", confidence=0.7)
    if near.life and (first_match("altered_words_before", clause) or first_match("drafted_before", clause)):
        return Told("cites", rule="words altered", confidence=0.7)
    return Told(near.relation, rule="trigger")


def _names_part(near: Trigger, clause: str, mention: Mention) -> bool:
    """Whether the words only say which part an order is about: `Bãi bỏ phụ cấp quy định tại Điều 4 Nghị định X`."""
    lead = leading(clause)
    return mention.provision is not None and near.relation == "cites" and lead is not None and lead.life
