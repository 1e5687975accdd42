"""What two readings of one document say otherwise: the sections, tasks and citations that only one of them has.

A section is told by its heading, a citation by what it means or else by its words, a task by its words, of which a few
may differ: a word that one file has torn is no other task.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from graph.model import Citation, Notice, Reading, Section, Task

_ALIKE = 0.8
_MOST_COMPARED = 400
_FIRST = 100
_WORD = re.compile(r"\w+")
T = TypeVar("T")


def compare(known: Reading, said: Reading) -> Iterator[Notice]:
    """The differences of what a file says to what is known, each with a count and the first words."""
    sections = _apart(known.sections, said.sections, _heading)
    citations = _apart(known.citations, said.citations, _meaning)
    tasks = _apart(known.tasks, said.tasks, _words)
    pairs: Iterable[tuple[str, tuple[list[str], list[str]]]] = (
        ("sections", _shown(sections, _heading)),
        ("citations", _shown(citations, lambda citation: citation.quote.text)),
        ("tasks", _shown(_unlike(*tasks), lambda task: task.text)),
    )
    for kind, (before, here) in pairs:
        yield from _told(f"{kind}_only_before", before, said, known)
        yield from _told(f"{kind}_only_here", here, said, known)


def _told(code: str, lines: Sequence[str], said: Reading, known: Reading) -> Iterator[Notice]:
    if lines:
        facts = (
            ("id", known.document.id),
            ("count", str(len(lines))),
            ("first", " ".join(lines[0].split())[:_FIRST]),
            ("known", known.source.path),
        )
        yield Notice(code, facts)


def _apart(ones: Sequence[T], others: Sequence[T], key: Callable[[T], str]) -> tuple[list[T], list[T]]:
    """What only the ones and only the others have, each as often as it stands more there."""
    return _beyond(ones, others, key), _beyond(others, ones, key)


def _beyond(ones: Sequence[T], others: Sequence[T], key: Callable[[T], str]) -> list[T]:
    left = Counter(map(key, others))
    found: list[T] = []
    for one in ones:
        left[key(one)] -= 1
        if left[key(one)] < 0:
            found.append(one)
    return found


def _unlike(ones: list[Task], others: list[Task]) -> tuple[list[Task], list[Task]]:
    """The tasks without those that have most words in common; very many are all told."""
    if max(len(ones), len(others)) > _MOST_COMPARED:
        return ones, others
    bags = [Counter(_words(task).split()) for task in others]
    free = set(range(len(others)))
    unlike: list[Task] = []
    for one in ones:
        bag = Counter(_words(one).split())
        likest = max(free, key=lambda n: _likeness(bag, bags[n]), default=None)
        if likest is not None and _likeness(bag, bags[likest]) >= _ALIKE:
            free.remove(likest)
        else:
            unlike.append(one)
    return unlike, [others[n] for n in sorted(free)]


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags of words."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _shown(apart: tuple[list[T], list[T]], show: Callable[[T], str]) -> tuple[list[str], list[str]]:
    before, here = apart
    return [show(item) for item in before], [show(item) for item in here]


def _heading(section: Section) -> str:
    return " ".join(_WORD.findall(f"{section.label} {section.heading}".casefold()))[:_FIRST]


def _meaning(citation: Citation) -> str:
    return citation.target or _squeezed(citation.quote.text)


def _words(task: Task) -> str:
    return _squeezed(task.text)


def _squeezed(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
