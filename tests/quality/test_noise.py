"""Noise of real files costs next to nothing: no measure of citations loses more than half a point by it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.noise import VARIANTS
from benchmarks.quality import Scores, documents, drafts, extract_noisy, lost, score


@pytest.fixture(scope="module")
def clean(shared: Path) -> Iterator[Scores]:
    """The scores of the documents as they are."""
    assert shared.is_dir()
    with tempfile.TemporaryDirectory() as folder:
        extractions = Path(folder) / "clean.jsonl"
        extract_noisy(drafts(documents()), lambda text: text, extractions)
        yield score(extractions, quiet=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIANTS)
def test_noise_costs_half_a_point_at_most(shared: Path, clean: Scores, name: str, tmp_path: Path) -> None:
    extractions = tmp_path / f"{name}.jsonl"
    extract_noisy(drafts(documents()), VARIANTS[name], extractions)
    assert lost(clean, score(extractions, quiet=True)) == []
