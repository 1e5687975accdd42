"""Indices that tasks aim at and reports score (guide 5.2): mentions, ranks (`17/63`) and scores (`8,17/10`)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from graph.model import IndicatorMention, Score
from graph.vocabulary import indicators
from loaders.language.bodies import province_named
from loaders.language.candidates import matches
from loaders.language.patterns import pattern, spelled
from loaders.structure.body import Body
from loaders.tasks.phrases import phrase, sentences


def find_indicators(body: Body) -> tuple[IndicatorMention, ...]:
    """Every index that the text names, in reading order."""
    return indicators_in(body, 0, len(body.text))


def indicators_in(body: Body, start: int, end: int) -> tuple[IndicatorMention, ...]:
    """The indices named in `start:end`; of names that share their beginning the longest is meant."""
    found = _names().finditer(body.flat, start, end)
    return tuple(IndicatorMention(_codes()[_key(m[0])], body.span(m.start(), m.end())) for m in found)


def find_scores(body: Body, place: str | None) -> tuple[Score, ...]:
    """Every rank and score that a sentence gives an index, with its year and place (`place` where none is named)."""
    return tuple(score for start, end in _telling(body) for score in _scores_in(body, start, end, place))


def _telling(body: Body) -> Iterator[tuple[int, int]]:
    """The sentences of paragraphs that give a figure."""
    starts = [paragraph.start for paragraph in body.paragraphs]
    found = {bisect_right(starts, match.start()) - 1 for match in matches("score", body.flat)}
    for paragraph in (body.paragraphs[n] for n in sorted(found - {-1})):
        yield from sentences(body.flat, paragraph.start, paragraph.end)


def _scores_in(body: Body, start: int, end: int, place: str | None) -> Iterator[Score]:
    mentions = indicators_in(body, start, end)
    for match in pattern("score").finditer(body.flat, start, end):
        before = [mention for mention in mentions if mention.raw.end <= match.start()]
        if before:
            yield _score(body, match, before[-1], (start, end), place)


def _score(
    body: Body, match: re.Match[str], mention: IndicatorMention, sentence: tuple[int, int], place: str | None
) -> Score:
    ranked = match["ranked"] is not None
    figure = "ranked" if ranked else "scored"
    of = match["of"] or match["of_"] if ranked else match["top"]
    named = province_named(body.flat[slice(*sentence)])
    return Score(
        indicator=mention.indicator,
        kind="rank" if ranked else "score",
        value=_number(match["rank"] if ranked else match["value"]),
        raw=body.span(*match.span(figure)),
        evidence=body.span(*sentence),
        of=_number(of) if of else None,
        place=named.slug if named else place,
        year=_year(body.flat, sentence[0], match.start()),
    )


def _year(flat: str, start: int, end: int) -> int | None:
    """The last year named before a figure in its sentence, years of comparison (`so với năm 2021`) left out."""
    years = [int(match["year"]) for match in phrase("score_year").finditer(flat, start, end) if match["year"]]
    return years[-1] if years else None


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name).lower()


@cache
def _codes() -> dict[str, str]:
    return {_key(name): row.code for row in indicators().values() for name in row.names}


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_codes(), key=lambda name: (-len(name), name))
    first = "".join({name[0] for name in names})
    return re.compile(rf"(?<!\w)(?=[{first}])(?:{'|'.join(map(spelled, names))})(?!\w)", re.IGNORECASE)
