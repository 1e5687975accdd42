"""HTTP over the samples: every route, every kind of problem, headers, uploads, and the API's own description."""

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from api.web.app import create_app
from graph.port import GraphReader

BASE = "/api/v1"
DECREE = "cp:nd:61:2018"
PLAN = "ubnd-t.bac-ninh:kh:584:2020"
PROBLEM = "application/problem+json"


def test_documents_are_listed_page_after_page(client: TestClient) -> None:
    everything = client.get(f"{BASE}/documents", params={"limit": 500}).json()
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        params = {"limit": "4"} | ({"after": after} if after else {})
        page = client.get(f"{BASE}/documents", params=params).json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert seen == [item["id"] for item in everything["items"]]
    assert len(seen) == everything["total"]


def test_documents_are_chosen_by_what_is_known_of_them(client: TestClient) -> None:
    def ids(**params: str) -> list[str]:
        return [item["id"] for item in client.get(f"{BASE}/documents", params=params).json()["items"]]

    assert ids(year="2018") == [DECREE]
    assert PLAN in ids(loaded="true")
    assert DECREE not in ids(loaded="true")
    assert ids(kind="KH", issuer="ubnd-t.bac-ninh", year="2020") == [PLAN]
    assert DECREE in ids(q="mot cua lien thong")


def test_a_document_known_by_citation_is_named_as_the_vocabulary_has_it(client: TestClient) -> None:
    found = client.get(f"{BASE}/documents/{DECREE}").json()
    assert found["kind_name"] == "Nghị định"
    assert found["issuer"] == {"id": "cp", "name": "Chính phủ"}
    assert (found["loaded"], found["sources"], found["task_count"]) == (False, [], 0)


def test_a_loaded_document_shows_its_text_sections_and_source(client: TestClient) -> None:
    found = client.get(f"{BASE}/documents/{PLAN}").json()
    assert found["issued_on"] == "2020-12-24"
    assert [source["format"] for source in found["sources"]] == ["txt"]
    text = client.get(f"{BASE}/documents/{PLAN}/text").json()
    assert text["sections"]
    for citation in client.get(f"{BASE}/documents/{PLAN}/citations").json()["items"]:
        assert text["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_who_cites_a_document(client: TestClient) -> None:
    (item,) = client.get(f"{BASE}/documents/{DECREE}/cited-by").json()["items"]
    assert item["document"]["id"] == PLAN
    assert item["document"]["number"] == "584/KH-UBND"
    assert item["document"]["kind_name"] == "Kế hoạch"
    assert item["citation"]["target"] == DECREE
    assert item["citation"]["title"].startswith("về việc thực hiện cơ chế một cửa")


def test_a_citation_names_its_relation_and_why_it_is_open_in_the_language_asked_for(
    client: TestClient,
) -> None:
    def told(language: str) -> list[tuple[str, str | None]]:
        found = client.get(f"{BASE}/documents/{PLAN}/citations", params={"lang": language}).json()["items"]
        return [(item["label"], item["reason_label"]) for item in found]

    assert ("căn cứ", None) in told("vi")
    assert "không có số" in {reason for _, reason in told("vi")}
    assert "no number" in {reason for _, reason in told("en")}


def test_the_description_tells_what_each_parameter_asks_for(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    asked = [
        parameter
        for methods in paths.values()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
    ]
    assert "vào ngày" in next(one["description"] for one in asked if one["name"] == "at")
    assert [one["name"] for one in asked if not one["description"]] == []


def test_derived_tasks_come_by_grade_and_page(client: TestClient) -> None:
    path = f"{BASE}/documents/{DECREE}/derived-tasks"
    whole = client.get(path, params={"limit": 500}).json()
    first = client.get(path, params={"limit": 3}).json()
    then = client.get(path, params={"limit": 500, "after": first["next"]}).json()
    assert first["items"] + then["items"] == whole["items"]
    assert first["total"] == then["total"] == len(whole["items"])
    subject = client.get(path, params={"grade": "subject"}).json()
    assert [item["task"]["no"] for item in subject["items"]] == ["6", "7", "8", "9"]
    assert client.get(path, params={"at": "2020-12-01"}).json()["total"] == 0


def test_a_task_and_its_basis(client: TestClient) -> None:
    item = client.get(f"{BASE}/documents/{DECREE}/derived-tasks").json()["items"][0]
    task = client.get(f"{BASE}/tasks/{item['task']['id']}").json()
    assert task == {**item["task"], "period": item["period"]}
    bases = client.get(f"{BASE}/tasks/{task['id']}/basis").json()["items"]
    assert bases[0]["document"]["id"] == DECREE
    assert bases[0]["grade"] == "subject"
    assert bases[0]["path"] == item["derivation"]["path"]


def test_tasks_are_found_by_lead_and_deadline(client: TestClient) -> None:
    params = {"lead": "van phong ubnd tinh", "due_before": "2021-06-30", "document": PLAN}
    found = client.get(f"{BASE}/tasks", params=params).json()
    assert [task["no"] for task in found["items"]] == ["7", "9"]


def test_lineage_in_both_directions(client: TestClient) -> None:
    up = client.get(f"{BASE}/documents/{PLAN}/lineage").json()["items"]
    assert DECREE in [item["document"]["id"] for item in up]
    down = client.get(f"{BASE}/documents/{DECREE}/lineage", params={"direction": "down", "depth": 1}).json()
    assert [(item["document"]["id"], item["distance"]) for item in down["items"]] == [(PLAN, 1)]


def test_the_graph_around_a_document(client: TestClient) -> None:
    found = client.get(f"{BASE}/graph", params={"focus": "61/2018/nd-cp", "depth": 1}).json()
    assert found["focus"] == DECREE
    assert {PLAN, DECREE} <= {node["id"] for node in found["nodes"]}
    bare = client.get(f"{BASE}/graph", params={"focus": DECREE, "kinds": "document"}).json()
    assert {node["kind"] for node in bare["nodes"]} == {"document"}


@pytest.mark.parametrize("typed", ["61/2018/NĐ-CP", "61%2F2018%2Fnd-cp", "61 2018 nd cp"])
def test_a_number_may_stand_where_an_id_does(client: TestClient, typed: str) -> None:
    assert client.get(f"{BASE}/documents/{typed}/lineage").status_code == 200
    assert client.get(f"{BASE}/documents/{typed}").json()["id"] == DECREE


def test_an_id_without_a_year_is_asked_for_encoded(client: TestClient) -> None:
    params = {"kind": "KH", "issuer": "ubnd-t.bac-ninh", "loaded": "true"}
    items = client.get(f"{BASE}/documents", params=params).json()["items"]
    (undated,) = [item["id"] for item in items if "?" in item["id"]]
    found = client.get(f"{BASE}/documents/{quote(undated, safe='')}").json()
    assert (found["id"], found["reported"]) == (undated, True)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"{BASE}/documents/999/QD-XYZ", 404, "unknown_document"),
        ("GET", f"{BASE}/documents/{DECREE}/text", 404, "text_not_loaded"),
        ("GET", f"{BASE}/tasks/{PLAN}:t999", 404, "unknown_task"),
        ("GET", f"{BASE}/nothing", 404, "no_such_route"),
        ("GET", "/nothing.html", 404, "no_such_route"),
        ("GET", "/__init__.py", 404, "no_such_route"),
        ("GET", f"{BASE}/documents?year=x", 422, "invalid_request"),
        ("GET", f"{BASE}/tasks?due_before=0", 422, "invalid_request"),
        ("GET", f"{BASE}/documents?after=x", 404, "invalid_request"),
        ("GET", f"{BASE}/documents/{DECREE}/derived-tasks?grade=best", 422, "invalid_request"),
        ("GET", f"{BASE}/search", 422, "invalid_request"),
        ("DELETE", f"{BASE}/documents", 405, "method_not_allowed"),
        ("POST", f"{BASE}/documents", 422, "invalid_request"),
    ],
)
def test_problems_are_told_in_the_readers_language_with_a_code(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    told = client.request(method, path)
    assert (told.status_code, told.headers["content-type"]) == (status, PROBLEM)
    problem = told.json()
    assert (problem["code"], problem["status"]) == (code, status)
    english = client.request(method, path, headers={"Accept-Language": "fr, en;q=0.8, vi;q=0.5"}).json()
    assert english["detail"] != problem["detail"]
    assert english["code"] == code


def test_what_a_path_takes_instead_is_told(client: TestClient) -> None:
    assert client.delete(f"{BASE}/documents").headers["allow"] == "GET, POST"
    assert client.post(f"{BASE}/search").headers["allow"] == "GET"
    assert client.delete("/healthz").headers["allow"] == "GET"


def test_a_fault_of_the_program_is_told_without_its_trace(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: GraphReader) -> dict[str, int]:
        raise ZeroDivisionError("secret")

    store = client.app.state.graph.store()  # type: ignore[attr-defined]  # the application under the client
    monkeypatch.setattr(type(store), "counts", broken)
    told = client.get("/readyz")
    assert (told.status_code, told.headers["content-type"]) == (500, PROBLEM)
    assert told.json()["code"] == "internal_error"
    assert "secret" not in told.text


def test_an_answer_is_not_sent_again_while_the_graph_stays_the_same(
    own_client: TestClient, samples: Path
) -> None:
    path = f"{BASE}/documents"
    tag = own_client.get(path).headers["etag"]
    assert own_client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert own_client.get(f"{path}?limit=3", headers={"If-None-Match": tag}).status_code == 200
    english = own_client.get(path, headers={"If-None-Match": tag, "Accept-Language": "en"})
    assert english.status_code == 200
    upload(own_client, next(samples.glob("003*.txt")))
    assert own_client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_every_answer_forbids_what_the_pages_do_not_need(client: TestClient) -> None:
    for path in ("/", "/docs", f"{BASE}/documents", f"{BASE}/nothing", "/healthz"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def upload(client: TestClient, path: Path, name: str | None = None) -> int:
    with path.open("rb") as file:
        return client.post(f"{BASE}/documents", files={"file": (name or path.name, file)}).status_code


def test_a_file_is_uploaded_once(own_client: TestClient, samples: Path) -> None:
    path = next(samples.glob("003*.txt"))
    with path.open("rb") as file:
        told = own_client.post(f"{BASE}/documents", files={"file": ("../../ke hoach.txt", file)})
    assert told.status_code == 201
    assert told.json()["items"] == [{"document": PLAN, "outcome": "added", "healed": 0}]
    with path.open("rb") as file:
        again = own_client.post(f"{BASE}/documents", files={"file": ("ke hoach.txt", file)})
    assert [item["outcome"] for item in again.json()["items"]] == ["unchanged"]
    (source,) = own_client.get(f"{BASE}/documents/{PLAN}").json()["sources"]
    assert source["path"] == "ke hoach.txt"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [(b"", "a.txt", "empty_file"), (b"\0\1\2" * 999, "a.txt", "binary_file"), (b"", "", "invalid_request")],
)
def test_a_bad_upload_is_told_and_leaves_no_trace(
    own_client: TestClient, data: bytes, name: str, code: str
) -> None:
    told = own_client.post(f"{BASE}/documents", files={"file": (name, data)})
    assert (told.json()["code"], told.headers["content-type"]) == (code, PROBLEM)
    assert own_client.get(f"{BASE}/documents").json()["total"] == 0


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_over_the_limit_is_refused(tmp_path: Path, *, chunked: bool) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path.as_posix()}/small.sqlite", upload_mib=1)
    body = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n" + b"a" * (2 << 20)
    content = iter([body, b"\r\n--x--\r\n"]) if chunked else body
    with TestClient(create_app(settings=settings)) as client:
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        told = client.post(f"{BASE}/documents", content=content, headers=headers)
    assert (told.status_code, told.json()["code"]) == (413, "upload_too_large")


def test_another_site_may_not_upload(own_client: TestClient) -> None:
    files = {"file": ("a.txt", b"x")}
    told = own_client.post(f"{BASE}/documents", files=files, headers={"Origin": "http://elsewhere.example"})
    assert (told.status_code, told.json()["code"]) == (403, "other_site")


def test_the_pages_come_from_here_alone(client: TestClient) -> None:
    assert "<title>Căn Cứ" in client.get("/").text
    for path in ("/docs", "/docs/page.js", "/docs/page.css", "/icon.svg"):
        told = client.get(path)
        assert told.status_code == 200
        assert "http://" not in told.text.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in told.text


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["counts"]["loaded"] == 5


def test_a_store_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no store at all" * 100)
    with TestClient(create_app(f"sqlite:///{broken.as_posix()}"), raise_server_exceptions=False) as client:
        for path in ("/readyz", f"{BASE}/documents"):
            told = client.get(path)
            assert (told.status_code, told.json()["code"]) == (500, "store_damaged")
        assert client.get("/healthz").status_code == 200
