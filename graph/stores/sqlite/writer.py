"""The two changes: readings come, readings go. Only what they bear on is bound anew, in one transaction.

What must be looked at again: the readings that came; those that want a series of which more or less is known now; and
the documents that won or lost a reading. The result is that of `graph.binding.weave` for the whole set.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.binding import claims, wants
from graph.identity import series
from graph.model import Reading
from graph.port import Change
from graph.stores.ripples import Place, Ripple, ends, outcome_of, place_of, ripple_of, shared_out
from graph.stores.sqlite import contents, documents, readings
from graph.stores.sqlite.readings import Learnt


def add(db: sqlite3.Connection, arriving: Iterable[Reading], reader: str) -> tuple[Change, ...]:
    """Take in whole sources: parts of them that are not given any more leave.

    What another reader read is taken in anew even where it reads the same: more may follow from it now.
    """
    given = {place_of(reading): reading for reading in arriving}
    held = {(sha, s.part): s for sha in {sha for sha, _ in given} for s in readings.shelved(db, sha)}
    same = {p for p, reading in given.items() if p in held and held[p].is_that_of(reading, reader)}
    new = {place: reading for place, reading in given.items() if place not in same}
    ripples = _change(db, [held[place].key for place in held if place not in same], [*new.values()], reader)
    nodes = {place: _node(db, place) for place in given}
    told = shared_out(ripples, new, frozenset(nodes.values()))
    return tuple(
        Change(nodes[place], outcome_of(place, new, held), *told.get(place, (0, ()))) for place in given
    )


def remove(db: sqlite3.Connection, sha256: str) -> bool:
    """Take out a whole source; False if it was not there."""
    held = readings.shelved(db, sha256)
    _change(db, [shelved.key for shelved in held], [], "")
    return bool(held)


def _node(db: sqlite3.Connection, place: Place) -> str:
    return next(s.node for s in readings.shelved(db, place[0]) if s.part == place[1])


def _change(
    db: sqlite3.Connection, leaving: Sequence[int], arriving: Sequence[Reading], reader: str
) -> list[Ripple]:
    if not leaving and not arriving:
        return []
    claimed = {series(claim.id) for reading in arriving for claim in claims(reading)}
    contested = readings.wanted(db, claimed | readings.series_claimed(db, leaving))
    before = Learnt(db).of(contested)
    lost = readings.take_out(db, leaving)
    came = {readings.put_in(db, reading, reader): reading for reading in arriving}
    known = Learnt(db)
    after = known.of(contested)
    unsure = readings.wanting(db, [name for name in contested if before[name] != after[name]])
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
    return _reweave(db, lost, came, unsure - {*came}, known)


def _reweave(
    db: sqlite3.Connection,
    lost: Collection[str],
    came: Mapping[int, Reading],
    unsure: Collection[int],
    known: Learnt,
) -> list[Ripple]:
    """Make right what follows from readings lost, come, and unsure of what they mean."""
    settled = [readings.resettle(db, key, known)[1] for key in came]
    moves = [readings.resettle(db, key, known) for key in readings.undated(db, unsure)]
    moved = [(old, new) for old, new in moves if old != new]
    unhoused = {*lost, *settled, *(node for move in moved for node in move)}
    stale = unhoused.union(*(_rehouse(db, node, came, known) for node in sorted(unhoused)))
    changed = [
        pair
        for key, speaker in readings.speaking(db, unsure)
        for pair in contents.rebind(db, speaker, known.of(readings.wants_of(db, key)))
    ]
    stale.update(end for pair in changed for mention in pair for end in ends(mention))
    for identifier in sorted(stale):
        documents.refresh(db, identifier, readings.speaker(db, identifier))
    return [*(Ripple(new, frozenset({old, new})) for old, new in moved), *map(ripple_of, changed)]


def _rehouse(db: sqlite3.Connection, node: str, came: Mapping[int, Reading], known: Learnt) -> set[str]:
    """Give a document the contents of the reading that speaks for it now; the documents that this touches."""
    speaker, in_place = readings.speaker(db, node), documents.text_in_place(db, node)
    if speaker == in_place:
        return set()
    touched = contents.erase(db, node) if in_place is not None else set()
    if speaker is not None:
        reading = came[speaker] if speaker in came else readings.reading_of(db, speaker)
        touched |= contents.write(db, reading, node, known.of(wants(reading)))
    return touched
