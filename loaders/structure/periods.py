"""The period that a plan is for, from its title: the year deadlines without a year belong to (rules D1, D2)."""

from datetime import date

from graph.model import Document
from loaders.language.patterns import pattern


def plan_period(document: Document) -> tuple[date, date] | None:
    """First and last day of the years in the title; where it has none, from the year of issue on, without an end.

    One for a year to come (`đến năm 2030`) runs from the year of issue.

    The years of days (`ngày 22 tháng 12 năm 2024`) are those of documents that the title names.
    """
    title = pattern("day").sub(" ", document.title or "")
    years = [int(year) for year in pattern("plan_year").findall(title)]
    until = pattern("plan_until").search(title)
    if len(years) == 1 and until is not None and document.issued_on is not None:
        return date(min(document.issued_on.year, years[0]), 1, 1), date(years[0], 12, 31)
    if years:
        return date(min(years), 1, 1), date(max(years), 12, 31)
    if document.issued_on is None:
        return None
    return date(document.issued_on.year, 1, 1), date.max
