"""A whole store as the files of `neo4j-admin database import full`: for volumes that no driver should carry.

The files hold what `writer` would have made of the same readings: it is bound by the same functions and has the same
properties. One file for each label and type of relationship, with its header in a file of its own. Two passes over
the readings; in memory stay the known ids, the speakers, and what citations tell of documents, never a text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.binding import (
    Claim,
    Known,
    bind,
    claims,
    describe,
    gaps,
    gather,
    precedence,
    settle,
    source_of,
    target_of,
    tasks_of,
    wants,
)
from graph.identity import task_id
from graph.model import Citation, Document, Reading, Source, Span
from graph.port import GraphStore, Mention
from graph.stores import rows
from graph.stores.neo4j import values
from graph.stores.neo4j.address import DATABASE
from graph.stores.neo4j.contents import passage_rows
from graph.stores.neo4j.csv_files import Files
from graph.stores.neo4j.kin import kin
from graph.stores.neo4j.readings import claim_row
from graph.stores.neo4j.schema import SCHEMA, edge_types
from graph.stores.neo4j.sections import section_rows, task_rows
from graph.stores.neo4j.tasks import indicator_row
from graph.vocabulary import relations

_NO_WORDS = Span(0, 0, "")
OPTIONS = ("--multiline-fields=true", "--overwrite-destination=true")


_OF_EDGES = ("provision", "takes_effect", "section")
OPTIONAL = {
    "Document": (
        *(
            "number",
            "kind",
            "issuer",
            "issuer_name",
            "issued_on",
            "effective_on",
            "title",
            "signer",
            "signer_post",
        ),
        *("place", "reading", "year", "ordinal"),
    ),
    "Citation": (
        *(
            "number",
            "kind",
            "issuer",
            "dated",
            "target",
            "reason",
            "provision",
            "section",
            "title",
            "takes_effect",
        ),
        *("source", "bound", "said", "for_tasks", "tasked"),
    ),
    "Task": ("no", "group", "section", "due", "deadline", "product", "budget"),
    "Source": ("title", "publisher", "published_on"),
    "Claim": ("dated",),
    "Agency": ("id", "level", "place", "valid_to", "drawn"),
    "SUCCEEDED_BY": ("since", "field", "name", "instruments"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many sources, and the words of `neo4j-admin` that import it."""

    sources: int
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Of the readings that make a node the one that speaks: its rank, its key, and its document as it says."""

    rank: tuple[bool, int, str, int]
    key: int
    document: Document
    tasks: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A reading before its node is known."""

    source: Source
    speaker: _Speaker


def export(store: GraphStore, folder: Path, *, reader: str = "") -> Exported:
    """Write all that the store holds into a folder, made if it is not there.

    `reader` is the version of what reads files for which the store was opened.
    """
    numbered = _Numbered(store)
    said: list[_Said] = []
    known = gather(claim for key, reading in numbered for claim in _noted(said, key, reading))
    speakers = _speakers(said, known)
    with Files(folder, {**OPTIONAL, **dict.fromkeys(edge_types(), _OF_EDGES)}) as files:
        writing = _Writing(files, known, speakers, reader)
        for key, reading in numbered:
            writing.write(key, reading, is_current=store.holds(reading.source.sha256))
        writing.finish(numbered.count, store.version())
    return Exported(
        len([*store.sources()]), ("database", "import", "full", DATABASE, *files.arguments(), *OPTIONS)
    )


class _Numbered:
    """All readings with their keys, as often as they are gone through; the order is that of the sources' paths."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.count = 0

    def __iter__(self) -> Iterator[tuple[int, Reading]]:
        self.count = 0
        for source in self._store.sources():
            for reading in self._store.readings(source.sha256):
                self.count += 1
                yield self.count, reading


def _noted(said: list[_Said], key: int, reading: Reading) -> frozenset[Claim]:
    """What the reading claims; what else is asked of it before it is written is noted on the way."""
    rank, tasks = precedence(reading), len(reading.tasks)
    said.append(_Said(reading.source, _Speaker(rank, key, reading.document, tasks)))
    return claims(reading)


def _speakers(said: Iterable[_Said], known: Known) -> dict[str, _Speaker]:
    """Of each node the reading that speaks for it."""
    found: dict[str, _Speaker] = {}
    for one in said:
        node = settle(one.speaker.document.id, one.source, known)
        if node not in found or one.speaker.rank < found[node].rank:
            found[node] = one.speaker
    return found


class _Writing:
    """The files as they are written, reading by reading."""

    def __init__(self, files: Files, known: Known, speakers: dict[str, _Speaker], reader: str) -> None:
        self._files, self._known, self._speakers, self._reader = files, known, speakers, reader
        self._told: dict[str, dict[int, tuple[str, int, Citation]]] = defaultdict(dict)
        self._sources: set[str] = set()
        self._agencies: dict[str, dict[str, Any]] = {}
        self._indicators: dict[str, dict[str, Any]] = {}
        self._claims: dict[str, dict[str, Any]] = {}
        self._series: set[str] = set()
        self._words: Counter[str] = Counter()
        self._passages = 0

    def write(self, key: int, reading: Reading, *, is_current: bool) -> None:
        """A source and what it claims and wants; if it speaks for its document, all that its text gives."""
        node = settle(reading.document.id, reading.source, self._known)
        speaks = self._speakers[node].key == key
        self._write_source(key, reading, node, self._reader if is_current else "")
        self._files.join("READ_FROM", "Document", node, "Source", key, {"speaks": speaks})
        if speaks:
            mentions = bind(reading, node, self._known)
            self._write_mentions(reading, mentions)
            self._write_tasks(reading, node)
            self._write_sections(reading, node)
            self._write_passages(node, reading.text)

    def finish(self, last_key: int, version: int) -> None:
        """What is known only when all readings are written."""
        for identifier in sorted({*self._speakers, *self._told, *self._sources}):
            self._write_document(identifier)
        self._write_agencies()
        for key, properties in self._indicators.items():
            self._files.node("Indicator", key, properties)
        for name in self._series:
            self._files.node("Series", name, {"id": name})
        kept = {
            "id": "cancu",
            "name": "cancu",
            "schema": SCHEMA,
            "version": version,
            "serial": last_key,
            "turn": 0,
        }
        counted = {f"{index}_words": self._words[index] for index in ("document", "task", "passage")}
        self._files.node("Store", "cancu", kept | counted)

    # Sources

    def _write_source(self, key: int, reading: Reading, node: str, reader: str) -> None:
        self._files.node("Source", key, values.source_properties(reading, key, reader) | {"node": node})
        _, body, text = rows.to_body(reading)
        self._files.node("Payload", key, {"key": key, "body": body, "text": text})
        self._files.join("KEEPS", "Source", key, "Payload", key)
        for claim in sorted(claims(reading), key=lambda claim: (claim.id, str(claim.dated))):
            self._claim(key, claim_row(key, claim))
        for name in sorted(wants(reading)):
            self._series.add(name)
            self._files.join("WANTS", "Source", key, "Series", name)

    def _claim(self, key: int, row: dict[str, Any]) -> None:
        if row["key"] not in self._claims:
            self._claims[row["key"]] = row
            self._series.add(row["series"])
            kept = {"key": row["key"], "id": row["id"], "name": row["id"], "dated": row["dated"]}
            self._files.node("Claim", row["key"], kept)
            self._files.join("IN", "Claim", row["key"], "Series", row["series"])
        self._files.join("CLAIMS", "Source", key, "Claim", row["key"])

    # Documents

    def _write_document(self, identifier: str) -> None:
        speaker = self._speakers.get(identifier)
        told = [citation for _, (_, _, citation) in sorted(self._told[identifier].items())]
        document = describe(identifier, speaker.document if speaker else None, told)
        tasks = speaker.tasks if speaker else 0
        properties = values.document_properties(document, speaker.key if speaker else None, tasks)
        self._words["document"] += properties["length"]
        self._files.node("Document", identifier, properties)

    # What a text gives

    def _write_mentions(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        tasks = rows.for_tasks(reading.citations, reading.tasks)
        for mention, citation, numbers in zip(mentions, reading.citations, tasks, strict=True):
            properties = values.citation_properties(mention, rows.said_row(citation), numbers)
            key, also = properties["key"], ("Unresolved",) if values.is_unresolved(mention) else ()
            self._files.node("Citation", key, properties, *also)
            self._files.join("MENTIONS", "Document", mention.document, "Citation", key)
            self._join(mention, key)

    def _join(self, mention: Mention, key: str) -> None:
        target, source = target_of(mention), source_of(mention)
        if target is None:
            return
        self._note(target, mention)
        kind = "MEANS_ITSELF" if target == mention.document else "MEANS"
        self._files.join(kind, "Citation", key, "Document", target)
        if source is not None:
            self._sources.add(source)
            edge = values.edge_properties(values.bound_row(mention))
            kind = relations()[mention.citation.relation].edge
            self._files.join(kind, "Document", source, "Document", target, edge)

    def _note(self, target: str, mention: Mention) -> None:
        """Keep of all citations of a document with the same gaps the first."""
        citation, place = mention.citation, (mention.document, mention.index)
        first = self._told[target].get(gaps(citation))
        if first is None or place < first[:2]:
            small = replace(citation, quote=_NO_WORDS, evidence=_NO_WORDS)
            self._told[target][gaps(citation)] = (*place, small)

    def _write_tasks(self, reading: Reading, node: str) -> None:
        for running, task in enumerate(tasks_of(reading, node), 1):
            properties = values.task_properties(task, node, running)
            self._words["task"] += properties["length"]
            self._files.node("Task", task.id, properties)
            self._files.join("CONTAINS", "Document", node, "Task", task_id(node, running))
            for part in task.assignments:
                self._assign(task.id, values.assignment_properties(part, task.id))
            for aim in task.indicators:
                self._indicators.setdefault(aim.indicator, indicator_row(aim.indicator))
                self._files.join(
                    "TARGETS", "Task", task.id, "Indicator", aim.indicator, {"raw": aim.raw.text}
                )

    def _assign(self, task: str, row: dict[str, Any]) -> None:
        fresh = {"key": row["key"], "id": row["id"], "name": row["name"], "spellings": []}
        agency = self._agencies.setdefault(row["key"], fresh)
        agency["name"] = min(agency["name"], row["name"])
        if row["named"] not in agency["spellings"]:
            agency["spellings"].append(row["named"])
        kept = {name: row[name] for name in ("role", "raw", "named")}
        self._files.join("ASSIGNS_TO", "Task", task, "Agency", row["key"], kept)

    def _write_agencies(self) -> None:
        kinsmen = kin(agency["id"] for agency in self._agencies.values() if agency["id"])
        for key in sorted({*self._agencies, *kinsmen}):
            own = kinsmen[key].properties if key in kinsmen else {}
            self._files.node("Agency", key, {**self._agencies.get(key, {"spellings": []}), **own})
        for key, kinsman in kinsmen.items():
            for tie in kinsman.ties:
                self._files.join(tie.kind, "Agency", key, "Agency", tie.to, tie.properties)

    def _write_sections(self, reading: Reading, node: str) -> None:
        for row in section_rows(node, reading):
            key = _section_key(node, row["section"]["path"])
            self._files.node("Section", key, row["section"])
            if row["within"] is None:
                self._files.join("CONTAINS", "Document", node, "Section", key)
            else:
                self._files.join("CONTAINS", "Section", _section_key(node, row["within"]), "Section", key)
        for row in task_rows(node, reading):
            self._files.join("CONTAINS", "Section", _section_key(node, row["within"]), "Task", row["task"])

    def _write_passages(self, node: str, text: str) -> None:
        for properties in passage_rows(node, text):
            self._passages += 1
            self._words["passage"] += properties["length"]
            self._files.node("Passage", self._passages, properties)
            self._files.join("SAYS", "Document", node, "Passage", self._passages)


def _section_key(document: str, path: str) -> str:
    return f"{document}#{path}"
