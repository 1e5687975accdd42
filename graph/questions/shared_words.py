"""Which words a task shares with the subject of a document that its plan rests on (design 5.3, grade `subject`).

A rule of the language: abbreviations are written out, syllables compared without case but with their marks, and
what plans on any subject have in common (`generic-phrases.tsv`, numbers, provinces) does not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from graph.vocabulary import acronyms, provinces
from graph.vocabulary.tables import read_table

Keys = tuple[str, ...]
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WHITE = re.compile(r"\s+")
_NO_RUN_ACROSS = re.compile(r"[.;:!?|()\[\]]")
WHEN = ("always", "titled", "joining")
_LEAST_CONTENT = 2
_STRONG = 3


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: what it is compared by, how it is written, what stands before it, whether a run may cross that."""

    key: str
    written: str
    gap: str
    joined: bool


@dataclass(frozen=True, slots=True)
class GenericPhrase:
    """A phrase that marks no subject: `always`, or where the plan is `titled` by it, or a `joining` word.

    Joining words are cut off at the ends of a run.
    """

    phrase: str
    when: str


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int


def shared_words(subject: str, text: str, plan_title: str = "") -> tuple[str, ...]:
    """The runs of words that show `text` to be on `subject`, as the subject writes them; empty if it is not.

    It is with one run of three syllables or more, or with two shorter ones, generic phrases left out.
    """
    theirs = syllables(subject)
    runs = [run for run in _common_runs(subject, syllables(text)) if _telling(theirs, run, plan_title)]
    if not (any(run.end - run.start >= _STRONG for run in runs) or len(runs) > 1):
        return ()
    return tuple(_written(theirs[run.start : run.end]) for run in runs)


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[Syllable, ...]:
    """The syllables of a text, abbreviations written out, their glosses in brackets left out."""
    return tuple(_syllables(unicodedata.normalize("NFC", text)))


def _syllables(text: str) -> Iterator[Syllable]:
    acronym, gloss = _acronym_patterns()
    plain = gloss.sub(" ", text)
    end = 0
    for match in acronym.finditer(plain):
        gap = plain[end : match.start()]
        end = match.end()
        short = match.group("acronym")
        parts = acronyms()[short].expansion.split() if short else [match.group()]
        for part in re.findall(r"[^\W_]+", " ".join(parts)):
            yield Syllable(_key(part), part, _WHITE.sub(" ", gap), not _NO_RUN_ACROSS.search(gap))
            gap = " "


@cache
def _acronym_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words, abbreviations before all (`TTHC`, not the `tthc` of a word); glosses (`thủ tục hành chính (TTHC)`)."""
    short = sorted((a.acronym for a in acronyms().values() if not a.ambiguous), key=lambda a: (-len(a), a))
    either = "|".join(map(re.escape, short))
    return (
        re.compile(rf"(?<!\w)(?P<acronym>{either})(?!\w)|[^\W_]+"),
        re.compile(rf"\s*\(\s*(?:{either})\s*\)"),
    )


def _key(word: str) -> str:
    """`Hóa` and `hoá` are one syllable: case and the place of the tone do not count, marks do."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(c for c in decomposed if c in _TONES)
    return "".join(c for c in decomposed if c not in _TONES) + tones


def _common_runs(subject: str, theirs: Sequence[Syllable]) -> list[_Run]:
    """Runs of two syllables or more of the subject that stand in `theirs`, in order, none within another."""
    ours, pairs = syllables(subject), _pairs(subject)
    found = {
        _trimmed(ours, place, place + _length(ours[place:], theirs[other:]))
        for other, (one, two) in enumerate(pairwise(theirs))
        if two.joined
        for place in pairs.get((one.key, two.key), ())
    }
    return sorted(_maximal(found, ours), key=lambda run: run.start)


@lru_cache(maxsize=256)
def _pairs(subject: str) -> Mapping[tuple[str, str], list[int]]:
    """Where each two syllables that follow each other stand."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, (one, two) in enumerate(pairwise(syllables(subject))):
        if two.joined:
            found.setdefault((one.key, two.key), []).append(place)
    return found


def _trimmed(ours: Sequence[Syllable], start: int, end: int) -> _Run:
    while start < end and ours[start].key in _joining():
        start += 1
    while start < end and ours[end - 1].key in _joining():
        end -= 1
    return _Run(start, end)


def _length(ours: Sequence[Syllable], theirs: Sequence[Syllable]) -> int:
    length = 1
    for one, other in zip(ours[1:], theirs[1:], strict=False):
        if one.key != other.key or not (one.joined and other.joined):
            break
        length += 1
    return length


def _maximal(runs: Iterable[_Run], ours: Sequence[Syllable]) -> Iterator[_Run]:
    """The longest first; what a kept run already says is not said again."""
    kept: list[Keys] = []
    for run in sorted(runs, key=lambda run: (run.start - run.end, run.start)):
        keys = _keys(ours[run.start : run.end])
        if not any(_places(keys, longer) for longer in kept):
            kept.append(keys)
            yield run


def _telling(ours: Sequence[Syllable], run: _Run, plan_title: str) -> bool:
    keys = _keys(ours[run.start : run.end])
    return len(keys) - sum(_generic(keys, plan_title)) >= _LEAST_CONTENT


def _generic(keys: Keys, plan_title: str) -> list[bool]:
    """Which syllables of a run belong to phrases that mark no subject."""
    marked = [key.isdigit() for key in keys]
    titled = _titled(plan_title)
    for place, key in enumerate(keys):
        for phrase in (*_always().get(key, ()), *titled):
            if keys[place : place + len(phrase)] == phrase:
                marked[place : place + len(phrase)] = [True] * len(phrase)
    return marked


def _places(phrase: Keys, keys: Keys) -> list[int]:
    size = len(phrase)
    return [place for place in range(len(keys) - size + 1) if keys[place : place + size] == phrase]


@cache
def _phrases() -> Mapping[str, tuple[Keys, ...]]:
    table = read_table("graph.questions", "generic-phrases.tsv", GenericPhrase)
    return {when: tuple(_keys(syllables(row.phrase)) for row in table if row.when == when) for when in WHEN}


@cache
def _joining() -> frozenset[str]:
    return frozenset(key for (key,) in _phrases()["joining"])


@cache
def _always() -> Mapping[str, tuple[Keys, ...]]:
    """By first syllable."""
    names = {name for unit in provinces().values() for name in (unit.name, unit.new_name, *unit.aliases)}
    phrases = (
        *_phrases()["always"],
        *_phrases()["joining"],
        *(_keys(syllables(name)) for name in sorted(names)),
    )
    return {key: tuple(phrase for phrase in phrases if phrase[0] == key) for key in {p[0] for p in phrases}}


@lru_cache(maxsize=1024)
def _titled(plan_title: str) -> tuple[Keys, ...]:
    title = _keys(syllables(plan_title))
    return tuple(phrase for phrase in _phrases()["titled"] if _places(phrase, title))


def _keys(run: Iterable[Syllable]) -> Keys:
    return tuple(syllable.key for syllable in run)


def _written(run: Sequence[Syllable]) -> str:
    return run[0].written + "".join(f"{syllable.gap}{syllable.written}" for syllable in run[1:])
