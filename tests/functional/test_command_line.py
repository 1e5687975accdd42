"""The command line on the samples: answers, forms, exit codes, and what people are told when something is wrong."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import Any
from urllib.request import urlopen

import pytest
from starlette.testclient import TestClient

from api.release import is_compiled
from tests.functional.conftest import COMMAND, Cancu

DECREE = "cp:nd:61:2018"
PLAN = "ubnd-t.bac-ninh:kh:584:2020"
ONE_STOP = ["6", "7", "8", "9"]


def extracted(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def task_id(client: TestClient, number: str) -> str:
    tasks = client.get(f"/api/v1/documents/{PLAN}/tasks").json()["items"]
    return str(next(task["id"] for task in tasks if task["no"] == number))


def test_extract_prints_one_line_a_document_and_nothing_else(cancu: Cancu, samples: Path) -> None:
    paths = sorted(samples.glob("*.txt"))
    run = cancu("extract", *paths, "--format", "jsonl")
    assert run.returncode == 0
    lines = extracted(run.stdout)
    assert [line["source"]["path"] for line in lines] == [str(path) for path in paths]
    for line in lines:
        assert {"source", "document", "citations", "tasks", "warnings"} <= line.keys()


def test_every_quote_stands_in_the_text_that_is_printed(cancu: Cancu, samples: Path) -> None:
    for path in sorted(samples.glob("*.txt")):
        text = cancu("text", path).stdout
        (line,) = extracted(cancu("extract", path).stdout)
        for citation in line["citations"]:
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            evidence = citation["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        for task in line["tasks"]:
            assert " ".join(text[task["start"] : task["end"]].split()) == task["text"]


def test_what_cannot_be_read_is_told_and_the_rest_is_printed(
    cancu: Cancu, samples: Path, tmp_path: Path
) -> None:
    empty, binary, missing = tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "missing.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    good = next(samples.glob("003*.txt"))
    run = cancu("extract", empty, good, binary, missing)
    assert run.returncode == 1
    assert [line["document"]["id"] for line in extracted(run.stdout)] == [PLAN]
    for name, code in ((empty, "empty_file"), (binary, "binary_file"), (missing, "missing_file")):
        assert f"{name}: [{code}]" in run.stderr
    assert "Traceback" not in run.stderr


def test_loading_twice_changes_nothing(cancu: Cancu, samples: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path.as_posix()}/a/new/folder/store.sqlite"
    folder = tmp_path / "văn bản" / "2021"
    folder.mkdir(parents=True)
    for path in samples.glob("*.txt"):
        copy(path, folder)
    first = cancu("load", folder.parent, "--store", url)
    again = cancu("load", folder.parent, "--store", url)
    assert (first.returncode, again.returncode) == (0, 0)
    assert f"đã nạp {PLAN}" in first.stdout
    assert "Đã nạp mới 5, thay 0, có sẵn 0" in first.stderr
    assert "Đã nạp mới 0, thay 0, có sẵn 5" in again.stderr


def test_a_bad_file_does_not_keep_the_good_ones_out(cancu: Cancu, samples: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\0\1\2" * 1000)
    url = f"sqlite:///{tmp_path.as_posix()}/store.sqlite"
    run = cancu("load", bad, next(samples.glob("003*.txt")), "--store", url)
    assert run.returncode == 1
    assert "[binary_file]" in run.stderr
    assert cancu("show", "584/KH-UBND", "--store", url).returncode == 0


def test_what_was_told_as_loaded_is_there_after_a_kill(
    cancu: Cancu, surroundings: dict[str, str], samples: Path, tmp_path: Path
) -> None:
    plan = next(samples.glob("003*.txt")).read_text(encoding="utf-8")
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000, 1040):
        text = plan.replace("Số: 584/KH-UBND", f"Số: {number}/KH-UBND")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    url = f"sqlite:///{tmp_path.as_posix()}/store.sqlite"
    command = [str(COMMAND), "load", str(folder), "--store", url]
    with subprocess.Popen(
        command, env=surroundings, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split()[-1] for _ in range(5)]
        process.kill()
        told += [line.split()[-1] for line in process.stdout if line.endswith("\n")]
    assert len(told) < 40
    listed = json.loads(cancu("search", "KH-UBND", "--limit", "500", "--store", url, "--json").stdout)
    assert {*told} <= {hit["ref"] for hit in listed["items"]}
    assert cancu("load", folder, "--store", url).returncode == 0
    assert cancu("show", "1039/KH-UBND", "--store", url).returncode == 0


def test_the_question_of_the_mission(cancu: Cancu, loaded: str) -> None:
    run = cancu("tasks", DECREE, "--store", loaded, "--json")
    items = json.loads(run.stdout)["items"]
    table = [item for item in items if item["task"]["origin"] == "table"]
    grades = {item["task"]["no"]: item["derivation"]["grade"] for item in table}
    assert grades == {str(no): "subject" if str(no) in ONE_STOP else "plan" for no in range(1, 12)}
    assert [item["task"]["no"] for item in items[:4]] == ONE_STOP
    assert all(item["derivation"]["shared_words"] for item in items[:4])
    assert {item["derivation"]["grade"] for item in items if item["task"]["origin"] == "prose"} == {"plan"}
    sixth = items[0]
    assert [lead["raw"] for lead in sixth["leads"]] == ["Văn phòng UBND tỉnh"]
    assert len(sixth["coordinating"]) == 2
    assert sixth["task"]["deadline"]["end"] == "2021-12-31"
    for item in items:
        (step,) = item["derivation"]["path"]
        assert (step["source"], step["target"], step["relation"]) == (PLAN, DECREE, "legal_basis")
        assert step["evidence"]["text"].startswith("Căn cứ Nghị định số 61/2018/NĐ-CP")


def test_the_answer_is_a_table_for_people(cancu: Cancu, loaded: str) -> None:
    run = cancu("tasks", "61/2018/nd-cp", "--store", loaded)
    assert run.returncode == 0
    for words in ("Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Mức độ", "cùng chủ đề", "31/12/2021"):
        assert words in run.stdout
    assert "“Căn cứ Nghị định số 61/2018/NĐ-CP" in run.stdout


@pytest.mark.parametrize("typed", [DECREE, "61/2018/NĐ-CP", "61 2018 nd cp", "Nghị định số 61/2018/NĐ-CP"])
def test_numbers_may_be_typed_loosely(cancu: Cancu, loaded: str, typed: str) -> None:
    run = cancu("show", typed, "--store", loaded, "--json")
    assert json.loads(run.stdout)["id"] == DECREE


def test_the_basis_of_a_task_leads_back_to_the_decree(cancu: Cancu, client: TestClient, loaded: str) -> None:
    run = cancu("basis", task_id(client, "6"), "--store", loaded)
    answer = " ".join(run.stdout.split())
    assert answer.startswith("Nghị định 61/2018/NĐ-CP – về việc thực hiện cơ chế một cửa")
    assert "[cùng chủ đề: “" in answer
    assert "Kế hoạch 584/KH-UBND ─ căn cứ → Nghị định 61/2018/NĐ-CP “Căn cứ Nghị định số 61" in answer


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("show", PLAN), f"documents/{PLAN}"),
        (("tasks", DECREE), f"documents/{DECREE}/derived-tasks?limit=500"),
        (("tasks", PLAN, "--own"), f"documents/{PLAN}/tasks"),
        (("lineage", PLAN), f"documents/{PLAN}/lineage?limit=500"),
        (
            ("lineage", DECREE, "--direction", "down"),
            f"documents/{DECREE}/lineage?limit=500&direction=down",
        ),
        (("search", "mot", "cua"), "search?q=mot+cua"),
    ],
)
def test_json_is_what_http_gives(
    cancu: Cancu, client: TestClient, loaded: str, arguments: tuple[str, ...], path: str
) -> None:
    run = cancu(*arguments, "--store", loaded, "--json")
    assert json.loads(run.stdout) == client.get(f"/api/v1/{path}").json()


@pytest.mark.parametrize("words", [("nghi dinh 61",), ("Nghị định", "61/2018"), ("61 2018 nd cp",)])
def test_search_finds_the_decree_however_it_is_typed(
    cancu: Cancu, loaded: str, words: tuple[str, ...]
) -> None:
    run = cancu("search", *words, "--store", loaded, "--json")
    assert DECREE in [hit["ref"] for hit in json.loads(run.stdout)["items"]]


def test_a_graph_is_written_as_one_page_without_any_address(
    cancu: Cancu, loaded: str, tmp_path: Path
) -> None:
    page = tmp_path / "trang.html"
    run = cancu("graph", "61/2018/NĐ-CP", "--out", page, "--store", loaded)
    assert run.returncode == 0, run.stderr
    assert not re.search(r"https?://", page.read_text(encoding="utf-8"))
    failed = cancu("graph", DECREE, "--out", tmp_path / "no" / "folder.html", "--store", loaded)
    assert (failed.returncode, "[cannot_write]" in failed.stderr) == (1, True)


def test_the_store_may_be_named_by_the_environment_or_before_the_command(cancu: Cancu, loaded: str) -> None:
    assert cancu("show", PLAN, CANCU_STORE=loaded).returncode == 0
    assert cancu("--store", loaded, "show", PLAN).returncode == 0
    assert cancu("show", PLAN, CANCU_STORE="neo://x").returncode == 1


def test_without_a_store_the_users_own_is_made(cancu: Cancu, home: Path) -> None:
    run = cancu("search", "gì")
    assert (run.returncode, run.stdout.strip()) == (0, "Không tìm thấy.")
    assert (home / "cancu" / "cancu.sqlite").is_file()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "999/QĐ-XYZ"), "unknown_document"),
        (("basis", f"{PLAN}:t999"), "unknown_task"),
        (("tasks", DECREE, "--at", "mai"), "invalid_request"),
        (("show", PLAN, "--lang", "fr"), "invalid_request"),
    ],
)
def test_errors_are_one_line_with_a_code(
    cancu: Cancu, loaded: str, arguments: tuple[str, ...], code: str
) -> None:
    run = cancu(*arguments, "--store", loaded)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(f"Lỗi [{code}]: ")
    assert run.stderr.count("\n") == 1


def test_errors_and_answers_are_also_given_in_english(cancu: Cancu, loaded: str) -> None:
    assert cancu("show", "999/QĐ-XYZ", "--store", loaded, "--lang", "en").stderr.startswith("Error [")
    assert "same subject" in cancu("tasks", DECREE, "--store", loaded, CANCU_LANG="en").stdout
    assert "Which tasks derive" in cancu("--help", CANCU_LANG="en").stdout


@pytest.mark.parametrize(
    "arguments", [("basis",), ("frobnicate",), ("tasks", "--nothing"), ("tasks", DECREE, "--grade", "x"), ()]
)
def test_wrong_usage_exits_with_two(cancu: Cancu, arguments: tuple[str, ...]) -> None:
    run = cancu(*arguments)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_is_printed_is_utf8_whatever_the_console_says(cancu: Cancu, encoding: str) -> None:
    run = cancu("--help", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert "Nhiệm vụ phát sinh từ một văn bản" in run.stdout


def test_help_comes_at_once_and_the_release_is_told(cancu: Cancu) -> None:
    assert re.fullmatch(r"cancu \d+\.\d+\.\d+\n", cancu("--version").stdout)
    assert "thư mục" in cancu("load", "--help").stdout


def test_the_demo_answers(cancu: Cancu, samples: Path) -> None:
    run = cancu("demo", "--no-serve", cwd=samples.parent)
    assert run.returncode == 0, run.stderr
    assert "Nhiệm vụ nào phát sinh từ Nghị định 61/2018/NĐ-CP" in run.stdout
    assert "Văn phòng UBND tỉnh" in run.stdout
    away = cancu("demo", "--no-serve")
    assert (away.returncode, "--samples" in away.stderr) == (1, True)


def test_the_demo_makes_its_store_anew_after_an_upgrade(cancu: Cancu, samples: Path, home: Path) -> None:
    assert cancu("demo", "--no-serve", cwd=samples.parent).returncode == 0
    (file,) = home.rglob("demo.sqlite")
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 1")
    run = cancu("demo", "--no-serve", cwd=samples.parent)
    assert run.returncode == 0, run.stderr
    assert "Văn phòng UBND tỉnh" in run.stdout


def test_the_doctor_finds_everything_in_order_or_tells_what_is_not(
    cancu: Cancu, loaded: str, tmp_path: Path
) -> None:
    assert cancu("doctor", "--store", loaded).returncode == 0
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no store at all" * 100)
    run = cancu("doctor", "--store", f"sqlite:///{broken.as_posix()}", "--json")
    assert run.returncode == 1
    assert [part["part"] for part in json.loads(run.stdout) if not part["ok"]] == ["store"]


def test_the_doctor_tells_whether_scans_can_be_read(cancu: Cancu, loaded: str, tmp_path: Path) -> None:
    run = cancu("doctor", "--store", loaded, "--json", CANCU_TESSDATA=str(tmp_path))
    told = {part["part"]: part for part in json.loads(run.stdout)}["recognition"]
    assert told["ok"]
    assert "tesseract-ocr-vie" in told["detail"]


def test_the_doctor_tells_whether_the_readers_are_compiled(cancu: Cancu, loaded: str) -> None:
    run = cancu("--lang", "en", "doctor", "--store", loaded, "--json")
    told = {part["part"]: part["detail"] for part in json.loads(run.stdout)}["readers"]
    assert told == ("compiled" if is_compiled() else "run from their Python source")


def test_a_busy_port_is_told(cancu: Cancu, loaded: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = cancu("serve", "--port", str(port), "--store", loaded)
    assert (run.returncode, "[port_busy]" in run.stderr) == (1, True)


@pytest.mark.skipif(
    os.name == "nt", reason="a process group of its own is asked to stop in another way there"
)
def test_serve_answers_until_it_is_interrupted(surroundings: dict[str, str], loaded: str) -> None:
    command = [str(COMMAND), "serve", "--port", "0", "--store", loaded]
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        url = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert url, told
        with urlopen(f"{url.group()}/readyz", timeout=30) as answer:
            assert json.load(answer)["counts"]["loaded"] == 5
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - started < 10
