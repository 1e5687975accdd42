"""Rules of the house that no linter knows: names, language, and what may stand in files of versions."""

import ast
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_SUBJECT = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
}
CLASS_OF_LETTERS = re.compile(r"\[[^\]]*\]")
WORD = re.compile(r"[^\W\d_]{2,}")


def modules(packages: Mapping[str, Path]) -> list[Path]:
    return sorted(file for folder in packages.values() for file in folder.rglob("*.py"))


def vietnamese_words(literal: str) -> list[str]:
    """Words with a letter that English lacks; letters alone, classes and rows of letters are no words."""
    text = CLASS_OF_LETTERS.sub(" ", unicodedata.normalize("NFC", literal))
    return [
        word for word in WORD.findall(text) if "LATIN" in unicodedata.name(word[0]) and not is_plain(word)
    ]


def is_plain(word: str) -> bool:
    """Whether it is written with English letters only, or is a row of marked letters that no word has (`áàảãạ`)."""
    marked = sum(not letter.isascii() for letter in word)
    return marked == 0 or (marked == len(word) and marked > 3)


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string literals of a module that are no docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def test_every_module_has_a_subject(packages: Mapping[str, Path]) -> None:
    assert [module for module in modules(packages) if NO_SUBJECT & {module.stem, module.parent.name}] == []


def test_no_compiled_module_hides_a_source(packages: Mapping[str, Path]) -> None:
    compiled = [
        file
        for folder in packages.values()
        for ending in ("so", "pyd")
        for file in folder.rglob(f"*.{ending}")
    ]
    assert compiled == []


def test_vietnamese_stands_in_data_not_in_code(packages: Mapping[str, Path]) -> None:
    found = [
        f"{module.name}:{node.lineno}: {word}"
        for module in modules(packages)
        for node in literals(ast.parse(module.read_text(encoding="utf-8")))
        for word in vietnamese_words(str(node.value))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("literal", "words"),
    [
        ("Căn cứ Nghị định", ["Căn", "cứ", "Nghị", "định"]),
        (unicodedata.normalize("NFD", "tỉnh"), ["tỉnh"]),
        ("[A-ZĐÀ-Ỹ]+ to the reader – “quoted”…", []),
        ("đ", []),
        ("áàảãạ", []),
        ("số đều", ["số", "đều"]),
        ("ngay 23/4", []),
    ],
)
def test_a_vietnamese_word_is_known_by_its_letters(literal: str, words: list[str]) -> None:
    assert vietnamese_words(literal) == words


def test_no_folder_of_tests_bears_a_package_name(packages: Mapping[str, Path]) -> None:
    folders = {folder.name for folder in (ROOT / "tests").rglob("*") if folder.is_dir()}
    assert folders.isdisjoint(packages)


def test_the_root_holds_no_python_file_but_the_hook_of_setuptools() -> None:
    assert [file.name for file in ROOT.glob("*.py")] == ["setup.py"]


def pins(name: str) -> dict[str, str]:
    """The pinned versions of a file by package, markers left out."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split()[0].split("==") for line in lines if line[:1].isalnum())


PINNED = ["constraints.txt", "requirements.txt", "requirements-ocr.txt", "requirements-native.txt"]


@pytest.mark.parametrize("name", PINNED)
def test_versions_are_pinned_by_hash_and_name_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text.strip())
    assert "://" not in text
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry] == []


def test_what_runs_is_what_is_tested() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-ocr.txt").items()
    assert pins("requirements-ocr.txt").items() <= pins("constraints.txt").items()
    assert pins("requirements-native.txt").items() <= pins("constraints.txt").items()
