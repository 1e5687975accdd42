"""What the words of an RTF file stand for: groups that are no text, letters, code pages."""

from collections.abc import Mapping

# Groups whose words are no text of the document; after `\*` so is every group but those that follow.
NO_TEXT = frozenset({
    "stylesheet", "colortbl", "info", "pict", "nonshppict", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "fldinst", "annotation", "atnid", "atnauthor",
    "bkmkstart", "bkmkend", "listtable", "listoverridetable", "rsidtbl", "filetbl", "revtbl", "objdata",
    "objclass", "object", "xe", "tc", "txe", "rxe", "template", "shprslt", "sp", "do", "nesttableprops",
    "nonesttables", "upr", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl",
    "generator", "pgptbl",
})  # fmt: skip
TEXT_AFTER_STAR = frozenset({"shpinst", "shptxt", "ud", "fldrslt", "objresult"})
APART = frozenset({"footnote", "shptxt", "dptxbxtext"})
LETTERS: Mapping[str, str] = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
SYMBOLS: Mapping[str, str] = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
PARAGRAPH_ENDS = frozenset({"par", "sect"})
CODE_PAGES: Mapping[int, str] = {
    128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
USUAL_PAGE = "cp1252"
