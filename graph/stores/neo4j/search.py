"""Full text: what the indexes find, in the order of all engines, in one trip where the words were counted before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.model import Span
from graph.port import Found, Hit
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.scoring import Column, Frequencies, Index, Ranking, found, scored
from graph.stores.phrasing import Phrasing, asked_ordinal, number_groups

Rank: TypeAlias = tuple[int, int, float, int, str]
Row: TypeAlias = Sequence[Any]
INDEXES: Mapping[Found, Index] = {
    "document": "document_words",
    "task": "task_words",
    "passage": "passage_words",
}
NAMED = (
    "COLLECT { MATCH (d:Document {ordinal: $ordinal}) WHERE all(group IN $said WHERE any(words IN group"
    " WHERE all(word IN words WHERE d.named CONTAINS word))) WITH d ORDER BY d.loaded DESC, d.id RETURN d.id }"
)
TITLE = "coalesce(d.title, d.number, d.id)"
PLACES = {"task": "n.running", "passage": "n.start"}
SHOWN = {
    "task": "[n.document, n.running, n.id, n.text]",
    "passage": f"[n.document, n.start, n.end, n.text, head([(d:Document)-[:SAYS]->(n) | {TITLE}])]",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause and its parameters."""

    cypher: str
    values: Mapping[str, Any]


def joined(conditions: Iterable[Condition]) -> Condition:
    """All of the conditions; true if there are none."""
    parts = list(conditions)
    values = {name: value for part in parts for name, value in part.values.items()}
    return Condition(" AND ".join(part.cypher for part in parts) or "true", values)


def named(tx: Transaction, asked: Phrasing) -> list[str]:
    """Ids of the documents whose number reads like this, loaded ones first."""
    ((found,),) = ask(tx, f"RETURN {NAMED}", **_numbered(asked))
    return list(found)


def _numbered(asked: Phrasing) -> dict[str, Any]:
    """The parameters of `NAMED`."""
    said = [[[f" {word} " for word in words] for words in group] for group in number_groups(asked)]
    return {"ordinal": asked_ordinal(asked), "said": said}


def ranked_documents(
    tx: Transaction, frequencies: Frequencies, asked: Phrasing, where: Condition
) -> list[Rank]:
    """All documents found, in order; a rank ends with the id. `where` speaks of `n`."""
    if not asked.groups:
        return []
    query = (
        f"MATCH (s:Store {{id: 'cancu'}}) WITH s, {NAMED} AS named RETURN s.version, named,"
        f" COLLECT {{ UNWIND named AS id MATCH (n:Document {{id: id}}) WHERE {where.cypher}"
        f" RETURN [0.0, n.loaded, n.id] }}, {_exact_documents(asked)},"
        f" COLLECT {{ {scored('document_words', 'folded')} WHERE {where.cypher} RETURN [score, n.loaded, n.id] }}"
    )
    values = {**where.values, **_numbered(asked)}
    first, also, exact, hits = frequencies.ask(tx, query, asked, [("document_words", "folded")], **values)
    ranked = {identifier: (score, 1 - loaded) for score, loaded, identifier in (*hits, *also)}
    first, exact = {*first}, {*exact}
    return sorted(
        (int(i not in first), int(i not in exact), 0.0 if i in first else score, unloaded, i)
        for i, (score, unloaded) in ranked.items()
    )


def _exact_documents(asked: Phrasing) -> str:
    """The ids of documents that bear the marks that were typed, if any were."""
    return f"COLLECT {{ {found('document_words', 'original')} RETURN n.id }}" if asked.marked else "[]"


def search(
    tx: Transaction, frequencies: Frequencies, asked: Phrasing, kinds: Sequence[Found], limit: int
) -> list[Hit]:
    """The best hits of these kinds; those that are equal otherwise, documents before tasks before passages."""
    wanted = [kind for kind in INDEXES if kind in kinds]
    if not asked.groups or not wanted:
        return []
    values = {**_numbered(asked), "limit": limit}
    first, *parts = frequencies.ask(tx, _query(asked, wanted), asked, _rankings(asked, wanted), **values)
    hits = [hit for kind, rows in zip(wanted, parts, strict=True) for hit in HITS[kind](*rows)]
    return sorted(hits, key=lambda hit: (not (hit.found == "document" and hit.ref in first), not hit.exact))[
        :limit
    ]


def _rankings(asked: Phrasing, kinds: Iterable[Found]) -> Iterator[Ranking]:
    """By which words hits are ranked: texts by those with their marks, if any were typed, before those without."""
    for kind in kinds:
        yield INDEXES[kind], "folded"
        if asked.marked and kind != "document":
            yield INDEXES[kind], "original"


def _query(asked: Phrasing, kinds: Sequence[Found]) -> str:
    """For each kind what bears the marks as typed, and what is found without regard to them."""
    exact = {
        kind: _exact_documents(asked) if kind == "document" else _exact_texts(kind, asked) for kind in kinds
    }
    others = {kind: _documents() if kind == "document" else _texts(kind, "folded", kind) for kind in kinds}
    return (
        f"MATCH (s:Store {{id: 'cancu'}}) WITH s.version AS version, {NAMED} AS named,"
        f" {', '.join(f'{one} AS {kind}' for kind, one in exact.items())}"
        f" RETURN version, named, {', '.join(f'[{kind}, {one}]' for kind, one in others.items())}"
    )


def _documents() -> str:
    """Those named by what was typed, then the best hits."""
    shown = f"RETURN [d.id, {TITLE}]"
    return (
        "COLLECT { UNWIND named AS id MATCH (d:Document {id: id})"
        f" WITH d ORDER BY d.id IN document DESC, d.loaded DESC, d.id {shown} }}"
        f" + COLLECT {{ {scored('document_words', 'folded')} WITH n AS d, score"
        f" ORDER BY d.id IN document DESC, score, d.loaded DESC, d.id LIMIT $limit {shown} }}"
    )


def _exact_texts(kind: Found, asked: Phrasing) -> str:
    return _texts(kind, "original", None) if asked.marked else "[]"


def _texts(kind: Found, column: Column, unless: Found | None) -> str:
    """The best tasks or passages, not looked for where enough of another list were found."""
    looking = f"WITH {unless} WHERE size({unless}) < $limit " if unless else ""
    return (
        f"COLLECT {{ {looking}{scored(INDEXES[kind], column)}"
        f" ORDER BY score, n.document, {PLACES[kind]} LIMIT $limit RETURN {SHOWN[kind]} }}"
    )


def _to_documents(exact: Sequence[str], found: Iterable[Row]) -> Iterator[Hit]:
    for identifier, title in dict.fromkeys(map(tuple, found)):
        yield Hit("document", identifier, title, exact=identifier in exact)


def _to_tasks(exact: Iterable[Row], others: Iterable[Row]) -> Iterator[Hit]:
    for (_, _, identifier, text), bears in _marked(exact, others):
        yield Hit("task", identifier, text, exact=bears)


def _to_passages(exact: Iterable[Row], others: Iterable[Row]) -> Iterator[Hit]:
    for (document, start, end, text, title), bears in _marked(exact, others):
        yield Hit("passage", document, title, Span(start, end, text), exact=bears)


def _marked(exact: Iterable[Row], others: Iterable[Row]) -> Iterator[tuple[tuple[Any, ...], bool]]:
    """Each row once, and whether it bears the marks as typed."""
    first = {*map(tuple, exact)}
    for row in dict.fromkeys((*map(tuple, exact), *map(tuple, others))):
        yield row, row in first


HITS: Mapping[Found, Callable[..., Iterator[Hit]]] = {
    "document": _to_documents,
    "task": _to_tasks,
    "passage": _to_passages,
}
