"""The JSON of what one text says, from this text alone: a line of `cancu extract`; as in `shapes`."""

from typing_extensions import TypedDict

from api.answers.shapes import Citation, ExtractedDocument, Score, SourceFile
from api.answers.task_shapes import ExtractedTask


class Warned(TypedDict):
    """Something noticed while reading."""

    code: str
    message: str
    start: int | None
    end: int | None


class Extraction(TypedDict):
    """All that one document's text says, from this text alone."""

    source: SourceFile
    document: ExtractedDocument
    citations: list[Citation]
    tasks: list[ExtractedTask]
    scores: list[Score]
    warnings: list[Warned]
