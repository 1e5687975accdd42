"""Words that lead to a document and what they tell of it (guide 2.2): near before it, or where a clause begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from graph.vocabulary.tables import read_table
from loaders.citations.mentions import Mention
from loaders.language.candidates import first_match
from loaders.language.patterns import pattern, spaced

_BRACKETS = " (-"
_PLACE = 16
_CLAUSE = 400
_WORD = re.compile(r"\w+")
_NEAR, _FAR = 70, 250


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that lead to a document and what they tell; see `language/triggers.tsv`."""

    relation: str
    opens: tuple[str, ...]
    pattern: str
    reach: str
    life: bool
    source: str


@cache
def triggers() -> tuple[Trigger, ...]:
    """The rows of `language/triggers.tsv`."""
    return read_table("loaders.language", "triggers.tsv", Trigger)


def deed_of(verb: str, unknown: str = "cites") -> str:
    """The relation that a verb in small letters tells; `unknown` for one that no trigger takes."""
    return next((row.relation for row in triggers() if row.life and _expression(row).match(verb)), unknown)


def of_item(opening: str) -> str | None:
    """The relation that the words at the start of a recital or an item tell; None if they tell none."""
    match = _item_trigger().match(opening)
    return triggers()[int((match.lastgroup or "r0")[1:])].relation if match else None


def leading(clause: str) -> Trigger | None:
    """The trigger that the clause begins with, as an article or a list item does."""
    bare = pattern("item_number").sub("", clause, count=1).lstrip()
    opening = _WORD.match(bare)
    rows = _opened_by().get(opening[0], ()) if opening else ()
    return next((row for row, expression in rows if expression.match(bare)), None)


def nearest(clause: str, mention: Mention) -> Trigger | None:
    """The last trigger of the clause before the mention, if it stands near enough to tell of it."""
    clause, reach = _spoken(clause, mention)
    opened_by = _opened_by()
    found: tuple[int, Trigger] | None = None
    done: dict[re.Pattern[str], int] = {}
    for word in _openings().finditer(clause, max(0, len(clause) - _CLAUSE)):
        at = word.start()
        for row, expression in opened_by[word[0]]:
            match = expression.match(clause, at) if at >= done.get(expression, 0) else None
            if match is not None:
                done[expression] = match.end()
                if found is None or match.end() > found[0]:
                    found = match.end(), row
    if found is None:
        return None
    return found[1] if len(clause) - found[0] <= reach else None


def was_issued(words: str) -> bool:
    """Whether the words tell that somebody issued what follows: `Thực hiện X, Chính phủ đã ban hành Nghị quyết Y`."""
    return pattern("issued_already_before").search(words[-_NEAR:]) is not None


def telling(clause: str, mention: Mention) -> Trigger | None:
    """The trigger that tells of the mention: the nearest, or the one that leads where that only names a part."""
    near = None if was_issued(clause) else nearest(clause, mention)
    return leading(clause) if near is not None and _names_part(near, clause, mention) else near


def _names_part(near: Trigger, clause: str, mention: Mention) -> bool:
    """Whether the words only say which part an order is about: `Bãi bỏ phụ cấp quy định tại Nghị định X`."""
    if near.relation != "cites":
        return False
    of_part = mention.provision is not None or first_match("part_laid_down_before", clause) is not None
    lead = leading(clause) if of_part else None
    return lead is not None and lead.life


def _spoken(clause: str, mention: Mention) -> tuple[str, int]:
    """The words that tell of the mention, without its provision or the annex by which it is named, and their reach."""
    reach = _FAR if pattern("place_before").search(clause, max(0, len(clause) - _PLACE)) else _NEAR
    if mention.provision is not None and (part := first_match("provision_before", clause)):
        clause, reach = clause[: part.start()], _FAR
    annexed = pattern("annexed_before").search(clause, max(0, len(clause) - _PLACE - _PLACE))
    if annexed is not None and mention.klass != "self" and clause[: annexed.start()].strip(_BRACKETS):
        clause, reach = clause[: annexed.start()], _FAR
    return clause, reach


@cache
def _opened_by() -> Mapping[str, Sequence[tuple[Trigger, re.Pattern[str]]]]:
    """The triggers by the words that they begin with."""
    found: dict[str, list[tuple[Trigger, re.Pattern[str]]]] = {}
    for row, expression in _expressions():
        for word in row.opens:
            found.setdefault(word, []).append((row, expression))
    return found


@cache
def _openings() -> re.Pattern[str]:
    """The words that triggers begin with, each first letter tried once."""
    alike = groupby(sorted(_opened_by()), key=itemgetter(0))
    branches = (rf"{letter}(?:{'|'.join(word[1:] for word in words)})" for letter, words in alike)
    return re.compile(rf"\b(?:{'|'.join(branches)})\b")


@cache
def _expressions() -> tuple[tuple[Trigger, re.Pattern[str]], ...]:
    return tuple((row, _expression(row)) for row in triggers())


@cache
def _expression(row: Trigger) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{spaced(row.pattern)})(?!\w)")


@cache
def _item_trigger() -> re.Pattern[str]:
    rows = (f"(?P<r{n}>{spaced(row.pattern)})" for n, row in enumerate(triggers()) if row.reach == "item")
    return re.compile(rf"{pattern('item_number').pattern}(?:{'|'.join(rows)})(?!\w)")
