"""What noise costs on pages that no rule was written for: the citations of a noisy page beside those of the page.

    python -m benchmarks.unseen_noise [--seed N]

No key is at hand for these pages, so a figure is an agreement (f1 of one reading against the other), no quality. One
seed draws the same pages again.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from benchmarks import sample
from benchmarks.noise import VARIANTS, noisy
from graph.errors import UnreadableFile
from graph.fold import fold
from graph.identity import is_dated
from graph.model import Reading, Source
from loaders.extract import read_draft
from loaders.formats import reader_of
from loaders.structure.draft import Draft
from loaders.structure.text import canonical

OF_EACH = 10
LARGEST = 400_000
MEASURES = ("numbered", "named", "relation", "target")

Told = Mapping[str, Counter[tuple[str, ...]]]


def drafts(seed: int) -> Iterator[tuple[Source, Draft]]:
    """Pages of every set of texts, as the readers of their formats give them."""
    for page in sample.draw_pages(random.Random(seed), of_each=OF_EACH, of_register=0):
        try:
            form, read = reader_of(page.name, page.data)
        except UnreadableFile:
            continue
        if len(page.data) < LARGEST:
            for part, draft in enumerate(read(page.data, page.name)):
                yield Source("0" * 64, page.name, form, part), draft


def told(reading: Reading) -> Told:
    """What is told, in a form that marks and white space do not touch."""
    found: dict[str, Counter[tuple[str, ...]]] = {measure: Counter() for measure in MEASURES}
    for citation in reading.citations:
        if citation.klass == "numbered":
            number = _bare(citation.number or "")
            found["numbered"][number,] += 1
            found["relation"][number, citation.relation, citation.subject] += 1
        elif citation.klass == "named":
            found["named"][_bare(citation.quote.text)[:60],] += 1
        if citation.klass in ("numbered", "named") and citation.target and is_dated(citation.target):
            found["target"][citation.target,] = 1
    return found


def _bare(text: str) -> str:
    return "".join(letter for letter in fold(canonical(text).text) if letter.isalnum())


def agreement(pairs: Iterable[tuple[Told, Told]]) -> dict[str, float]:
    """The f1 of each measure over all pages."""
    both, all_of = Counter[str](), Counter[str]()
    for one, other in pairs:
        for measure in MEASURES:
            both[measure] += 2 * (one[measure] & other[measure]).total()
            all_of[measure] += one[measure].total() + other[measure].total()
    return {measure: both[measure] / max(1, all_of[measure]) for measure in MEASURES}


def main() -> None:
    """Print the agreement of every variant."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=5)
    pages = list(drafts(parser.parse_args().seed))
    clean = [told(read_draft(draft, source)) for source, draft in pages]
    print(f"{len(pages):>5} documents{'':9}" + "".join(f"{measure:>12}" for measure in MEASURES))
    for name, variant in VARIANTS.items():
        noises = [told(read_draft(noisy(draft, variant), source)) for source, draft in pages]
        figures = agreement(zip(clean, noises, strict=True))
        print(f"{name:24}" + "".join(f"{figures[measure]:12.4f}" for measure in MEASURES))


if __name__ == "__main__":
    main()
