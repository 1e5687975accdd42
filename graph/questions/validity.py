"""Whether a document is in force on a day, by which sentences; never `in force` where that is only not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.errors import UnknownDocument
from graph.identity import year
from graph.port import DocumentNode, Edge
from graph.questions.force import (
    Effect,
    Known,
    Reliance,
    Ties,
    acts_from,
    effects,
    listed_start,
    reliances,
    standing_relations,
)
from graph.vocabulary import kinds

Status = Literal["not_yet", "in_force", "amended", "suspended", "replaced", "repealed", "expired", "unknown"]
ENDED: frozenset[Status] = frozenset({"replaced", "repealed", "expired"})
StartKnown = Literal["stated", "listed", "acts", "relied", "issue", "unknown"]


@dataclass(frozen=True, slots=True)
class Start:
    """From which day a document is in force, and how that is known.

    `stated`: its own text or a label says so. `listed`: an official list does, `edge`. `acts`: it alters or ends others
    from that day, `edge`. `relied`: a text of that day takes it to be in force, `edge`. `issue`: it is of a kind that
    binds from its day of issue.
    """

    on: date | None
    known: StartKnown
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """How a document stands `at` a day, by all that is known, or was at `known_at`.

    `in_force` and `amended` are told only where it had begun by then and something shows that it still stood: one of
    `coming`, which ends or alters it later, or `reliance`, a text issued on that day or after that takes it to be in
    force. Where it is `unknown`, `reliance` is the last text that did. Where it had ended, `reliance` is a later text
    that rests on it none the less, and `upheld` what transitional articles let it still be applied to. `suspended` is
    told where it is out of force for a time. `since` is the day of the status, `until` the first later end of one that
    stands, or of its suspension. `effects` had begun by then; those that decide come first. `successors` lead from the
    document to the one in its place on that day. `known_on` is the last day of issue of a text that tells of its force.
    `confidence` is that of the least sure step that the status needs, each by its surest sentence; 0 where it is
    unknown.
    """

    document: DocumentNode
    at: date
    status: Status
    since: date | None
    until: date | None
    start: Start
    effects: tuple[Effect, ...]
    coming: tuple[Effect, ...]
    reliance: Reliance | None
    upheld: tuple[Reliance, ...]
    successors: tuple[Effect, ...]
    known_on: date | None
    known_at: date | None
    confidence: float


def validity(store: Ties, document_id: str, at: date, known_at: date | None = None) -> Validity:
    """How the document stands at that day, by all that is known or was known at `known_at`. Raises UnknownDocument."""
    node = store.document(document_id)
    if node is None:
        raise UnknownDocument(asked=document_id)
    ties = store if known_at is None else Known(store, known_at)
    told = effects(ties, document_id)
    relied = tuple(reliances(ties, document_id))
    return _judge(ties, node, at, known_at, told, relied)


def _judge(
    store: Ties,
    node: DocumentNode,
    at: date,
    known_at: date | None,
    told: Sequence[Effect],
    relied: Sequence[Reliance],
) -> Validity:
    begun = tuple(effect for effect in told if effect.holds(at))
    coming = tuple(effect for effect in told if not effect.holds(at))
    start = _start(store, node, at, relied)
    end = next((effect for effect in begun if effect.ends), None)
    shown = _shown(at, end, relied)
    status = _status(node, at, start, end, begun, coming, shown)
    later = next((effect for effect in coming if effect.ends), None)
    return Validity(
        document=node,
        at=at,
        status=status,
        since=_since(status, start, end, begun),
        until=_until(status, later, coming),
        start=start,
        effects=(end, *(effect for effect in begun if effect is not end)) if end else begun,
        coming=coming,
        reliance=shown,
        upheld=_upheld(end, relied) if status in ENDED else (),
        successors=_successors(store, node.document.id, begun, at),
        known_on=_known_on(told, relied),
        known_at=known_at,
        confidence=_confidence(status, at, start, end, begun, coming, relied),
    )


def _until(status: Status, later: Effect | None, coming: Sequence[Effect]) -> date | None:
    """The first later end of one that stands, or of its suspension."""
    if status == "suspended":
        return next((effect.on for effect in coming if effect.resumes or effect.ends), None)
    return later.on if later and status in ("in_force", "amended") else None


def _upheld(end: Effect | None, relied: Sequence[Reliance]) -> tuple[Reliance, ...]:
    """What the texts since the end, the one that ends it among them, let the document still be applied to."""
    lasting = (one for one in relied if one.edge.relation in standing_relations("upholds"))
    return tuple(
        one for one in lasting if end and (one.on >= end.latest or one.edge.source == end.edge.source)
    )


def _start(store: Ties, node: DocumentNode, at: date, relied: Sequence[Reliance]) -> Start:
    document = node.document
    if document.effective_on:
        return Start(document.effective_on, "stated")
    if listed := listed_start(store, document.id):
        return Start(listed.takes_effect, "listed", listed)
    acted = acts_from(store, document.id)
    first = min((one for one in relied if one.on <= at), key=lambda one: one.on, default=None)
    if acted and acted.takes_effect and not (first and first.on < acted.takes_effect):
        return Start(acted.takes_effect, "acts", acted)
    if document.issued_on and not _waits(document.kind):
        return Start(document.issued_on, "issue")
    return Start(first.on, "relied", first.edge) if first else Start(None, "unknown")


def _waits(kind: str | None) -> bool:
    """Whether documents of the kind enter into force later than they are issued (guide 2.5); so may unknown ones."""
    known = kinds().get(kind or "")
    return known is None or known.normative


def _shown(at: date, end: Effect | None, relied: Sequence[Reliance]) -> Reliance | None:
    """Of the texts that take the document to be in force: the first since `at`, or the last of all.

    Where the document had ended, the first that was issued after.
    """
    if end is not None:
        return next((one for one in reversed(relied) if one.on > end.latest and one.by != end.by), None)
    since = [one for one in relied if one.on >= at]
    return since[-1] if since else next(iter(relied), None)


def _status(
    node: DocumentNode,
    at: date,
    start: Start,
    end: Effect | None,
    begun: Sequence[Effect],
    coming: Sequence[Effect],
    shown: Reliance | None,
) -> Status:
    if end is not None:
        return "replaced" if end.succeeds else "expired" if end.is_own else "repealed"
    if _is_later(node, at, start):
        return "not_yet"
    if _suspension(begun) is not None:
        return "suspended"
    stands = any(effect.ends for effect in coming) or (shown is not None and shown.on >= at)
    if start.on is None or not stands:
        return "unknown"
    return "amended" if _alterations(begun) else "in_force"


def _suspension(begun: Sequence[Effect]) -> Effect | None:
    """What keeps the document out of force: the last suspension, if nothing ended it since."""
    last = next((effect for effect in reversed(begun) if effect.suspends or effect.resumes), None)
    return last if last is not None and last.suspends else None


def _alterations(begun: Sequence[Effect]) -> list[Effect]:
    """What has left a part ended, altered or suspended; not what was only for a time that is over."""
    for_a_time = standing_relations("suspends", "resumes")
    resumed = [effect.edge for effect in begun if effect.edge.relation in standing_relations("resumes")]
    over = {(edge.source, edge.provision) for edge in resumed}
    return [
        effect
        for effect in begun
        if effect.edge.relation not in for_a_time
        or not (effect.suspends or (effect.edge.source, effect.edge.provision) in over)
    ]


def _is_later(node: DocumentNode, at: date, start: Start) -> bool:
    """Whether the document was not there yet on that day, or not yet in force."""
    issued = node.document.issued_on
    if issued is not None and issued > at:
        return True
    if issued is None and (year(node.document.id) or 0) > at.year:
        return True
    return start.known in ("stated", "listed", "acts") and start.on is not None and start.on > at


def _since(status: Status, start: Start, end: Effect | None, begun: Sequence[Effect]) -> date | None:
    if status in ENDED and end is not None:
        return end.on
    if status == "suspended":
        return next(effect.on for effect in reversed(begun) if effect.suspends)
    if status == "amended":
        return _alterations(begun)[0].on
    return None if status == "unknown" else start.on


def _successors(store: Ties, identifier: str, begun: Sequence[Effect], at: date) -> tuple[Effect, ...]:
    """Who took the document's place, and that one's, up to `at`; a circle is left where it closes."""
    chain: list[Effect] = []
    seen = {identifier}
    while step := next((effect for effect in begun if effect.succeeds), None):
        if step.by.document.id in seen:
            break
        chain.append(step)
        seen.add(step.by.document.id)
        begun = [effect for effect in effects(store, step.by.document.id) if effect.holds(at)]
    return tuple(chain)


def _known_on(told: Sequence[Effect], relied: Sequence[Reliance]) -> date | None:
    days = [effect.by.document.issued_on for effect in told]
    return max((day for day in (*days, *(one.on for one in relied)) if day), default=None)


def _confidence(
    status: Status,
    at: date,
    start: Start,
    end: Effect | None,
    begun: Sequence[Effect],
    coming: Sequence[Effect],
    relied: Sequence[Reliance],
) -> float:
    if status == "unknown":
        return 0.0
    if end is not None:
        return end.edge.confidence
    told = start.edge.confidence if start.edge else 1.0
    if status == "not_yet":
        return told
    if status == "suspended":
        return max(effect.edge.confidence for effect in begun if effect.suspends)
    began = [told, *(one.edge.confidence for one in relied if one.on <= at)]
    stood = [effect.edge.confidence for effect in coming if effect.ends]
    stood += [one.edge.confidence for one in relied if one.on >= at]
    return min(max(began), max(stood))
