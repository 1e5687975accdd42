"""A view of the graph as a networkx graph, for pictures and for notebooks."""

from typing import Any, TypeAlias

import networkx as nx

from graph.identity import document_of_task, slug
from graph.messages import Language
from graph.model import Assignment, Document, Span, Task
from graph.port import DocumentNode, Edge
from graph.questions.neighbourhood import Neighbourhood
from graph.vocabulary import Kind, kind_of_id, kinds, relations
from visualize.wording import say

Network: TypeAlias = "nx.MultiDiGraph[str]"
Attributes: TypeAlias = dict[str, Any]  # what networkx keeps beside a node or an edge

LONGEST_LABEL = 120
LAST_RANK = 95


def to_network(view: Neighbourhood, *, language: Language = "vi") -> Network:
    """The documents, tasks and bodies of `view` with every edge and its sentence.

    Nodes have `kind` (document, task, agency), `label`, `title`, `date` (ISO), `loaded`, `rank`, `local`; edges have
    `relation`, `type`, `role`, `label`, `quote`, `document`, `start`, `end`, `section`, `secondary`. Where nothing
    is known stands the empty string, so that every format networkx writes takes it. The graph's `focus` is the
    view's, `truncated` tells whether more was left out.
    """
    network: Network = nx.MultiDiGraph(focus=view.focus, truncated=view.truncated)
    network.add_nodes_from((node.document.id, _of_document(node)) for node in view.documents)
    network.add_nodes_from((task.id, _of_task(task, language)) for task in view.tasks)
    for edge in view.edges:
        if network.has_node(edge.source) and network.has_node(edge.target):
            network.add_edge(edge.source, edge.target, **_of_edge(edge, language))
    for task in view.tasks:
        _assign(network, task, language)
    return network


def _assign(network: Network, task: Task, language: Language) -> None:
    """Hang the task under its document and its bodies under the task."""
    document = network.nodes[task.id]["document"]
    if network.has_node(document):
        words = Span(task.start, task.end, task.text)
        network.add_edge(document, task.id, **_evidence("contains", "CONTAINS", "", words, task, language))
    for assignment in task.assignments:
        agency = _agency_id(assignment)
        network.add_node(agency, **_of_agency(assignment))
        proof = _evidence("assigns_to", "ASSIGNS_TO", assignment.role, assignment.raw, task, language)
        network.add_edge(task.id, agency, **proof)


def _of_document(node: DocumentNode) -> Attributes:
    document = node.document
    kind = kind_of(document)
    return {
        "kind": "document",
        "label": _name(kind, document.number) or document.title or document.id,
        "title": document.title or "",
        "date": document.issued_on.isoformat() if document.issued_on else "",
        "loaded": node.loaded,
        "rank": kind.rank if kind else LAST_RANK,
        "local": "." in document.id.partition(":")[0],
        "number": document.number or "",
        "issuer": document.issuer_name or "",
    }


def _name(kind: Kind | None, number: str | None) -> str:
    """What a document is called by, `""` where its number is not known."""
    return f"{kind.name} {number}" if kind and number else number or ""


def _of_task(task: Task, language: Language) -> Attributes:
    due = task.deadline.end if task.deadline else None
    return {
        "kind": "task",
        "label": shorten(
            f"{say('task', language)} {task.no.rstrip('.)')}: {task.text}" if task.no else task.text
        ),
        "title": task.text,
        "date": due.isoformat() if due else "",
        "loaded": True,
        "rank": LAST_RANK,
        "local": False,
        "document": document_of_task(task.id),
        "deadline": task.deadline.raw.text if task.deadline else "",
    }


def _of_agency(assignment: Assignment) -> Attributes:
    name = assignment.agency.name if assignment.agency else " ".join(assignment.raw.text.split())
    return {
        "kind": "agency",
        "label": shorten(name),
        "title": name,
        "date": "",
        "loaded": True,
        "rank": LAST_RANK,
        "local": False,
    }


def _of_edge(edge: Edge, language: Language) -> Attributes:
    meaning = relations().get(edge.relation)
    label = (meaning.english if language == "en" else meaning.label) if meaning else edge.relation
    proof = edge.evidence
    return {
        "relation": edge.relation,
        "type": meaning.edge if meaning else "CITES",
        "role": "",
        "label": label,
        "quote": proof.span.text,
        "document": proof.document,
        "start": proof.span.start,
        "end": proof.span.end,
        "section": proof.section or "",
        "secondary": proof.secondary,
    }


def _evidence(relation: str, kind: str, role: str, words: Span, task: Task, language: Language) -> Attributes:
    return {
        "relation": relation,
        "type": kind,
        "role": role,
        "label": say(f"{relation}.{role}" if role else relation, language),
        "quote": words.text,
        "document": document_of_task(task.id),
        "start": words.start,
        "end": words.end,
        "section": task.section or "",
        "secondary": False,
    }


def _agency_id(assignment: Assignment) -> str:
    """The body's id; of a body that is not known its own words, so that it is never taken for another."""
    return assignment.agency.id if assignment.agency else f"raw:{slug(assignment.raw.text)}"


def kind_of(document: Document) -> Kind | None:
    """The kind of the document, by its code or else by its id."""
    return kinds().get(document.kind or "") or kind_of_id(document.id)


def shorten(words: str, most: int = LONGEST_LABEL) -> str:
    """`words` cut after a whole word so that at most `most` characters are left."""
    if len(words) <= most:
        return words
    return words[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def edges_of(network: Network) -> list[tuple[str, str, Attributes]]:
    """The edges in an order that depends on what they say only."""
    return sorted(network.edges(data=True), key=_order)


def _order(edge: tuple[str, str, Attributes]) -> tuple[str | int, ...]:
    source, target, proof = edge
    return source, target, proof["document"], proof["start"], proof["end"], proof["relation"], proof["role"]
