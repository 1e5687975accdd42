"""Pages that are pictures into sheets of words, and what is told of how they were recognised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import TooManyPages
from graph.model import Notice
from loaders.formats.ocr_engine import open_engine
from loaders.formats.pdf_sheets import Sheet

if TYPE_CHECKING:
    from loaders.formats.ocr_picture import Grey

MOST_PAGES = 500
_POOR = 0.75


@dataclass(frozen=True, slots=True)
class Recognition:
    """The sheets of the pages that were recognised, how sure on average (0 to 1), and what is told of it."""

    sheets: tuple[Sheet, ...] = ()
    confidence: float = 1.0
    notices: tuple[Notice, ...] = ()


def recognise(pictures: Iterable[tuple[int, "Grey"]], name: str, pages: int) -> Recognition:
    """What pictures of 300 dots an inch, each with its page's number, say; `pages` is how many these are.

    Raises RecognitionMissing or ModelMissing where nothing can recognise, TooManyPages or RecognitionTimedOut.
    """
    if pages > MOST_PAGES:
        raise TooManyPages(name=name, pages=pages, limit=MOST_PAGES)
    with open_engine(name, pages) as engine:
        from loaders.formats.ocr_sheets import recognised

        found = [recognised(picture, engine, number) for number, picture in pictures]
    letters = sum(page.letters for page in found)
    confidence = sum(page.sure * page.letters for page in found) / max(1, letters)
    facts = (("pages", listed([page.sheet.number for page in found])), ("confidence", _percent(confidence)))
    poor = [
        Notice("recognised_poorly", (("page", str(page.sheet.number)), ("confidence", _percent(page.sure))))
        for page in found
        if page.sure < _POOR
    ]
    sheets = tuple(page.sheet for page in found)
    return Recognition(sheets, confidence, (Notice("recognised_text", facts), *poor))


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def listed(numbers: Sequence[int]) -> str:
    """Page numbers, those that follow each other as a range: 1–4, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return ", ".join("–".join(map(str, pages)) for pages in ranges)
