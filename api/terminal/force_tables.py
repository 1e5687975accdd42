"""Answers on validity for people: the status in words, then every sentence that it rests on."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from api.answers import force_shapes, shapes
from api.terminal.console import plain
from api.terminal.desk import Desk
from api.terminal.proofs import place, quoted
from api.terminal.standing_words import dated_in_words, day_in_words, standing_in_words
from api.terminal.tables import grid, headline
from api.wording import say
from graph.questions.validity import ENDED

PLAN_COLUMNS = {"plan": 5, "tasks": 0, "grade": 2, "tie": 8}
LEAD_COLUMNS = {"body": 5, "tasks": 0, "now": 5}
OPEN_COLUMNS = {"series": 4, "mentions": 0, "heals": 0, "reason": 3, "candidates": 4, "example": 6}


def validity(found: force_shapes.Validity, desk: Desk) -> RenderableType:
    """The status, since when it is in force, and the sentences under what they show."""
    head = headline(found["document"]["id"], found["document"]["title"], desk)
    head.stylize("bold")
    told = standing_in_words(found, desk)
    at = day_in_words(found["at"])
    parts: list[RenderableType] = [
        head,
        Text(say("force.at", desk.language, at=at, label=told), style="bold"),
    ]
    if by := day_in_words(found["known_at"]):
        parts.append(Text(say("force.known_at", desk.language, day=by)))
    parts += _start(found["start"], desk)
    parts += _effects("decided", found["by"], desk)
    parts += _effects("coming", found["coming"], desk)
    parts += _reliance(found, desk)
    parts += _relying("upheld", found["upheld"], desk)
    parts += _successors(found["successors"], desk)
    if known := day_in_words(found["known_on"]):
        parts.append(Text(say("force.known_on", desk.language, day=known)))
    return Group(*parts)


def _start(start: force_shapes.Start, desk: Desk) -> Iterator[RenderableType]:
    yield Text(say(f"force.start.{start['known']}", desk.language, day=day_in_words(start["on"])))
    if start["evidence"]:
        yield _sentence(start["evidence"], desk)


def _effects(code: str, found: Sequence[shapes.Acting], desk: Desk) -> Iterator[RenderableType]:
    if found:
        yield Text(say(f"force.{code}", desk.language), style="bold")
    for effect in found:
        yield Padding(plain(_effect_in_words(effect, desk)), (0, 0, 0, 2))
        yield _sentence(effect["evidence"], desk)


def _effect_in_words(effect: shapes.Acting, desk: Desk) -> str:
    told = f"{effect['label']} {desk.name(effect['document']['id'])}"
    if day := day_in_words(effect["on"]):
        told += " " + say("force.since", desk.language, day=day)
    if effect["day"] != "stated":
        told += f" ({say('force.day.' + effect['day'], desk.language)})"
    if effect["provision"]:
        told += f"; {say('force.part', desk.language, part=effect['provision'])}"
    return told


def _reliance(found: force_shapes.Validity, desk: Desk) -> Iterator[RenderableType]:
    reliance = found["reliance"]
    if reliance is None:
        return
    ended = found["status"] in ENDED
    code = "after" if ended else "shows" if reliance["on"] >= found["at"] else "last"
    yield from _relying(f"reliance.{code}", [reliance], desk)


def _relying(code: str, found: Sequence[force_shapes.Relying], desk: Desk) -> Iterator[RenderableType]:
    if found:
        yield Text(say(f"force.{code}", desk.language), style="bold")
    for one in found:
        named = f"{one['label']} {desk.name(one['document']['id'])}, {day_in_words(one['on'])}"
        yield Padding(plain(named), (0, 0, 0, 2))
        yield _sentence(one["evidence"], desk)


def _successors(found: Sequence[shapes.Acting], desk: Desk) -> Iterator[RenderableType]:
    if found:
        chain = " → ".join(desk.name(effect["document"]["id"]) for effect in found)
        yield plain(f"{say('force.successors', desk.language)}: {chain}")


def _sentence(evidence: shapes.Evidence, desk: Desk) -> RenderableType:
    return Padding(Group(plain(quoted(evidence)), plain(place(evidence, desk))), (0, 0, 0, 4))


def impact(found: force_shapes.Impact, desk: Desk) -> RenderableType:
    """How much is touched and how the document stands, then the documents, whose they are, and the bodies."""
    head = headline(found["document"]["id"], found["document"]["title"], desk)
    head.stylize("bold")
    counts = {"tasks": found["total"], "plans": len(found["plans"]), "leads": len(found["leads"])}
    parts: list[RenderableType] = [
        head,
        Text(dated_in_words("now", found["standing"], desk)),
        *_successors(found["successors"], desk),
        Text(say("impact.counts", desk.language, **counts)),
    ]
    if found["plans"]:
        parts.append(_plans(found["plans"], desk))
    if found["altering"]:
        named = "; ".join(dict.fromkeys(desk.name(one["document"]["id"]) for one in found["altering"]))
        parts.append(plain(f"{say('impact.altering', desk.language)}: {named}"))
    if found["issuers"]:
        named = "; ".join(f"{one['name'] or one['issuer']} ({one['documents']})" for one in found["issuers"])
        parts.append(plain(f"{say('impact.issuers', desk.language)}: {named}"))
    if found["leads"]:
        parts.append(_leads(found["leads"], desk))
    return Group(*parts)


def _plans(found: Iterable[force_shapes.Plan], desk: Desk) -> RenderableType:
    rows = grid(PLAN_COLUMNS, desk)
    for plan in found:
        named = headline(plan["document"]["id"], plan["document"]["title"], desk)
        grade = say(f"grade.{plan['grade']}", desk.language) if plan["grade"] else ""
        rows.add_row(named, str(plan["tasks"]), grade, plain(_tie(plan, desk)))
    return rows


def _tie(plan: force_shapes.Plan, desk: Desk) -> str:
    """How a plan rests on the document: the relation, the provisions that it names, its years if over, its sentence."""
    told = [plan["label"] or say("distance", desk.language, count=plan["distance"])]
    told += plan["provisions"]
    if plan["period"] and plan["period"]["over"]:
        told.append(say("impact.over", desk.language, day=day_in_words(plan["period"]["end"])))
    tie = "; ".join(told)
    return f"{tie}\n{quoted(plan['evidence'])}" if plan["evidence"] else tie


def _leads(found: Iterable[force_shapes.Lead], desk: Desk) -> RenderableType:
    rows = grid(LEAD_COLUMNS, desk)
    for lead in found:
        now = (one["name"] or say("agency.nobody", desk.language) for one in lead["now"])
        rows.add_row(plain(lead["name"]), str(lead["tasks"]), plain("; ".join(dict.fromkeys(now))))
    return rows


def open_series(found: Iterable[force_shapes.OpenSeries], desk: Desk) -> RenderableType:
    """What is bound to nothing, what heals the most first."""
    rows = grid(OPEN_COLUMNS, desk)
    for one in found:
        rows.add_row(
            plain(one["number"] or one["name"]),
            str(one["mentions"]),
            str(one["heals"]),
            "; ".join(one["reason_labels"]),
            plain("\n".join(one["candidates"])),
            plain(f"{' '.join(one['example']['evidence']['text'].split())[:160]} ({one['document']})"),
        )
    return rows if rows.row_count else Text(say("none.open", desk.language))
