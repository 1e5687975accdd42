"""A whole store into another, of whatever engine: readings are copied as given, the graph follows."""

from collections.abc import Iterable, Iterator
from itertools import islice

from graph.model import Source
from graph.port import GraphStore

BATCH = 50


def copy(origin: GraphStore, current: GraphStore, older: GraphStore) -> Iterator[int]:
    """Take all sources over, telling after each batch how many; what is there already is left as it is.

    `current` and `older` are the same store, opened for this version of the reader and for none: what another version
    read goes there as such, so that a later load reads it again as it would have.
    """
    for sources in _batches(origin.sources()):
        for target, is_current in ((current, True), (older, False)):
            meant = [source for source in sources if origin.holds(source.sha256) is is_current]
            target.add([reading for source in meant for reading in origin.readings(source.sha256)])
        yield len(sources)


def _batches(sources: Iterable[Source]) -> Iterator[list[Source]]:
    rest = iter(sources)
    while batch := list(islice(rest, BATCH)):
        yield batch
