"""From what one text says to its JSON."""

from api.answers import reading_shapes, task_views, views
from graph import model
from graph.messages import Language, message


def extraction(reading: model.Reading, language: Language = "vi") -> reading_shapes.Extraction:
    """One line of `cancu extract` (design 5.1)."""
    source = reading.source
    return {
        "source": {"path": source.path, "format": source.format, "sha256": source.sha256},
        "document": views.extracted_document(reading.document),
        "citations": [views.citation(found) for found in reading.citations],
        "tasks": [task_views.extracted_task(found) for found in reading.tasks],
        "scores": [views.score(found) for found in reading.scores],
        "warnings": [warned(notice, language) for notice in reading.warnings],
    }


def warned(notice: model.Notice, language: Language = "vi") -> reading_shapes.Warned:
    """Something noticed while reading, in words."""
    text = message(notice.code, language, **dict(notice.facts))
    return {"code": notice.code, "message": text, "start": notice.start, "end": notice.end}
