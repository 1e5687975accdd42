"""From what a person types to the one document or task that is meant."""

import re

from graph.errors import AmbiguousDocument, UnknownDocument, UnknownTask
from graph.fold import fold
from graph.identity import document_of_task, is_document_id
from graph.model import Task
from graph.port import DocumentNode, GraphReader

_FROM_FIRST_DIGIT = re.compile(r"\d.*", re.DOTALL)


def resolve(store: GraphReader, typed: str) -> str:
    """The id of the document with this id or number, typed loosely: `61/2018/nd-cp`, `Nghị định số 61/2018/NĐ-CP`.

    Raises UnknownDocument if there is none, AmbiguousDocument if there are several.
    """
    asked = fold(typed.strip())
    if is_document_id(asked) and store.document(asked) is not None:
        return asked
    found = store.named(typed) or _without_kind(store, typed)
    if not found:
        raise UnknownDocument(asked=typed)
    if len(found) > 1:
        raise AmbiguousDocument(asked=typed, candidates=", ".join(found))
    return found[0]


def resolve_either(store: GraphReader, typed: str) -> str:
    """The id of the task with this id, or of the document with this id or number; raises as those two do."""
    return resolve_task(store, typed).id if is_task_id(typed) else resolve(store, typed)


def known_document(store: GraphReader, identifier: str) -> DocumentNode:
    """The document with exactly this id; raises UnknownDocument."""
    node = store.document(identifier)
    if node is None:
        raise UnknownDocument(asked=identifier)
    return node


def resolve_task(store: GraphReader, typed: str) -> Task:
    """The task with this id; raises UnknownTask."""
    task = store.task(fold(typed.strip()))
    if task is None:
        raise UnknownTask(asked=typed)
    return task


def is_task_id(typed: str) -> bool:
    """Whether this has the form of a task's id."""
    return is_document_id(document_of_task(fold(typed.strip())))


def _without_kind(store: GraphReader, typed: str) -> tuple[str, ...]:
    number = _FROM_FIRST_DIGIT.search(typed)
    return store.named(number.group()) if number and number.start() else ()
