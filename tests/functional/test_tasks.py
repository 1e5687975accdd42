"""Tasks by what they are, one task with its like, and the workload of bodies, through both doors over the samples."""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.functional.conftest import Cancu

BASE = "/api/v1"
PLAN = "ubnd-t.bac-ninh:kh:584:2020"
BODY = "Sở Nội vụ tỉnh Bắc Ninh"


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (("--lead", BODY), {"lead": BODY}),
        (("--lead", "noi vu", "--due-after", "1/1/2021"), {"lead": "noi vu", "due_after": "2021-01-01"}),
        (("--overdue", "1/7/2021"), {"overdue": "2021-07-01"}),
        (("--indicator", "chi so cai cach hanh chinh"), {"indicator": "chi so cai cach hanh chinh"}),
        (("--product", "ke hoach"), {"product": "ke hoach"}),
        (("--undated", "--coordinating", "UBND"), {"undated": "true", "coordinating": "UBND"}),
        (("--without-deadline",), {"without_deadline": "true"}),
        (("--without-lead",), {"without_lead": "true"}),
        ((PLAN, "--group", "thu tuc"), {"document": PLAN, "group": "thu tuc"}),
    ],
)
def test_both_doors_list_the_same_tasks(
    cancu: Cancu, loaded: str, client: TestClient, options: tuple[str, ...], asked: dict[str, str]
) -> None:
    run = cancu("tasks", *options, "--json", "--store", loaded)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == client.get(f"{BASE}/tasks", params=asked).json()


def test_what_is_overdue_was_due_before_that_day(client: TestClient) -> None:
    found = client.get(f"{BASE}/tasks", params={"overdue": "2021-07-01"}).json()
    assert found["total"] > 0
    assert max(task["deadline"]["end"] for task in found["items"]) < "2021-07-01"


def test_every_count_of_the_workload_leads_to_so_many_tasks(client: TestClient) -> None:
    found = client.get(f"{BASE}/workload").json()["items"]
    known = [one for one in found if one["agency"]]
    assert known
    for one in known:
        for due in one["due"]:
            window = {name: due[name] for name in ("due_after", "due_before")}
            listed = client.get(f"{BASE}/tasks", params={"lead": one["lead"], **window}).json()
            assert listed["total"] == due["tasks"]
        undated = client.get(f"{BASE}/tasks", params={"lead": one["lead"], "undated": True}).json()
        assert undated["total"] == one["undated"]


def test_both_doors_tell_the_workload_of_a_body(cancu: Cancu, loaded: str, client: TestClient) -> None:
    run = cancu("workload", "--lead", BODY, "--json", "--store", loaded)
    asked = client.get(f"{BASE}/workload", params={"lead": BODY}).json()
    assert json.loads(run.stdout) == asked
    assert [one["lead"] for one in asked["items"]] == ["snv.bac-ninh"]
    assert "Quý 4/2021" in cancu("workload", "--lead", BODY, "--store", loaded).stdout


def test_a_task_is_shown_with_the_end_of_its_plan(cancu: Cancu, loaded: str, client: TestClient) -> None:
    run = cancu("show", f"{PLAN}:t14", "--store", loaded)
    assert "Kỳ kế hoạch đã hết ngày 31/12/2021" in run.stdout
    page = client.get(f"{BASE}/tasks/{PLAN}:t14").json()
    assert page["period"] == {"start": "2021-01-01", "end": "2021-12-31", "over": True}


def test_a_plan_reported_by_news_sets_no_task_to_repeat(client: TestClient) -> None:
    assert client.get(f"{BASE}/tasks/{PLAN}:t14/repeats").json()["items"] == []


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_lists_and_workloads_are_written_for_excel(
    cancu: Cancu, loaded: str, client: TestClient, tmp_path: Path, suffix: str
) -> None:
    tasks, load = tmp_path / f"nhiem-vu.{suffix}", tmp_path / f"khoi-luong.{suffix}"
    assert cancu("tasks", "--lead", BODY, "--to", str(tasks), "--store", loaded).returncode == 0
    assert cancu("workload", "--lead", BODY, "--to", str(load), "--store", loaded).returncode == 0
    head, *rows = cells(tasks)
    listed = client.get(f"{BASE}/tasks", params={"lead": BODY}).json()["items"]
    assert head[:6] == ["Mã", "Văn bản", "TT", "Nhóm", "Nhiệm vụ", "Cơ quan chủ trì"]
    assert [row[0] for row in rows] == [task["id"] for task in listed]
    (told,) = client.get(f"{BASE}/workload", params={"lead": BODY}).json()["items"]
    assert sum(int(row[-1]) for row in cells(load)[1:]) == told["total"]


def test_days_in_a_workbook_are_days_and_its_heads_stay_in_sight(
    cancu: Cancu, loaded: str, tmp_path: Path
) -> None:
    path = tmp_path / "nhiem-vu.xlsx"
    assert cancu("tasks", "--lead", BODY, "--to", str(path), "--store", loaded).returncode == 0
    sheet = load_workbook(path).worksheets[0]
    until = [cell.value for cell in sheet[1]].index("Đến ngày")
    ends = [row[until] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert {type(end) for end in ends if end} == {datetime}
    assert sheet.freeze_panes == "A2"


def test_a_table_that_cannot_be_written_is_told(cancu: Cancu, loaded: str, tmp_path: Path) -> None:
    run = cancu("tasks", "--to", str(tmp_path / "none" / "x.csv"), "--store", loaded)
    assert run.returncode == 1
    assert "[cannot_write]" in run.stderr


def cells(path: Path) -> list[list[str]]:
    """The cells of a table in a file, as text."""
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]
