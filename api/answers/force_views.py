"""From the answers on validity to their JSON, for every door."""

from collections.abc import Callable
from datetime import date
from functools import partial

from api.answers import derivation_views, force_shapes, shapes, task_views, views
from api.answers.issuers import name_of_issuer
from api.answers.pages import ALL, page, stored
from api.clock import today
from api.wording import say
from graph.bodies import body_of
from graph.identity import document_of_task, series
from graph.messages import Language
from graph.port import Edge, GraphReader, OpenSeries, Page
from graph.questions.force import Effect, Reliance
from graph.questions.impact import Impact, Lead, Plan
from graph.questions.open_mentions import open_mentions
from graph.questions.validity import Validity, validity
from graph.succession import succession
from graph.vocabulary import relations


def validity_view(found: Validity, language: Language = "vi") -> force_shapes.Validity:
    """How a document stands at a day, with all sentences."""
    start = found.start
    return {
        **standing(found, language),
        "document": views.document_ref(found.document),
        "start": {
            "on": views.iso(start.on),
            "known": start.known,
            "evidence": views.evidence(start.edge.evidence) if start.edge else None,
        },
        "coming": [acting(effect, language) for effect in found.coming],
        "reliance": _relying(found.reliance, language) if found.reliance else None,
        "upheld": [_relying(one, language) for one in found.upheld],
        "successors": [acting(effect, language) for effect in found.successors],
        "known_on": views.iso(found.known_on),
        "known_at": views.iso(found.known_at),
    }


def standing(found: Validity, language: Language = "vi") -> shapes.Standing:
    """How a document stands at a day, in short."""
    return {
        "at": found.at.isoformat(),
        "status": found.status,
        "label": say(f"force.{found.status}", language),
        "since": views.iso(found.since),
        "until": views.iso(found.until),
        "confidence": found.confidence,
        "by": [acting(effect, language) for effect in found.effects],
    }


def standings(store: GraphReader, asked: str, language: Language = "vi") -> Callable[[str], shapes.Standings]:
    """How bases of this task or document stood on the day of its plan, and stand today."""
    node = store.document(asked) or store.document(document_of_task(asked))
    planned = node.document.issued_on if node else None
    now = today()

    def of(basis: str) -> shapes.Standings:
        then = standing(validity(store, basis, planned), language) if planned else None
        return {"then": then, "now": standing(validity(store, basis, now), language)}

    return of


def acting(effect: Effect, language: Language = "vi") -> shapes.Acting:
    """What a document does to another."""
    return {
        "document": views.document_ref(effect.by),
        "relation": effect.edge.relation,
        "label": _passive(effect.edge, language),
        "on": views.iso(effect.on),
        "day": effect.day,
        "provision": effect.edge.provision,
        "confidence": effect.edge.confidence,
        "evidence": views.evidence(effect.edge.evidence),
    }


def _relying(found: Reliance, language: Language) -> force_shapes.Relying:
    return {
        "document": views.document_ref(found.by),
        "relation": found.edge.relation,
        "label": _passive(found.edge, language),
        "on": found.on.isoformat(),
        "evidence": views.evidence(found.edge.evidence),
    }


def _passive(edge: Edge, language: Language) -> str:
    relation = relations()[edge.relation]
    return relation.english_reverse if language == "en" else relation.reverse


def impact_view(
    found: Impact,
    stands: Validity,
    language: Language = "vi",
    *,
    limit: int = ALL,
    offset: int = 0,
) -> force_shapes.Impact:
    """What hangs on a document, and how that stands; the tasks from `offset` on, at most `limit`."""
    tasks = page(
        found.tasks, lambda task: derivation_views.derived_task(task, language), limit=limit, offset=offset
    )
    return {
        **tasks,
        "document": views.document_ref(stands.document),
        "standing": standing(stands, language),
        "successors": [acting(effect, language) for effect in stands.successors],
        "altering": [acting(effect, language) for effect in found.altering],
        "grades": dict(found.grades),
        "plans": [_plan(plan, stands.at, language) for plan in found.plans],
        "leads": [_lead(lead, stands.at) for lead in found.leads],
        "issuers": [
            {
                "issuer": one.issuer,
                "name": one.name or name_of_issuer(one.issuer),
                "documents": one.documents,
                "tasks": one.tasks,
            }
            for one in found.issuers
        ],
    }


def _plan(plan: Plan, at: date, language: Language) -> force_shapes.Plan:
    edge = plan.edge
    return {
        "document": views.document_ref(plan.document),
        "tasks": plan.tasks,
        "grade": plan.grade,
        "distance": plan.distance,
        "relation": edge.relation if edge else None,
        "label": views.relation_name(edge.relation, language) if edge else None,
        "provisions": list(plan.provisions),
        "evidence": views.evidence(edge.evidence) if edge else None,
        "period": task_views.plan_years(plan.document, at),
    }


def _lead(lead: Lead, at: date) -> force_shapes.Lead:
    body = body_of(lead.agency) if lead.agency else None
    now = [task_views.heir(one) for one in succession(body, at) if one.changed] if body else []
    return {"agency": lead.agency, "name": lead.name, "tasks": lead.tasks, "now": now}


def open_listing(
    store: GraphReader, language: Language = "vi", *, limit: int, skip: int = 0
) -> shapes.Listing[force_shapes.OpenSeries]:
    """A stretch of what is bound to nothing; the cursor is how many were shown before."""
    found = open_mentions(store, limit=limit, skip=skip)
    end = skip + len(found.series)
    following = str(end) if end < found.total else None
    return stored(Page(found.series, found.total, following), partial(open_series, language=language))


def open_series(found: OpenSeries, language: Language = "vi") -> force_shapes.OpenSeries:
    """Mentions that are bound to nothing."""
    return {
        "name": series(found.target) if found.target else " ".join((found.said or "").split()),
        "number": found.example.citation.number,
        "mentions": found.mentions,
        "documents": found.documents,
        "heals": found.heals,
        "reasons": list(found.reasons),
        "reason_labels": [views.reason_in_words(reason, language) for reason in found.reasons],
        "candidates": list(found.candidates),
        "document": found.example.document,
        "example": views.bound_citation(found.example, language),
    }
