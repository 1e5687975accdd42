"""Old Word files that only other programs read: which one did, with what settings, and when none may.

LibreOffice and antiword are stood in for by programs of our own on the path; with the real ones the figures of
`docs/quality.md` were made (`python -m benchmarks.word_readers`).
"""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import DamagedFile
from loaders.extract import read_bytes
from loaders.formats import converters, doc
from tests.unit.pieces import texts
from tests.unit.test_docx_format import p, with_body

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts with a first line")

OLDER_THAN_WORD_6 = b"\xdb\xa5-\x00" + bytes(2000)
OFFICE = """
import shutil, sys
from pathlib import Path
asked = sys.argv[1:]
profile = Path(next(word for word in asked if "UserInstallation" in word).partition("file://")[2])
here = Path(__file__).parent
(here / "settings").write_text((profile / "user" / "registrymodifications.xcu").read_text())
(here / "profile").write_text(str(profile))
out = Path(asked[asked.index("--outdir") + 1])
out.mkdir()
shutil.copy(here / "made.docx", out / "document.docx")
"""
Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a program on a path that holds no other."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name: str, script: str) -> None:
        program = tmp_path / name
        program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    return put


def test_libreoffice_is_asked_first_and_told(install: Install, tmp_path: Path) -> None:
    install("soffice", OFFICE)
    install("antiword", "print('đoạn của antiword')")
    (tmp_path / "made.docx").write_bytes(with_body(p("Điều 1. Phạm vi")))
    (draft,) = doc.read(OLDER_THAN_WORD_6, "a.doc")
    assert (draft.read_by, texts([draft]).strip()) == ("LibreOffice", "Điều 1. Phạm vi")


def test_libreoffice_runs_no_macro_fetches_nothing_and_leaves_nothing(
    install: Install, tmp_path: Path
) -> None:
    install("soffice", OFFICE)
    (tmp_path / "made.docx").write_bytes(with_body(p("Điều 1")))
    doc.read(OLDER_THAN_WORD_6, "a.doc")
    settings = (tmp_path / "settings").read_text(encoding="utf-8")
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>true</value></prop>' in settings
    assert not Path((tmp_path / "profile").read_text(encoding="utf-8")).exists()


def test_antiword_is_asked_where_libreoffice_makes_nothing(install: Install) -> None:
    install("soffice", "raise SystemExit(1)")
    install("antiword", "print('Điều 1. Phạm vi điều chỉnh')")
    (draft,) = doc.read(OLDER_THAN_WORD_6, "a.doc")
    assert (draft.read_by, texts([draft]).strip()) == ("antiword", "Điều 1. Phạm vi điều chỉnh")


def test_the_result_says_which_program_read_the_file(install: Install) -> None:
    install("antiword", "print('Điều 1. Phạm vi điều chỉnh')")
    (reading,) = read_bytes(OLDER_THAN_WORD_6, "a.doc")
    told = next(notice for notice in reading.warnings if notice.code == "read_by_program")
    assert dict(told.facts) == {"program": "antiword"}


def test_old_letters_that_antiword_left_are_refused(install: Install) -> None:
    install("antiword", "print('NghÞ ®Þnh cña ChÝnh phñ vÒ c«ng t¸c v¨n th\\xad, l\\xadu tr÷ ' * 5)")
    with pytest.raises(DamagedFile):
        doc.read(OLDER_THAN_WORD_6, "a.doc")


def test_a_program_that_hangs_is_ended(install: Install) -> None:
    install("soffice", "import time\ntime.sleep(60)")
    assert converters.office_docx(OLDER_THAN_WORD_6, seconds=0.5) is None


def test_without_other_programs_the_file_is_refused(install: Install) -> None:
    with pytest.raises(DamagedFile):
        doc.read(OLDER_THAN_WORD_6, "a.doc")
