"""Why something hangs together, for people: the steps of a path, each with the sentence that proves it."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from api.answers import derivation_shapes, shapes
from api.terminal.console import plain
from api.terminal.desk import Desk
from api.wording import say

Steps = Sequence[derivation_shapes.Step]


def proofs(paths: Iterable[Steps], desk: Desk, shown: set[tuple[object, ...]]) -> RenderableType:
    """Each path once; those that were `shown` above are only pointed to."""
    fresh = {_key(steps): steps for steps in paths if _key(steps) not in shown}
    shown.update(fresh)
    above = Padding(Text(say("proof.above", desk.language)), (0, 0, 0, 2))
    return Group(*(path(steps, desk) for steps in fresh.values())) if fresh else above


def path(steps: Steps, desk: Desk) -> RenderableType:
    """The steps upward."""
    return Padding(Group(*(_step(step, desk) for step in steps)), (0, 0, 0, 2))


def grade_in_words(found: derivation_shapes.Derivation, desk: Desk) -> str:
    """The grade, with the words that a task shares with the subject, or with the distance."""
    grade = say(f"grade.{found['grade']}", desk.language)
    if found["shared_words"]:
        grade += ": " + "; ".join(f"“{words}”" for words in found["shared_words"])
    return f"{grade} ({distance_in_words(found['distance'], desk)})" if found["distance"] > 1 else grade


def distance_in_words(distance: int, desk: Desk) -> str:
    """How many steps away."""
    return say("distance", desk.language, count=distance)


def _step(step: derivation_shapes.Step, desk: Desk) -> RenderableType:
    evidence = step["evidence"]
    head = f"{desk.name(step['source'])} ─ {step['label']} → {desk.name(step['target'])}"
    told = (quoted(evidence), place(evidence, desk))
    return Group(plain(head), *(Padding(plain(line), (0, 0, 0, 2)) for line in told))


def quoted(evidence: shapes.Evidence) -> str:
    """A sentence as a quotation, on one line."""
    return f"“{' '.join(evidence['text'].split())}”"


def place(evidence: shapes.Evidence, desk: Desk) -> str:
    """Where a sentence stands."""
    told = say(
        "place" if evidence["section"] else "place.recitals",
        desk.language,
        document=desk.name(evidence["document"]),
        section=evidence["section"],
        start=evidence["start"],
        end=evidence["end"],
    )
    by_others = evidence["secondary"] or evidence["official"]
    return f"{told} ({_not_its_own(evidence, desk)})" if by_others else told


def _not_its_own(evidence: shapes.Evidence, desk: Desk) -> str:
    """Who tells, where it is not the document itself: a report, an official list, or one gathered by hand."""
    if evidence["official"] and not evidence["secondary"]:
        return say("secondary.official", desk.language)
    node = desk.store.document(evidence["document"])
    code = "secondary.list" if node and node.document.genre == "register" else "secondary"
    return say(code, desk.language)


def _key(steps: Steps) -> tuple[object, ...]:
    return tuple(
        (step["source"], step["target"], step["evidence"]["document"], step["evidence"]["start"])
        for step in steps
    )
