"""The names of elements and attributes, and how their values are read."""

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full name of an element or attribute of word processing."""
    return _W + name


def local(element: etree._Element) -> str:
    """The name of an element without its name space."""
    return element.tag.rpartition("}")[2]


def value(element: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element that a path of names leads to; None without the one or the other."""
    found = child(element, path)
    return None if found is None else found.get(_W + attribute)


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """The element that a path of names leads to."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(_W + name)
    return element


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether an on-off property is there and is not switched off."""
    found = child(element, path)
    return found is not None and found.get(_W + "val") not in _OFF


def number(text: str | None, missing: int) -> int:
    """A whole number as it is written, else `missing`."""
    try:
        return int(text) if text is not None and len(text) < 12 else missing
    except ValueError:
        return missing
