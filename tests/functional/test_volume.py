"""Loading at volume: limits for each file, stopping and going on, the report, and memory that stays flat.

The specimens that hang or grow are real files: texts so long that reading them takes more than the limits given.
"""

import csv
import gzip
import json
import os
import re
import signal
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import ReaderOutOfMemory
from graph.model import Document, Reading, Source, Task
from graph.stores import open_store
from loaders.bulk import read
from loaders.isolation import Crew, Limits
from loaders.outcomes import keep
from tests.functional.conftest import COMMAND, Cancu

PLAN = "ubnd-t.bac-ninh:kh:584:2020"
LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
Số: {number}/KH-UBND
Bắc Ninh, ngày 24 tháng 12 năm 2020
KẾ HOẠCH
Cải cách hành chính năm 2021
Sở Nội vụ chủ trì, trình Ủy ban nhân dân tỉnh trước ngày 30/6/2021.
"""


@pytest.fixture(scope="module")
def endless(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of 30 MB, which takes many seconds to read."""
    plan = next(samples.glob("003*.txt")).read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("endless") / "endless.txt"
    path.write_text(f"{plan}\n" * 1500, encoding="utf-8")
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path.as_posix()}/store.sqlite"


def plans(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number}.txt").write_text(LETTERHEAD.format(number=number), encoding="utf-8")
    return folder


def lines(path: Path, count: int, different: int) -> Path:
    """JSON lines of so many plans, of which only some differ."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for n in range(count):
            text = LETTERHEAD.format(number=n % different + 1)
            file.write(json.dumps({"title": "Kế hoạch", "content": text}, ensure_ascii=False) + "\n")
    return path


def test_a_file_that_takes_too_long_fails_by_itself(
    cancu: Cancu, samples: Path, endless: Path, url: str
) -> None:
    good = next(samples.glob("003*.txt"))
    run = cancu("load", endless, good, "--timeout", "6", "--store", url)
    assert run.returncode == 1
    assert f"{endless}: [reader_timed_out]" in run.stderr
    assert f"{good}: đã nạp {PLAN}" in run.stdout


@pytest.mark.skipif(os.name == "nt", reason="memory is not limited on Windows")
def test_a_file_that_takes_too_much_memory_fails_by_itself(
    cancu: Cancu, samples: Path, tmp_path: Path, url: str
) -> None:
    large, good = tmp_path / "large.txt", next(samples.glob("003*.txt"))
    large.write_text("Điều này rất dài. " * 4_000_000, encoding="utf-8")
    run = cancu("load", large, good, "--memory", "400", "--jobs", "1", "--store", url)
    assert run.returncode == 1
    assert f"{large}: [reader_out_of_memory]" in run.stderr
    assert f"{good}: đã nạp {PLAN}" in run.stdout


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="finds the reader among the processes of Linux"
)
def test_a_reader_that_is_killed_is_replaced(
    surroundings: dict[str, str], samples: Path, endless: Path, url: str
) -> None:
    good = next(samples.glob("003*.txt"))
    command = [str(COMMAND), "load", str(endless), str(good), "--jobs", "1", "--store", url]
    with subprocess.Popen(
        command, env=surroundings, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        os.kill(_busiest_below(process.pid), signal.SIGKILL)
        told, complained = process.communicate(timeout=60)
    assert f"{endless}: [reader_crashed]" in complained
    assert "SIGKILL" in complained
    assert f"{good}: đã nạp {PLAN}" in told


def _busiest_below(pid: int) -> int:
    """The process below this one that has worked a second of its own by now."""
    until = time.monotonic() + 50
    while time.monotonic() < until:
        for child in _below(pid):
            if _seconds(child) > 1:
                return child
        time.sleep(0.05)
    raise AssertionError("no reader is at work")


def _below(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [below for child in map(int, children) for below in (child, *_below(child))]


def _seconds(pid: int) -> float:
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11]
    except OSError:
        return 0.0
    return int(ticks) / os.sysconf("SC_CLK_TCK")


def hears_interrupts() -> None:
    """A process started in the background inherits that interrupts are ignored; the one at a keyboard does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="a process is asked to stop in another way there")
def test_a_load_that_is_stopped_goes_on_where_it_was(
    cancu: Cancu, surroundings: dict[str, str], tmp_path: Path, url: str
) -> None:
    folder = plans(tmp_path / "many", 400)
    with subprocess.Popen(
        [COMMAND, "load", folder, "--store", url],
        env=surroundings,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hears_interrupts,
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(5)]
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        rest, complained = process.stdout.read(), process.stderr.read()
    told += rest.splitlines()
    assert process.returncode == 130
    assert f"Đã nạp mới {len(told)}, thay 0" in complained
    assert "Đã dừng theo yêu cầu" in complained
    assert "Traceback" not in complained
    again = json.loads(cancu("load", folder, "--store", url, "--json").stdout)
    assert again["unchanged"] >= len(told)
    assert again["unchanged"] + again["added"] == 400
    assert json.loads(cancu("load", folder, "--store", url, "--json").stdout)["unchanged"] == 400


def test_what_became_of_each_file_is_written_for_excel(
    cancu: Cancu, samples: Path, tmp_path: Path, url: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "=empty.txt").write_bytes(b"")
    (folder / "picture.gif").write_bytes(b"GIF89a" + bytes(30))
    good = next(samples.glob("003*.txt"))
    written = tmp_path / "report.csv"
    run = cancu(
        "load", "=empty.txt", good, "picture.gif", "--report", written, "--json", "--store", url, cwd=folder
    )
    assert written.read_bytes().startswith(b"\xef\xbb\xbf")
    with written.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    assert rows["'=empty.txt"]["code"] == "empty_file"
    assert rows["picture.gif"]["code"] == "unknown_format"
    assert (rows[str(good)]["result"], rows[str(good)]["documents"]) == ("added", PLAN)
    view = json.loads(run.stdout)
    assert (view["added"], view["failed"]) == (1, 2)
    assert view["formats"]["txt"] == {"added": 1, "failed": 1}
    assert view["reasons"]["failed"] == {"empty_file": 1, "unknown_format": 1}


def test_a_report_that_cannot_be_written_is_told_before_anything_is_loaded(
    cancu: Cancu, samples: Path, tmp_path: Path, url: str
) -> None:
    run = cancu("load", samples, "--report", tmp_path / "no" / "report.csv", "--store", url)
    assert run.returncode == 1
    assert "[cannot_write]" in run.stderr


def test_memory_stays_flat_however_many_members_an_archive_has(cancu: Cancu, tmp_path: Path) -> None:
    peaks = []
    for count in (100, 2000):
        packed = lines(tmp_path / f"{count}.jsonl.gz", count, 20)
        view = json.loads(
            cancu(
                "load", packed, "--json", "--store", f"sqlite:///{tmp_path.as_posix()}/{count}.sqlite"
            ).stdout
        )
        assert view["added"] + view["unchanged"] == count
        peaks.append(view["peak_memory_mib"])
    few, many = peaks
    assert many["writer"] - few["writer"] < 20
    assert many["largest_reader"] - few["largest_reader"] < 20


def test_an_archive_that_is_damaged_half_way_keeps_what_came_before(
    cancu: Cancu, tmp_path: Path, url: str
) -> None:
    packed = lines(tmp_path / "plans.jsonl.gz", 20, 20)
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(packed.read_bytes()[:-20])
    view = json.loads(cancu("load", torn, "--json", "--store", url).stdout)
    assert view["reasons"]["failed"] == {"damaged_file": 1}
    assert view["added"] + view["failed"] > 1


def test_one_document_from_two_files_is_one_with_two_sources_and_their_differences_are_told() -> None:
    def reading(sha256: str, form: str, title: str, tasks: int) -> Reading:
        return Reading(
            Source(sha256 * 64, f"plan.{form}", form, genre="directive"),
            Document(PLAN, "584/KH-UBND", "KH", title=title, genre="directive"),
            "Việc cần làm.",
            tasks=tuple(Task("?", f"Việc {n}", 0, 4, "prose") for n in range(tasks)),
        )

    with open_store("sqlite://") as store:
        first = keep(Path("plan.txt"), [reading("a", "txt", "Kế hoạch năm 2021", 2)], store)
        second = keep(Path("plan.pdf"), [reading("b", "pdf", "Kế hoạch  NĂM 2021", 3)], store)
        node = store.document(PLAN)
    assert node is not None
    assert len(node.sources) == 2
    assert first.warnings == ()
    counts, tasks = second.warnings
    assert (counts.code, dict(counts.facts)) == (
        "task_counts_differ",
        {"id": PLAN, "known": "2", "said": "3"},
    )
    assert (tasks.code, dict(tasks.facts)) == (
        "tasks_only_here",
        {"id": PLAN, "count": "1", "first": "Việc 2", "known": "plan.txt"},
    )


def test_an_archive_that_takes_too_long_fails_by_itself(
    cancu: Cancu, samples: Path, tmp_path: Path, url: str
) -> None:
    archive, good = tmp_path / "slow.tar.gz", next(samples.glob("003*.txt"))
    archive.write_bytes(b"".join(slow(LETTERHEAD.format(number=7).encode(), after=16 << 30)))
    run = cancu("load", archive, good, "--timeout", "5", "--json", "--store", url)
    assert run.returncode == 1
    view = json.loads(run.stdout)
    assert view["added"] == 2
    (failure,) = view["failures"]
    assert (failure["path"], failure["code"]) == (str(archive), "reader_timed_out")


def slow(plan: bytes, after: int) -> Iterator[bytes]:
    """A small TAR in gzip: a plan, a hidden file of so many noughts that is passed over, and the plan again."""
    zeros = 64 << 20
    yield gzip.compress(member("plan.txt", len(plan)) + plan.ljust(512, b"\0"))
    yield gzip.compress(member(".swap", after))
    yield gzip.compress(bytes(zeros)) * (after // zeros)
    yield gzip.compress(member("last.txt", len(plan)) + plan.ljust(512, b"\0") + bytes(1024))


def member(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf()


def test_an_archive_may_take_longer_than_any_of_its_members(cancu: Cancu, tmp_path: Path, url: str) -> None:
    packed = tmp_path / "plans.jsonl.gz"
    with gzip.open(packed, "wt", encoding="utf-8") as file:
        for number in range(120):
            text = LETTERHEAD.format(number=number) + f"Sở Nội vụ chủ trì việc {number}.\n" * 2000
            file.write(json.dumps({"title": "Kế hoạch", "content": text}, ensure_ascii=False) + "\n")
    limit = 4.0
    view = json.loads(
        cancu("load", packed, "--jobs", "1", "--timeout", limit, "--json", "--store", url).stdout
    )
    assert view["added"] == 120
    assert view["seconds"] > limit


@pytest.mark.skipif(os.name == "nt", reason="memory is not limited on Windows")
def test_a_reader_that_ends_as_it_is_asked_is_an_answer_too() -> None:
    with Crew[str](1, read, Limits(memory=256)) as crew:
        crew.give("large", "large.txt", bytes(200 << 20))
        label, answer = crew.finish()
        assert (label, type(answer)) == ("large", ReaderOutOfMemory)
        crew.give("small", "small.txt", LETTERHEAD.format(number=1).encode())
        label, answer = crew.finish()
    assert isinstance(answer, tuple)
    assert answer[0].document.number == "1/KH-UBND"


@pytest.mark.skipif(os.name == "nt", reason="memory is not limited on Windows")
@pytest.mark.parametrize("command", ["extract", "text"])
def test_what_is_read_without_a_store_is_read_within_limits(
    cancu: Cancu, tmp_path: Path, command: str
) -> None:
    large = tmp_path / "large.txt"
    large.write_text("Điều này rất dài. " * 4_000_000, encoding="utf-8")
    run = cancu(command, large, "--memory", "400")
    assert (run.returncode, run.stdout) == (1, "")
    assert "[reader_out_of_memory]" in run.stderr


def test_limits_change_nothing_in_what_is_read(cancu: Cancu, tmp_path: Path, samples: Path) -> None:
    packed = lines(tmp_path / "plans.jsonl.gz", 5, 5)
    within = cancu("extract", samples, packed)
    without = cancu("extract", samples, packed, "--no-limits")
    assert within.stdout.count("\n") == 10
    assert (within.stdout, within.stderr) == (without.stdout, without.stderr)


@pytest.mark.skipif(os.name == "nt", reason="a terminal is made in another way there")
def test_a_terminal_shows_how_far_the_load_is(surroundings: dict[str, str], tmp_path: Path, url: str) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [COMMAND, "load", plans(tmp_path / "many", 12), tmp_path / "none.txt", "--store", url],
        env=surroundings | {"TERM": "xterm", "COLUMNS": "120"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(everything(ours)).decode("utf-8"))
    os.close(ours)
    assert process.returncode == 1
    assert re.search(r"0/13 tệp, 0\.0 tệp/giây, lỗi 0, còn khoảng … phút: 1\.txt", shown)
    assert re.search(r"13/13 tệp, \d+\.\d tệp/giây, lỗi 1, còn khoảng 0:00 phút: 9\.txt", shown)
    assert "12.txt: đã nạp ubnd-t.bac-ninh:kh:12:2020" in shown


def everything(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal until nobody holds its other end."""
    with suppress(OSError):
        while data := os.read(terminal, 1 << 16):
            yield data
