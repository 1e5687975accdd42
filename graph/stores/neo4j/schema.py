"""Constraints and indexes, made once, and the one node by which a database is known to be a store.

What people see: `Document`, `Section`, `Citation`, `Task`, `Agency`, `Indicator`, `Source` and what joins them, each
with a `name`. What the store needs for itself: `Payload` keeps each reading whole, `Series` and `Claim` tell which
readings bear on which, `Passage` is what texts are searched by, and `Store` counts.
"""

from collections.abc import Iterable

from neo4j import Session

from graph.errors import StoreDamaged, StoreIsNewer, StoreIsOlder
from graph.vocabulary import relations

SCHEMA = 5
UNIQUE = {
    "Document": ("id",),
    "Section": ("document", "path"),
    "Citation": ("key",),
    "Task": ("id",),
    "Agency": ("key",),
    "Indicator": ("code",),
    "Source": ("key",),
    "Payload": ("key",),
    "Series": ("id",),
    "Claim": ("key",),
    "Store": ("id",),
}
INDEXED = {
    "document_kind": ("Document", "kind"),
    "document_issuer": ("Document", "issuer"),
    "document_year": ("Document", "year"),
    "document_loaded": ("Document", "loaded"),
    "document_ordinal": ("Document", "ordinal"),
    "citation_bound": ("Citation", "bound"),
    "citation_source": ("Citation", "source"),
    "citation_order": ("Citation", "bound", "document", "place"),
    "citation_tasked": ("Citation", "bound", "tasked", "document", "place"),
    "citation_telling": ("Citation", "bound", "gaps", "document", "place"),
    "citation_unresolved": ("Unresolved", "document", "place"),
    "unresolved_target": ("Unresolved", "target"),
    "task_order": ("Task", "document", "running"),
    "task_due": ("Task", "due"),
    "agency_id": ("Agency", "id"),
    "source_node": ("Source", "node"),
    "source_sha256": ("Source", "sha256"),
}
# By these of each type of relationship the first of thousands at a document are found at once.
ORDERED = ("bound", "relation", "source")
SEARCHED = {"document_words": "Document", "task_words": "Task", "passage_words": "Passage"}
BEGINNING = (
    "MERGE (s:Store {id: 'cancu'}) ON CREATE SET s.name = 'cancu', s.schema = $schema, s.version = 0,"
    " s.serial = 0, s.turn = 0, s.document_words = 0, s.task_words = 0, s.passage_words = 0"
)
# Words stand in the texts between spaces already, as our own rule of words has them.
ANALYZER = "whitespace"


def edge_types() -> list[str]:
    """The types of the relationships between documents."""
    return sorted({relation.edge for relation in relations().values() if relation.edge})


def statements() -> dict[str, str]:
    """What makes each constraint and index, by its name."""
    unique = {
        "_".join((label.lower(), *keys)): f"FOR (n:{label}) REQUIRE {_of_node(keys)} IS UNIQUE"
        for label, keys in UNIQUE.items()
    }
    return {
        **{name: f"CREATE CONSTRAINT {name} IF NOT EXISTS {rest}" for name, rest in unique.items()},
        **{name: _index(name, label, keys) for name, (label, *keys) in INDEXED.items()},
        **{f"{edge.lower()}_order": _index_of_edges(edge) for edge in edge_types()},
        **{name: _full_text(name, label) for name, label in SEARCHED.items()},
    }


def _index(name: str, label: str, keys: Iterable[str]) -> str:
    return f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON {_of_node(keys)}"


def _of_node(keys: Iterable[str]) -> str:
    return f"({', '.join(f'n.{key}' for key in keys)})"


def _index_of_edges(edge: str) -> str:
    keys = ", ".join(f"e.{key}" for key in ORDERED)
    return f"CREATE INDEX {edge.lower()}_order IF NOT EXISTS FOR ()-[e:{edge}]-() ON ({keys})"


def _full_text(name: str, label: str) -> str:
    options = f"{{indexConfig: {{`fulltext.analyzer`: '{ANALYZER}'}}}}"
    return (
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label})"
        f" ON EACH [n.original, n.folded, n.repeated] OPTIONS {options}"
    )


def prepare(session: Session, url: str) -> None:
    """Make an empty database a store of this version; make constraints and indexes that a store has lost.

    Raises as `check_form` does, and StoreDamaged for a database that holds something else.
    """
    found = session.run("MATCH (s:Store {id: 'cancu'}) RETURN s.schema").value()
    if found:
        check_form(found[0], url)
    if not found and session.run("MATCH (n) WHERE NOT n:Store RETURN 1 LIMIT 1").value():
        raise StoreDamaged(url=url)
    if lacking := _lacking(session):
        _lay(session, lacking)
    if not found:
        session.run(BEGINNING, schema=SCHEMA).consume()


def check_form(schema: int, url: str) -> None:
    """That a store is of this version's form. Raises StoreIsNewer or StoreIsOlder."""
    if schema != SCHEMA:
        raise (StoreIsNewer if schema > SCHEMA else StoreIsOlder)(url=url)


def _lacking(session: Session) -> list[str]:
    """What makes the constraints and indexes that are not there."""
    there = set(session.run("SHOW INDEXES YIELD name RETURN name").value())
    return [statement for name, statement in statements().items() if name not in there]


def _lay(session: Session, lacking: list[str]) -> None:
    for statement in lacking:
        session.run(statement).consume()
    session.run("CALL db.awaitIndexes(300)").consume()
