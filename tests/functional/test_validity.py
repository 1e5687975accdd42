"""Validity, impact and what is open, through both doors, over the samples and the curated list."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.web.app import create_app
from tests.functional.conftest import Cancu

BASE = "/api/v1"
DECREE = "cp:nd:61:2018"
PLAN = "ubnd-t.bac-ninh:kh:584:2020"
LIST = "cancu:vb:validity-chains:2026"


@pytest.fixture(scope="module")
def chained(cancu: Cancu, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store that holds the samples and the curated list."""
    url = f"sqlite:///{tmp_path_factory.mktemp('chained').as_posix()}/chained.sqlite"
    run = cancu("load", "--curated", *sorted(samples.glob("*.txt")), "--store", url)
    assert run.returncode == 0, run.stderr
    return url


@pytest.fixture(scope="module")
def http(chained: str) -> Generator[TestClient, None, None]:
    with TestClient(create_app(chained)) as client:
        yield client


@pytest.mark.parametrize(
    ("at", "status", "since"),
    [("2018-01-01", "not_yet", None), ("2021-06-30", "in_force", "2018-06-21"),
     ("2022-01-01", "amended", "2021-12-06"), ("2025-07-01", "replaced", "2025-07-01")],
)  # fmt: skip
def test_a_decree_stands_as_the_list_tells(http: TestClient, at: str, status: str, since: str | None) -> None:
    found = http.get(f"{BASE}/documents/61/2018/nd-cp/validity", params={"at": at}).json()
    assert (found["status"], found["at"]) == (status, at)
    assert found["since"] == since or status == "not_yet"
    assert {effect["evidence"]["document"] for effect in found["by"]} <= {LIST}


def test_what_only_a_plan_relied_on_is_not_known_after_it(http: TestClient) -> None:
    path = f"{BASE}/documents/bnv:cv:6459:2020/validity"
    assert http.get(path, params={"at": "2020-12-24"}).json()["status"] == "in_force"
    later = http.get(path, params={"at": "2021-06-30"}).json()
    assert (later["status"], later["known_on"]) == ("unknown", "2020-12-24")
    assert later["reliance"]["document"]["id"] == PLAN


def test_today_is_asked_where_no_day_is_given(http: TestClient) -> None:
    found = http.get(f"{BASE}/documents/{DECREE}/validity").json()
    assert found["status"] == "replaced"
    assert [effect["document"]["id"] for effect in found["successors"]] == ["cp:nd:118:2025"]


def test_a_basis_is_shown_with_its_validity_then_and_now(http: TestClient) -> None:
    bases = http.get(f"{BASE}/tasks/{PLAN}:t14/basis").json()["items"]
    validity = next(base["validity"] for base in bases if base["document"]["id"] == DECREE)
    assert (validity["then"]["at"], validity["then"]["status"]) == ("2020-12-24", "in_force")
    assert (validity["now"]["status"], validity["now"]["label"][:12]) == ("replaced", "Hết hiệu lực")


def test_the_impact_counts_what_the_pages_list(http: TestClient) -> None:
    found = http.get(f"{BASE}/documents/{DECREE}/impact", params={"limit": 2}).json()
    derived = http.get(f"{BASE}/documents/{DECREE}/derived-tasks").json()
    assert found["total"] == derived["total"] == sum(found["grades"].values())
    assert (len(found["items"]), found["plans"][0]["document"]["id"]) == (2, PLAN)
    assert found["plans"][0]["tasks"] == derived["total"]
    assert max(lead["tasks"] for lead in found["leads"]) == found["leads"][0]["tasks"]


def test_the_command_line_gives_the_answers_of_http(cancu: Cancu, chained: str, http: TestClient) -> None:
    def said(*arguments: str) -> object:
        run = cancu(*arguments, "--store", chained, "--json")
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    day = http.get(f"{BASE}/documents/{DECREE}/validity", params={"at": "2021-06-30"}).json()
    assert said("validity", "61/2018/NĐ-CP", "--at", "30/6/2021") == day
    assert said("impact", DECREE) == http.get(f"{BASE}/documents/{DECREE}/impact?limit=500").json()
    assert said("unresolved") == http.get(f"{BASE}/unresolved?limit=500").json()


def test_people_read_the_status_the_sentence_and_who_tells_it(cancu: Cancu, chained: str) -> None:
    shown = cancu("validity", "61/2018/NĐ-CP", "--at", "2026-01-01", "--store", chained).stdout
    for words in ("Hết hiệu lực toàn bộ (bị thay thế), từ 01/07/2025", "118/2025/NĐ-CP", "danh mục sưu tầm"):
        assert words in shown
    based = cancu("basis", f"{PLAN}:t14", "--store", chained).stdout
    assert "Ngày ban hành kế hoạch 24/12/2020: Còn hiệu lực" in based
    touched = cancu("impact", "61/2018/NĐ-CP", "--store", chained, "--lang", "en").stdout
    assert "leading bodies are touched" in touched


def test_what_is_open_tells_what_to_load(cancu: Cancu, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path.as_posix()}/open.sqlite"
    letter = "BỘ NỘI VỤ\nSố: 12/BNV-CCHC\nHà Nội, ngày 05 tháng 3 năm 2021\nV/v báo cáo\n\n"
    (tmp_path / "letter.txt").write_text(
        f"{letter}Thực hiện Kế hoạch số 9999/KH-BNV của Bộ Nội vụ.\n", "utf-8"
    )
    assert cancu("load", tmp_path / "letter.txt", "--store", url).returncode == 0
    run = cancu("unresolved", "--store", url, "--json")
    (item,) = json.loads(run.stdout)["items"]
    assert (item["name"], item["heals"], item["reasons"]) == ("bnv:kh:9999", 1, ["no_year"])
    assert "thiếu năm" in cancu("unresolved", "--store", url).stdout


def test_load_without_anything_to_load_is_wrong_usage(cancu: Cancu, chained: str) -> None:
    run = cancu("load", "--store", chained)
    assert (run.returncode, "--curated" in run.stderr) == (2, True)


def test_the_doctor_tells_edges_that_cannot_be(cancu: Cancu, chained: str, tmp_path: Path) -> None:
    assert cancu("doctor", "--graph", "--store", chained).returncode == 0
    plan = "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 05 tháng 3 năm 2021\nKẾ HOẠCH\nNăm 2021\n\n"
    ends = "Điều 2. Kế hoạch này bãi bỏ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018.\n"
    (tmp_path / "plan.txt").write_text(plan + ends, encoding="utf-8")
    url = f"sqlite:///{tmp_path.as_posix()}/order.sqlite"
    assert cancu("load", tmp_path / "plan.txt", "--store", url).returncode == 0
    run = cancu("doctor", "--graph", "--store", url)
    assert (run.returncode, "Văn bản cấp dưới sửa hoặc bãi bỏ cấp trên" in run.stdout) == (1, True)
