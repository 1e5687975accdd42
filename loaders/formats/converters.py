"""Other programs that read what is not read here, where they are installed: LibreOffice, antiword and Tesseract."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from subprocess import DEVNULL, PIPE

_SECONDS_OF_OFFICE = 60
_SECONDS = 20

# No macro is run, and nothing is fetched that a document only names: LibreOffice would load a linked picture.
_SCRIPTING = {
    "DisableMacrosExecution": "true",
    "MacroSecurityLevel": "3",
    "BlockUntrustedRefererLinks": "true",
}
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = "".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        *(_SETTING.format(name=name, value=value) for name, value in _SCRIPTING.items()),
        "</oor:items>",
    )
)


def office_docx(data: bytes, seconds: float = _SECONDS_OF_OFFICE) -> bytes | None:
    """The file as LibreOffice converts it to DOCX, with a profile of its own; None without it, or if it does not."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        source, target = Path(folder, "document.doc"), Path(folder, "converted", "document.docx")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={_profile(Path(folder, 'profile')).as_uri()}"
        to = ["--convert-to", "docx", "--outdir", str(target.parent)]
        _run([office, profile, "--headless", "--norestore", *to, str(source)], b"", seconds)
        return target.read_bytes() if target.is_file() else None


def _profile(folder: Path) -> Path:
    """A new profile of LibreOffice with our settings."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    return folder


def antiword_text(data: bytes) -> str | None:
    """The text as antiword prints it, a paragraph a line; None without antiword, or if it does not."""
    antiword = shutil.which("antiword")
    if antiword is None:
        return None
    printed = _run([antiword, "-m", "UTF-8.txt", "-w", "0", "-"], data, _SECONDS)
    return printed.decode("utf-8", "replace") if printed else None


def tesseract_hocr(command: list[str], pictures: Iterable[bytes], seconds: int) -> str | None:
    """What Tesseract, called so, recognises in all these PNG files, as hOCR; None if it does not."""
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        paths = []
        for n, picture in enumerate(pictures):
            paths.append(Path(folder, f"{n}.png"))
            paths[-1].write_bytes(picture)
        names = Path(folder, "pictures.txt")
        names.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        printed = _run([command[0], str(names), "stdout", *command[1:]], b"", seconds)
    return None if printed is None else printed.decode("utf-8", "replace")


def _run(command: list[str], data: bytes, seconds: float) -> bytes | None:
    """What a program prints, if it ends well in time; else it is ended with all that it started."""
    with subprocess.Popen(
        command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
    ) as program:
        try:
            printed, _ = program.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(program)
            return None
    return printed if program.returncode == 0 else None


def _end(program: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        os.killpg(program.pid, signal.SIGKILL)
    program.kill()
