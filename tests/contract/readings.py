"""Small readings to fill stores with, and a store's whole graph to compare with the one that binding promises."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from graph.binding import Graph
from graph.identity import is_dated, year
from graph.model import Agency, Assignment, Citation, Deadline, Document, Reading, Role, Source, Span, Task
from graph.port import DocumentCriteria, DocumentNode, GraphReader, GraphStore

DECREE = "cp:nd:61:2018"
PLAN = "ubnd-t.bac-ninh:kh:584:2020"
RESOLUTION = "tw:nq:18:2017"
UNDATED_RESOLUTION = "tw:nq:18:?"


def cite(target: str | None, words: str = "Nghị định số 61/2018/NĐ-CP", **facts: Any) -> Citation:
    """A citation of `target`, in a sentence of its own."""
    sentence = f"Căn cứ {words};"
    quote = Span(7, 7 + len(words), words)
    status = "resolved" if target and is_dated(target) else "unresolved"
    return Citation(
        quote,
        facts.pop("klass", "numbered"),
        Span(0, len(sentence), sentence),
        target=target,
        **{"status": status, "relation": "legal_basis", **facts},
    )


def task(text: str, *, lead: str | None = None, agency: str | None = None, **facts: Any) -> Task:
    """A task, led by a body that is known by id or only as written."""
    known = Agency(agency, lead or agency) if agency else None
    bodies = (assigned("lead", lead or "", known),) if lead else ()
    return Task("?:t0", text, 0, len(text), "prose", **{"assignments": bodies, **facts})


def assigned(role: Role, raw: str, agency: Agency | None = None) -> Assignment:
    """A body's part in a task."""
    return Assignment(role, Span(0, len(raw), raw), agency)


def due(last: date) -> Deadline:
    """A deadline on a day."""
    return Deadline(Span(0, 4, "hạn"), "day", last, last)


def reading(identifier: str, *, file: str | None = None, **facts: Any) -> Reading:
    """What a text says that bears this id; `file` tells texts of one document apart."""
    name = file or identifier
    source = {"path": f"{name}.txt", "format": "txt"} | {
        key: facts.pop(key) for key in ("part", "genre", "published_on") if key in facts
    }
    own = {key: facts.pop(key) for key in [*facts] if key in Document.__dataclass_fields__}
    if (issued := year(identifier)) and "issued_on" not in own:
        own["issued_on"] = date(issued, 6, 30)
    return Reading(
        Source(sha256(name.encode()).hexdigest(), **source),
        Document(identifier, **own),
        facts.pop("text", f"Văn bản {identifier}"),
        citations=tuple(facts.pop("citations", ())),
        tasks=tuple(facts.pop("tasks", ())),
        **facts,
    )


def decree(**facts: Any) -> Reading:
    """Nghị định 61/2018/NĐ-CP as its own text."""
    own: dict[str, Any] = {
        "number": "61/2018/NĐ-CP",
        "kind": "NĐ",
        "issuer": "cp",
        "issuer_name": "Chính phủ",
        "issued_on": date(2018, 4, 23),
        "title": "Về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
    }
    return reading(DECREE, **own | facts)


def plan(**facts: Any) -> Reading:
    """Kế hoạch 584/KH-UBND của Bắc Ninh, that rests on the decree and on a resolution without a year."""
    own: dict[str, Any] = {
        "number": "584/KH-UBND",
        "kind": "KH",
        "issuer": "ubnd-t.bac-ninh",
        "issuer_name": "Ủy ban nhân dân tỉnh Bắc Ninh",
        "issued_on": date(2020, 12, 24),
        "title": "Cải cách hành chính nhà nước tỉnh Bắc Ninh năm 2021",
        "text": "Căn cứ Nghị định số 61/2018/NĐ-CP của Chính phủ.\nThực hiện Nghị quyết số 18-NQ/TW.",
        "citations": [
            cite(DECREE, number="61/2018/NĐ-CP", kind="NĐ", issuer="cp", dated=date(2018, 4, 23)),
            cite(UNDATED_RESOLUTION, "Nghị quyết số 18-NQ/TW", number="18-NQ/TW", kind="NQ", issuer="tw"),
        ],
        "tasks": [
            task("Rà soát thủ tục hành chính", lead="Sở Nội vụ", agency="so-noi-vu.bac-ninh"),
            task("Sửa đường liên xã", lead="Sở Giao thông vận tải"),
        ],
    }
    return reading(PLAN, **own | facts)


def contents(store: GraphReader) -> Graph:
    """All that a store holds, asked through the port."""
    nodes = tuple(pages(store))
    ids = [node.document.id for node in nodes]
    return Graph(
        nodes=nodes,
        mentions=tuple(mention for identifier in ids for mention in store.citations(identifier)),
        edges=store.edges(ids, "up"),
        tasks=store.tasks(ids),
    )


def pages(
    store: GraphReader, criteria: DocumentCriteria | None = None, limit: int = 2
) -> Iterator[DocumentNode]:
    """All documents of a list, page after page."""
    cursor = None
    while True:
        page = store.documents(criteria or DocumentCriteria(), limit=limit, after=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def fill(store: GraphStore, *files: Reading | Sequence[Reading]) -> None:
    """Load files one after the other."""
    for file in files:
        store.add([file] if isinstance(file, Reading) else file)
