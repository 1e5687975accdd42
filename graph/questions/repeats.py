"""The same task in other plans: asked of the same body, or of one before or after it, in nearly the same words.

Linked and never merged: each stays a task of its own plan. Found as it is asked for, from the tasks of the body;
numbers and dates do not count as words, since they are what changes from year to year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.bodies import Body, body_of
from graph.fold import words
from graph.identity import document_of_task
from graph.model import Assignment, Task
from graph.port import DocumentNode, GraphReader, TaskCriteria
from graph.questions.agencies import all_tasks
from graph.succession import predecessors, succession

LEAST = 0.6

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A task of another plan that asks the same, and how like its words are: 1 for the same words, numbers aside."""

    task: Task
    document: DocumentNode
    likeness: float


def repeats(store: GraphReader, task: Task) -> tuple[Repeat, ...]:
    """The same task in other documents, newest first, then by document and number; each once."""
    said = _pairs(task.text)
    found: dict[str, Repeat] = {}
    for other in _of_the_same(store, task):
        likeness = _likeness(said, _pairs(other.text))
        identifier = document_of_task(other.id)
        if other.id in found or identifier == document_of_task(task.id) or likeness < LEAST:
            continue
        document = store.document(identifier)
        if document is not None:
            found[other.id] = Repeat(other, document, round(likeness, 2))
    return tuple(sorted(found.values(), key=_newest_first))


def _of_the_same(store: GraphReader, task: Task) -> Iterator[Task]:
    """The tasks that a lead of this one leads, wherever."""
    asked = dict.fromkeys(name for part in task.assignments if part.role == "lead" for name in _names(part))
    for name in asked:
        yield from all_tasks(store, TaskCriteria(lead=name))


def _names(part: Assignment) -> Iterator[str]:
    """What the body of a part is asked for by: its id, and those of the bodies before and after it."""
    if part.agency is None:
        yield part.raw.text
        return
    yield part.agency.id
    body = body_of(part.agency.id)
    for one in _kin(body) if body else ():
        yield one.id


def _kin(body: Body) -> Iterator[Body]:
    yield from predecessors(body)
    yield from (heir.body for heir in succession(body, date.max) if heir.body and heir.body != body)


def _pairs(text: str) -> Pairs:
    """The pairs of words that follow each other; a lone word is a pair with nothing."""
    said = [word for word in words(text) if not any(letter.isdigit() for letter in word)]
    return frozenset(zip(said, said[1:] or [""], strict=False))


def _likeness(one: Pairs, other: Pairs) -> float:
    """Dice's measure: twice what both have, of all that they have."""
    every = len(one) + len(other)
    return 2 * len(one & other) / every if every else 0.0


def _newest_first(found: Repeat) -> tuple[int, str, int]:
    issued = found.document.document.issued_on or date.min
    return (-issued.toordinal(), document_of_task(found.task.id), int(found.task.id.rpartition("t")[2]))
