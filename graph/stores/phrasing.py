"""What a person types, as groups of alternatives: `NĐ 61`, `nghi dinh 61` and `Nghị định số 61` ask the same.

Abbreviations and what they stand for come from the vocabulary and are read both ways. Stores find by these groups,
so that every engine finds the same.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.fold import fold
from graph.identity import year
from graph.model import Assignment, Document, Task
from graph.vocabulary import acronyms, kinds
from graph.vocabulary.tables import read_table

LONGEST_QUERY = 32
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that names nothing where a number follows it."""

    word: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases one of which must stand in what is found: lower case, marks as typed or as the vocabulary writes them."""

    phrases: tuple[Words, ...]

    @property
    def folded(self) -> tuple[Words, ...]:
        """The same without marks, each once."""
        return tuple(dict.fromkeys(tuple(map(fold, phrase)) for phrase in self.phrases))


@dataclass(frozen=True, slots=True)
class Phrasing:
    """All groups must be met. `marked` tells whether diacritics were typed: then what bears them comes first."""

    groups: tuple[Group, ...]
    marked: bool


def phrasing(typed: str) -> Phrasing:
    """The groups of what was typed, its first words if there are very many; none for punctuation only."""
    words = _without_fillers(spoken(typed)[:LONGEST_QUERY])
    return Phrasing(tuple(_groups(words)), any(word != fold(word) for word in words))


def spoken(text: str) -> list[str]:
    """The words of `text` in lower case with their marks: runs of letters and digits."""
    return "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text).lower()).split()


def _without_fillers(words: Sequence[str]) -> list[str]:
    return [word for word, after in pairwise((*words, "")) if not _is_filler(word, after)]


def _is_filler(word: str, after: str) -> bool:
    return after[:1].isdigit() and (word in _fillers() or (word.isascii() and word in map(fold, _fillers())))


def _groups(words: Sequence[str]) -> Iterator[Group]:
    start = 0
    while start < len(words):
        length, others = _longest_known(words, start)
        yield Group(tuple(dict.fromkeys((tuple(words[start : start + length]), *others))))
        start += length


def _longest_known(words: Sequence[str], start: int) -> tuple[int, tuple[Words, ...]]:
    synonyms = _synonyms()
    longest = max(map(len, synonyms))
    for length in range(min(longest, len(words) - start), 0, -1):
        phrase = tuple(words[start : start + length])
        others = synonyms.get(phrase) or (
            synonyms.get(tuple(map(fold, phrase))) if _lenient(phrase) else None
        )
        if others:
            return length, others
    return 1, ()


def _lenient(phrase: Words) -> bool:
    """Whether the vocabulary is asked without regard to marks: never for one marked syllable, which may be any word."""
    return len(phrase) > 1 or phrase[0].isascii()


@cache
def _synonyms() -> Mapping[Words, tuple[Words, ...]]:
    """Each phrase of the vocabulary, with and without its marks, and the phrases that say the same."""
    found: dict[Words, dict[Words, None]] = defaultdict(dict)
    for short, long in _abbreviations():
        for key, other in ((short, long), (long, short)):
            found[key][other] = None
            found[tuple(map(fold, key))][other] = None
    return {key: tuple(others) for key, others in found.items()}


def _abbreviations() -> Iterator[tuple[Words, Words]]:
    """Short and long form; forms of one letter are left out, they are marks of points and lists."""
    of_kinds = ((kind.code, name) for kind in kinds().values() if kind.coded for name in kind.names)
    of_texts = ((a.acronym, a.expansion) for a in acronyms().values() if not a.ambiguous)
    for short, long in (*of_kinds, *of_texts):
        pair = tuple(spoken(short)), tuple(spoken(long))
        if pair[0] != pair[1] and all(len("".join(words)) > 1 for words in pair):
            yield pair


@cache
def _fillers() -> frozenset[str]:
    return frozenset(filler.word for filler in read_table("graph.stores", "fillers.tsv", Filler))


# Numbers


def number_words(document: Document) -> frozenset[str]:
    """The folded words by which a document may be named: of its number, its kind and its year."""
    kind = kinds().get(document.kind or "")
    named = (document.number or "", document.kind or "", kind.slug if kind else "", kind.name if kind else "")
    words = {_bare(word) for part in named for word in map(fold, spoken(part))}
    letters = "".join(word for word in map(fold, spoken(document.number or "")) if word.isalpha())
    issued = year_of(document)
    return frozenset({*words, letters, str(issued) if issued else ""} - {""})


def year_of(document: Document) -> int | None:
    """The year of issue: of the id, else of the date."""
    return year(document.id) or (document.issued_on.year if document.issued_on else None)


def ordinal(words: Iterable[str]) -> str | None:
    """The number proper, `61` of `61/2018/NĐ-CP`, `30c`: the first word that starts with a digit, zeros dropped."""
    return next((_bare(fold(word)) for word in words if word[:1].isdigit()), None)


def asked_ordinal(asked: Phrasing) -> str | None:
    """The number proper of what was typed, None where there is none."""
    return ordinal(word for group in asked.groups for word in group.phrases[0])


def reads_like(asked: Phrasing, words: Iterable[str]) -> bool:
    """Whether all that was typed is said by these number words."""
    there = frozenset(words)
    return all(any(said <= there for said in group) for group in number_groups(asked))


def number_groups(asked: Phrasing) -> list[list[frozenset[str]]]:
    """What was typed as number words: a document that is meant has, of each group, the words of one of its phrases."""
    return [[frozenset(map(_bare, phrase)) for phrase in group.folded] for group in asked.groups]


def _bare(word: str) -> str:
    return (word.lstrip("0") or "0") if word[:1].isdigit() else word


# What is searched


def document_words(document: Document) -> str:
    """The line that a document is found by: number, kind, title, issuer and year."""
    kind = kinds().get(document.kind or "")
    name = kind.name if kind else document.kind
    issued = year_of(document)
    parts = (document.number, name, document.title, document.issuer_name, str(issued) if issued else None)
    return " ".join(part for part in parts if part)


def found_by(document: Document) -> tuple[int | None, str | None, str, str]:
    """Year, number proper, number words between spaces, and the line: all that a document is found by."""
    number = ordinal(map(fold, spoken(document.number or "")))
    named = f" {' '.join(sorted(number_words(document)))} "
    return year_of(document), number, named, document_words(document)


def due_day(task: Task) -> str | None:
    """The last day of a task, by which lists of tasks due are made; none where its words leave the end open."""
    day = task.deadline.end if task.deadline else None
    return day.isoformat() if day else None


def task_words(task: Task) -> str:
    """The line that a task is found by: its text and who leads it."""
    leads = (name for a in task.assignments if a.role == "lead" for name in (a.raw.text, _name(a)))
    return " ".join([task.text, *dict.fromkeys(leads)])


def _name(assignment: Assignment) -> str:
    return assignment.agency.name if assignment.agency else ""


def body_words(assignment: Assignment) -> str:
    """The folded words by which a body in a task may be named, each between spaces."""
    said = dict.fromkeys(map(fold, spoken(f"{assignment.raw.text} {_name(assignment)}")))
    return f" {' '.join(said)} "
