"""The tables of the file store, and the marks by which a file is known to be one.

`reading` keeps what was read, whole. Everything else follows from it and can be made anew: `claim` and `want` tell
which readings bear on which, `document`, `citation`, `task` and `passage` are the graph of the readings that speak for
their documents, `citation.said` is what an open citation said before it was bound, `citation.for_tasks` the tasks in
whose words or section it stands; and the `*_words` tables are what is searched: as written, in lower case, and folded.
"""

import sqlite3

from graph.errors import StoreDamaged, StoreIsNewer, StoreIsOlder

APPLICATION = 0x43414E43
SCHEMA = 2

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('version', 0);

CREATE TABLE reading (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    reader TEXT NOT NULL,
    said TEXT NOT NULL,
    node TEXT NOT NULL,
    reported INTEGER NOT NULL,
    length INTEGER NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    body BLOB NOT NULL,
    text BLOB NOT NULL,
    UNIQUE (sha256, part)
) STRICT;
CREATE INDEX reading_node ON reading (node, reported, length DESC, sha256, part);

CREATE TABLE claim (
    reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
    series TEXT NOT NULL,
    id TEXT NOT NULL,
    dated TEXT
) STRICT;
CREATE INDEX claim_known ON claim (series, id, dated);
CREATE INDEX claim_reading ON claim (reading);

CREATE TABLE want (
    series TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
    PRIMARY KEY (series, reading)
) STRICT, WITHOUT ROWID;
CREATE INDEX want_reading ON want (reading);

CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reading INTEGER REFERENCES reading DEFERRABLE INITIALLY DEFERRED,
    loaded INTEGER NOT NULL,
    number TEXT, kind TEXT, issuer TEXT, issuer_name TEXT, issued_on TEXT, effective_on TEXT,
    title TEXT, signer TEXT, signer_post TEXT, place TEXT, genre TEXT NOT NULL, reported INTEGER NOT NULL,
    year INTEGER, ordinal TEXT, named TEXT NOT NULL, words TEXT NOT NULL
) STRICT;
CREATE INDEX document_reading ON document (reading) WHERE reading IS NOT NULL;
CREATE INDEX document_kind ON document (kind, id);
CREATE INDEX document_issuer ON document (issuer, id);
CREATE INDEX document_year ON document (year, id);
CREATE INDEX document_ordinal ON document (ordinal) WHERE ordinal IS NOT NULL;

CREATE TABLE citation (
    key INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    secondary INTEGER NOT NULL,
    source TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    bound TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    gaps INTEGER NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote TEXT NOT NULL,
    class TEXT NOT NULL,
    evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, evidence TEXT NOT NULL,
    number TEXT, kind TEXT, issuer TEXT, dated TEXT,
    target TEXT, candidates TEXT NOT NULL, status TEXT NOT NULL, reason TEXT,
    relation TEXT NOT NULL, subject TEXT NOT NULL, provision TEXT, section TEXT, title TEXT,
    confidence REAL NOT NULL, rule TEXT NOT NULL, takes_effect TEXT,
    said TEXT,
    for_tasks TEXT,
    UNIQUE (document, place)
) STRICT;
CREATE INDEX citation_bound ON citation (bound, document, place) WHERE bound IS NOT NULL;
CREATE INDEX citation_for_tasks ON citation (bound, document, place) WHERE for_tasks IS NOT NULL;
CREATE INDEX citation_telling ON citation (bound, gaps, document, place) WHERE bound IS NOT NULL;
CREATE INDEX edge_down ON citation (bound, relation, source) WHERE source IS NOT NULL;
CREATE INDEX edge_up ON citation (source, relation, bound) WHERE source IS NOT NULL;
CREATE INDEX citation_unresolved ON citation (target, reason, document, place)
    WHERE status = 'unresolved' AND class IN ('numbered', 'named');
CREATE INDEX citation_open ON citation (document, place) WHERE said IS NOT NULL;
CREATE VIEW edge AS
    SELECT source, bound AS target, relation, confidence, document, place, secondary, evidence
    FROM citation WHERE source IS NOT NULL;

CREATE TABLE task (
    key INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    running INTEGER NOT NULL,
    due TEXT,
    grouped TEXT NOT NULL,
    syllables TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (document, running)
) STRICT;
CREATE INDEX task_due ON task (due) WHERE due IS NOT NULL;

CREATE TABLE body (key INTEGER PRIMARY KEY, agency TEXT NOT NULL, named TEXT NOT NULL, UNIQUE (agency, named)) STRICT;
CREATE TABLE assignment (
    task INTEGER NOT NULL REFERENCES task ON DELETE CASCADE,
    role TEXT NOT NULL,
    body INTEGER NOT NULL REFERENCES body,
    PRIMARY KEY (task, role, body)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_body ON assignment (body, role, task);

CREATE TABLE passage (
    key INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX passage_document ON passage (document, start);

CREATE VIRTUAL TABLE document_words USING fts5(original, folded, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE task_words USING fts5(original, folded, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE passage_words USING fts5(original, folded, tokenize = "unicode61 remove_diacritics 0");
"""


def create(db: sqlite3.Connection, url: str) -> None:
    """Make an empty file a store, unless another process was faster."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if not is_ready(db, url):
            _lay_tables(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def is_ready(db: sqlite3.Connection, url: str) -> bool:
    """Whether the file holds the tables of this version; False if it is empty.

    Raises StoreIsNewer for a store of a later version, StoreIsOlder of an earlier one, StoreDamaged for any other file.
    """
    application, schema, tables = _marks(db)
    if application == APPLICATION and schema > SCHEMA:
        raise StoreIsNewer(url=url)
    if application == APPLICATION and 0 < schema < SCHEMA:
        raise StoreIsOlder(url=url)
    if (application, schema) not in ((APPLICATION, SCHEMA), (0, 0)) or (application == 0 and tables):
        raise StoreDamaged(url=url)
    return application == APPLICATION


def _marks(db: sqlite3.Connection) -> tuple[int, int, int]:
    """Application, schema version and number of tables, seen at one moment."""
    row: tuple[int, int, int] = db.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    return row


def _lay_tables(db: sqlite3.Connection) -> None:
    for statement in TABLES.split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
