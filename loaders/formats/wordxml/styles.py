"""What styles set: the list a paragraph is numbered by, the font, capitals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from loaders.formats.wordxml.names import child, is_on, number, value, w

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph or run is set; None where nothing is said."""

    list_id: str | None = None
    list_level: int | None = None
    font: str | None = None
    capitals: bool | None = None

    def over(self, base: "Look") -> "Look":
        """This look, and the base's where it says nothing."""
        return Look(
            self.list_id if self.list_id is not None else base.list_id,
            self.list_level if self.list_level is not None else base.list_level,
            self.font or base.font,
            self.capitals if self.capitals is not None else base.capitals,
        )


def look_of(element: etree._Element | None) -> Look:
    """What the properties `pPr` and `rPr` of an element set."""
    run = child(element, "rPr")
    level = value(element, "pPr/numPr/ilvl")
    return Look(
        value(element, "pPr/numPr/numId"),
        number(level, 0) if level is not None else None,
        font_of(run),
        is_on(run, "caps") if child(run, "caps") is not None else None,
    )


def font_of(run: etree._Element | None) -> str | None:
    """The font that run properties name for Latin letters."""
    return value(run, "rFonts", "ascii") or value(run, "rFonts", "hAnsi")


class Styles:
    """The styles of a document, by id, each with what it takes from those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = (
            {} if root is None else {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
        )
        self._bases = {key: value(style, "basedOn") for key, style in styles.items()}
        self._own: Mapping[str, Look] = {key: look_of(style) for key, style in styles.items()}
        self._defaults = look_of(child(root, "docDefaults/rPrDefault"))
        self._told: dict[str, Look] = {}
        self.usual = next((key for key, style in styles.items() if _is_usual(style)), "")

    def look(self, key: str | None) -> Look:
        """What a style of paragraphs comes to; for an unknown one the defaults."""
        return self._tells(key or "").over(self._defaults)

    def of_characters(self, key: str | None) -> Look:
        """What a style of characters tells, over that of the paragraph; no list, and no defaults."""
        return replace(self._tells(key or ""), list_id=None, list_level=None)

    def _tells(self, key: str) -> Look:
        """What a style and those that it is based on tell."""
        if key not in self._told:
            self._told[key] = self._chain(key)
        return self._told[key]

    def _chain(self, key: str | None) -> Look:
        look = Look()
        for _ in range(_DEEPEST):
            if not key or key not in self._own:
                break
            look = look.over(self._own[key])
            key = self._bases[key]
        return look


def _is_usual(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
