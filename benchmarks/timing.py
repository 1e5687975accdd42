"""How long something takes: once to warm up, then a few rounds."""

import time
from collections.abc import Callable

ROUNDS = 7


def rounds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """The seconds of each round by this clock."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        times.append(clock() - start)
    return times
