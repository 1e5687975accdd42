"""What a text says of each document it mentions, and of which document it says it (guide 2.2, 2.3).

Read paragraph by paragraph, mention by mention: the words between one mention and the next are a list's joint, the
title of the document before, or a trigger. The rules are tried in order; the first that knows the words tells.
"""

from collections.abc import Callable, Mapping, Sequence

from graph.vocabulary import kinds, relations
from loaders.citations import deeds, lists, passives, titles
from loaders.citations.days import is_later
from loaders.citations.mentions import Mention
from loaders.citations.places import Place, place_of
from loaders.citations.told import BASIS, TITLE_TRAP, Told, Unit, last_own, listed_with
from loaders.citations.triggers import of_item, was_issued
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern

_PROPOSED = "proposed_by"
_PAPERS = 80  # the rank of letters: what proposes is one, or a paper below
_NEAR = 70

_RULES: tuple[Callable[[Place], Told | None], ...] = (
    titles.inside_name,
    deeds.by_its_day,
    lists.next_of_list,
    titles.guided_too,
    passives.altered_here,
    passives.acting,
    deeds.named_short,
    lists.behind_quoted_title,
    lists.behind_title,
    lists.by_its_annex,
    titles.inside_title,
    deeds.by_trigger,
    deeds.by_recital,
)


def tell(flat: str, unit: Unit, mentions: Sequence[Mention], carried: str = "") -> list[Told]:
    """What is said of each of the unit's mentions, in their order.

    `carried` is the relation that the recital above leaves open, as `carries` gives it.
    """
    told: list[Told] = []
    told_of: dict[Mention, Told] = {}
    governing = carried if begins_with(flat, unit, mentions) else ""
    for n, mention in enumerate(mentions):
        before = mentions[n - 1] if n else None
        gap = flat[before.end if before else unit.start : mention.start]
        governing = _governing(gap, before, governing)
        place = place_of(flat, unit, mention, before, gap, told, _holding(governing, mention))
        told.append(_in_time(_by_rules(place), mention, told_of))
        told_of[mention] = told[-1]
    return told


def _by_rules(place: Place) -> Told:
    found = (rule(place) for rule in _RULES)
    return next(filter(None, found), None) or deeds.plain(place)


def _in_time(one: Told, mention: Mention, told_of: Mapping[Mention, Told]) -> Told:
    """What is told, but what is later than its host is none of its: it stands beside it, as the next of a list."""
    while one.host is not None and is_later(mention, one.host):
        one = _beside(told_of[one.host], one)
    if one.done_to is not None and is_later(one.done_to, mention):
        return Told("cites", rule=one.rule)
    return one


def _beside(before: Told, one: Told) -> Told:
    """The next of a list whose title held it wrongly; a deed of its own stays: `thay thế X về Z và bãi bỏ Y`."""
    beside = listed_with(before)
    acts = one.rule == TITLE_TRAP and all(relations()[told.relation].acts for told in (one, before))
    return beside._replace(relation=one.relation) if acts else beside


def carries(flat: str, unit: Unit, told: Sequence[Told], carried: str) -> str:
    """The relation of a recital that ends as an item of a list, for a next line that begins with a document.

    What a heading over a list of documents `carried` holds from item to item.
    """
    own = last_own(told)
    is_open = unit.zone == "recitals" and flat[unit.start : unit.end].endswith((";", ","))
    if is_open and own is not None and own.is_governed:
        return own.relation
    marker = pattern("item_number").match(flat, unit.start, unit.end)
    is_item = marker is not None and marker.end() > unit.start
    return carried if is_item and own is not None and own.rule == "recital" else ""


def opens_list(flat: str, unit: Unit) -> str:
    """The relation that a heading gives the documents listed under it: `Căn cứ pháp lý:`."""
    return BASIS if pattern("list_of_bases").match(flat, unit.start, unit.end) else ""


def opens_bills(flat: str, unit: Unit) -> bool:
    """Whether a line opens a list of bills: `Bổ sung vào Chương trình lập pháp 03 dự án:`."""
    if flat[unit.end - 1 : unit.end] != ":":
        return False
    return pattern("list_of_bills").search(flat, max(unit.start, unit.end - _NEAR), unit.end) is not None


def begins_with(flat: str, unit: Unit, mentions: Sequence[Mention]) -> bool:
    """Whether the first of the mentions is what the unit begins with, behind the mark of an item and its provision."""
    if not mentions:
        return False
    words = flat[unit.start : mentions[0].start]
    part = first_match("provision_before", words) if mentions[0].provision else None
    return pattern("item_number").fullmatch(words[: part.start()] if part else words) is not None


def _governing(gap: str, before: Mention | None, governing: str) -> str:
    """The relation that holds to the end of the recital, as it stands after `gap`."""
    if was_issued(gap):
        return ""
    marker = pattern("item_number").match(gap) if before is None else None
    sentence = gap.rfind(". ", marker.end() if marker else 0)
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
