"""The JSON of what derives from what: the steps of a path, each with its sentence; as in `shapes`."""

from typing_extensions import TypedDict

from api.answers.shapes import Document, DocumentRef, Evidence, Standings
from api.answers.task_shapes import Lead, Named, Period, Task


class Step(TypedDict):
    """One step upward, from what rests to what it rests on."""

    source: str
    target: str
    relation: str
    label: str
    evidence: Evidence


class Derivation(TypedDict):
    """The strongest way up to a document."""

    grade: str
    distance: int
    shared_words: list[str]
    path: list[Step]


class DerivedTask(TypedDict):
    """A task that derives from the document asked about, and who leads it; `period` is that of its plan."""

    task: Task
    period: Period | None
    document: DocumentRef
    leads: list[Lead]
    coordinating: list[Named]
    derivation: Derivation


class Basis(Derivation):
    """A document that a task or document rests on."""

    document: Document
    validity: Standings


class Relative(TypedDict):
    """A document above or below another in its lineage."""

    document: Document
    distance: int
    path: list[Step]
