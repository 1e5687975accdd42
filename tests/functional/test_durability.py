"""What was reported as loaded is there: after a kill at any moment, for other processes, and never by halves."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from graph.errors import (
    CancuError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreIsNewer,
    StoreIsOlder,
    UnsupportedStore,
)
from graph.model import Citation, Document, Reading, Source, Span, Task
from graph.port import GraphStore
from graph.stores import open_store, without_password
from graph.stores.sqlite.schema import SCHEMA
from tests.contract.readings import contents
from tests.neo4j_server.server import emptied

ROOT = Path(__file__).resolve().parents[2]
LOADER = """
import sys
from pydantic import TypeAdapter
from graph.model import Reading
from graph.stores import open_store
url, readings = sys.argv[1:]
with open_store(url) as store, open(readings, encoding="utf-8") as lines:
    print("open", flush=True)
    for line in lines:
        (change,) = store.add([TypeAdapter(Reading).validate_json(line)])
        print(change.document, flush=True)
"""
WATCHER = """
import sys, time
from graph.port import DocumentCriteria
from graph.stores import open_store
last = (0, 0)
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    end = time.monotonic() + 60
    while last[1] < int(sys.argv[2]) and time.monotonic() < end:
        seen = store.version(), store.documents(DocumentCriteria(loaded=True), limit=1).total
        assert seen[0] >= last[0] and seen[1] >= last[1], (last, seen)
        last = seen
print(last[1], flush=True)
"""


def readings(count: int) -> Iterator[Reading]:
    """Plans that all rest on one decree and name another without its year, with two tasks each."""
    for n in range(1, count + 1):
        text = f"Căn cứ Nghị định số 61/2018/NĐ-CP, Nghị quyết số 18-NQ/TW. {n} " + "Việc cần làm. " * 100
        span = Span(0, 7, text[:7])
        yield Reading(
            Source(sha256(text.encode()).hexdigest(), f"{n}.txt", "txt"),
            Document(f"ubnd-t.bac-ninh:kh:{n}:2020", f"{n}/KH-UBND", "KH", title=f"Kế hoạch {n}"),
            text,
            citations=(
                Citation(span, "numbered", span, target="cp:nd:61:2018", relation="legal_basis"),
                Citation(span, "numbered", span, target="tw:nq:18:?", relation="implements"),
            ),
            tasks=tuple(Task("?", f"Việc {i} của {n}", 0, 7, "prose") for i in range(2)),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """An empty store, and the readings in a file, one a line, that processes of their own load there."""

    url: str
    count: int
    lines: Path

    @property
    def file(self) -> Path | None:
        """The file, of a store that is one."""
        return Path(self.url.removeprefix("sqlite:///")) if self.url.startswith("sqlite") else None


@pytest.fixture(params=[pytest.param(400, id="file"), pytest.param(60, id="neo4j", marks=pytest.mark.neo4j)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """One of each engine, with as many readings as it takes in some seconds, one by one."""
    in_file = request.node.callspec.id == "file"
    url = f"sqlite:///{tmp_path / 'store.db'}" if in_file else emptied(request.getfixturevalue("neo4j_url"))
    lines, dump = tmp_path / "readings.jsonl", TypeAdapter(Reading).dump_json
    lines.write_bytes(b"".join(dump(reading) + b"\n" for reading in readings(request.param)))
    return Place(url, request.param, lines)


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def first_of(process: subprocess.Popen[str], count: int) -> list[str]:
    """The first so many things that the process tells."""
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


def finish(process: subprocess.Popen[str]) -> list[str]:
    """What the process told until its end."""
    with process:
        assert process.stdout is not None
        return process.stdout.read().split()


def assert_whole(store: GraphStore, identifier: str) -> None:
    """The document is there with everything that its text gave."""
    assert store.document(identifier) is not None
    assert store.text(identifier)
    assert len(store.citations(identifier)) == len(store.tasks([identifier])) == 2
    assert [edge.target for edge in store.edges([identifier], "up")] == ["cp:nd:61:2018"]
    number = identifier.split(":")[2]
    assert store.search(f"{number}/KH-UBND", limit=1)[0].ref == identifier
    assert [hit.ref for hit in store.search(f"{number} Việc cần làm", limit=1, kinds=["passage"])] == [
        identifier
    ]


def assert_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("document", "task", "passage"):
            db.execute(f"INSERT INTO {table}_words ({table}_words) VALUES ('integrity-check')")


def test_what_was_reported_outlives_kills_at_any_moment(place: Place) -> None:
    chance, told = random.Random(61), set[str]()
    for _ in range(6):
        process = start(LOADER, place.url, place.lines)
        told.update(first_of(process, len(told) + chance.randint(0, 8)))
        time.sleep(chance.uniform(0, 0.1))  # into the midst of the next
        process.send_signal(signal.SIGKILL)
        told.update(finish(process))
        with open_store(place.url) as store:
            loaded = {f"ubnd-t.bac-ninh:kh:{n}:2020" for n in range(1, store.counts()["loaded"] + 1)}
            assert told <= loaded
            for identifier in loaded:
                assert_whole(store, identifier)
        if place.file:
            assert_sound(place.file)
    assert told
    assert_loaded_in_the_end(place)


def assert_loaded_in_the_end(place: Place) -> None:
    """A load that is let end makes the graph of one that was never disturbed."""
    assert len(finish(start(LOADER, place.url, place.lines))) == place.count
    with open_store(place.url) as store, open_store("sqlite://") as undisturbed:
        undisturbed.add([*readings(place.count)])
        assert contents(store) == contents(undisturbed)
        assert store.counts() == undisturbed.counts()


def test_others_see_each_load_while_it_goes_on(place: Place) -> None:
    watcher = start(WATCHER, place.url, place.count)
    loader = start(LOADER, place.url, place.lines)
    assert len(finish(loader)) == place.count
    assert finish(watcher) == [str(place.count)]
    assert (loader.returncode, watcher.returncode) == (0, 0)


def test_two_loaders_take_turns(place: Place) -> None:
    loaders = [start(LOADER, place.url, place.lines) for _ in range(2)]
    assert [len(finish(loader)) for loader in loaders] == [place.count, place.count]
    with open_store(place.url) as store:
        assert (store.version(), store.counts()["loaded"]) == (place.count, place.count)


def test_many_may_make_the_same_store_at_once(place: Place, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    for process in [start(LOADER, place.url, empty) for _ in range(4)]:
        finish(process)
        assert process.returncode == 0


def test_a_store_is_found_again_as_it_was_left(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kho dữ liệu' / 'store.db'}"
    (reading,) = readings(1)
    with open_store(url, reader="1") as store:
        store.add([reading])
    with open_store(url, reader="1") as store:
        assert_whole(store, reading.document.id)
        assert store.holds(reading.source.sha256)
    with open_store(url, reader="2") as store:
        assert not store.holds(reading.source.sha256)
        assert store.add([reading])[0].outcome == "replaced"
        assert store.holds(reading.source.sha256)
        assert_whole(store, reading.document.id)


def test_a_failed_change_leaves_nothing(place: Place) -> None:
    good, bad = readings(2)
    unsayable = Reading(bad.source, bad.document, "\ud800")
    with open_store(place.url) as store:
        with pytest.raises(ValueError, match="surrogate"):
            store.add([good, unsayable])
        assert store.counts()["sources"] == store.version() == 0
        store.add([good])
        assert_whole(store, good.document.id)


# What can be wrong with a file


def refusal(url: str, patience: float = 0.1) -> type[CancuError]:
    """The error that opening and writing there ends with."""
    with pytest.raises(CancuError) as caught, open_store(url, patience=patience) as store:
        store.add([*readings(1)])
    assert "\n" not in caught.value.explain("vi")
    return type(caught.value)


def test_a_file_that_is_no_store_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK\x03\x04" * 500)
    assert refusal(f"sqlite:///{path}") is StoreDamaged
    assert path.read_bytes() == b"PK\x03\x04" * 500


def test_a_database_of_others_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    assert refusal(f"sqlite:///{path}") is StoreDamaged
    assert path.read_bytes() == before


def test_a_store_of_a_later_version_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    assert refusal(f"sqlite:///{path}") is StoreIsNewer


def test_a_store_of_an_earlier_version_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA - 1}")
    before = path.read_bytes()
    assert refusal(f"sqlite:///{path}") is StoreIsOlder
    assert path.read_bytes() == before


def test_a_store_that_another_writes_is_busy_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        assert refusal(f"sqlite:///{path}") is StoreBusy
        with open_store(f"sqlite:///{path}", patience=0.1) as store:
            assert store.version() == 0


def test_a_torn_file_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add([*readings(50)])
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    assert refusal(f"sqlite:///{path}") is StoreDamaged


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert refusal(f"sqlite:///{tmp_path}") is StoreError


@pytest.mark.parametrize("url", ["", "store.db", "mysql://user:secret@host/x", "sqlite:store.db"])
def test_an_unknown_scheme_is_told_without_its_password(url: str) -> None:
    with pytest.raises(UnsupportedStore) as caught:
        open_store(url)
    assert "secret" not in caught.value.explain("vi")
    assert "sqlite://" in caught.value.explain("en")


def test_a_url_is_shown_without_its_password() -> None:
    assert without_password("neo4j+s://neo:s3:c/r@et@host:7687/db") == "neo4j+s://neo:***@host:7687/db"
    assert without_password("sqlite:///C:/a@b/store.db") == "sqlite:///C:/a@b/store.db"


def test_a_closed_store_answers_no_more(place: Place) -> None:
    store = open_store(place.url)
    store.close()
    with pytest.raises(StoreError):
        store.version()


def test_what_a_file_has_lost_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(f"sqlite:///{path}") as store, closing(sqlite3.connect(path)) as db:
        assert store.health().faults == ()
        db.execute("DROP INDEX edge_down")
        db.commit()
        assert store.health().faults == ("edge_down",)
