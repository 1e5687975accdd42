"""A store copied into another and back is the same store."""

from pathlib import Path

from graph.stores import open_store
from tests.contract.readings import contents
from tests.contract.test_search import library
from tests.functional.conftest import Cancu
from tests.neo4j_server.server import emptied


def assert_same(one: str, other: str) -> None:
    with open_store(one) as first, open_store(other) as second:
        assert contents(first) == contents(second)
        sources = [*first.sources()]
        assert sources == [*second.sources()] != []
        for source in sources:
            assert first.readings(source.sha256) == second.readings(source.sha256) != ()


def test_a_copy_to_neo4j_and_back_loses_nothing(
    cancu: Cancu, loaded: str, neo4j_url: str, tmp_path: Path
) -> None:
    back = f"sqlite:///{tmp_path / 'back.db'}"
    there = cancu("copy", "--from", loaded, "--to", emptied(neo4j_url), "--lang", "en")
    assert there.returncode == 0, there.stderr
    assert "copied" in there.stdout
    assert neo4j_url.split(":")[2].split("@")[0] not in there.stdout + there.stderr
    assert_same(loaded, neo4j_url)
    again = cancu("copy", "--from", neo4j_url, "--to", back)
    assert again.returncode == 0, again.stderr
    assert_same(loaded, back)


def test_copying_twice_adds_nothing(cancu: Cancu, loaded: str, tmp_path: Path) -> None:
    goal = f"sqlite:///{tmp_path / 'copy.db'}"
    for _ in range(2):
        run = cancu("copy", "--from", loaded, "--to", goal)
        assert run.returncode == 0, run.stderr
    with open_store(goal) as store:
        assert store.version() == 1
    assert_same(loaded, goal)


def test_what_an_older_version_read_is_copied_as_such(cancu: Cancu, tmp_path: Path) -> None:
    origin, goal = (f"sqlite:///{tmp_path / name}.db" for name in ("origin", "goal"))
    with open_store(origin, reader="of old") as store:
        store.add(library())
    run = cancu("copy", "--from", origin, "--to", goal)
    assert run.returncode == 0, run.stderr
    assert_same(origin, goal)
    with open_store(goal, reader="") as store:
        assert all(store.holds(source.sha256) for source in store.sources())
