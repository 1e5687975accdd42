"""Lists in pages: what is asked for as conditions, the count of all, and where the next page starts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from graph.fold import fold, has_words
from graph.model import Task
from graph.port import DocumentCriteria, DocumentNode, Mention, Page, TaskCriteria
from graph.stores import rows
from graph.stores.cursors import page_size, read_cursor, to_cursor
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.nodes import find_nodes
from graph.stores.neo4j.scoring import Frequencies, matching
from graph.stores.neo4j.search import Condition, joined, ranked_documents
from graph.stores.neo4j.values import to_mention
from graph.stores.phrasing import phrasing, spoken

LARGEST_YEAR = 9999


def documents(
    tx: Transaction, frequencies: Frequencies, criteria: DocumentCriteria, limit: int, after: str | None
) -> Page[DocumentNode]:
    """Documents by id, or by rank where words are asked for."""
    where = joined(_of_documents(criteria))
    if criteria.words is not None:
        return _ranked(tx, frequencies, criteria, where, page_size(limit), after)
    (last,) = read_cursor(after, criteria, (str,)) if after else ("",)
    query = f"MATCH (n:Document) WHERE {where.cypher} AND n.id > $last RETURN n.id ORDER BY n.id LIMIT $most"
    found = ask(tx, query, **where.values, last=last, most=page_size(limit) + 1)
    ids = [identifier for (identifier,) in found]
    following = to_cursor(criteria, ids[limit - 1 : limit]) if len(ids) > limit else None
    total = len(ids)
    if not _is_whole(ids, limit, after):
        ((total,),) = ask(tx, f"MATCH (n:Document) WHERE {where.cypher} RETURN count(n)", **where.values)
    return Page(find_nodes(tx, ids[:limit]), total, following)


def _is_whole(found: Sequence[object], limit: int, after: str | None) -> bool:
    """Whether what was found is the whole list; then it counts itself, whatever is written in the meantime.

    The engine reads what is committed at each step, so that a count beside the list may be of another moment.
    """
    return after is None and len(found) <= limit


def _of_documents(criteria: DocumentCriteria) -> Iterator[Condition]:
    if criteria.kind is not None:
        yield Condition("n.kind = $kind", {"kind": rows.storable(criteria.kind)})
    if criteria.issuer is not None:
        yield Condition("n.issuer = $issuer", {"issuer": rows.storable(criteria.issuer)})
    if criteria.year is not None:
        # One beyond all years finds nothing and breaks nothing.
        yield Condition("n.year = $year", {"year": min(abs(criteria.year), LARGEST_YEAR + 1)})
    if criteria.loaded is not None:
        yield Condition("n.loaded = $loaded", {"loaded": criteria.loaded})


def _ranked(
    tx: Transaction,
    frequencies: Frequencies,
    criteria: DocumentCriteria,
    where: Condition,
    limit: int,
    after: str | None,
) -> Page[DocumentNode]:
    ranks = ranked_documents(tx, frequencies, phrasing(criteria.words or ""), where)
    rest = ranks
    if after:
        last = tuple(read_cursor(after, criteria, (int, int, float, int, str)))
        rest = list(dropwhile(lambda rank: rank <= last, ranks))
    following = to_cursor(criteria, rest[limit - 1]) if len(rest) > limit else None
    return Page(find_nodes(tx, [rank[-1] for rank in rest[:limit]]), len(ranks), following)


def cited_by(tx: Transaction, identifier: str, limit: int, after: str | None) -> Page[Mention]:
    """Mentions of a document in others, by citing document and place."""
    count = "coalesce(head(COLLECT { MATCH (d:Document {id: $id}) RETURN COUNT { (d)<-[:MEANS]-() } }), 0)"
    index = "USING INDEX c:Citation(bound, document, place)"
    match = f"MATCH (c:Citation) {index} WHERE c.bound = $id AND c.document <> $id"
    return _mentions(tx, count, match, "c.bound, ", identifier, limit, after)


def unresolved(tx: Transaction, limit: int, after: str | None) -> Page[Mention]:
    """Numbered and named mentions that are bound to no document, by citing document and place."""
    return _mentions(tx, "COUNT { (:Unresolved) }", "MATCH (c:Unresolved) WHERE true", "", "", limit, after)


def _mentions(
    tx: Transaction, count: str, match: str, alike: str, asked: str, limit: int, after: str | None
) -> Page[Mention]:
    """A page of the mentions that `match` takes; a cursor is one of what was `asked`.

    Both properties of the order stand in the condition, so that an index gives the mentions in order. What is `alike`
    in all of them goes before these in the order, as it does in that index.
    """
    document, place = read_cursor(after, asked, (str, int)) if after else ("", 0)
    query = (
        f"RETURN {count}, COLLECT {{ {match} AND c.document >= $document AND c.place IS NOT NULL"
        " AND (c.document > $document OR c.place > $place)"
        f" RETURN properties(c) ORDER BY {alike}c.document, c.place LIMIT $most }}"
    )
    ((total, found),) = ask(tx, query, id=asked, document=document, place=place, most=page_size(limit) + 1)
    mentions = tuple(map(to_mention, found[:limit]))
    following = to_cursor(asked, (mentions[-1].document, mentions[-1].index)) if len(found) > limit else None
    return Page(mentions, len(found) if _is_whole(found, limit, after) else total, following)


def tasks(tx: Transaction, criteria: TaskCriteria, limit: int, after: str | None) -> Page[Task]:
    """Tasks by document and running number."""
    found = _finding(criteria)
    if found is not None and criteria.product is not None:
        found = replace(found, values={**found.values, "products": _products(tx, criteria.product)})
    if found is None:
        page_size(limit)
        return Page((), 0)
    document, running = read_cursor(after, criteria, (str, int)) if after else ("", 0)
    query = (
        f"{found.cypher} WITH DISTINCT t"
        " WHERE t.document > $document OR (t.document = $document AND t.running > $running)"
        " RETURN t.document, t.running, t.body ORDER BY t.document, t.running LIMIT $most"
    )
    values = {**found.values, "document": document, "running": running, "most": page_size(limit) + 1}
    rows_found = ask(tx, query, **values)
    total = len(rows_found)
    if not _is_whole(rows_found, limit, after):
        ((total,),) = ask(tx, f"{found.cypher} RETURN count(DISTINCT t)", **found.values)
    following = to_cursor(criteria, rows_found[limit - 1][:2]) if len(rows_found) > limit else None
    return Page(tuple(rows.to_task(body) for _, _, body in rows_found[:limit]), total, following)


def _products(tx: Transaction, asked: str) -> list[str]:
    """What tasks of the store yield that has these words; the engine cannot fold them by our rule."""
    every = ask(tx, "MATCH (t:Task) WHERE t.product IS NOT NULL RETURN DISTINCT t.product")
    return [product for (product,) in every if has_words(product, asked)]


def _finding(criteria: TaskCriteria) -> Condition | None:
    """What matches the tasks as `t`: by words, then by bodies, then by what they are; None if nothing can."""
    where = joined(_of_tasks(criteria))
    clauses, values = [], dict(where.values)
    if criteria.words is not None:
        asked = phrasing(criteria.words)
        if not asked.groups:
            return None
        clauses.append("CALL db.index.fulltext.queryNodes('task_words', $matching) YIELD node AS t")
        values["matching"] = matching(asked, "folded")
    for role, body in (("lead", criteria.lead), ("coordinating", criteria.coordinating)):
        if body is not None:
            words = [f" {word} " for word in map(fold, spoken(body))]
            if not words:
                return None
            clauses.append(_assigned(role))
            values |= {role: rows.storable(body), f"{role}_words": words}
    match = " WITH t ".join(clauses or ["MATCH (t:Task)"])
    return Condition(f"{match} WITH t WHERE {where.cypher}", values)


def _assigned(role: str) -> str:
    """Tasks with this body in this role: by its id, or by words of its name, each a whole word."""
    return (
        f"MATCH (a:Agency) WHERE a.id = ${role}"
        f" OR any(s IN a.spellings WHERE all(word IN ${role}_words WHERE s CONTAINS word))"
        f" MATCH (t:Task)-[r:ASSIGNS_TO {{role: '{role}'}}]->(a)"
        f" WHERE a.id = ${role} OR all(word IN ${role}_words WHERE r.named CONTAINS word)"
    )


def _of_tasks(criteria: TaskCriteria) -> Iterator[Condition]:
    if criteria.group is not None:
        group = rows.storable(fold(criteria.group.strip()))
        yield Condition("t.grouped CONTAINS $group", {"group": group})
    if criteria.due_before is not None:
        yield Condition("t.due <= $due_before", {"due_before": criteria.due_before})
    if criteria.due_after is not None:
        yield Condition("t.due >= $due_after", {"due_after": criteria.due_after})
    if criteria.document is not None:
        yield Condition("t.document = $of", {"of": rows.storable(criteria.document)})
    if criteria.indicator is not None:
        aim = "EXISTS { MATCH (t)-[:TARGETS]->(:Indicator {code: $indicator}) }"
        yield Condition(aim, {"indicator": rows.storable(criteria.indicator)})
    if criteria.without_lead:
        yield Condition("NOT EXISTS { MATCH (t)-[:ASSIGNS_TO {role: 'lead'}]->(:Agency) }", {})
    if criteria.without_deadline:
        yield Condition("t.deadline IS NULL", {})
    if criteria.undated:
        yield Condition("t.due IS NULL", {})
    if criteria.product is not None:
        yield Condition("t.product IN $products", {})
