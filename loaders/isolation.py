"""Work in processes of their own: one that hangs, crashes or takes too much memory ends, and nothing else does.

Every process has a pipe of its own, so that whatever ends one, at whatever moment, leaves the others' answers whole.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from graph.errors import CancuError, ReaderCrashed, ReaderOutOfMemory, ReaderTimedOut

if sys.platform != "win32":
    import resource

Work = Callable[..., Iterable[object]]
Label = TypeVar("Label")

MIB = 1 << 20
EXHAUSTED = 77
# A process is replaced after so many jobs, so that what libraries do not give back does not add up.
_JOBS_OF_ONE = 2000
_PRELOADED = ["__main__", "loaders.extract", "loaders.bulk"]
_GRACE = 5.0
_SECONDS_TO_BEGIN = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: seconds, and MiB of memory for its process (not limited on Windows)."""

    seconds: float = 120.0
    memory: int = 3072


class Worker:
    """A process that answers what it is asked, one thing at a time; it is made when it is first asked.

    `due` is the moment until which an answer is waited for, `memory` the most MiB that its processes took so far.
    """

    def __init__(self, work: Work, limits: Limits) -> None:
        self._work, self._limits = work, limits
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._name = ""
        self._asked = 0
        self.due = 0.0
        self.memory = 0

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pipe(self) -> Connection:
        """Where the answers come from, to wait for."""
        if self._pipe is None:
            self._begin()
        assert self._pipe is not None
        return self._pipe

    def ask(self, name: str, *facts: object) -> None:
        """Put a job, told by its file's name."""
        if self._asked >= _JOBS_OF_ONE:
            self.close()
        self._name = name
        try:
            self.pipe.send((name, *facts))
        except OSError:  # it died while it had nothing to do, or of what it is asked: then the answer tells
            self.close()
            with suppress(OSError):
                self.pipe.send((name, *facts))
        self._asked += 1
        self.renew()

    def renew(self) -> None:
        """Let the time for the next answer begin now."""
        self.due = time.monotonic() + self._limits.seconds

    def answer(self) -> object:
        """The next answer. Raises ReaderTimedOut, ReaderCrashed or ReaderOutOfMemory; then the process has ended."""
        try:
            if not self.pipe.poll(max(0.0, self.due - time.monotonic())):
                self.close()
                raise ReaderTimedOut(name=self._name, seconds=f"{self._limits.seconds:g}")
            answer, memory = self.pipe.recv()
        except (EOFError, OSError):
            raise self._ended() from None
        self.renew()
        self.memory = max(self.memory, memory)
        return answer

    def close(self) -> None:
        """End the process at once, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _begin(self) -> None:
        context = _context()
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]  # every real context has one
            target=_serve, args=(theirs, self._work, self._limits), daemon=True
        )
        self._process.start()
        theirs.close()
        self._asked = 0
        if self._pipe.poll(_SECONDS_TO_BEGIN):
            with suppress(EOFError):  # whatever ends it as it begins is told by the first answer
                self._pipe.recv()

    def _ended(self) -> CancuError:
        """Why the process is not there any more."""
        assert self._process is not None
        self._process.join(_GRACE)
        code = self._process.exitcode
        self.close()
        if code == EXHAUSTED:
            return ReaderOutOfMemory(name=self._name)
        return ReaderCrashed(name=self._name, reason=_reason(code))


class Crew(Generic[Label]):
    """Workers for the same work, as many as are needed up to `count`; each job bears a label of its giver."""

    def __init__(self, count: int, work: Work, limits: Limits) -> None:
        self._idle = [Worker(work, limits) for _ in range(count)]
        self._busy: list[tuple[Worker, Label]] = []

    def __enter__(self) -> "Crew[Label]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in (*self._idle, *(worker for worker, _ in self._busy)):
            worker.close()

    @property
    def is_free(self) -> bool:
        """Whether a job can be given."""
        return bool(self._idle)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is to come."""
        return bool(self._busy)

    @property
    def memory(self) -> int:
        """The most MiB that one of the processes took so far."""
        return max(worker.memory for worker in (*self._idle, *(worker for worker, _ in self._busy)))

    def give(self, label: Label, name: str, *facts: object) -> None:
        """Put a job to a worker that is free; one that has worked before goes first."""
        worker = self._idle.pop()
        worker.ask(name, *facts)
        self._busy.append((worker, label))

    def finish(self) -> tuple[Label, object]:
        """The label and the answer of the next job that is done; why there is none is an answer too."""
        soonest = min(worker.due for worker, _ in self._busy)
        ready = wait([worker.pipe for worker, _ in self._busy], max(0.0, soonest - time.monotonic()))
        at = next(
            i for i, (w, _) in enumerate(self._busy) if w.pipe in ready or (not ready and w.due <= soonest)
        )
        worker, label = self._busy.pop(at)
        try:
            return label, worker.answer()
        except CancuError as fault:
            return label, fault
        finally:
            self._idle.append(worker)


def cores() -> int:
    """How many processes can work at once here."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peak_memory() -> int:
    """The most MiB that this process took so far; 0 where nobody tells."""
    if sys.platform == "win32":
        return 0
    if sys.platform == "linux":  # there getrusage may tell of the process that started this one
        for fact in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if fact.startswith("VmHWM:"):
                return int(fact.split()[1]) // 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // MIB


def _context() -> BaseContext:
    """How processes are made: forked from one that has loaded the readers and nothing else, or spawned."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"


# --- in the process of the worker ---------------------------------------------------------------------------


def _serve(pipe: Connection, work: Work, limits: Limits) -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the giver's to act on
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _limit_memory(limits.memory)
    pipe.send(None)
    try:
        while True:
            for answer in work(*pipe.recv()):
                pipe.send((answer, peak_memory()))
    except (EOFError, OSError):
        return
    except MemoryError:
        os._exit(EXHAUSTED)


def _leave_with_parent() -> None:
    """End with the process that asks, also when it was killed and could not say so."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory(mib: int) -> None:
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = mib * MIB
        resource.setrlimit(
            resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
        )
