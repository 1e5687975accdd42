"""Which of two documents is the later: nothing cites or alters what is issued after it (J7)."""

from datetime import date

from graph.vocabulary import known_documents
from loaders.citations.mentions import Mention


def is_later(one: Mention, other: Mention) -> bool:
    """Whether the one was surely issued after the other, by the days that the text gives, else by the years."""
    if one.dated and other.dated:
        return one.dated > other.dated
    year, earlier = _year(one), _year(other)
    return year is not None and earlier is not None and year > earlier


def is_known_later(one: Mention, other: Mention) -> bool:
    """Whether all that bear the one's name were issued after the other."""
    year = _year(other)
    last = other.dated or (date(year, 12, 31) if year else None)
    days = [known_documents()[identifier].issued_on for identifier in one.name.known] if one.name else []
    return bool(days) and last is not None and all(day is not None and day > last for day in days)


def _year(mention: Mention) -> int | None:
    said = mention.number.year if mention.number else None
    return said or (mention.dated.year if mention.dated else None)
