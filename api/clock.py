"""The only clock of the doors: which day it is where the offices are."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def today() -> date:
    """The day in Vietnam."""
    return datetime.now(VIETNAM).date()
