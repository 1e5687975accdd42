"""How a task hangs on a document: the grade, the distance, and the edges between with their sentences."""

from dataclasses import dataclass
from typing import Literal, get_args

from graph.port import DocumentNode, Edge

Grade = Literal["direct", "section", "subject", "plan", "chain"]
GRADES: tuple[Grade, ...] = get_args(Grade)


@dataclass(frozen=True, slots=True)
class Derivation:
    """The strongest way from a task or document up to a document that it rests on.

    `direct`: the task's own words or its table row cite it. `section`: the section or group it stands in does.
    `subject`: the plan rests on it and the task's words share its subject, `shared_words`. `plan`: the plan
    rests on it. `chain`: through `distance` - 1 documents between. `path` goes upward from the task's document, each
    step from what rests to what it rests on.
    """

    grade: Grade
    path: tuple[Edge, ...]
    shared_words: tuple[str, ...] = ()

    @property
    def distance(self) -> int:
        """How many steps the path has."""
        return len(self.path)

    @property
    def rank(self) -> tuple[int, int]:
        """What answers are ordered by: grade, then distance; the strongest first."""
        return GRADES.index(self.grade), self.distance


@dataclass(frozen=True, slots=True)
class Relative:
    """A document on the way up or down, and the path between, always read upward."""

    document: DocumentNode
    derivation: Derivation
