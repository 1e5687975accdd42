"""Which of two documents is the later: nothing cites or alters what is issued after it (J7)."""

from loaders.citations.mentions import Mention


def is_later(one: Mention, other: Mention) -> bool:
    """Whether the one was surely issued after the other, by the days that the text gives, else by the years."""
    if one.dated and other.dated:
        return one.dated > other.dated
    year, earlier = _year(one), _year(other)
    return year is not None and earlier is not None and year > earlier


def _year(mention: Mention) -> int | None:
    said = mention.number.year if mention.number else None
    return said or (mention.dated.year if mention.dated else None)
