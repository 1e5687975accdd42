"""Answers on bodies for people: what became of one, by which documents, and its tasks then and now."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from api.answers import agency_shapes, shapes
from api.terminal.console import plain
from api.terminal.desk import Desk
from api.terminal.standing_words import day_in_words
from api.terminal.succession_words import heir_in_words, heirs_in_words
from api.terminal.tables import deadline, grid, with_period
from api.wording import say

TASK_COLUMNS = {"plan": 3, "no": 0, "task": 8, "deadline": 0, "now": 5}
PLACE_COLUMNS = {"ref": 3, "agency": 6, "led": 0, "supported": 0}


def agency(found: agency_shapes.Agency, desk: Desk) -> RenderableType:
    """What the body is, was and became, then what it leads and supports."""
    parts: list[RenderableType] = [plain(f"{found['body']['name']} ({found['body']['id']})")]
    parts += _lifetime(found, desk)
    parts += _before(found["was"], desk)
    parts += _heirs(found, desk)
    parts += _tasks(found["items"], desk)
    if found["places"]:
        parts += [Text(say("agency.places", desk.language), style="bold"), places(found["places"], desk)]
    elif not found["items"]:
        parts.append(Text(say("none.agency_tasks", desk.language)))
    return Group(*parts)


def places(found: Iterable[agency_shapes.AgencyEntry], desk: Desk) -> RenderableType:
    """Bodies with the count of their tasks."""
    table = grid(PLACE_COLUMNS, desk)
    for one in found:
        table.add_row(plain(one["id"]), plain(one["name"]), str(one["led"]), str(one["supported"]))
    return table


def _lifetime(found: agency_shapes.Agency, desk: Desk) -> Iterator[RenderableType]:
    for limit in ("valid_from", "valid_to"):
        if day := day_in_words(found[limit]):
            yield Text(say(f"agency.{limit}", desk.language, day=day))


def _before(found: Sequence[shapes.Body], desk: Desk) -> Iterator[RenderableType]:
    if found:
        named = "; ".join(f"{one['name']} ({one['id']})" for one in found)
        yield plain(f"{say('agency.was', desk.language)}: {named}")


def _heirs(found: agency_shapes.Agency, desk: Desk) -> Iterator[RenderableType]:
    changed = [one for one in found["now"] if one["path"]]
    yield Text(say("agency.now", desk.language, at=day_in_words(found["at"])), style="bold")
    if len(changed) < len(found["now"]):
        yield Padding(Text(say("agency.unchanged", desk.language)), (0, 0, 0, 2))
    for one in changed:
        identifier = f" ({one['id']})" if one["id"] else ""
        named = heir_in_words(one, desk, with_field=True)
        yield Padding(plain(f"{named}{identifier}"), (0, 0, 0, 2))
        yield Padding(Group(*(plain(_step_in_words(step, desk)) for step in one["path"])), (0, 0, 0, 4))


def _step_in_words(step: agency_shapes.Passing, desk: Desk) -> str:
    day = day_in_words(step["since"])
    since = say("force.since", desk.language, day=day) if day else say("force.day.unknown", desk.language)
    named = " → ".join(one["id"] for one in (step["source"], step["target"]) if one)
    acts = ", ".join(one["name"] for one in step["instrument"]) or say("agency.no_act", desk.language)
    told = f"{step['label']}, {since}: {named}; {acts}"
    return f"{told} ({say('force.doubtful', desk.language)})" if step["unverified"] else told


def _tasks(found: Sequence[agency_shapes.AgencyTask], desk: Desk) -> Iterator[RenderableType]:
    """By role and by the body that is named."""
    for (role, identifier), items in groupby(found, key=lambda one: (one["role"], one["body"]["id"])):
        table = grid(TASK_COLUMNS, desk)
        for one in items:
            table.title = plain(
                f"{say(f'agency.{role}', desk.language)}: {one['body']['name']} ({identifier})"
            )
            task = one["task"]
            table.add_row(
                plain(desk.name(one["document"]["id"])),
                plain(task["no"]),
                plain(task["text"]),
                with_period(deadline(task["deadline"]), one["period"], desk),
                plain(heirs_in_words(one["now"], desk, "\n")),
            )
        yield table
