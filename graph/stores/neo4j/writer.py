"""The two changes: readings come, readings go. Only what they bear on is bound anew, in one transaction.

The steps are those of the file store, many documents at a time: over a network each question costs a trip. The
result is that of `graph.binding.weave` for the whole set.
"""

from collections.abc import Collection, Mapping, Sequence

from graph.binding import claims, wants
from graph.identity import series
from graph.model import Reading
from graph.port import Change, Mention
from graph.stores.neo4j import contents, documents, readings
from graph.stores.neo4j.connections import Transaction, ask
from graph.stores.neo4j.readings import Learnt
from graph.stores.ripples import Ripple, outcome_of, place_of, ripple_of, shared_out


def add(tx: Transaction, arriving: Sequence[Reading], reader: str) -> tuple[Change, ...]:
    """Take in whole sources: parts of them that are not given any more leave.

    What another reader read is taken in anew even where it reads the same: more may follow from it now.
    """
    given = {place_of(reading): reading for reading in arriving}
    last = readings.take_turn(tx)
    hashes = {sha256 for sha256, _ in given}
    held = {(shelved.sha256, shelved.part): shelved for shelved in readings.shelved(tx, hashes)}
    same = {p for p, reading in given.items() if p in held and held[p].is_that_of(reading, reader)}
    new = {place: reading for place, reading in given.items() if place not in same}
    came = dict(enumerate(new.values(), last + 1))
    ripples = _change(tx, [held[place].key for place in held if place not in same], came, reader)
    nodes = {(shelved.sha256, shelved.part): shelved.node for shelved in readings.shelved(tx, hashes)}
    told = shared_out(ripples, new, frozenset(nodes[place] for place in given))
    return tuple(
        Change(nodes[place], outcome_of(place, new, held), *told.get(place, (0, ()))) for place in given
    )


def remove(tx: Transaction, sha256: str) -> bool:
    """Take out a whole source; False if it was not there."""
    readings.take_turn(tx)
    held = readings.shelved(tx, [sha256])
    _change(tx, [shelved.key for shelved in held], {}, "")
    return bool(held)


def _change(
    tx: Transaction, leaving: Sequence[int], came: Mapping[int, Reading], reader: str
) -> list[Ripple]:
    if not leaving and not came:
        return []
    claimed = {series(claim.id) for reading in came.values() for claim in claims(reading)}
    contested = readings.wanted(tx, claimed | readings.series_claimed(tx, leaving))
    before = Learnt(tx).of(contested)
    lost = readings.take_out(tx, leaving)
    readings.put_in(tx, came, reader)
    known = Learnt(tx)
    after = known.of(contested)
    unsure = readings.wanting(tx, [name for name in contested if before[name] != after[name]])
    ask(tx, "MATCH (s:Store {id: 'cancu'}) SET s.version = s.version + 1")
    return _reweave(tx, lost, came, unsure - {*came}, known)


def _reweave(
    tx: Transaction,
    lost: Collection[str],
    came: Mapping[int, Reading],
    unsure: Collection[int],
    known: Learnt,
) -> list[Ripple]:
    """Make right what follows from readings lost, come, and unsure of what they mean."""
    settled = [new for _, new in readings.resettle(tx, [*came], known)]
    moves = readings.resettle(tx, readings.undated(tx, unsure), known)
    moved = [(old, new) for old, new in moves if old != new]
    unhoused = {*lost, *settled, *(node for move in moved for node in move)}
    touched, written = _rehouse(tx, unhoused, came, known)
    speaking = readings.speaking(tx, unsure)
    of_series = known.of(readings.wants_of(tx, [key for key, _ in speaking]))
    changed = contents.rebind(tx, [speaker for _, speaker in speaking], of_series)
    pairs = contents.all_ends(mention for pair in changed for mention in pair)
    documents.refresh(tx, sorted({*unhoused, *touched, *pairs}))
    _join(tx, [*written, *(mention for _, mention in changed)], unhoused)
    return [*(Ripple(new, frozenset({old, new})) for old, new in moved), *map(ripple_of, changed)]


def _join(tx: Transaction, mentions: Sequence[Mention], unhoused: Collection[str]) -> None:
    """Draw the relationships that lead to documents, when all of these are there."""
    contents.link(tx, mentions)
    contents.mark_unresolved(tx, mentions)
    readings.shelve(tx, sorted(unhoused))


def _rehouse(
    tx: Transaction, nodes: Collection[str], came: Mapping[int, Reading], known: Learnt
) -> tuple[set[str], list[Mention]]:
    """Give documents the contents of the readings that speak for them now; what this touches, and the new mentions."""
    speakers = {node: source["key"] for node, source in readings.speakers(tx, nodes).items()}
    in_place = documents.texts_in_place(tx, nodes)
    moving = sorted(node for node in nodes if speakers.get(node) != in_place.get(node))
    touched = contents.erase(tx, [node for node in moving if node in in_place])
    spoken = {
        node: came[key] if (key := speakers[node]) in came else readings.reading_of(tx, key)
        for node in moving
        if node in speakers
    }
    of_series = known.of({name for reading in spoken.values() for name in wants(reading)})
    written = contents.write(tx, spoken, of_series)
    return touched | contents.all_ends(written), written
