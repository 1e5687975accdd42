"""The graph is that of the set of readings, whatever the order they came, went and came again in."""

from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.binding import weave
from graph.model import Citation, Reading, Section, Task
from graph.port import GraphStore
from graph.stores import open_store
from tests.contract.readings import cite, contents, reading, task

SERIES = ["cp:nd:1", "tw:nq:2", "ubnd-t.bac-ninh:kh:3"]
YEARS = [2019, 2020, 2021]
DATED = [f"{series}:{year}" for series in SERIES for year in YEARS]
UNDATED = [f"{series}:?" for series in SERIES]
FILES = ["a", "b", "c", "d", "e"]

BODIES = [
    "stttt.bac-ninh",
    "skhcn.bac-ninh",
    "btg.bac-ninh",
    "snv.bac-ninh-2025",
    "btttt",
    "bkhcn",
    "so-la.o-day",
]
LEADS = ["Sở Nội vụ", "SỞ NỘI VỤ", "So Noi vu", "Các đơn vị liên quan"]

days = st.sampled_from([date(year, month, 15) for year in YEARS for month in (2, 11)])
maybe_days = st.none() | days
words = st.sampled_from(["Kế hoạch năm 2020", "Nghị định về đường bộ", "Nghị quyết"])


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    target = draw(st.sampled_from([*DATED, *UNDATED, *UNDATED, None]))
    return cite(
        target,
        dated=draw(maybe_days),
        klass=draw(st.sampled_from(["numbered", "numbered", "named", "self", "unnumbered"])),
        relation=draw(st.sampled_from(["legal_basis", "amends", "unheard_of"])),
        subject=draw(st.sampled_from(["self", "self", "self", *DATED[:2], *UNDATED])),
        candidates=tuple(draw(st.lists(st.sampled_from(DATED), max_size=2, unique=True))),
        title=draw(st.none() | words),
        number=draw(st.sampled_from([None, "1", "1/2020/NĐ-CP"])),
        kind=draw(st.sampled_from([None, "NĐ"])),
        issuer=draw(st.sampled_from([None, "cp"])),
    )


@st.composite
def outlines(draw: st.DrawFn) -> tuple[Section, ...]:
    """Sections of any levels, numbered one after the other, each as long as those within it."""
    levels = draw(st.lists(st.sampled_from([-1, 1, 4, 5, 6, 10]), max_size=6))
    return tuple(Section(f"{n}", f"{n}.", f"Phần {n}", level, n, n + 1) for n, level in enumerate(levels))


@st.composite
def assigned_tasks(draw: st.DrawFn, sections: Sequence[Section]) -> Task:
    return task(
        draw(words),
        lead=draw(st.none() | st.sampled_from(LEADS)),
        agency=draw(st.none() | st.sampled_from(BODIES)),
        section=draw(st.sampled_from([None, *(section.path for section in sections)])),
    )


@st.composite
def parts(draw: st.DrawFn, file: str, part: int) -> Reading:
    identifier = draw(st.sampled_from([*DATED, *UNDATED]))
    sections = draw(outlines())
    return reading(
        identifier,
        file=file,
        part=part,
        genre=draw(st.sampled_from(["directive", "news"])),
        published_on=draw(maybe_days),
        issued_on=draw(maybe_days) if identifier in DATED else None,
        reported=draw(st.booleans()),
        title=draw(st.none() | words),
        text=draw(words) * draw(st.integers(1, 3)),
        citations=draw(st.lists(citations(), max_size=3)),
        sections=sections,
        tasks=draw(st.lists(assigned_tasks(sections), max_size=2)),
    )


@st.composite
def files(draw: st.DrawFn) -> list[Reading]:
    name = draw(st.sampled_from(FILES))
    return [draw(parts(name, part)) for part in range(draw(st.integers(1, 2)))]


steps = st.lists(files() | st.sampled_from(FILES), min_size=1, max_size=9)


def follow(store: GraphStore, step: Sequence[Reading] | str, held: dict[str, Sequence[Reading]]) -> None:
    """Load a file, or take out the one of this name; `held` keeps what should be there then."""
    if isinstance(step, str):
        gone = held.pop(step, None)
        assert store.remove(reading("x:y:1:?", file=step).source.sha256) is bool(gone)
    else:
        held[step[0].source.path.removesuffix(".txt")] = step
        store.add(step)


def everything(held: Mapping[str, Sequence[Reading]]) -> list[Reading]:
    return [part for file in held.values() for part in file]


@settings(max_examples=150)
@given(steps)
def test_after_every_step_the_graph_is_that_of_the_set(taken: list[list[Reading] | str]) -> None:
    held: dict[str, Sequence[Reading]] = {}
    with open_store("sqlite://") as store:
        for step in taken:
            follow(store, step, held)
            assert contents(store) == weave(everything(held))


@settings(max_examples=50)
@given(steps)
def test_what_is_found_is_what_a_fresh_store_finds(taken: list[list[Reading] | str]) -> None:
    held: dict[str, Sequence[Reading]] = {}
    with open_store("sqlite://") as store, open_store("sqlite://") as fresh:
        for step in taken:
            follow(store, step, held)
        fresh.add(everything(held))
        for typed in ("kế hoạch", "nghi dinh 1", "nghị quyết", "duong bo", "2020"):
            assert store.search(typed, limit=100) == fresh.search(typed, limit=100)
        assert store.counts() == fresh.counts()
        assert list(store.sources()) == list(fresh.sources())


@settings(max_examples=50)
@given(st.lists(files(), min_size=2, max_size=5, unique_by=lambda file: file[0].source.path), st.randoms())
def test_no_order_of_arrival_matters(loaded: list[list[Reading]], order: st.randoms) -> None:  # type: ignore[valid-type]
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        for file in loaded:
            one.add(file)
        for file in order.sample(loaded, len(loaded)):  # type: ignore[attr-defined]
            other.add(file)
        assert contents(one) == contents(other)
