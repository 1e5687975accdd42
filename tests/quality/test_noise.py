"""Noise of real files costs next to nothing: no measure of citations loses more than half a point by it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.noise import VARIANTS
from benchmarks.quality import Scores, documents, drafts, extract_noisy, lost, score
from graph.model import Source
from loaders.structure.draft import Draft


@pytest.fixture(scope="module")
def unread(shared: Path) -> list[tuple[Source, Draft]]:
    """What the readers of the formats give of the documents."""
    assert shared.is_dir()
    return drafts(documents())


@pytest.fixture(scope="module")
def clean(unread: list[tuple[Source, Draft]]) -> Iterator[Scores]:
    """The scores of the documents as they are."""
    with tempfile.TemporaryDirectory() as folder:
        extractions = Path(folder) / "clean.jsonl"
        extract_noisy(unread, lambda text: text, extractions)
        yield score(extractions, quiet=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIANTS)
def test_noise_costs_half_a_point_at_most(
    unread: list[tuple[Source, Draft]], clean: Scores, name: str, tmp_path: Path
) -> None:
    extractions = tmp_path / f"{name}.jsonl"
    extract_noisy(unread, VARIANTS[name], extractions)
    assert lost(clean, score(extractions, quiet=True)) == []
