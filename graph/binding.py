"""Which document each citation means: a function of the set of readings loaded, never of their order of arrival.

What a text says alone (`graph.model`) comes in; nodes, mentions, edges and tasks come out. `weave` is the plain
statement of it for a whole set; stores do the same piece by piece with the functions it is made of.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from graph.identity import is_dated, of_one_text, series, task_id, year
from graph.model import Citation, Document, Reading, Source, Task
from graph.port import DocumentNode, Edge, Evidence, Mention
from graph.vocabulary import kind_of_id, known_documents, relations

_RECOGNISED = 1_000_000_000  # more than any text is long
SELF = "self"
BOUND = "bound"
# What the rule of a citation begins with that a row of an official list of documents tells (NĐ 34/2016).
OFFICIAL_LIST = "official list"
NO_YEAR = "no_year"
AMBIGUOUS = "ambiguous"
EDGE_CLASSES = frozenset({"numbered", "named", "retold"})
ONLY_TELLS = frozenset({"news", "register"})
DESCRIBES: Mapping[str, str] = {
    "title": "title",
    "issued_on": "dated",
    "number": "number",
    "kind": "kind",
    "issuer": "issuer",
}
"""What a citation can tell of the document it means, the most telling first: by attribute of the document."""

Known: TypeAlias = Mapping[str, Mapping[str, date | None]]
"""By series: the dated ids that some text names, with the earliest date that any gives."""
Day: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A text says that the document with this dated id exists, and perhaps on which day it was issued."""

    id: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are bound: a text's document as the text says it, its file, and the node that they make."""

    document: Document
    source: Source
    node: str


@dataclass(frozen=True, slots=True)
class Graph:
    """All that a set of readings gives, in the order of the port."""

    nodes: tuple[DocumentNode, ...]
    mentions: tuple[Mention, ...]
    edges: tuple[Edge, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """The citing text: its document's id as said and as settled, and the last day it can have known of.

    `stands_for` is true where the text cannot date its own document or only reports it: whatever it says of that
    series it says of that document.
    """

    said: str
    node: str
    stands_for: bool
    horizon: Day
    known: Known


def claims(reading: Reading) -> frozenset[Claim]:
    """The dated ids that a text names, its own among them."""
    own = Claim(reading.document.id, reading.document.issued_on)
    cited = (Claim(c.target, c.dated) for c in reading.citations if c.target is not None)
    return frozenset(claim for claim in (own, *cited) if is_dated(claim.id))


def wants(reading: Reading) -> frozenset[str]:
    """The series whose known ids decide what this text's nodes, targets and subjects are."""
    open_ids = {reading.document.id, *(c.subject for c in reading.citations if c.subject != SELF)}
    candidates: set[str] = set()
    for citation in reading.citations:
        if citation.target is not None and not is_dated(citation.target):
            open_ids.add(citation.target)
            candidates.update(citation.candidates)
    return frozenset(series(i) for i in (*candidates, *(i for i in open_ids if not is_dated(i))))


def gather(named: Iterable[Claim]) -> dict[str, dict[str, date | None]]:
    """What these claims make known."""
    known: dict[str, dict[str, date | None]] = {}
    for claim in named:
        ids = known.setdefault(series(claim.id), {})
        ids[claim.id] = _earliest(ids.get(claim.id), claim.dated)
    return known


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def settle(said: str, source: Source, known: Known) -> str:
    """The node of a text's own document: the dated id, the only known one of its series, or the text's own (J1)."""
    if is_dated(said):
        return said
    last = _day(source.published_on) if source.published_on else _end_of(None)
    of_series = known.get(series(said), {})
    meant = [i for i, dated in of_series.items() if _first_day(i, dated) <= last]
    return meant[0] if len(meant) == 1 else of_one_text(said, source.sha256)


def precedence(reading: Reading) -> tuple[bool, int, str, int]:
    """Of several readings of one document the least speaks for it: its own text first, then the weightier one."""
    return reading.document.reported, -weight(reading), reading.source.sha256, reading.source.part


def weight(reading: Reading) -> int:
    """How much a text counts beside others of its document: its length; negative, and so less, if it was recognised."""
    return len(reading.text) - (_RECOGNISED if reading.source.confidence < 1 else 0)


def is_secondary(speaker: Speaker) -> bool:
    """Whether the text only tells of documents that speak for themselves elsewhere (rule J17)."""
    return speaker.document.reported or speaker.source.genre in ONLY_TELLS


def describe(identifier: str, own: Document | None, told: Sequence[Citation]) -> Document:
    """The document as its own text has it, gaps filled from what citations tell, the first that is not empty.

    What neither tells comes from the vocabulary's list of known documents.
    """
    document = replace(own, id=identifier) if own else Document(identifier)
    listed = _listed(identifier)
    filled = {attribute: _first_told(document, attribute, told, listed) for attribute in DESCRIBES}
    return replace(document, **filled)


def _first_told(document: Document, attribute: str, told: Sequence[Citation], listed: Document) -> Any:
    values = (getattr(document, attribute), *(getattr(c, DESCRIBES[attribute]) for c in told))
    return next((value for value in values if value), getattr(listed, attribute))


def _listed(identifier: str) -> Document:
    """The document as the vocabulary knows it; nothing but its id where it does not."""
    known = known_documents().get(identifier)
    if known is None:
        return Document(identifier)
    kind = kind_of_id(identifier)
    return Document(
        identifier,
        number=known.number if known.number[:1].isdigit() else None,
        kind=kind.code if kind else None,
        issuer=identifier.partition(":")[0],
        issued_on=known.issued_on,
        title=known.title or None,
    )


def gaps(citation: Citation) -> int:
    """How little a citation tells of its target, the weightiest gap first; equal numbers have the same gaps."""
    missing = (not getattr(citation, told) for told in DESCRIBES.values())
    return sum(gap << place for place, gap in zip(reversed(range(len(DESCRIBES))), missing, strict=True))


def has_gaps(document: Document) -> bool:
    """Whether citations could still tell something of the document."""
    return any(not getattr(document, attribute) for attribute in DESCRIBES)


def bind(reading: Reading, node: str, known: Known) -> tuple[Mention, ...]:
    """The text's citations, each with the document that is meant, or with the reason why none is known."""
    return bind_some(
        Speaker(reading.document, reading.source, node), list(enumerate(reading.citations)), known
    )


def bind_some(
    speaker: Speaker, numbered: Collection[tuple[int, Citation]], known: Known
) -> tuple[Mention, ...]:
    """As `bind`, for the citations at these indexes; those that are open must all be among them."""
    text = _view(speaker, known)
    curated = _curated(citation for _, citation in numbered)
    secondary = is_secondary(speaker)
    return tuple(
        Mention(speaker.node, index, _bound(citation, text, curated), secondary)
        for index, citation in numbered
    )


def is_open(citation: Citation) -> bool:
    """Whether it depends on the set what the citation means; it never does where all ids are dated."""
    ids = (citation.target, citation.subject if citation.subject != SELF else None)
    return any(identifier is not None and not is_dated(identifier) for identifier in ids)


def _view(speaker: Speaker, known: Known) -> _Text:
    said = speaker.document.id
    stands_for = speaker.document.reported or not is_dated(said)
    return _Text(said, speaker.node, stands_for, _horizon(speaker), known)


def _horizon(speaker: Speaker) -> Day:
    if speaker.document.issued_on:
        return _day(speaker.document.issued_on)
    if is_dated(speaker.node) or not speaker.source.published_on:
        return _end_of(year(speaker.node))
    return _day(speaker.source.published_on)


def _curated(citations: Iterable[Citation]) -> dict[str, frozenset[str]]:
    """By undated id: all candidates that extraction knew for it anywhere in the text."""
    found: dict[str, frozenset[str]] = {}
    for citation in citations:
        if citation.target is not None:
            found[citation.target] = found.get(citation.target, frozenset()) | {*citation.candidates}
    return found


def _bound(citation: Citation, text: _Text, curated: Mapping[str, frozenset[str]]) -> Citation:
    subject = _subject(citation.subject, text, curated)
    target = citation.target
    if target is None:
        return replace(citation, subject=subject)
    if is_dated(target):
        return replace(citation, subject=subject, status="resolved", reason=None)
    meant = _meant(target, citation.candidates, text, is_self=citation.klass == SELF)
    if len(meant) == 1:
        return replace(
            citation,
            subject=subject,
            target=meant[0],
            candidates=(),
            status="resolved",
            reason=None,
            rule=f"{OFFICIAL_LIST}; {BOUND}" if is_listed(citation.rule) else BOUND,
        )
    reason = AMBIGUOUS if meant else NO_YEAR
    return replace(citation, subject=subject, candidates=meant, status="unresolved", reason=reason)


def _meant(target: str, curated: Iterable[str], text: _Text, *, is_self: bool = False) -> tuple[str, ...]:
    """The ids that an undated id may stand for, none later than the text (J7), sorted."""
    of_series = series(target)
    if of_series == series(text.said) and (is_self or text.stands_for):
        return (text.node,)
    possible = {*filter(is_dated, curated), *text.known.get(of_series, ())} - {text.node}
    return tuple(sorted(i for i in possible if _first_day(i, _dated(i, text.known)) <= text.horizon))


def _subject(subject: str, text: _Text, curated: Mapping[str, frozenset[str]]) -> str:
    """The subject settled as the text's own citation of it is; as said where it cannot be."""
    if subject in (SELF, text.said, text.node):
        return SELF
    if is_dated(subject):
        return subject
    meant = _meant(subject, curated.get(subject, ()), text)
    if meant == (text.node,):
        return SELF
    return meant[0] if len(meant) == 1 else subject


def _dated(identifier: str, known: Known) -> date | None:
    """The earliest day that any text gives; else that of the vocabulary's list of known documents."""
    listed = known_documents().get(identifier)
    return known.get(series(identifier), {}).get(identifier) or (listed.issued_on if listed else None)


def _first_day(identifier: str, dated: date | None) -> Day:
    """The earliest that a document can be from: its day, else the start of its year."""
    return _day(dated) if dated else (year(identifier) or 0, 0, 0)


def _day(day: date) -> Day:
    return day.year, day.month, day.day


def _end_of(known_year: int | None) -> Day:
    return (9999 if known_year is None else known_year), 99, 99


def target_of(mention: Mention) -> str | None:
    """The document that a mention is bound to, None where it is not."""
    return mention.citation.target if mention.citation.status == "resolved" else None


def source_of(mention: Mention) -> str | None:
    """The document at the start of the edge that a mention gives, None where it gives none.

    Only numbered and named mentions that are bound give one, also where retold; none leads from a document to itself
    but where it tells of its own end.
    """
    citation = mention.citation
    source = mention.document if citation.subject == SELF else citation.subject
    target = target_of(mention)
    if citation.klass == SELF:
        return source if target == source == mention.document and _ends(citation) else None
    if target in (None, source) or not _bears_edge(citation):
        return None
    return source if citation.subject == SELF or is_dated(source) else None


def _bears_edge(citation: Citation) -> bool:
    relation = relations().get(citation.relation)
    return citation.klass in EDGE_CLASSES and relation is not None and bool(relation.edge)


def _ends(citation: Citation) -> bool:
    relation = relations().get(citation.relation)
    return relation is not None and relation.ends_validity


def edges_of(mentions: Iterable[Mention]) -> tuple[Edge, ...]:
    """The edges that mentions give, in the order of the port."""
    found = ((source_of(mention), target_of(mention), mention) for mention in mentions)
    edges = (_edge(source, target, mention) for source, target, mention in found if source and target)
    return tuple(sorted(edges, key=edge_order))


def _edge(source: str, target: str, mention: Mention) -> Edge:
    citation = mention.citation
    told = (citation.evidence, citation.section, mention.secondary, is_listed(citation.rule))
    evidence = Evidence(mention.document, *told)
    tale = (citation.relation, evidence, mention.index, citation.confidence)
    return Edge(source, target, *tale, citation.provision, citation.takes_effect)


def is_listed(rule: str) -> bool:
    """Whether a row of an official list tells it, by the rule of its citation."""
    return rule.startswith(OFFICIAL_LIST)


def edge_order(edge: Edge) -> tuple[str, str, str, str, int]:
    """What edges are listed by."""
    return edge.source, edge.target, edge.relation, edge.evidence.document, edge.citation


def tasks_of(reading: Reading, node: str) -> tuple[Task, ...]:
    """The text's tasks, numbered within its document."""
    return tuple(replace(task, id=task_id(node, n)) for n, task in enumerate(reading.tasks, 1))


def weave(readings: Collection[Reading]) -> Graph:
    """The graph of a set of readings; stores hold the same, whatever the order they were given them in."""
    known = gather(claim for reading in readings for claim in claims(reading))
    shelves: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=precedence):
        shelves.setdefault(settle(reading.document.id, reading.source, known), []).append(reading)
    nodes = sorted(shelves)
    mentions = tuple(mention for node in nodes for mention in bind(shelves[node][0], node, known))
    edges = edges_of(mentions)
    tasks = tuple(task for node in nodes for task in tasks_of(shelves[node][0], node))
    return Graph(_nodes(shelves, mentions, edges), mentions, edges, tasks)


def _nodes(
    shelves: Mapping[str, Sequence[Reading]], mentions: Iterable[Mention], edges: Iterable[Edge]
) -> tuple[DocumentNode, ...]:
    told: dict[str, list[Mention]] = {node: [] for node in (*shelves, *(edge.source for edge in edges))}
    for mention in mentions:
        if target := target_of(mention):
            told.setdefault(target, []).append(mention)
    return tuple(_node(node, shelves.get(node, ()), told[node]) for node in sorted(told))


def _node(node: str, readings: Sequence[Reading], told: Sequence[Mention]) -> DocumentNode:
    ranked = sorted(told, key=lambda m: (gaps(m.citation), m.document, m.index))
    own = readings[0].document if readings else None
    return DocumentNode(
        document=describe(node, own, [mention.citation for mention in ranked]),
        loaded=bool(readings),
        task_count=len(readings[0].tasks) if readings else 0,
        cited_by_count=sum(mention.document != node for mention in told),
        sources=tuple(reading.source for reading in readings),
    )
