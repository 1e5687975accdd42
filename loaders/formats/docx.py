"""Word's XML files: the text with its tables, then the notes; headers, footers and comments are left out."""

from collections.abc import Iterator

from graph.errors import DamagedFile
from loaders.formats.flow import to_draft
from loaders.formats.package import Package
from loaders.formats.wordxml.lists import ListNumbers
from loaders.formats.wordxml.names import child
from loaders.formats.wordxml.story import Story
from loaders.formats.wordxml.styles import Styles
from loaders.structure.draft import Draft, Grid

_NOTES = ("footnotes", "endnotes")


def read(data: bytes, name: str, read_by: str | None = None) -> list[Draft]:
    """The one document of a DOCX file; `read_by` names the program that made it DOCX, if one did."""
    try:
        return [to_draft(list(_flow(Package(data, name))), name, read_by)]
    except RecursionError as fault:
        raise DamagedFile(name=name) from fault


def _flow(package: Package) -> Iterator[str | Grid]:
    main = package.related("").get("officeDocument", "word/document.xml")
    parts = package.related(main)
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise DamagedFile(name=package.name)
    styles = Styles(package.xml(parts.get("styles", "")))
    story = Story(styles, ListNumbers(package.xml(parts.get("numbering", "")), styles))
    yield from story.blocks(body)
    for kind in _NOTES:
        yield from story.notes(package.xml(parts.get(kind, "")))
