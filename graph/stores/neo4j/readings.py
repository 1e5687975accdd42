"""The readings in the database, and what they know and want of one another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.binding import Claim, Known, Speaker, claims, settle, wants
from graph.identity import is_dated, series
from graph.model import Reading, Source
from graph.stores import rows
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.values import precedence, source_properties, to_source


@dataclass(frozen=True, slots=True)
class Shelved:
    """A reading in the database: its key, its place in its source, its node and what it is recognised by."""

    key: int
    sha256: str
    part: int
    node: str
    reader: str
    fingerprint: str

    def is_that_of(self, reading: Reading, reader: str) -> bool:
        """Whether this is what `reader` read."""
        return (self.reader, self.fingerprint) == (reader, rows.to_body(reading)[0])


class Learnt:
    """What all readings together make known, looked up once for each series while they stay the same."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known: dict[str, dict[str, date | None]] = {}

    def of(self, names: Iterable[str]) -> Known:
        """What is known of these series, and perhaps of others."""
        if new := {*names} - self._known.keys():
            self._known.update(_known(self._tx, new))
        return self._known


def take_turn(tx: Transaction) -> int:
    """Wait until no other change is under way, from whatever process; the last key that was given."""
    ((serial,),) = ask(tx, "MATCH (s:Store {id: 'cancu'}) SET s.turn = s.turn + 1 RETURN s.serial")
    return int(serial)


def shelved(tx: Transaction, hashes: Collection[str]) -> list[Shelved]:
    """The readings of these sources."""
    query = (
        "UNWIND $hashes AS sha256 MATCH (s:Source {sha256: sha256})"
        " RETURN s.key, s.sha256, s.part, s.node, s.reader, s.fingerprint ORDER BY s.sha256, s.part"
    )
    return [Shelved(*row) for row in ask(tx, query, hashes=[*hashes])]


def put_in(tx: Transaction, arriving: Mapping[int, Reading], reader: str) -> None:
    """Keep readings under these keys; their nodes are the ids they say until they are settled."""
    sources = [source_properties(reading, key, reader) for key, reading in arriving.items()]
    ask(tx, "UNWIND $sources AS source CREATE (s:Source) SET s = source", sources=sources)
    payloads = [
        {"key": key, **dict(zip(("body", "text"), rows.to_body(reading)[1:], strict=True))}
        for key, reading in arriving.items()
    ]
    query = (
        "UNWIND $payloads AS payload MATCH (s:Source {key: payload.key})"
        " CREATE (s)-[:KEEPS]->(p:Payload) SET p = payload"
    )
    ask(tx, query, payloads=payloads)
    _put_bearings(tx, arriving)
    if arriving:
        ask(tx, "MATCH (s:Store {id: 'cancu'}) SET s.serial = $last", last=max(arriving))


def _put_bearings(tx: Transaction, arriving: Mapping[int, Reading]) -> None:
    claimed = [claim_row(key, claim) for key, reading in arriving.items() for claim in claims(reading)]
    query = (
        "UNWIND $claimed AS row MATCH (s:Source {key: row.source}) MERGE (n:Series {id: row.series})"
        " MERGE (c:Claim {key: row.key}) ON CREATE SET c.id = row.id, c.dated = row.dated, c.name = row.id"
        " MERGE (c)-[:IN]->(n) CREATE (s)-[:CLAIMS]->(c)"
    )
    ask(tx, query, claimed=claimed)
    wanted = [{"source": key, "series": name} for key, r in arriving.items() for name in wants(r)]
    query = (
        "UNWIND $wanted AS row MATCH (s:Source {key: row.source}) MERGE (n:Series {id: row.series})"
        " CREATE (s)-[:WANTS]->(n)"
    )
    ask(tx, query, wanted=wanted)


def claim_row(key: int, claim: Claim) -> dict[str, Any]:
    """A claim of the source with this key; the same claim of several sources is one node."""
    day = claim.dated.isoformat() if claim.dated else ""
    return {
        **{"source": key, "series": series(claim.id), "id": claim.id, "dated": claim.dated},
        "key": f"{claim.id}@{day}",
    }


def take_out(tx: Transaction, keys: Collection[int]) -> set[str]:
    """Forget readings, and with them what they claim and want; the nodes that lost one."""
    lost = ask(tx, "UNWIND $keys AS key MATCH (s:Source {key: key}) RETURN s.node", keys=[*keys])
    borne = "UNWIND $keys AS key MATCH (:Source {key: key})"
    claim_keys = ask(tx, f"{borne}-[:CLAIMS]->(c:Claim) RETURN DISTINCT c.key", keys=[*keys])
    names = series_claimed(tx, keys) | wants_of(tx, keys)
    query = (
        "UNWIND $keys AS key MATCH (s:Source {key: key}) OPTIONAL MATCH (s)-[:KEEPS]->(p:Payload)"
        " DETACH DELETE s, p"
    )
    ask(tx, query, keys=[*keys])
    _forget_unclaimed(tx, [key for (key,) in claim_keys], names)
    return {node for (node,) in lost}


def _forget_unclaimed(tx: Transaction, claim_keys: Collection[str], names: Collection[str]) -> None:
    query = "UNWIND $keys AS key MATCH (c:Claim {key: key}) WHERE NOT EXISTS { (c)<-[:CLAIMS]-() } DETACH DELETE c"
    ask(tx, query, keys=[*claim_keys])
    query = "UNWIND $names AS name MATCH (n:Series {id: name}) WHERE NOT EXISTS { (n)<--() } DELETE n"
    ask(tx, query, names=[*names])


def reading_of(tx: Transaction, key: int) -> Reading:
    """The reading as it was given."""
    ((body, text),) = ask(tx, "MATCH (p:Payload {key: $key}) RETURN p.body, p.text", key=key)
    return rows.to_reading(body, text)


def readings_of(tx: Transaction, sha256: str) -> tuple[Reading, ...]:
    """The readings of a source as they were given, by part."""
    query = "MATCH (s:Source {sha256: $sha256})-[:KEEPS]->(p:Payload) RETURN p.body, p.text ORDER BY s.part"
    return tuple(rows.to_reading(body, text) for body, text in ask(tx, query, sha256=sha256))


def speakers(tx: Transaction, nodes: Collection[str]) -> dict[str, dict[str, Any]]:
    """The sources' nodes that speak for these documents; those of which no text is loaded are left out."""
    query = "UNWIND $nodes AS node MATCH (s:Source {node: node}) RETURN properties(s)"
    found: dict[str, dict[str, Any]] = {}
    for (source,) in ask(tx, query, nodes=[*nodes]):
        best = found.setdefault(source["node"], source)
        if precedence(source) < precedence(best):
            found[source["node"]] = source
    return found


def all_sources(tx: Transaction) -> tuple[Source, ...]:
    """Every file that was read, by path."""
    query = (
        "MATCH (s:Source) WITH s ORDER BY s.part"
        " WITH s.sha256 AS sha256, collect({source: s.source})[0] AS source RETURN source"
    )
    found = (to_source(source) for (source,) in ask(tx, query))
    return tuple(sorted(found, key=lambda source: (source.path, source.sha256)))


def resettle(tx: Transaction, keys: Collection[int], known: Learnt) -> list[tuple[str, str]]:
    """Give readings the nodes that are due to them now; the node that each had, and the one it has."""
    query = "UNWIND $keys AS key MATCH (s:Source {key: key}) RETURN s.key, s.said, s.node, s.source"
    found = ask(tx, query, keys=sorted(keys))
    of_series = known.of({series(said) for _, said, _, _ in found if not is_dated(said)})
    moves = [(key, old, settle(said, rows.to_source(source), of_series)) for key, said, old, source in found]
    moved = [{"key": key, "node": new} for key, old, new in moves if new != old]
    ask(tx, "UNWIND $moved AS row MATCH (s:Source {key: row.key}) SET s.node = row.node", moved=moved)
    return [(old, new) for _, old, new in moves]


def undated(tx: Transaction, keys: Collection[int]) -> list[int]:
    """Those of these readings whose own document has no year of its own."""
    query = "UNWIND $keys AS key MATCH (s:Source {key: key}) RETURN s.key, s.said"
    return sorted(key for key, said in ask(tx, query, keys=[*keys]) if not is_dated(said))


def speaking(tx: Transaction, keys: Collection[int]) -> list[tuple[int, Speaker]]:
    """Those of these readings that speak for their documents, by node."""
    nodes = ask(tx, "UNWIND $keys AS key MATCH (s:Source {key: key}) RETURN DISTINCT s.node", keys=[*keys])
    found = speakers(tx, [node for (node,) in nodes])
    return [
        (source["key"], Speaker(rows.to_own(source["document"]), to_source(source), node))
        for node, source in sorted(found.items())
        if source["key"] in keys
    ]


def shelve(tx: Transaction, nodes: Collection[str]) -> None:
    """Join these documents to the sources that they are read from, and to no others."""
    query = "UNWIND $nodes AS node MATCH (:Document {id: node})-[r:READ_FROM]->() DELETE r"
    ask(tx, query, nodes=[*nodes])
    query = (
        "UNWIND $nodes AS node MATCH (s:Source {node: node}) OPTIONAL MATCH (s)<-[r:READ_FROM]-() DELETE r"
        " WITH DISTINCT s MATCH (d:Document {id: s.node})"
        " MERGE (d)-[r:READ_FROM]->(s) SET r.speaks = d.reading = s.key"
    )
    ask(tx, query, nodes=[*nodes])


def wants_of(tx: Transaction, keys: Collection[int]) -> set[str]:
    """The series that these readings want to know more of."""
    query = "UNWIND $keys AS key MATCH (:Source {key: key})-[:WANTS]->(n:Series) RETURN DISTINCT n.id"
    return {name for (name,) in ask(tx, query, keys=[*keys])}


def series_claimed(tx: Transaction, keys: Collection[int]) -> set[str]:
    """The series of which these readings name an id."""
    query = (
        "UNWIND $keys AS key MATCH (:Source {key: key})-[:CLAIMS]->()-[:IN]->(n:Series) RETURN DISTINCT n.id"
    )
    return {name for (name,) in ask(tx, query, keys=[*keys])}


def wanted(tx: Transaction, names: Collection[str]) -> set[str]:
    """Those of these series that some reading wants to know more of."""
    query = "UNWIND $names AS name MATCH (n:Series {id: name}) WHERE EXISTS { (n)<-[:WANTS]-() } RETURN n.id"
    return {name for (name,) in ask(tx, query, names=[*names])}


def wanting(tx: Transaction, names: Collection[str]) -> set[int]:
    """The readings that want to know more of one of these series."""
    query = "UNWIND $names AS name MATCH (:Series {id: name})<-[:WANTS]-(s:Source) RETURN DISTINCT s.key"
    return {key for (key,) in ask(tx, query, names=[*names])}


def _known(tx: Transaction, names: Collection[str]) -> dict[str, dict[str, date | None]]:
    query = (
        "UNWIND $names AS name MATCH (:Series {id: name})<-[:IN]-(c:Claim) RETURN name, c.id, min(c.dated)"
    )
    known: dict[str, dict[str, date | None]] = {name: {} for name in names}
    for name, identifier, dated in ask(tx, query, names=[*names]):
        known[name][identifier] = dated.to_native() if dated else None
    return known
