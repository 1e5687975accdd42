"""Which grade a task has towards a document that its own document mentions or rests on: the strongest of four."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Task
from graph.port import Edge, Mention
from graph.questions.path import Derivation, Grade, Hop
from graph.questions.shared_words import shared_words
from graph.questions.standing import Extent, as_edge, governs, rests, within


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
    kept = tuple(filter(rests, mentions))
    titles = (*(mention.citation.title for mention in kept), basis_title)
    return Ground(basis, kept, edge, tuple(dict.fromkeys(filter(None, titles))), plan_title or "")


def strongest(task: Task, extent: Extent, ground: Ground) -> Derivation | None:
    """How the task hangs on the basis by one step, or None if it does not."""
    return _by_mention(task, extent, ground) or _by_plan(task, ground)


def _by_mention(task: Task, extent: Extent, ground: Ground) -> Derivation | None:
    tests: Mapping[Grade, Sequence[Mention]] = {
        "direct": [mention for mention in ground.mentions if within(mention, extent)],
        "section": [mention for mention in ground.mentions if governs(mention, task)],
    }
    for grade, mentions in tests.items():
        if mentions:
            return Derivation(grade, (Hop(as_edge(mentions[0], ground.basis)),))
    return None


def _by_plan(task: Task, ground: Ground) -> Derivation | None:
    if ground.edge is None:
        return None
    path = (Hop(ground.edge),)
    for subject in ground.subjects:
        if words := shared_words(subject, task.text, ground.plan_title):
            return Derivation("subject", path, words)
    return Derivation("plan", path)
