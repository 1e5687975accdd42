"""Documents: what they are, say and cite, who cites them, which tasks derive from them."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile

from api.answers import derivation_shapes, derivation_views, shapes, task_shapes, task_views, views
from api.answers.pages import first_page, page, stored
from api.web.language import LanguageDep
from api.web.parameters import (
    PAGE,
    CountsDep,
    Cursor,
    Day,
    Depth,
    DocumentId,
    GradeWanted,
    Limit,
    Offset,
    Short,
    StoreDep,
    Words,
    Year,
)
from api.web.problems import TextNotLoaded
from graph.port import Direction, DocumentCriteria, GraphReader
from graph.questions.derivation import count_derived, derived_tasks
from graph.questions.lineage import lineage
from graph.questions.resolve import known_document
from loaders.ingest import load_bytes

router = APIRouter(prefix="/documents", tags=["documents"])

Upload = Annotated[UploadFile, File(description="One file; its name tells its format")]


@router.get("")
def find_documents(
    store: StoreDep,
    q: Words = None,
    kind: Short = None,
    issuer: Short = None,
    year: Year = None,
    loaded: Annotated[bool | None, Query()] = None,
    limit: Limit = PAGE,
    after: Cursor = None,
) -> shapes.Listing[shapes.Document]:
    """Documents by id, or by how well they match `q`."""
    criteria = DocumentCriteria(words=q, kind=kind, issuer=issuer, year=year, loaded=loaded)
    found = store.documents(criteria, limit=limit, after=after)
    return stored(found, views.document)


@router.post("", status_code=201)
def load_document(store: StoreDep, file: Upload) -> shapes.Listing[shapes.Loaded]:
    """Read one file and take its documents in; the same file twice changes nothing."""
    changes = load_bytes(file.file.read(), file.filename or "", store)
    return page(changes, views.loaded)


@router.get("/{id:path}/text")
def read_text(document: DocumentId, store: StoreDep) -> shapes.DocumentText:
    """The canonical text that was read, and its sections."""
    text = store.text(document)
    if text is None:
        raise TextNotLoaded(document)
    return views.document_text(document, text, store.sections(document))


@router.get("/{id:path}/citations")
def read_citations(
    document: DocumentId, store: StoreDep, language: LanguageDep
) -> shapes.Listing[shapes.BoundCitation]:
    """What the document cites, in reading order, with what each citation means."""
    found = store.citations(document)
    return page(found, partial(views.bound_citation, language=language))


@router.get("/{id:path}/cited-by")
def read_cited_by(
    document: DocumentId, store: StoreDep, language: LanguageDep, limit: Limit = PAGE, after: Cursor = None
) -> shapes.Listing[shapes.CitedBy]:
    """Where the document is cited, by citing document and place."""
    found = store.cited_by(document, limit=limit, after=after)
    return stored(
        found,
        lambda mention: views.cited_by(
            mention, views.document_ref(known_document(store, mention.document)), language
        ),
    )


@router.get("/{id:path}/tasks")
def read_tasks(document: DocumentId, store: StoreDep) -> shapes.Listing[task_shapes.Task]:
    """The tasks that the document itself sets."""
    found = store.tasks([document])
    return page(found, task_views.task)


@router.get("/{id:path}/derived-tasks")
def read_derived_tasks(
    document: DocumentId,
    store: StoreDep,
    counts: CountsDep,
    language: LanguageDep,
    grade: GradeWanted = None,
    at: Day = None,
    limit: Limit = PAGE,
    after: Offset = 0,
) -> shapes.Listing[derivation_shapes.DerivedTask]:
    """Which tasks derive from the document and who leads them, each with the sentences that prove it."""

    def answer(look: GraphReader) -> shapes.Listing[derivation_shapes.DerivedTask]:
        found = derived_tasks(look, document, grade=grade, at=at)
        count = partial(count_derived, look, document, grade=grade, at=at)
        return first_page(
            found,
            partial(derivation_views.derived_task, language=language, at=at),
            lambda: counts.of(look, ("derived", document, grade, at), count),
            limit=limit,
            offset=after,
        )

    return store.look(answer)


@router.get("/{id:path}/lineage")
def read_lineage(
    document: DocumentId,
    store: StoreDep,
    language: LanguageDep,
    direction: Direction = "up",
    depth: Depth = None,
    limit: Limit = PAGE,
    after: Offset = 0,
) -> shapes.Listing[derivation_shapes.Relative]:
    """What the document rests on, or what rests on it, however far."""
    found = lineage(store, document, direction, depth)
    return page(found, partial(derivation_views.relative, language=language), limit=limit, offset=after)


@router.get("/{id:path}")
def read_document(document: DocumentId, store: StoreDep) -> shapes.DocumentPage:
    """What the document is, and the files that it comes from."""
    return views.document_page(known_document(store, document), store.scores(document))
