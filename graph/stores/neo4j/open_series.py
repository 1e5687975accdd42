"""What is bound to no document, counted by what it would take to bind it, without reading every mention."""

from typing import Any

from graph.binding import NO_YEAR
from graph.port import OpenSeries
from graph.stores.cursors import page_size
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.values import to_mention

_SAID = (
    "CASE WHEN c.target IS NULL THEN coalesce(c.number, replace(replace(c.quote, '\\n', ' '), '  ', ' ')) END"
)
_COUNTED = (
    f"MATCH (c:Unresolved) WITH c, c.target AS target, {_SAID} AS said"
    " WITH target, said, count(c) AS mentions,"
    " sum(CASE WHEN c.target IS NOT NULL AND c.reason = $no_year THEN 1 ELSE 0 END) AS heals"
    " ORDER BY heals DESC, mentions DESC, coalesce(target, said)"
    " WITH collect([target, said, mentions, heals]) AS series"
    " RETURN size(series), series[$skip..$skip + $most]"
)
_OF_SERIES = (
    "UNWIND range(0, size($asked) - 1) AS n WITH n, $asked[n][0] AS target, $asked[n][1] AS wording"
    " CALL (target, wording) {"
    " MATCH (c:Unresolved) WHERE c.target = target RETURN c"
    " UNION ALL WITH target, wording WHERE target IS NULL MATCH (c:Unresolved) WHERE c.target IS NULL"
    f" WITH c, wording, {_SAID} AS said WHERE said = wording RETURN c }}"
    " WITH n, c ORDER BY n, c.document, c.place"
    " RETURN n, head(collect(properties(c))) AS first, collect(c.candidates) AS candidates,"
    " count(DISTINCT c.document) AS documents, collect(DISTINCT c.reason) AS reasons ORDER BY n"
)


def open_series(tx: Transaction, limit: int, skip: int) -> tuple[tuple[OpenSeries, ...], int]:
    """A stretch of the series, what heals the most first, and the count of all."""
    ((total, counted),) = ask(tx, _COUNTED, no_year=NO_YEAR, skip=skip, most=page_size(limit))
    shown = ask(tx, _OF_SERIES, asked=[row[:2] for row in counted])
    found = (_series(row, *more) for row, (_, *more) in zip(counted, shown, strict=True))
    return tuple(found), total


def _series(
    row: list[Any], first: dict[str, Any], candidates: list[list[str]], documents: int, reasons: list[str]
) -> OpenSeries:
    target, said, mentions, heals = row
    return OpenSeries(
        target=target,
        said=said,
        mentions=mentions,
        documents=documents,
        heals=heals,
        reasons=tuple(sorted(reasons)),
        candidates=tuple(sorted({identifier for some in candidates for identifier in some})),
        example=to_mention(first),
    )
