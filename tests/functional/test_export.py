"""What `cancu export --to neo4j-admin` writes is imported by Neo4j's own importer, and is the same store."""

import shlex
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from graph.port import GraphStore
from graph.stores import open_store
from tests.contract.picture import picture
from tests.contract.questions import differences
from tests.contract.readings import contents, fill
from tests.contract.test_neo4j import open_letter
from tests.contract.test_search import library
from tests.functional.conftest import Cancu
from tests.functional.test_copy import assert_same
from tests.neo4j_server.server import Server, emptied


@pytest.fixture(scope="module")
def file(cancu: Cancu, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with the samples and with documents of another reader."""
    url = f"sqlite:///{tmp_path_factory.mktemp('export') / 'store.db'}"
    with open_store(url, reader="of old") as store:
        fill(store, open_letter(), *library())
    loaded = cancu("load", *sorted(samples.glob("*.txt")), "--store", url)
    assert loaded.returncode == 0, loaded.stderr
    return url


@pytest.fixture(scope="module")
def driven(cancu: Cancu, file: str, neo4j_server: Server) -> Counter[str]:
    """The graph of the file as it comes into the server through the driver."""
    run = cancu("copy", "--from", file, "--to", emptied(neo4j_server.url))
    assert run.returncode == 0, run.stderr
    return picture(neo4j_server.url)


@pytest.fixture(scope="module")
def imported(
    cancu: Cancu,
    file: str,
    driven: Counter[str],
    neo4j_server: Server,
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[tuple[str, str], None, None]:
    """The file, and the server that then imported its export."""
    assert driven
    run = cancu("export", "--to", "neo4j-admin", tmp_path_factory.mktemp("csv"), "--store", file)
    assert run.returncode == 0, run.stderr
    program, *words = shlex.split(run.stdout)
    assert program == "neo4j-admin"
    neo4j_server.administer(*words)
    yield file, neo4j_server.url
    emptied(neo4j_server.url)


def test_the_importer_draws_what_the_driver_draws(imported: tuple[str, str], driven: Counter[str]) -> None:
    drawn = picture(imported[1])
    assert (sorted(drawn - driven), sorted(driven - drawn)) == ([], [])


def test_the_imported_database_is_the_same_store(imported: tuple[str, str]) -> None:
    assert_same(*imported)
    with open_store(imported[0]) as one, open_store(imported[1]) as other:
        assert contents(one) == contents(other)
        assert one.counts() == other.counts()
        assert other.health().faults == ()


def test_the_imported_database_answers_the_same(imported: tuple[str, str]) -> None:
    with open_store(imported[0]) as one, open_store(imported[1]) as other:
        assert differences(one, other, every=1) == []


def test_the_imported_database_lives_on(cancu: Cancu, samples: Path, imported: tuple[str, str]) -> None:
    """What this version read is known as such; what changes later ends in the same graph."""
    again = cancu("load", *sorted(samples.glob("*.txt")), "--store", imported[1], "--json")
    assert '"unchanged": 5' in again.stdout, again.stderr
    with open_store(imported[0]) as one, open_store(imported[1]) as other:
        for store in (one, other):
            fill(store, *library())
            assert store.remove(next(iter(store.sources())).sha256)
        assert contents(one) == contents(other)
        assert found(one) == found(other)


def found(store: GraphStore) -> list[object]:
    return [store.search(words, limit=50) for words in ("kế hoạch", "thu tuc", "báo cáo")]


def test_a_folder_that_cannot_be_written_is_told(cancu: Cancu, loaded: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    run = cancu("export", "--to", "neo4j-admin", taken, "--store", loaded)
    assert (run.returncode, "[cannot_write]" in run.stderr) == (1, True)
