"""Full text: what was typed as a query of the index, and what it finds in the order of all engines.

The index only finds. Its own score depends on what was ever loaded, so hits are ranked by the same formula as in the
file store (BM25), from the words of the hits and the counts of the store.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graph.model import Span
from graph.port import Found, Hit
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask, ask_at_once
from graph.stores.phrasing import Phrasing, Words, asked_ordinal, reads_like

Rank: TypeAlias = tuple[int, int, float, int, str]
Column: TypeAlias = Literal["original", "folded"]
SATURATION, LENGTH = 1.2, 0.75
LEAST_WEIGHT = 1e-6
LABELS = {"document_words": "Document", "task_words": "Task", "passage_words": "Passage"}
SHOWN = {"task_words": ("running", "body"), "passage_words": ("start", "end")}
MATCHES = "CALL db.index.fulltext.queryNodes($index, $matching) YIELD node AS n"
SCORED = """
WITH n, [phrase IN $phrases | size(split(n[$column], phrase)) - 1] AS often
WITH n, -1.0 * reduce(sum = 0.0, i IN range(0, size($phrases) - 1) | sum + $weights[i]
  * ((often[i] * ($k + 1.0)) / (often[i] + $k * (1 - $b + $b * n.length / $average)))) AS score
"""


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


def matching(asked: Phrasing, column: Column) -> str:
    """The query that finds what was typed: in `original` with its marks, in `folded` without regard to them."""
    return " AND ".join(
        f"({' OR '.join(_quoted(phrase, column) for phrase in phrases)})"
        for phrases in _groups(asked, column)
    )


def _groups(asked: Phrasing, column: Column) -> list[tuple[Words, ...]]:
    return [group.folded if column == "folded" else group.phrases for group in asked.groups]


def _quoted(phrase: Words, column: Column) -> str:
    """A phrase as a string of the index's language; words hold letters and digits only, so nothing can end it."""
    return f'{column}:"{" ".join(phrase)}"'


def _scoring(tx: Transaction, index: str, asked: Phrasing, column: Column) -> dict[str, Any]:
    """What a query that ranks by `SCORED` is given."""
    phrases = [phrase for group in _groups(asked, column) for phrase in group]
    label = LABELS[index]
    query = f"MATCH (s:Store {{id: 'cancu'}}) RETURN COUNT {{ (:{label}) }}, s.{index}"
    ((count, words),) = ask(tx, query)
    return {
        **{"index": index, "matching": matching(asked, column), "column": column},
        "phrases": ["".join(f" {word} " for word in phrase) for phrase in phrases],
        "weights": _weights(tx, index, column, phrases, count),
        **{"average": words / count if count else 1.0, "k": SATURATION, "b": LENGTH},
    }


def _weights(
    tx: Transaction, index: str, column: Column, phrases: Sequence[Words], count: int
) -> list[float]:
    queries = [_quoted(phrase, column) for phrase in phrases]
    query = (
        "UNWIND $queries AS query CALL db.index.fulltext.queryNodes($index, query) YIELD node"
        " RETURN query, count(node)"
    )
    hits = dict(map(tuple, ask(tx, query, queries=[*{*queries}], index=index)))
    return [_weight(count, hits.get(query, 0)) for query in queries]


def _weight(count: int, hits: int) -> float:
    weight = math.log((count - hits + 0.5) / (hits + 0.5))
    return weight if weight > 0 else LEAST_WEIGHT


def named(tx: Transaction, asked: Phrasing) -> list[str]:
    """Ids of the documents whose number reads like this, loaded ones first."""
    query = "MATCH (d:Document {ordinal: $ordinal}) RETURN d.id, d.named ORDER BY d.loaded DESC, d.id"
    number = asked_ordinal(asked)
    found = ask(tx, query, ordinal=number) if number is not None else []
    return [identifier for identifier, words in found if reads_like(asked, words.split())]


def ranked_documents(tx: Transaction, asked: Phrasing, where: Condition) -> list[Rank]:
    """All documents found, in order; a rank ends with the id. `where` speaks of `n`."""
    if not asked.groups:
        return []
    first, exact = dict.fromkeys(named(tx, asked)), _exact_documents(tx, asked)
    scoring = _scoring(tx, "document_words", asked, "folded")
    query = f"{MATCHES} WHERE {where.cypher} {SCORED} RETURN collect([score, n.loaded, n.id])"
    found = ask_at_once(tx, query, **scoring, **where.values)
    match = f"UNWIND $ids AS id MATCH (n:Document {{id: id}}) WHERE {where.cypher}"
    query = f"{match} RETURN collect([0.0, n.loaded, n.id])"
    found += ask_at_once(tx, query, ids=[*first], **where.values)
    scored = {identifier: (score, 1 - loaded) for score, loaded, identifier in found}
    return sorted(
        (int(i not in first), int(i not in exact), 0.0 if i in first else score, unloaded, i)
        for i, (score, unloaded) in scored.items()
    )


def _exact_documents(tx: Transaction, asked: Phrasing) -> set[str]:
    if not asked.marked:
        return set()
    query = f"{MATCHES} RETURN collect(n.id)"
    return {*ask_at_once(tx, query, index="document_words", matching=matching(asked, "original"))}


def search(tx: Transaction, asked: Phrasing, kinds: Sequence[Found], limit: int) -> list[Hit]:
    """The best hits of these kinds."""
    if not asked.groups:
        return []
    first = set(named(tx, asked))
    hits = [hit for kind, find in FINDERS.items() if kind in kinds for hit in find(tx, asked, limit)]
    return sorted(hits, key=lambda hit: (not (hit.found == "document" and hit.ref in first), not hit.exact))[
        :limit
    ]


def _documents(tx: Transaction, asked: Phrasing, limit: int) -> Iterator[Hit]:
    ranks = ranked_documents(tx, asked, Condition("true", {}))[:limit]
    titles = _titles(tx, [rank[-1] for rank in ranks])
    for _, inexact, _, _, identifier in ranks:
        yield Hit("document", identifier, titles[identifier], exact=not inexact)


def _titles(tx: Transaction, identifiers: Iterable[str]) -> dict[str, str]:
    query = (
        "UNWIND $ids AS id MATCH (d:Document {id: id})"
        " RETURN collect([d.id, coalesce(d.title, d.number, d.id)])"
    )
    return dict(map(tuple, ask_at_once(tx, query, ids=[*{*identifiers}])))


def _tasks(tx: Transaction, asked: Phrasing, limit: int) -> Iterator[Hit]:
    for (_, _, body), exact in _best(tx, "task_words", asked, limit):
        task = rows.to_task(body)
        yield Hit("task", task.id, task.text, exact=exact)


def _passages(tx: Transaction, asked: Phrasing, limit: int) -> Iterator[Hit]:
    found = _best(tx, "passage_words", asked, limit)
    documents = {document for (document, _, _), _ in found}
    titles, texts = _titles(tx, documents), _texts(tx, documents)
    for (document, start, end), exact in found:
        yield Hit(
            "passage", document, titles[document], Span(start, end, texts[document][start:end]), exact=exact
        )


def _texts(tx: Transaction, identifiers: Iterable[str]) -> dict[str, str]:
    query = (
        "UNWIND $ids AS id MATCH (d:Document {id: id}) MATCH (p:Payload {key: d.reading}) RETURN d.id, p.text"
    )
    return {i: rows.to_text(text) for i, text in ask(tx, query, ids=[*identifiers])}


def _best(tx: Transaction, index: str, asked: Phrasing, limit: int) -> list[tuple[tuple[Any, ...], bool]]:
    """The best rows and whether they bear the marks as typed; those that do come first."""
    place, shown = SHOWN[index]
    query = (
        f"{MATCHES} {SCORED} WITH score, n.document AS document, n.{place} AS place, n.{shown} AS shown"
        " ORDER BY score, document, place LIMIT $limit RETURN collect([document, place, shown])"
    )

    def rows_by(column: Column) -> list[tuple[Any, ...]]:
        return [*map(tuple, ask_at_once(tx, query, **_scoring(tx, index, asked, column), limit=limit))]

    exact = rows_by("original") if asked.marked else []
    found = [] if len(exact) == limit else rows_by("folded")
    return [(row, row in exact) for row in dict.fromkeys((*exact, *found))][:limit]


# In the order of hits that are equal otherwise.
FINDERS: Mapping[Found, Callable[[Transaction, Phrasing, int], Iterator[Hit]]] = {
    "document": _documents,
    "task": _tasks,
    "passage": _passages,
}
