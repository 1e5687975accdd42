"""How hits of the full-text indexes are ranked: by the formula of the file store (BM25), from words that we count.

The index's own score depends on what was ever loaded, so it only finds.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graph.stores.neo4j.connections import Row, Transaction, ask
from graph.stores.neo4j.letters import in_ascii
from graph.stores.phrasing import Phrasing, Words

Column: TypeAlias = Literal["original", "folded"]
Index: TypeAlias = Literal["document_words", "task_words", "passage_words"]
Ranking: TypeAlias = tuple[Index, Column]
Counted: TypeAlias = tuple[Index, str]
"""A phrase as a query, and the index that it is counted in."""
COLUMNS: tuple[Column, ...] = ("original", "folded")
SATURATION, LENGTH = 1.2, 0.75
LEAST_WEIGHT = 1e-6
MOST_KEPT = 10_000
LABELS: Mapping[Index, str] = {
    "document_words": "Document",
    "task_words": "Task",
    "passage_words": "Passage",
}
HITS = (
    "COLLECT { UNWIND range(0, size($asked) - 1) AS n"
    " CALL db.index.fulltext.queryNodes($asked[n][0], $asked[n][1]) YIELD node"
    " WITH n, count(node) AS hits RETURN [n, hits] }"
)


# What queries say


def matching(asked: Phrasing, column: Column) -> str:
    """The query that finds what was typed: in `original` with its marks, in `folded` without regard to them."""
    return " AND ".join(
        f"({' OR '.join(_quoted(phrase, column) for phrase in phrases)})"
        for phrases in _groups(asked, column)
    )


def found(index: Index, column: Column) -> str:
    """What finds hits as `n`."""
    return f"CALL db.index.fulltext.queryNodes('{index}', ${column}) YIELD node AS n"


def scored(index: Index, column: Column) -> str:
    """What gives each `n` its `score`: the lower, the better."""
    return (
        f"WITH n, $k * (1 - $b + $b * n.length / ${index}_average) AS norm,"
        f" [phrase IN ${column}_phrases | size(split(n.{column}, phrase)) - 1] AS often"
        f" WITH n, -1.0 * reduce(sum = 0.0, i IN ${column}_places | sum + ${index}_{column}[i]"
        " * ((often[i] * $most) / (often[i] + norm))) AS score"
    )


def _groups(asked: Phrasing, column: Column) -> list[tuple[Words, ...]]:
    """The phrases of each group, in words as the column has them."""
    if column == "folded":
        return [group.folded for group in asked.groups]
    return [tuple(tuple(map(in_ascii, phrase)) for phrase in group.phrases) for group in asked.groups]


def _phrases(asked: Phrasing, column: Column) -> list[Words]:
    return [phrase for group in _groups(asked, column) for phrase in group]


def _quoted(phrase: Words, column: Column) -> str:
    """A phrase as a string of the index's language; words hold letters and digits only, so nothing can end it."""
    return f'{column}:"{" ".join(phrase)}"'


# What they are given


@dataclass(frozen=True, slots=True)
class _Counts:
    """At one version of the store: each index's texts and all their words, and how many texts say a phrase."""

    version: int
    sizes: Mapping[Index, tuple[int, int]]
    hits: Mapping[Counted, int]


_NOTHING = _Counts(-1, {}, {})


class Frequencies:
    """In how many texts phrases stand: counted when first asked for, and again when the store has changed."""

    def __init__(self) -> None:
        self._counts = _NOTHING

    def ask(
        self, tx: Transaction, query: str, asked: Phrasing, rankings: Iterable[Ranking], **values: Any
    ) -> Row:
        """The only row of a query that ranks by `scored`, without the store's version, which it returns first."""
        wanted = [(ranking, _phrases(asked, ranking[1])) for ranking in rankings]
        counted = {
            (index, _quoted(phrase, column)) for (index, column), all_of in wanted for phrase in all_of
        }
        counts, values = self._counts, values | _matched(asked)
        if counts.hits.keys() >= counted:
            ((version, *row),) = ask(tx, query, **values, **_weights(counts, wanted))
            if version == counts.version:
                return row
        self._counts = counts = _count(tx, counts, counted)
        ((_, *row),) = ask(tx, query, **values, **_weights(counts, wanted))
        return row


def _count(tx: Transaction, before: _Counts, wanted: Collection[Counted]) -> _Counts:
    """What was counted before and what is wanted, all of one version."""
    lacking = [one for one in wanted if one not in before.hits]
    sizes = ", ".join(f"[COUNT {{ (:{label}) }}, s.{index}]" for index, label in LABELS.items())
    query = f"MATCH (s:Store {{id: 'cancu'}}) RETURN s.version, [{sizes}], {HITS}"
    ((version, found, hits),) = ask(tx, query, asked=[*map(list, lacking)])
    if version != before.version and len(lacking) < len(wanted):
        return _count(tx, _NOTHING, wanted)
    fresh = {**dict.fromkeys(lacking, 0), **{lacking[n]: often for n, often in hits}}
    is_room = version == before.version and len(before.hits) + len(fresh) <= MOST_KEPT
    kept = before.hits if is_room else {one: before.hits[one] for one in wanted if one in before.hits}
    return _Counts(version, dict(zip(LABELS, map(tuple, found), strict=True)), {**kept, **fresh})


def _weights(counts: _Counts, wanted: Iterable[tuple[Ranking, Sequence[Words]]]) -> dict[str, Any]:
    """The parameters of `scored` that are counted."""
    weights: dict[str, Any] = {"k": SATURATION, "most": SATURATION + 1, "b": LENGTH}
    for (index, column), phrases in wanted:
        texts, words = counts.sizes[index]
        often = [counts.hits[index, _quoted(phrase, column)] for phrase in phrases]
        weights[f"{index}_{column}"] = [_weight(texts, hits) for hits in often]
        weights[f"{index}_average"] = words / texts if texts else 1.0
    return weights


def _weight(texts: int, hits: int) -> float:
    weight = math.log((texts - hits + 0.5) / (hits + 0.5))
    return weight if weight > 0 else LEAST_WEIGHT


def _matched(asked: Phrasing) -> dict[str, Any]:
    """The parameters of `found` and `scored` that were typed."""
    spelt = {
        f"{column}_phrases": ["".join(f" {word} " for word in phrase) for phrase in _phrases(asked, column)]
        for column in COLUMNS
    }
    places = {f"{column}_places": [*range(len(spelt[f"{column}_phrases"]))] for column in COLUMNS}
    return {**spelt, **places, **{column: matching(asked, column) for column in COLUMNS}}
