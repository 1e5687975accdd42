"""Which sections of a document people look at, and how they nest: down to its articles, or to its numbered headings.

What is finer (khoản, điểm) is many times as much and is read in the text: docs/decisions/0014 has the figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Section

# Of the levels that the readers give: an article (Điều 5), and a heading of a plan (1. Mục tiêu).
ARTICLE, NUMBER = 5, 6


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections that are shown, each with the path of the one around it, None at the top.

    `homes` tells for the path of any section the innermost one shown that it is or stands in, None where there is none.
    """

    shown: tuple[tuple[Section, str | None], ...]
    homes: Mapping[str, str | None]


def outline(sections: Sequence[Section]) -> Outline:
    """The outline of a document's sections, which come in reading order."""
    shown: list[tuple[Section, str | None]] = []
    homes: dict[str, str | None] = {}
    around: list[Section] = []
    for section in sections:
        while around and around[-1].level >= section.level:
            around.pop()
        home = homes[around[-1].path] if around else None
        if _is_shown(section, around):
            shown.append((section, home))
            home = section.path
        homes[section.path] = home
        around.append(section)
    return Outline(tuple(shown), homes)


def _is_shown(section: Section, around: Sequence[Section]) -> bool:
    in_article = any(outer.level == ARTICLE for outer in around)
    return section.level <= ARTICLE or (section.level <= NUMBER and not in_article)
