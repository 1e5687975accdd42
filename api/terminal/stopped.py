"""Why a command cannot go on, where the fault is neither in a file nor in the graph."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Stopped(Exception):
    """`code` is one of `problem.` in the labels; the facts fill its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """For as long as a file or folder is written. Raises Stopped where it cannot be."""
    try:
        yield
    except OSError as fault:
        raise Stopped("cannot_write", name=path, reason=fault.strerror) from fault
