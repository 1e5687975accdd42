"""Plain text: UTF-8, UTF-16 by its mark, TCVN3 and VNI by their statistics; else refused with what it looks like."""

import codecs
import re
from dataclasses import dataclass

from graph.errors import BinaryFile, EmptyFile, LegacyEncoding, UndecodableText
from graph.model import Notice
from loaders.formats.letterhead import unbarred
from loaders.structure.barred import without_bars
from loaders.structure.draft import Draft
from loaders.structure.legacy import encoding_of_text, in_unicode
from loaders.structure.stacks import with_stacks

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
_SAMPLE = 200_000
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

# The letters that TCVN3 puts on vowels and đ, as Latin-1 shows them: `NghÞ ®Þnh` is Nghị định.
_TCVN3 = re.compile("[®¸µ¶·¹Êç¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞ«èåæçé¬íêëìîóïñòô\xad÷ùúûü]")
_VNI = re.compile(r"(?:[aeouyAEOUY][ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄ]|[ñÑ](?=[aeiouùøöô]))")
_UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file in Unicode, and what is told of how it came to be."""

    text: str
    notices: tuple[Notice, ...] = ()


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of a text file called `name`."""
    decoded = decode(data, name)
    return [Draft(with_stacks(without_bars(unbarred(decoded.text))), notices=decoded.notices)]


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file called `name`; what is surely TCVN3 or VNI in it is put into Unicode, and that is told.

    An UnreadableFile says why there is none: LegacyEncoding where it looks old and no encoding makes it Vietnamese.
    """
    text = as_written(data, name)
    converted = in_unicode(text)
    legacy = legacy_encoding(converted.text)
    if legacy is not None:
        raise LegacyEncoding(name=name, encoding=legacy)
    facts = (("encoding", ", ".join(converted.encodings)),)
    return Decoded(converted.text, (Notice("legacy_converted", facts),) if converted.encodings else ())


def as_written(data: bytes, name: str) -> str:
    """The text of a file as it was typed, in old letters too. Raises an UnreadableFile."""
    if _is_binary(data):
        raise BinaryFile(name=name)
    text = _decoded(data, name)
    if not text.strip():
        raise EmptyFile(name=name)
    return text


def _is_binary(data: bytes) -> bool:
    """Whether control bytes stand where text has none; UTF-16 with its mark is text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = data[:65536]
    return len(_CONTROLS.findall(sample)) > len(sample) // 200


def _decoded(data: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(_WESTERN, "replace")
        if encoding_of_text(text[:_SAMPLE]) is None and legacy_encoding(text[:_SAMPLE]) is None:
            raise UndecodableText(name=name) from None
        return text


def legacy_encoding(text: str) -> str | None:
    """TCVN3 or VNI where the text's letters say so, None for Unicode Vietnamese or another language."""
    letters = sum(letter.isalpha() for letter in text[:20000]) or 1
    if len(_UNICODE_VIETNAMESE.findall(text[:20000])) > letters // 100:
        return None
    tcvn3, vni = len(_TCVN3.findall(text[:20000])), len(_VNI.findall(text[:20000]))
    if "®" in text and tcvn3 > letters // 12:
        return "TCVN3"
    return "VNI" if vni > letters // 12 else None
