"""What the user is told, in Vietnamese and English, by code (`messages.tsv`)."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["vi", "en"]


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    table = files("graph").joinpath("messages.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["code"]: row for row in rows}


def codes() -> frozenset[str]:
    """Every code that has a message."""
    return frozenset(_catalogue())


def message(code: str, language: Language = "vi", /, **facts: object) -> str:
    """The sentence for `code` with its facts filled in; says what to do where something is to be done."""
    return _catalogue()[code][language].replace("\\n", "\n").format(**facts)
