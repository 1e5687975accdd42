"""What a body led, and who has its duties now, through both doors over the samples."""

import json

from starlette.testclient import TestClient

from tests.functional.conftest import Cancu

BASE = "/api/v1"
NAME = "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"
ROW = "ubnd-t.bac-ninh:kh:584:2020:t19"  # row 11 of the plan's annex
DAY = {"at": "2026-11-25"}


def test_a_body_that_ended_is_shown_with_what_it_led_and_who_leads_it_now(cancu: Cancu, loaded: str) -> None:
    run = cancu("agency", NAME, "--store", loaded)
    assert run.returncode == 0, run.stderr
    for said in ("584/KH-UBND", "│ 11", "Sở Khoa học và Công nghệ tỉnh Bắc Ninh", "Nghị định 45/2025/NĐ-CP",
                 "từ 01/03/2025", "Nghị quyết 202/2025/QH15", "từ 01/07/2025"):  # fmt: skip
        assert said in run.stdout


def test_both_doors_give_the_same_answer(cancu: Cancu, loaded: str, client: TestClient) -> None:
    run = cancu("agency", "stttt.bac-ninh", "--at", "25/11/2026", "--json", "--store", loaded)
    asked = client.get(f"{BASE}/agencies/{NAME}", params={**DAY, "limit": 500})
    assert json.loads(run.stdout) == asked.json()


def test_a_digital_task_passed_to_the_department_of_science(client: TestClient) -> None:
    found = client.get(f"{BASE}/agencies/stttt.bac-ninh", params=DAY).json()
    (row,) = [item for item in found["items"] if item["role"] == "lead"]
    assert row["task"]["id"] == ROW
    assert [(one["id"], one["since"]) for one in row["now"]] == [("skhcn.bac-ninh-2025", "2025-07-01")]
    assert [step["change"] for step in found["now"][0]["path"]] == ["succeeded", "merged"]


def test_nothing_had_passed_before_the_reform(client: TestClient) -> None:
    found = client.get(f"{BASE}/agencies/stttt.bac-ninh", params={"at": "2024-01-01"}).json()
    assert [one["path"] for one in found["now"]] == [[]]
    assert {len(item["now"]) for item in found["items"]} == {0}


def test_the_new_body_is_shown_with_what_it_took_over(client: TestClient) -> None:
    path = f"{BASE}/agencies/skhcn.bac-ninh-2025"
    found = client.get(path, params=DAY).json()
    assert "stttt.bac-ninh" in [one["id"] for one in found["was"]]
    led = client.get(f"{path}/tasks", params={**DAY, "role": "lead"}).json()
    assert [(item["task"]["id"], item["body"]["id"]) for item in led["items"]] == [(ROW, "stttt.bac-ninh")]


def test_a_name_without_its_province_lists_those_of_the_store(
    client: TestClient, cancu: Cancu, loaded: str
) -> None:
    found = client.get(f"{BASE}/agencies", params={"q": "so noi vu"}).json()
    assert [one["id"] for one in found["items"]] == ["snv", "snv.bac-ninh", "snv.thanh-hoa"]
    assert "snv.thanh-hoa" in cancu("agency", "so", "noi", "vu", "--store", loaded).stdout


def test_words_of_several_names_find_the_types(client: TestClient) -> None:
    found = client.get(f"{BASE}/agencies", params={"q": "noi vu"}).json()
    assert {"bnv", "snv"} <= {one["id"] for one in found["items"]}


def test_an_unknown_body_is_told(client: TestClient, cancu: Cancu, loaded: str) -> None:
    for asked in ("so-thuy-san", "snv.khong-co-tinh-nay"):
        answer = client.get(f"{BASE}/agencies/{asked}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_agency")
    assert cancu("agency", "Sở Thủy sản", "--store", loaded).returncode == 1


def test_a_derived_task_tells_the_present_body_beside_the_lead(client: TestClient) -> None:
    items = client.get(f"{BASE}/documents/cp:nd:61:2018/derived-tasks", params={"limit": 500}).json()["items"]
    (row,) = [item for item in items if item["task"]["id"] == ROW]
    (lead,) = row["leads"]
    assert lead["agency"]["id"] == "stttt.bac-ninh"
    assert [one["id"] for one in lead["now"]] == ["skhcn.bac-ninh-2025"]
    assert [act["id"] for act in lead["now"][0]["instrument"]][:1] == ["cp:nd:45:2025"]
    assert row["task"]["leads"] == row["leads"]


def test_the_present_body_is_that_of_the_day_asked_about(client: TestClient) -> None:
    path = f"{BASE}/documents/cp:nd:61:2018/derived-tasks"
    items = client.get(path, params={"limit": 500, "at": "2024-12-31"}).json()["items"]
    assert items
    assert not any(lead["now"] for item in items for lead in item["leads"])
