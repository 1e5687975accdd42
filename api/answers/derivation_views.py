"""From the answers on lineage to their JSON, for every door."""

from collections.abc import Callable
from datetime import date

from api.answers import derivation_shapes, shapes, task_views, views
from graph import port
from graph.messages import Language
from graph.questions.derivation import DerivedTask
from graph.questions.path import Derivation, Relative


def derived_task(
    found: DerivedTask, language: Language = "vi", at: date | None = None
) -> derivation_shapes.DerivedTask:
    """A task that derives from the document asked about; its leads as they are on a day, or today."""
    shown = task_views.task(found.task, at)
    return {
        "task": shown,
        "period": task_views.period(found.document, found.task, at),
        "document": views.document_ref(found.document),
        "leads": shown["leads"],
        "coordinating": task_views.bodies(found.task, "coordinating"),
        "derivation": derivation(found.derivation, language),
    }


def derivation(found: Derivation, language: Language = "vi") -> derivation_shapes.Derivation:
    """The strongest way up."""
    return {
        "grade": found.grade,
        "distance": found.distance,
        "shared_words": list(found.shared_words),
        "path": [step(edge, language) for edge in found.path],
    }


def basis(
    found: Relative, standings: Callable[[str], shapes.Standings], language: Language = "vi"
) -> derivation_shapes.Basis:
    """A document that something rests on, and whether it is in force."""
    return {
        "document": views.document(found.document),
        **derivation(found.derivation, language),
        "validity": standings(found.document.document.id),
    }


def relative(found: Relative, language: Language = "vi") -> derivation_shapes.Relative:
    """A document in a lineage."""
    way = derivation(found.derivation, language)
    return {"document": views.document(found.document), "distance": way["distance"], "path": way["path"]}


def step(edge: port.Edge, language: Language = "vi") -> derivation_shapes.Step:
    """One step of a path, with its sentence."""
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "label": views.relation_name(edge.relation, language),
        "evidence": views.evidence(edge.evidence),
    }
