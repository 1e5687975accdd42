"""Capitals turned into a sentence, with places and acronyms kept."""

import re
from functools import cache

from graph.vocabulary import acronyms, indicators, provinces
from loaders.patterns import spelled


def sentence_case(text: str) -> str:
    """`KẾ HOẠCH TỈNH BẮC NINH` gives `Kế hoạch tỉnh Bắc Ninh`; text that is not in capitals stays as it is."""
    if not text.isupper():
        return text
    lowered = _kept().sub(lambda match: _kept_forms()[_key(match[0])], text.lower())
    return lowered[:1].upper() + lowered[1:]


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).lower()


@cache
def _kept_forms() -> dict[str, str]:
    names = [province.name for province in provinces().values()]
    names += [alias for province in provinces().values() for alias in province.aliases]
    names += [row.acronym for row in acronyms().values() if row.acronym.isupper() and len(row.acronym) > 2]
    names += list(indicators())
    return {_key(name): name for name in names}


@cache
def _kept() -> re.Pattern[str]:
    names = sorted(_kept_forms().values(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(spelled, names))})(?!\w)", re.IGNORECASE)
