"""How hits of the full-text indexes are ranked: by the formula of the file store (BM25), from words that we count.

The index's own score depends on what was ever loaded, so it only finds.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
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
REPEATED = "repeated"
SATURATION, LENGTH = 1.2, 0.75
LEAST_WEIGHT = 1e-6
MOST_KEPT = 10_000
MOST_WAYS = 8
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
    return _all_of(_groups(asked, column), column)


def found(index: Index, column: Column) -> str:
    """What finds hits as `n`."""
    return f"CALL db.index.fulltext.queryNodes('{index}', ${column}) YIELD node AS n"


def scored(index: Index, column: Column) -> str:
    """What finds hits as `n`, each with its `score`: the lower, the better.

    Of those in which each phrase stands once, or not at all, the text is not looked at.
    """
    name = f"${index}_{column}"
    counted = f"[phrase IN {name}_phrases | size(split(n.{column}, phrase)) - 1]"
    return (
        f"CALL () {{ UNWIND {name}_often AS query {_scored(index, 'query', counted, name)} UNION ALL"
        f" UNWIND {name}_once AS way {_scored(index, 'way[0]', 'way[1]', name)} }} WITH n, score"
    )


def _scored(index: Index, query: str, often: str, name: str) -> str:
    return (
        f"CALL db.index.fulltext.queryNodes('{index}', {query}) YIELD node AS n"
        f" WITH n, {often} AS often, $k * (1 - $b + $b * n.length / ${index}_average) AS norm"
        f" RETURN n, -1.0 * reduce(sum = 0.0, i IN {name}_places | sum + {name}_weights[i]"
        " * ((often[i] * $most) / (often[i] + norm))) AS score"
    )


def _groups(asked: Phrasing, column: Column) -> list[tuple[Words, ...]]:
    """The phrases of each group, in words as the column has them."""
    if column == "folded":
        return [group.folded for group in asked.groups]
    return [tuple(tuple(map(in_ascii, phrase)) for phrase in group.phrases) for group in asked.groups]


def _all_of(groups: Iterable[Iterable[Words]], column: str) -> str:
    return " AND ".join(
        f"({' OR '.join(_quoted(phrase, column) for phrase in phrases)})" for phrases in groups
    )


def _quoted(phrase: Words, column: str) -> str:
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
        wanted = [(ranking, _groups(asked, ranking[1])) for ranking in rankings]
        counted = {
            (index, _quoted(phrase, column))
            for (index, column), groups in wanted
            for phrase in chain(*groups)
        }
        counts, values = self._counts, values | {column: matching(asked, column) for column in COLUMNS}
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


def _weights(counts: _Counts, wanted: Iterable[tuple[Ranking, Sequence[Sequence[Words]]]]) -> dict[str, Any]:
    """The parameters of `scored`; what no text says is left out."""
    values: dict[str, Any] = {"k": SATURATION, "most": SATURATION + 1, "b": LENGTH}
    for (index, column), groups in wanted:
        hits = {phrase: counts.hits[index, _quoted(phrase, column)] for phrase in chain(*groups)}
        said = [[phrase for phrase in phrases if hits[phrase]] for phrases in groups]
        texts, words = counts.sizes[index]
        often, once = _parted(said, column)
        of_ranking = {
            **{"often": often, "once": once, "places": [*range(len([*chain(*said)]))]},
            "phrases": ["".join(f" {word} " for word in phrase) for phrase in chain(*said)],
            "weights": [_weight(texts, hits[phrase]) for phrase in chain(*said)],
        }
        values |= {f"{index}_{column}_{name}": value for name, value in of_ranking.items()}
        values[f"{index}_average"] = words / texts if texts else 1.0
    return values


def _parted(said: Sequence[Sequence[Words]], column: Column) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """What finds texts in which a phrase may stand twice, or two of a group; and what finds the others.

    These by which phrase of each group stands there, with how often each phrase does. No text is found by both.
    """
    ways = [*islice(product(*said), MOST_WAYS + 1)]
    if len(ways) > MOST_WAYS:
        return [_all_of(said, column)], []
    again = [f"({_all_of([[(word,)] for word in phrase], REPEATED)})" for phrase in chain(*said)]
    both = [f"({_all_of([[one], [two]], column)})" for group in said for one, two in combinations(group, 2)]
    often = [f"{_all_of(said, column)} AND ({' OR '.join((*again, *both))})"] if ways else []
    return often, [_way(said, way, again, column) for way in ways]


def _way(
    said: Sequence[Sequence[Words]], way: Sequence[Words], again: Sequence[str], column: Column
) -> tuple[str, list[int]]:
    """What finds texts in which of each group this phrase stands alone and once, and how often each phrase does."""
    stands = [(phrase, phrase == one) for group, one in zip(said, way, strict=True) for phrase in group]
    others = [_quoted(phrase, column) for phrase, is_there in stands if not is_there]
    query = f"{_all_of([[one] for one in way], column)} NOT ({' OR '.join((*again, *others))})"
    return query, [int(is_there) for _, is_there in stands]


def _weight(texts: int, hits: int) -> float:
    weight = math.log((texts - hits + 0.5) / (hits + 0.5))
    return weight if weight > 0 else LEAST_WEIGHT
