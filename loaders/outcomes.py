"""What becomes of a file: its documents are kept and told, or why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from graph.errors import CancuError, UnknownFormat
from graph.model import Notice, Reading
from graph.port import Change, DocumentNode, GraphReader, GraphStore
from graph.questions.violations import Violation, violations_around
from loaders.comparison import compare

_MOST_TOLD = 20
_SHOWN = 200
Result = Literal["added", "replaced", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, in an archive or by itself.

    `skipped` files were met in a folder and are of a kind that is not read; `error` says why a file was skipped or
    failed. `form` is the format as which it was read, empty where it was not read; `size` is in bytes.
    """

    path: Path
    result: Result
    changes: tuple[Change, ...] = ()
    warnings: tuple[Notice, ...] = ()
    error: CancuError | None = None
    form: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read and is to be kept, and its size in bytes."""

    path: Path
    readings: tuple[Reading, ...]
    size: int = 0


def keep(path: Path, readings: Sequence[Reading], store: GraphStore, size: int = 0) -> Outcome:
    """Take in all documents of a file; told are also differences to what other files say of the same documents."""
    (outcome,) = _take([Read(path, tuple(readings), size)], store)
    return outcome


def keep_all(files: Iterable[Read], store: GraphStore) -> list[Outcome]:
    """As `keep`, of files in order, many by one change; one whose bytes are there already is not taken in again."""
    outcomes: list[Outcome] = []
    together: list[Read] = []
    names: set[str] = set()
    for file in files:
        own = {name for one in file.readings for name in (one.document.id, one.source.sha256)}
        if own & names:  # what an earlier one says of the same document is to be there
            outcomes += _take_fresh(together, store)
            together, names = [], set()
        together.append(file)
        names |= own
    return outcomes + _take_fresh(together, store)


def _take_fresh(files: Sequence[Read], store: GraphStore) -> list[Outcome]:
    there = [bool(file.readings) and store.holds(file.readings[0].source.sha256) for file in files]
    taken = iter(_take([file for file, held in zip(files, there, strict=True) if not held], store))
    return [
        Outcome(file.path, "unchanged", size=file.size) if held else next(taken)
        for file, held in zip(files, there, strict=True)
    ]


def _take(files: Sequence[Read], store: GraphStore) -> list[Outcome]:
    """Of files none of which speaks of a document that another brings."""
    readings = [reading for file in files for reading in file.readings]
    if not readings:
        return [_outcome(file, (), {}, store) for file in files]
    known = {node.document.id: node for node in store.nodes([reading.document.id for reading in readings])}
    changes = iter(store.add(readings))
    return [_outcome(file, tuple(islice(changes, len(file.readings))), known, store) for file in files]


def _outcome(
    file: Read, changes: tuple[Change, ...], known: Mapping[str, DocumentNode], store: GraphStore
) -> Outcome:
    """`known` are the documents as they were before, by id."""
    warnings = [notice for reading in file.readings for notice in reading.warnings]
    for reading in file.readings:
        other = known.get(reading.document.id)
        before = _told_before(other, reading, store) if other is not None else None
        if other is not None and before is not None:
            warnings += [*differences(other, reading), *compare(before, reading)]
    for change in changes:
        if change.outcome != "unchanged":
            warnings += disorder(store, change.document)
    form = file.readings[0].source.format if file.readings else ""
    return Outcome(file.path, _result(changes), changes, tuple(warnings), form=form, size=file.size)


def disorder(store: GraphReader, document: str) -> list[Notice]:
    """What is against the law's order around a document that was taken in: told, never a reason to refuse it.

    Each pair of documents once.
    """
    found: dict[tuple[str, ...], Notice] = {}
    for one in violations_around(store, document):
        edge = one.edges[0]
        found.setdefault((one.fault, edge.source, edge.target), Notice(one.fault, _facts(one)))
    return list(islice(found.values(), _MOST_TOLD))


def _facts(violation: Violation) -> tuple[tuple[str, str], ...]:
    first, last = violation.edges[0], violation.edges[-1]
    chain = " → ".join([first.target, *(edge.source for edge in violation.edges)])
    quote = " ".join(first.evidence.span.text.split())[:_SHOWN]
    return (
        *(("source", first.source), ("target", first.target), ("told_by", last.evidence.document)),
        *(("chain", chain), ("quote", quote)),
    )


def refuse(path: Path, error: CancuError, named: bool, size: int = 0) -> Outcome:
    """A file that is not read: skipped if it was only met in a folder and is of a kind that nobody reads."""
    skipped = isinstance(error, UnknownFormat) and not named
    return Outcome(path, "skipped" if skipped else "failed", error=error, size=size)


def differences(known: DocumentNode, reading: Reading) -> list[Notice]:
    """What a file says of a document otherwise than those before it: title, day of issue, number of tasks."""
    document = known.document
    found = {
        "titles_differ": (_squeezed(document.title), _squeezed(reading.document.title)),
        "issue_days_differ": (str(document.issued_on or ""), str(reading.document.issued_on or "")),
        "task_counts_differ": (str(known.task_count), str(len(reading.tasks))),
    }
    return [
        Notice(code, (("id", document.id), ("known", before), ("said", now)))
        for code, (before, now) in found.items()
        if before and now and before.casefold() != now.casefold()
    ]


def _told_before(known: DocumentNode, reading: Reading, store: GraphStore) -> Reading | None:
    """What another file that bears the document itself said of it, the one that spoke for it first."""
    if reading.source.genre != "directive":
        return None
    others = (s for s in known.sources if s.sha256 != reading.source.sha256 and s.genre == "directive")
    other = next(others, None)
    read = store.readings(other.sha256) if other is not None else ()
    return next((one for one in read if other is not None and one.source.part == other.part), None)


def _squeezed(words: str | None) -> str:
    return " ".join((words or "").split())


def _result(changes: Iterable[Change]) -> Result:
    outcomes = {change.outcome for change in changes}
    return "replaced" if "replaced" in outcomes else "added" if "added" in outcomes else "unchanged"
