"""Which words a task shares with the subject of a document that its plan rests on (design 5.3, grade `subject`).

A rule of the language: abbreviations are written out, syllables compared without case but with their marks, and
what plans on any subject have in common (`generic-phrases.tsv`, numbers, provinces) does not count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from graph.syllables import Syllable, pair, syllables
from graph.vocabulary import provinces
from graph.vocabulary.tables import read_table

Keys = tuple[str, ...]
WHEN = ("always", "titled", "joining")
_LEAST_CONTENT = 2
_STRONG = 3


@dataclass(frozen=True, slots=True)
class GenericPhrase:
    """A phrase that marks no subject: `always`, or where the plan is `titled` by it, or a `joining` word.

    Joining words are cut off at the ends of a run.
    """

    phrase: str
    when: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A word of two syllables."""

    word: str


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


@lru_cache(maxsize=1024)
def telling_pairs(subject: str) -> frozenset[str]:
    """Pairs of syllables one of which stands in every text that shares words with the subject."""
    return frozenset(
        pair(one, two)
        for one, two in pairwise(syllables(subject))
        if two.joined and not all(_generic((one.key, two.key), ""))
    )


def _common_runs(subject: str, theirs: Sequence[Syllable]) -> list[_Run]:
    """Runs of two syllables or more of the subject that stand in `theirs`, in order, none within another."""
    ours, pairs = syllables(subject), _pairs(subject)
    found = {
        _run(ours, place, theirs, other)
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


def _run(ours: Sequence[Syllable], place: int, theirs: Sequence[Syllable], other: int) -> _Run:
    """The longest run from these places, without words cut in two and without joining words at its ends."""
    end = place + _length(ours[place:], theirs[other:])
    shift = other - place
    while place < end and (_cuts(ours, place, end) or _cuts(theirs, place + shift, end + shift)):
        place += 1
    while place < end and (_cuts(ours, end, place) or _cuts(theirs, end + shift, place + shift)):
        end -= 1
    while place < end and ours[place].key in _joining():
        place += 1
    while place < end and ours[end - 1].key in _joining():
        end -= 1
    return _Run(place, end)


def _cuts(syllables: Sequence[Syllable], edge: int, other_end: int) -> bool:
    """Whether a run's edge parts a word, and the syllable inside is not rather part of a word of the run."""
    inside = edge + 1 if edge < other_end else edge - 1
    return _is_word(syllables, edge) and not (_is_word(syllables, inside) and abs(other_end - edge) > 1)


def _is_word(syllables: Sequence[Syllable], middle: int) -> bool:
    """Whether the two syllables on both sides of this gap are one word."""
    if not 0 < middle < len(syllables) or not syllables[middle].joined:
        return False
    return (syllables[middle - 1].key, syllables[middle].key) in _compounds()


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
def _compounds() -> frozenset[Keys]:
    words = (row.word for row in read_table("graph.questions", "compounds.tsv", Compound))
    named = (_keys(syllables(word)) for word in words)
    return frozenset((*named, *(phrase for phrase in _phrases()["always"] if len(phrase) == 2)))


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
