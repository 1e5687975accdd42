"""Plain text: UTF-8 or UTF-16 by its mark, else refused with what it looks like (TCVN3, binary, unknown)."""

import codecs
import re

from graph.errors import BinaryFile, EmptyFile, LegacyEncoding, UndecodableText
from loaders.structure.draft import Draft
from loaders.structure.stacks import with_stacks

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

# The letters that TCVN3 puts on vowels and đ, as Latin-1 shows them: `NghÞ ®Þnh` is Nghị định.
_TCVN3 = re.compile("[®¸µ¶·¹Êç¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞ«èåæçé¬íêëìîóïñòô\xad÷ùúûü]")
_VNI = re.compile(r"(?:[aeouyAEOUY][ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄ]|[ñÑ](?=[aeiouùøöô]))")
_UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def read(data: bytes, name: str) -> list[Draft]:
    """The one document of a text file called `name`."""
    return [Draft(with_stacks(decode(data, name)))]


def decode(data: bytes, name: str) -> str:
    """The raw text of a file called `name`; an UnreadableFile says why there is none."""
    if _is_binary(data):
        raise BinaryFile(name=name)
    text = _decoded(data, name)
    if not text.strip():
        raise EmptyFile(name=name)
    legacy = legacy_encoding(text)
    if legacy is not None:
        raise LegacyEncoding(name=name, encoding=legacy)
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
        legacy = legacy_encoding(data[:200_000].decode("latin-1"))
        if legacy is not None:
            raise LegacyEncoding(name=name, encoding=legacy) from None
        raise UndecodableText(name=name) from None


def legacy_encoding(text: str) -> str | None:
    """TCVN3 or VNI where the text's letters say so, None for Unicode Vietnamese or another language."""
    letters = sum(letter.isalpha() for letter in text[:20000]) or 1
    if len(_UNICODE_VIETNAMESE.findall(text[:20000])) > letters // 100:
        return None
    tcvn3, vni = len(_TCVN3.findall(text[:20000])), len(_VNI.findall(text[:20000]))
    if "®" in text and tcvn3 > letters // 12:
        return "TCVN3"
    return "VNI" if vni > letters // 12 else None
