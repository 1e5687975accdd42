"""How a document stands, in a line for people."""

from collections.abc import Iterator
from datetime import date

from api.answers import shapes, task_shapes
from api.terminal.desk import Desk
from api.wording import say

DOUBTFUL = 0.5
"""Below this a status is told as resting on what nobody verified."""


def standing_in_words(found: shapes.Standing, desk: Desk) -> str:
    """`Hết hiệu lực toàn bộ (bị thay thế), từ 01/07/2025`."""
    parts = [found["label"]]
    for limit in ("since", "until"):
        if day := day_in_words(found[limit]):
            parts.append(say(f"force.{limit}", desk.language, day=day))
    if 0 < found["confidence"] < DOUBTFUL:
        parts.append(say("force.doubtful", desk.language))
    return ", ".join(parts)


def standings_in_words(found: shapes.Standings, desk: Desk) -> Iterator[str]:
    """How a basis stood when the plan was issued, and how it stands today."""
    if found["then"]:
        yield dated_in_words("then", found["then"], desk)
    yield dated_in_words("now", found["now"], desk)


def dated_in_words(code: str, found: shapes.Standing, desk: Desk) -> str:
    """How something stands at a day: `then`, when the plan was issued, or `now`."""
    told = standing_in_words(found, desk)
    return say(f"force.{code}", desk.language, at=day_in_words(found["at"]), standing=told)


def over_in_words(period: task_shapes.Period | None, desk: Desk) -> str | None:
    """That a plan's period is over, and its last day; nothing where it is not."""
    if period is None or not period["over"]:
        return None
    return say("task.over", desk.language, day=day_in_words(period["end"]))


def day_in_words(iso: str | None) -> str | None:
    """`2021-03-31` as `31/03/2021`."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else None
