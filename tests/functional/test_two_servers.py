"""Two `cancu serve` on one Neo4j: what one takes in the other answers from, counts it had made before among them."""

import re
import subprocess
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager

import httpx2 as httpx
import pytest

from tests.functional.conftest import COMMAND
from tests.neo4j_server.server import Server, emptied

DECREE = "cp:nd:61:2018"
LETTER = """ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
Số: {n}/KH-UBND
Bắc Ninh, ngày 24 tháng 12 năm 2020

KẾ HOẠCH
Cải cách hành chính {n}

Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát thủ tục hành chính, trình trước ngày 30/6/2021.
"""
Serve = Callable[[], httpx.Client]


@pytest.fixture
def serve(surroundings: dict[str, str], neo4j_server: Server) -> Generator[Serve, None, None]:
    """Start a server of the interface on a port of its own, over the same empty Neo4j; all end with the test."""
    emptied(neo4j_server.url)
    with ExitStack() as stack:
        yield lambda: stack.enter_context(_serving(surroundings | {"CANCU_STORE": neo4j_server.url}))
    if not neo4j_server.stands:
        neo4j_server.start()


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[httpx.Client]:
    with subprocess.Popen(
        [COMMAND, "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            with httpx.Client(base_url=_address(process), timeout=60) as client:
                yield client
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            threading.Thread(
                target=process.stdout.read, daemon=True
            ).start()  # so that it never waits for a reader
            return found[0]
    raise AssertionError("the server ended")


def post(client: httpx.Client, n: int) -> None:
    answer = client.post("/api/v1/documents", files={"file": (f"{n}.txt", LETTER.format(n=n).encode())})
    assert answer.status_code == 201, answer.text


def derived(client: httpx.Client) -> tuple[int, int]:
    """How many tasks derive from the decree, and how many of them are on the first page."""
    answer = client.get(f"/api/v1/documents/{DECREE}/derived-tasks", params={"limit": 1}).json()
    return answer["total"], len(answer["items"])


def test_what_one_takes_in_the_other_answers_from(serve: Serve) -> None:
    one, other = serve(), serve()
    for n in range(1, 5):
        writer, reader = (one, other) if n % 2 else (other, one)
        post(writer, n)
        assert derived(writer) == derived(reader) == (n, 1)
        assert reader.get(f"/api/v1/documents/ubnd-t.bac-ninh:kh:{n}:2020").json()["loaded"]


def test_requests_under_way_when_the_server_is_killed_are_told_and_later_ones_answered(
    serve: Serve, neo4j_server: Server
) -> None:
    """A reader that never stops asking sees answers, then 503 with a hint, then answers again; never anything else."""
    client = serve()
    post(client, 1)
    told: list[tuple[int, str | None]] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            answer = client.get(f"/api/v1/documents/{DECREE}/derived-tasks")
            told.append((answer.status_code, answer.headers.get("Retry-After")))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(told) > 10)
    neo4j_server.kill()
    wait_for(lambda: any(status == 503 for status, _ in told))
    neo4j_server.start()
    back = len(told)
    wait_for(lambda: any(status == 200 for status, _ in told[back:]))
    stop.set()
    for thread in threads:
        thread.join()
    assert {status for status, _ in told} == {200, 503}
    assert all(hint and int(hint) > 0 for status, hint in told if status == 503)
    assert derived(client) == (1, 1)


def wait_for(happened: Callable[[], bool]) -> None:
    """Give it a minute and a half."""
    for _ in range(900):
        if happened():
            return
        threading.Event().wait(0.1)
    raise AssertionError("it did not happen")
