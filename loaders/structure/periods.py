"""The period that a plan is for, from its title: the year deadlines without a year belong to (rule D1)."""

from datetime import date

from graph.model import Document
from loaders.language.patterns import pattern


def plan_period(document: Document) -> tuple[date, date] | None:
    """First and last day of the years in the title; the year of issue where the title has none."""
    years = [int(year) for year in pattern("plan_year").findall(document.title or "")]
    if years:
        return date(min(years), 1, 1), date(max(years), 12, 31)
    if document.issued_on is None:
        return None
    return date(document.issued_on.year, 1, 1), date(document.issued_on.year, 12, 31)
