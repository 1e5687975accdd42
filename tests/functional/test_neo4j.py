"""A Neo4j that goes away and comes back: nothing is lost or doubled, and the doors say so and recover."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.web.app import create_app
from graph.errors import (
    CancuError,
    StoreDamaged,
    StoreError,
    StoreForbidden,
    StoreIsNewer,
    StoreIsOlder,
    StoreUnreachable,
)
from graph.stores import open_store
from loaders.ingest import load
from tests.contract.picture import picture
from tests.contract.readings import contents
from tests.neo4j_server.server import Server, emptied, run, run_alone

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
LOADER = """
import sys
from pathlib import Path
from graph.stores import open_store
from loaders.ingest import load
with open_store(sys.argv[1], reader="1", patience=5) as store:
    print("open", flush=True)
    for outcome in load([Path(sys.argv[2])], store):
        print(outcome.result, flush=True)
"""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder of sixty plans that rest on one decree."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for n in range(1, 61):
        text = (
            f"ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: {n}/KH-UBND\nBắc Ninh, ngày 24 tháng 12 năm 2020\n\n"
            f"KẾ HOẠCH\nCải cách hành chính {n}\n\nCăn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;\n\n"
            "I. NHIỆM VỤ\n\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát thủ tục hành chính.\n\n"
            "2. Sở Thông tin và Truyền thông xây dựng cổng dịch vụ công, hoàn thành trước ngày 30/6/2021.\n"
        )
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def standing(neo4j_server: Server) -> Generator[Server, None, None]:
    """A server with an empty database, that stands again for others whatever the test does to it."""
    emptied(neo4j_server.url)
    yield neo4j_server
    if not neo4j_server.stands:
        neo4j_server.start()


def loader(url: str, folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, url, str(folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def undisturbed(url: str, folder: Path) -> Counter[str]:
    """The graph of a load of this folder that nothing disturbs; none is left."""
    with open_store(url, reader="1") as store:
        assert {outcome.result for outcome in load([folder], store)} == {"added"}
        assert store.counts()["tasks"] == 120
    drawn = picture(url)
    emptied(url)
    return drawn


def test_a_load_goes_on_after_the_server_was_killed(standing: Server, letters: Path) -> None:
    due = undisturbed(standing.url, letters)
    process = loader(standing.url, letters)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(8)]
    standing.kill()
    rest, faults = process.communicate(timeout=60)
    told += rest.splitlines()
    assert process.returncode != 0
    assert "StoreUnreachable" in faults
    standing.start()
    with open_store(standing.url, reader="1") as store:
        kept = store.counts()["loaded"]
        assert len(told) <= kept <= len(told) + 1
        results = [outcome.result for outcome in load([letters], store)]
        assert (results.count("unchanged"), results.count("added")) == (kept, 60 - kept)
    assert picture(standing.url) == due


def test_a_loader_killed_again_and_again_ends_as_one_that_was_not(standing: Server, letters: Path) -> None:
    due, told = undisturbed(standing.url, letters), 0
    for wait in (0.0, 0.03, 0.06, 0.09):
        process = loader(standing.url, letters)
        assert process.stdout is not None
        while process.stdout.readline() == "unchanged\n":
            pass
        time.sleep(wait)  # into the midst of the next document
        process.send_signal(signal.SIGKILL)
        told += 1 + process.communicate(timeout=60)[0].count("added\n")
        with open_store(standing.url, reader="1") as store:
            counts = store.counts()
            assert told <= counts["loaded"] == counts["citations"] == counts["edges"] == counts["tasks"] / 2
    with open_store(standing.url, reader="1") as store:
        assert {outcome.result for outcome in load([letters], store)} == {"added", "unchanged"}
    assert picture(standing.url) == due


def test_what_was_dumped_comes_back(standing: Server, letters: Path, tmp_path: Path) -> None:
    """The commands of docs/operations.md, as `neo4j-admin` has them."""
    with open_store(standing.url, reader="1") as store:
        assert {outcome.result for outcome in load([letters], store)} == {"added"}
        before = contents(store)
    standing.administer("database", "dump", "neo4j", f"--to-path={tmp_path}")
    emptied(standing.url)
    standing.administer(
        "database", "load", "neo4j", f"--from-path={tmp_path}", "--overwrite-destination=true"
    )
    with open_store(standing.url, reader="1") as store:
        assert contents(store) == before
        assert store.health().faults == ()
        assert {outcome.result for outcome in load([letters], store)} == {"unchanged"}


def test_the_api_says_that_the_server_is_away_and_recovers(standing: Server, letters: Path) -> None:
    with TestClient(create_app(standing.url)) as client:
        file = letters / "1.txt"
        posted = client.post("/api/v1/documents", files={"file": (file.name, file.read_bytes())})
        assert posted.status_code < 300
        assert client.get("/readyz").status_code == 200
        standing.stop()
        answer = client.get("/api/v1/documents/cp:nd:61:2018")
        assert (answer.status_code, answer.json()["code"]) == (503, "store_unreachable")
        assert int(answer.headers["Retry-After"]) > 0
        assert standing.password not in answer.text
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        standing.start()
        assert client.get("/api/v1/documents/cp:nd:61:2018").status_code == 200


# Who may come in, and by which URL


def manual_commands(first: str) -> list[str]:
    """The commands of the block of docs/operations.md that begins so."""
    (block,) = re.findall(
        rf"```(?:cypher)?\s*({re.escape(first)}.*?)```", MANUAL.read_text("utf-8"), re.DOTALL
    )
    return [command.strip() for command in block.split(";") if command.strip()]


def test_users_come_change_and_go_as_the_manual_has_it(neo4j_url: str) -> None:
    create, alter, drop = manual_commands("CREATE USER")
    system, host = f"{neo4j_url}/system", neo4j_url.rpartition("@")[2]
    before, after = (f"bolt://cancu:{password}@{host}" for password in ("first-one", "second-one"))
    open_store(emptied(neo4j_url)).close()
    run(system, create.replace("…", "first-one"))
    try:
        open_store(before).close()
        run(system, alter.replace("…", "second-one"))
        assert type(refusal(before)) is StoreForbidden
        open_store(after).close()
    finally:
        run(system, drop)
    assert type(refusal(after)) is StoreForbidden


def test_a_database_is_emptied_as_the_manual_has_it(neo4j_url: str, letters: Path) -> None:
    (command,) = manual_commands(":auto MATCH (n)")
    with open_store(emptied(neo4j_url), reader="1") as store:
        assert {outcome.result for outcome in load([letters], store)} == {"added"}
    run_alone(neo4j_url, command.removeprefix(":auto "))
    with open_store(neo4j_url) as store:
        assert set(store.counts().values()) == {0}


def test_one_server_answers_to_the_url_of_a_cluster(neo4j_url: str) -> None:
    with open_store(emptied(neo4j_url).replace("bolt://", "neo4j://", 1)) as store:
        assert (store.version(), store.health().faults) == (0, ())


# What can be wrong with a server


def refusal(url: str) -> CancuError:
    with pytest.raises(StoreError) as caught:
        open_store(url, patience=1)
    return caught.value


def test_nobody_there_is_told_soon(neo4j_url: str) -> None:
    del neo4j_url
    error = refusal("bolt://neo4j:s3cret@127.0.0.1:1")
    assert type(error) is StoreUnreachable
    assert "s3cret" not in error.explain("vi")


def test_a_wrong_password_is_told_and_not_shown(neo4j_url: str) -> None:
    error = refusal(f"bolt://neo4j:s3cret@{neo4j_url.rpartition('@')[2]}")
    assert type(error) is StoreForbidden
    assert "s3cret" not in error.explain("vi")


def test_a_database_that_is_not_there_is_told(neo4j_url: str) -> None:
    assert type(refusal(f"{neo4j_url}/nowhere")) is StoreError


def test_a_database_of_others_is_told_and_left_alone(neo4j_url: str) -> None:
    emptied(neo4j_url)
    run(neo4j_url, "CREATE (:Theirs)")
    assert type(refusal(neo4j_url)) is StoreDamaged
    assert run(neo4j_url, "MATCH (n) RETURN labels(n)") == [[["Theirs"]]]
    emptied(neo4j_url)


def test_a_store_of_another_version_is_told(neo4j_url: str) -> None:
    open_store(emptied(neo4j_url)).close()
    run(neo4j_url, "MATCH (s:Store) SET s.schema = s.schema + 1")
    assert type(refusal(neo4j_url)) is StoreIsNewer
    run(neo4j_url, "MATCH (s:Store) SET s.schema = s.schema - 2")
    assert type(refusal(neo4j_url)) is StoreIsOlder
    emptied(neo4j_url)


def test_many_may_make_the_same_store_at_once(neo4j_url: str) -> None:
    emptied(neo4j_url)
    faults: list[BaseException] = []

    def make() -> None:
        try:
            open_store(neo4j_url).close()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert run(neo4j_url, "MATCH (s:Store) RETURN count(s)") == [[1]]
