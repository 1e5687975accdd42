"""Days as the texts write them (guide 1.1): `23/4/2018`, `24 tháng 12 năm 2020`, `25-10-2017`."""

import re
from datetime import date

from loaders.language.patterns import pattern


def read_day(match: re.Match[str]) -> date | None:
    """The date of a match with `day`, `month` or `month_`, `year`; None where there is no such day."""
    month = match["month"] or match["month_"]
    try:
        return date(int(match["year"]), int(month), int(match["day"]))
    except ValueError:
        return None


def find_day(text: str) -> date | None:
    """The first day written in `text`."""
    match = pattern("day").search(text)
    return read_day(match) if match else None
