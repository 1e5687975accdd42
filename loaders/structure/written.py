"""A reading of a text that was spelled otherwise for reading, made to quote the text as it is written."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from graph.model import Reading, Span


def as_written(reading: Reading, written: str) -> Reading:
    """The reading with `written`, as long as its text, in place of the text and in every span."""
    quoting: Reading = _quoting(reading, written)
    return replace(quoting, text=written)


def _quoting(value: Any, written: str) -> Any:
    if isinstance(value, Span):
        return Span(value.start, value.end, written[value.start : value.end])
    if isinstance(value, tuple):
        return tuple(_quoting(part, written) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _quoting(getattr(value, field.name), written) for field in fields(value)}
        return replace(value, **parts)
    return value
