"""The lists of a document, from which paragraphs have their numbers (ECMA-376, part 1, 17.9)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from loaders.formats.numbering import DEEPEST, Counters, Level
from loaders.formats.wordxml.names import is_on, number, value, w
from loaders.formats.wordxml.styles import Styles

_NOTHING = Level("none", "")


@dataclass(frozen=True, slots=True)
class _Use:
    """A list as paragraphs refer to it, and the levels that begin anew with it."""

    key: str
    levels: Sequence[Level]
    restarts: Sequence[int]


class ListNumbers:
    """Gives paragraphs their numbers, in the order of the text."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        kinds = {} if root is None else {_id(kind): kind for kind in root.iter(w("abstractNum"))}
        uses = [] if root is None else list(root.iter(w("num")))
        of_use = {use.get(w("numId")): value(use, "abstractNumId") or "" for use in uses}
        linked = {
            key: of_use.get(styles.look(value(kind, "numStyleLink")).list_id, key)
            for key, kind in kinds.items()
            if value(kind, "numStyleLink")
        }
        self._uses = {use.get(w("numId"), ""): _use(use, kinds, linked) for use in uses}
        self._counters = Counters()
        self._begun: set[str] = set()

    def label(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of a list at a level; empty for none."""
        use = self._uses.get(list_id)
        if use is None:
            return ""
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted in use.restarts:
                self._counters.restart(use.key, restarted)
        return self._counters.label(use.key, use.levels, level)


def _id(kind: etree._Element) -> str:
    return kind.get(w("abstractNumId"), "")


def _use(use: etree._Element, kinds: Mapping[str, etree._Element], linked: Mapping[str, str]) -> _Use:
    key = value(use, "abstractNumId") or ""
    key = linked.get(key, key)
    levels = [_NOTHING] * DEEPEST
    for depth, level in _levels(kinds.get(key)):
        levels[depth] = level
    restarts: list[int] = []
    for override in use.findall(w("lvlOverride")):
        depth = _depth(override)
        for _, level in _levels(override):
            levels[depth] = level
        start = value(override, "startOverride")
        if start is not None:
            old = levels[depth]
            levels[depth] = Level(old.form, old.template, number(start, 1), old.legal, old.restarts)
            restarts.append(depth)
    return _Use(key, tuple(levels), tuple(restarts))


def _levels(parent: etree._Element | None) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(w("lvl")) if parent is not None else ():
        yield (
            _depth(element),
            Level(
                value(element, "numFmt") or "decimal",
                value(element, "lvlText") or "",
                number(value(element, "start"), 0),
                legal=is_on(element, "isLgl"),
                restarts=value(element, "lvlRestart") != "0",
            ),
        )


def _depth(element: etree._Element) -> int:
    return min(max(number(element.get(w("ilvl")), 0), 0), DEEPEST - 1)
