"""Document numbers (số, ký hiệu) in running text: the grammar of the domain guide, 1.2, with the noise of 1.7.

Works on the flat text (every white space a blank, every dash a hyphen), so that offsets are those of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from string import digits
from typing import Literal

from graph.fold import fold
from graph.vocabulary import issuers, kinds, local_issuers
from loaders.language.kinds import kind_names
from loaders.language.patterns import pattern, places, tried_at

_LIST = 120

Family = Literal["norm", "assembly", "admin", "party", "letter", "old"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands at `start:end`, read: `61/2018/NĐ-CP` is 61, 2018, NĐ, CP.

    `kind` is None where the number has no kind code (laws, official letters); `issuer` is the code as written,
    `unit` the drafting unit or house suffix, which is no part of the identity. Where a list says them once for
    several (`107, 108/2020/NĐ-CP`), `tail` is where the number starts that has them.
    """

    start: int
    end: int
    family: Family
    ordinal: str
    year: int | None
    kind: str | None
    issuer: str
    unit: str | None = None
    tail: int | None = None

    @property
    def display(self) -> str:
        """The number as it should be written."""
        tail = f"-{self.unit}" if self.unit else ""
        match self.family:
            case "norm":
                return f"{self.ordinal}/{self.year}/{self.kind}-{self.issuer}{tail}"
            case "assembly":
                return f"{self.ordinal}/{self.year}/{self.issuer}"
            case "admin":
                return f"{self.ordinal}/{self.kind}-{self.issuer}{tail}"
            case "old":
                return f"{self.ordinal}-{self.issuer}"
            case "party":
                return f"{self.ordinal}-{self.kind}/{self.issuer}"
            case "letter":
                return f"{self.ordinal}/{self.issuer}{tail}"


def figures_in(flat: str) -> list[int]:
    """Where figures begin: the first digit of each run."""
    standing = places(flat, digits)
    return [at for before, at in pairwise([-2, *standing]) if at > before + 1]


def find_numbers(flat: str, figures: Sequence[int] | None = None) -> Iterator[Number]:
    """Every document number, in reading order; dates, ranks, levels and standards give nothing.

    `figures` is where the figures of the text begin, if it is at hand.
    """
    after = -1
    for match in tried_at(figures_in(flat) if figures is None else figures, _pattern(), flat):
        listed = _listed_before(flat, match)
        if listed or _stands_free(flat, match.start(), after):
            number = _read(match)
            if number is not None:
                after = number.end
                yield from (_with_tail(bare, number) for bare in listed)
                yield number


def _listed_before(flat: str, last: re.Match[str]) -> list[re.Match[str]]:
    """The bare numbers of a list whose last has year and symbol: `các Nghị định số 107, 108/2020/NĐ-CP` (guide 1.7).

    A stroke joins Party numbers only (`18/19-NQ/TW`): in others it stands before the year.
    """
    start = last.start()
    before = flat[max(0, start - 12) : start]
    if not pattern("list_number_before").search(before) or (before[-1] == "/" and not last["party_kind"]):
        return []
    window = max(0, start - _LIST)
    match = _list_before().search(flat[window:start])
    if match is None:
        return []
    return list(pattern("bare_number").finditer(flat, window + match.start("list"), start))


@cache
def _list_before() -> re.Pattern[str]:
    sign, bare = pattern("number_sign").pattern, pattern("bare_numbers").pattern
    return re.compile(rf"(?<!\w)(?:{kind_names()}(?:\s+{sign})?|{sign})\s*:?\s*(?P<list>{bare})$")


def _with_tail(bare: re.Match[str], tail: Number) -> Number:
    own_year = int(bare["year"]) if bare["year"] else tail.year
    return replace(
        tail, start=bare.start(), end=bare.end(), ordinal=bare["ordinal"], year=own_year, tail=tail.start
    )


def number_at(flat: str, position: int = 0) -> Number | None:
    """The number that starts at `position`."""
    match = _pattern().match(flat, position)
    return _read(match) if match else None


@cache
def _pattern() -> re.Pattern[str]:
    # Accepts 61/2018/NĐ-CP, 61/201 8/NĐ-CP, 76/2015/QH13, 30c/NQ-CP, 6459/BNV-CCHC, 83/BTC-TCT-CS, 18 - NQ/TW;
    # refuses 25/63, 23/4/2018, 9001:2015.
    code = r"[A-ZĐ][A-Za-zĐđƯ]*(?:&[A-ZĐ]+)*(?:\d{1,2}(?![\d/]))?"
    return re.compile(
        rf"""
        (?P<ordinal> [0-9](?<!\d\d)\d{{0,4}}+ (?:\.\d{{1,2}}(?=\s?/\s?20))? [a-zA-Z]? ) (?=[\s/-])
        (?:
          \s?/\s? (?P<year> (?:19|20)\d\s?\d ) \s?/\s{{0,2}} (?:
              (?P<assembly> (?:UBTV)?QH\s?\d{{1,2}} )
            | (?P<norm_kind> {_kind_codes()} ) \s?[-._/]?\s? (?P<norm_issuer> {code} (?:\s?-\s?{code})* )
          )
        | \s?/\s? (?P<admin_kind> {_kind_codes()} ) \s?[-./]\s? (?P<admin_issuer> {code} (?:\s?-\s?{code})* )
        | \s?-\s? (?P<old> (?: L | LCT | PL ) \s?/\s? (?: CTN | H[ĐD]NN\d{{0,2}} ) | CP | TTg | H[Đ]BT | CT(?!\s?/) )
        | \s?[-\s]\s? (?P<party_kind> {_kind_codes()} ) \s?/\s? (?P<party_issuer> {code} )
        | (?P<small> \s?[-/]\s? (?:(?:19|20)\d\d\s?/\s?)? (?: {_small_codes(kind_codes=True)} \s?[-/]\s? )?
            {_small_codes(kind_codes=False)} )
        | \s?/\s? (?P<letter> [A-ZĐ]{{2}}[A-Za-zĐ]* )
            (?: \s?-\s? (?P<unit> [A-ZĐ][A-Za-zĐ]* (?:(?:[&.,]\s?|-)[A-ZĐ]+)* (?:\d{{1,2}}(?![\d/]))? ) )?
        ) (?![^\W\d_])
        """,
        re.VERBOSE,
    )


@cache
def _kind_codes() -> str:
    """Every kind code, and how it is typed without diacritics where that is no other code."""
    codes = {kind.code for kind in kinds().values() if kind.coded}
    plain = {code.replace("Đ", "D") for code in codes} | {code.upper() for code in codes}
    return "|".join(sorted(map(re.escape, codes | plain), key=len, reverse=True))


def kind_code(written: str) -> str:
    """The kind's code for how it is written in a number: `ND` is NĐ, `CTR` is CTr."""
    return _kind_spellings().get(written, written)


@cache
def _kind_spellings() -> dict[str, str]:
    codes = [kind.code for kind in kinds().values() if kind.coded]
    spellings = {code.replace("Đ", "D"): code for code in codes} | {code.upper(): code for code in codes}
    return spellings | {code: code for code in codes}


@cache
def issuer_codes() -> frozenset[str]:
    """The codes of all issuers, folded."""
    central = {fold(code) for code in issuers()}
    return frozenset(central | {fold(issuer.code) for issuer in local_issuers()})


def _read(match: re.Match[str]) -> Number | None:
    span = match.start(), match.end()
    ordinal, year = match["ordinal"], int("".join(match["year"].split())) if match["year"] else None
    if match["assembly"]:
        return Number(*span, "assembly", ordinal, year, None, "".join(match["assembly"].split()))
    if match["norm_kind"]:
        issuer, unit = _parted(match["norm_issuer"], joint=match["norm_kind"].endswith("LT"))
        return Number(*span, "norm", ordinal, year, kind_code(match["norm_kind"]), issuer, unit)
    if match["admin_kind"]:
        issuer, unit = _parted(match["admin_issuer"])
        return Number(*span, "admin", ordinal, None, kind_code(match["admin_kind"]), issuer, unit)
    if match["old"]:
        return _read_old(span, ordinal, "".join(match["old"].split()))
    if match["small"]:
        return _read_small(match)
    if match["party_kind"]:
        return Number(*span, "party", ordinal, None, kind_code(match["party_kind"]), match["party_issuer"])
    return _letter(span, ordinal, match["letter"], match["unit"])


def _read_old(span: tuple[int, int], ordinal: str, code: str) -> Number:
    """A number from before 1997: a law's (`21-LCT/HĐNN8`), or a decree's that has its body only (`73-CP`)."""
    return Number(*span, "old" if "/" in code else "letter", ordinal, None, None, code)


def _read_small(match: re.Match[str]) -> Number | None:
    """A number in small letters, as registers type it: `799/qđ-ttg` is read as 799/QĐ-TTg."""
    codes = _spelled_codes()
    written = "".join(codes.get(part.strip(), part.strip()) for part in re.split(r"([-/])", match[0]))
    found = number_at(written)
    is_whole = found is not None and found.end == len(written) and found.family != "letter"
    return replace(found, start=match.start(), end=match.end()) if found and is_whole else None


@cache
def _spelled_codes() -> dict[str, str]:
    """The codes of kinds and issuers by their small letters."""
    codes = {kind.code for kind in kinds().values() if kind.coded}
    issuing = {*issuers(), *(issuer.code for issuer in local_issuers())}
    terms = {f"QH{term}" for term in range(1, 20)} | {f"UBTVQH{term}" for term in range(1, 20)}
    return {code.lower(): code for code in sorted(issuing | terms) + sorted(codes)}


@cache
def _small_codes(*, kind_codes: bool) -> str:
    of_kinds = {kind.code for kind in kinds().values() if kind.coded}
    chosen = {small for small, code in _spelled_codes().items() if (code in of_kinds) == kind_codes}
    return f"(?:{'|'.join(sorted(map(re.escape, chosen), key=len, reverse=True))})"


def _parted(code: str, joint: bool = False) -> tuple[str, str | None]:
    """The issuer, and the house suffix behind it; the issuers of a joint circular stay together."""
    code = re.sub(r"\s", "", code)
    issuer, _, unit = code.partition("-")
    return (code, None) if joint else (issuer, unit or None)


def _letter(span: tuple[int, int], ordinal: str, code: str, unit: str | None) -> Number:
    """An official letter, or an administrative number that lost its hyphen (`1961/QĐUBND`)."""
    for length in range(min(4, len(code) - 1), 1, -1):
        kind = _kind_spellings().get(code[:length])
        if kind and fold(code) not in issuer_codes() and fold(code[length:]) in issuer_codes():
            return Number(*span, "admin", ordinal, None, kind, code[length:], unit)
    return Number(*span, "letter", ordinal, None, None, code, unit)


def _stands_free(flat: str, start: int, after: int) -> bool:
    """Whether no other number or word runs into this one; `số31` and glued links may."""
    if start == 0 or start == after:
        return True
    before = flat[start - 1]
    if before == "/":
        return False
    if pattern("standard_before").search(flat[max(0, start - 12) : start]):
        return False
    if before.isalpha():
        return pattern("number_word_glued").search(flat[max(0, start - 3) : start]) is not None
    return not (before.isdigit() or (before in "./,-" and flat[start - 2 : start - 1].isalnum()))
