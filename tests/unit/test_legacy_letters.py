"""TCVN3 and VNI to Unicode: every letter, capitals by their company, and never Unicode text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary.tables import read_table
from loaders.formats import plain
from loaders.structure.assembly import assemble
from loaders.structure.legacy import LegacyLetter, encoding_of_text, in_unicode, join_runs, to_unicode
from loaders.structure.text import canonical

LETTERS = read_table("loaders.language", "legacy-letters.tsv", LegacyLetter)
TONES = "\u0300\u0301\u0303\u0309\u0323"
TONED = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES}
VIETNAMESE = TONED | set("đăâêôơư")


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_each_encoding_has_every_small_letter_once(encoding: str) -> None:
    letters = [row.letter for row in LETTERS if row.encoding == encoding]
    assert len(letters) == len(set(letters))
    assert set(letters) >= VIETNAMESE


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_letters_come_back_as_they_were_written(encoding: str) -> None:
    for row in LETTERS:
        if row.encoding == encoding:
            written = bytes.fromhex(row.bytes).decode("latin-1")
            read = to_unicode(written, encoding)
            assert (unicodedata.normalize("NFC", read), len(read)) == (row.letter, len(written))


@pytest.mark.parametrize(
    ("encoding", "written", "read"),
    [
        ("TCVN3", "NghÞ ®Þnh cña ChÝnh phñ", "Nghị định của Chính phủ"),
        ("TCVN3", "S¾C LÖNH CñA CHñ TÞCH", "SẮC LỆNH CỦA CHỦ TỊCH"),
        ("TCVN3", "Së T\xad ph¸p, Bé T\xad", "Sở Tư pháp, Bộ Tư"),
        ("VNI", "Nghò ñònh cuûa Chính phuû, ÑAÏI HOÏC", "Nghị định của Chính phủ, ĐẠI HỌC"),
        ("VNI", "ngöôøi söû duïng", "người sử dụng"),
    ],
)
def test_text_is_read_as_it_was_shown(encoding: str, written: str, read: str) -> None:
    assert canonical(to_unicode(written, encoding)).text == read


@given(st.text())
def test_text_with_letters_of_unicode_alone_stays(text: str) -> None:
    assert to_unicode(f"{text}ạ", "TCVN3") == f"{text}ạ"


def test_a_letter_may_go_over_two_runs() -> None:
    joined = join_runs([(None, "Sở "), ("VNI", "Noä"), ("VNI", "i vuï"), (None, ".")])
    assert canonical(joined).text == "Sở Nội vụ."


TYPED = {
    encoding: {
        row.letter: bytes.fromhex(row.bytes).decode("latin-1") for row in LETTERS if row.encoding == encoding
    }
    for encoding in ("TCVN3", "VNI")
}
SENTENCES = (
    "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành rà soát thủ tục hành chính.",
    "Ủy ban nhân dân các huyện báo cáo kết quả trước ngày 15 tháng 12 hằng năm.",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Giám đốc Sở Tư pháp chịu trách nhiệm kiểm tra, đôn đốc việc thực hiện kế hoạch này.",
)
SYLLABLES = sorted(
    {word.strip(".,;").lower() for sentence in SENTENCES for word in sentence.split() if word.isalpha()}
)


def typed(text: str, encoding: str) -> str:
    """The text as it was typed; a letter that the encoding lacks stays."""
    return "".join(TYPED[encoding].get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
@given(st.lists(st.sampled_from(SYLLABLES), min_size=12, max_size=60))
def test_typed_text_comes_back(encoding: str, syllables: list[str]) -> None:
    text = " ".join(syllables)
    old = typed(text, encoding)
    if len(set(old) - set(text)) > 8:
        assert canonical(in_unicode(old).text).text == text
    else:
        read = in_unicode(old).text
        assert read == old or canonical(read).text == text


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_every_letter_leads_back_to_what_was_typed(encoding: str) -> None:
    text = "\n".join(SENTENCES).lower()
    old = typed(text, encoding)
    (draft,) = plain.read(old.encode(), "a.txt")
    read = assemble(draft)
    assert read.body.text.strip() == text
    for at, letter in enumerate(text):
        assert old.startswith(TYPED[encoding].get(letter, letter), read.offsets.to_raw(at))


@given(st.lists(st.sampled_from([*SENTENCES, "The plan is approved.", "Ra soat thu tuc", "12/2020", ""])))
def test_unicode_is_never_touched(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert in_unicode(text).text == text
    assert in_unicode(text).encodings == ()


@given(st.text())
def test_text_without_letters_of_latin_1_stays(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert in_unicode(plain).text == plain


def test_a_paragraph_of_old_fonts_among_unicode_is_read() -> None:
    for encoding in ("TCVN3", "VNI"):
        mixed = "\n".join((*SENTENCES[:3], typed(SENTENCES[3], encoding)))
        assert canonical(in_unicode(mixed).text).text == "\n".join(SENTENCES)
        assert in_unicode(mixed).encodings == (encoding,)


def test_another_language_is_no_old_font() -> None:
    for text in (
        "Le comité a été créé près de la préfecture; les régions décident où siègent les délégués élus.",
        "La administración pública aprobó el plan de reforma; el año próximo se publicará el informe técnico.",
        "Die Behörde prüft die Anträge für das nächste Jahr und veröffentlicht die Ergebnisse später.",
    ):
        assert in_unicode(text).text == text
        assert encoding_of_text(text) is None
