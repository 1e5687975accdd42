"""Which grade a task has towards a document that its own document mentions or rests on: the strongest of four."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Task
from graph.port import Edge, Mention
from graph.questions.path import Derivation, Grade
from graph.questions.shared_words import shared_words
from graph.standing import Extent, as_edge, governs, rests, within


@dataclass(frozen=True, slots=True)
class Ground:
    """All that ties one document, the plan, to another, the basis.

    `edge` is there if the plan rests on the basis; `subjects` are what the basis is about, as the plan says first.
    """

    basis: str
    mentions: tuple[Mention, ...]
    edge: Edge | None
    subjects: tuple[str, ...]
    plan_title: str


def ground(
    basis: str,
    mentions: Iterable[Mention],
    edge: Edge | None,
    *,
    basis_title: str | None,
    plan_title: str | None,
) -> Ground:
    """Only mentions that something may rest on are kept; what they call the basis comes before its own title."""
    kept = tuple(mention for mention in mentions if rests(mention.citation))
    subjects = subjects_of((mention.citation.title for mention in kept), basis_title)
    return Ground(basis, kept, edge, subjects, plan_title or "")


def subjects_of(given: Iterable[str | None], own: str | None) -> tuple[str, ...]:
    """What a document is about: as a plan calls it, then by its own title."""
    return tuple(dict.fromkeys(filter(None, (*given, own))))


def strongest(task: Task, extent: Extent, ground: Ground) -> Derivation | None:
    """How the task hangs on the basis by one step, or None if it does not."""
    return _by_mention(task, extent, ground) or _by_plan(task, ground)


def _by_mention(task: Task, extent: Extent, ground: Ground) -> Derivation | None:
    direct = [mention for mention in ground.mentions if within(mention.citation, extent)]
    section = [mention for mention in ground.mentions if governs(mention.citation, task)]
    tests: tuple[tuple[Grade, Sequence[Mention]], ...] = (("direct", direct), ("section", section))
    for grade, mentions in tests:
        if mentions:
            return Derivation(grade, (as_edge(mentions[0], ground.basis),))
    return None


def _by_plan(task: Task, ground: Ground) -> Derivation | None:
    if ground.edge is None:
        return None
    path = (ground.edge,)
    words = first_shared(ground.subjects, task, ground.plan_title)
    return Derivation("subject", path, words) if words else Derivation("plan", path)


def first_shared(subjects: Iterable[str], task: Task, plan_title: str) -> tuple[str, ...]:
    """The words that a task shares with the first of these subjects that it shares any with."""
    return next(filter(None, (shared_words(subject, task.text, plan_title) for subject in subjects)), ())
