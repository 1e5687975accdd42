"""Capitals turned into a sentence, with places and acronyms kept."""

import re
from functools import cache

from graph.vocabulary import acronyms, indicators, issuers, provinces
from loaders.language.numbers import find_numbers
from loaders.language.patterns import any_of, one_spelling


def lowered(text: str) -> str:
    """The text in small letters, of the same length: `İ` alone would become two letters."""
    return text.replace("İ", "I").lower()


def sentence_case(text: str) -> str:
    """`KẾ HOẠCH TỈNH BẮC NINH` gives `Kế hoạch tỉnh Bắc Ninh`; text that is not in capitals stays as it is.

    Names of places and central bodies, acronyms and document numbers keep their letters.
    """
    if not text.isupper():
        return text
    lowered = _kept().sub(lambda match: _kept_forms()[_key(match[0])], text.lower())
    if len(lowered) == len(text):
        for number in find_numbers(text):
            lowered = lowered[: number.start] + text[number.start : number.end] + lowered[number.end :]
    return lowered[:1].upper() + lowered[1:]


def _key(name: str) -> str:
    return one_spelling(re.sub(r"[\s/-]+", " ", name).lower())


@cache
def _kept_forms() -> dict[str, str]:
    """Names as they are kept, by their key: that of a body or province before its other forms."""
    names = [province.name for province in provinces().values()]
    names += [alias for province in provinces().values() for alias in province.aliases]
    names += [row.acronym for row in acronyms().values() if row.acronym.isupper() and len(row.acronym) > 2]
    names += list(indicators())
    names += [issuer.name for issuer in issuers().values() if " " in issuer.name and "(" not in issuer.name]
    return {_key(name): name for name in reversed(names)}


@cache
def _kept() -> re.Pattern[str]:
    names = {one_spelling(name.lower()) for name in _kept_forms().values()}
    return re.compile(rf"(?<!\w){any_of(names)}(?!\w)")
