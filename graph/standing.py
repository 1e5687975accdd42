"""Where a mention stands, seen from a task of the same document: in its own words, in its section, or elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from graph.model import Citation, Task
from graph.port import Edge, Evidence, Mention
from graph.vocabulary import relations

Extent = tuple[int, int]
Numbers = tuple[int, ...]


class Said(Protocol):
    """What a text says of a document that it mentions."""

    @property
    def relation(self) -> str:
        """The code of the relation."""
        ...

    @property
    def subject(self) -> str:
        """Whose relation it is: `self`, or the id of another document."""
        ...


def rests(said: Said) -> bool:
    """Whether what stands around a mention may rest on the document.

    Not where another document's title is told (J5), nor where the document is altered or ended.
    """
    return said.subject == "self" and not relations()[said.relation].acts


def extents(tasks: Sequence[Task]) -> Iterator[tuple[Task, Extent]]:
    """Each task of one document with the extent of its words, or of its row if it stands in a table.

    A row ends where the next row of its group begins; the last row of a group, with its last known cell.
    """
    for task, following in pairwise((*tasks, None)):
        if task is not None:
            yield task, _row(task, following) if task.origin == "table" else (task.start, task.end)


def within(citation: Citation, extent: Extent) -> bool:
    """Whether the citation stands inside these characters."""
    return extent[0] <= citation.quote.start and citation.quote.end <= extent[1]


def governs(citation: Citation, task: Task) -> bool:
    """Whether the citation speaks for the section, or for the group of rows, that the task stands in."""
    return _holds(citation.section, task.section) or _names(task.group, citation)


def stands_for(citation: Citation, tasks: Sequence[tuple[Task, Extent]]) -> tuple[Numbers, Numbers]:
    """Of a document's tasks with their extents those in whose words the citation stands, and others that it governs.

    By running number.
    """
    direct = [n for n, (_, extent) in enumerate(tasks, 1) if within(citation, extent)]
    section = [n for n, (task, _) in enumerate(tasks, 1) if n not in direct and governs(citation, task)]
    return tuple(direct), tuple(section)


def as_edge(mention: Mention, target: str) -> Edge:
    """The mention as the edge that it proves."""
    citation = mention.citation
    evidence = Evidence(mention.document, citation.evidence, citation.section, mention.secondary)
    return Edge(
        mention.document, target, citation.relation, evidence, mention.index, confidence=citation.confidence
    )


def _row(task: Task, following: Task | None) -> Extent:
    same_group = following is not None and following.origin == "table" and following.group == task.group
    if same_group and following is not None and following.start > task.start:
        return task.start, following.start
    cells = [assignment.raw for assignment in task.assignments]
    cells += [part.raw for part in (task.deadline, task.product, task.budget) if part is not None]
    return task.start, max([task.end, *(cell.end for cell in cells)])


def _holds(outer: str | None, inner: str | None) -> bool:
    if outer is None or inner is None:
        return False
    return inner == outer or inner.startswith(f"{outer}.")


def _names(group: str | None, citation: Citation) -> bool:
    return group is not None and " ".join(citation.quote.text.split()) in group
