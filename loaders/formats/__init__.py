"""The formats that are read: one module and one line of the table each; a reader takes bytes, gives drafts."""

from collections.abc import Callable, Iterable, Mapping

from graph.errors import UnknownFormat
from loaders.formats import (
    delimited,
    doc,
    docx,
    html,
    json_records,
    markdown,
    ods,
    pdf,
    pictures,
    plain,
    rtf,
    xlsx,
)
from loaders.formats.detection import form_of
from loaders.structure.draft import Draft

Reader = Callable[[bytes, str], Iterable[Draft]]

READERS: Mapping[str, Reader] = {
    ".pdf": pdf.read,
    ".doc": doc.read,
    ".docx": docx.read,
    ".rtf": rtf.read,
    ".xlsx": xlsx.read,
    ".xls": xlsx.read_old,
    ".ods": ods.read,
    ".csv": delimited.read,
    ".html": html.read,
    ".md": markdown.read,
    ".json": json_records.read,
    ".txt": plain.read,
    ".png": pictures.read,
    ".jpg": pictures.read,
    ".tif": pictures.read,
}


def reader_of(name: str, data: bytes) -> tuple[str, Reader]:
    """The format of a file, by its bytes before its name, and its reader."""
    form = form_of(data, name)
    if form not in READERS:
        raise UnknownFormat(name=name, suffix=form, known=", ".join(sorted(READERS)))
    return form.removeprefix("."), READERS[form]
