"""Settings: what the command line says, else the environment (`CANCU_...`), else the defaults of an office PC."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidRequest
from graph.messages import Language

HOST = "127.0.0.1"
PORT = 8000
UPLOAD_MIB = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is kept, in which language people are spoken to, and how large an upload may be."""

    store: str
    language: Language = "vi"
    upload_mib: int = UPLOAD_MIB


def read_settings(
    store: str | None = None, language: str | None = None, environ: Mapping[str, str] = os.environ
) -> Settings:
    """The settings in force; what is given goes before the environment. Raises InvalidRequest."""
    return Settings(
        store=store or environ.get("CANCU_STORE") or default_store(environ),
        language=_language(language or environ.get("CANCU_LANG") or "vi"),
        upload_mib=_size(environ.get("CANCU_UPLOAD_MIB") or str(UPLOAD_MIB)),
    )


def default_store(environ: Mapping[str, str] = os.environ) -> str:
    """The URL of the store in the user's own data folder."""
    return f"sqlite:///{(data_folder(environ) / 'cancu.sqlite').as_posix()}"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the program keeps what is the user's: `LOCALAPPDATA`, `XDG_DATA_HOME`, or what stands for it."""
    home = environ.get("LOCALAPPDATA") or environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "cancu"


def _language(asked: str) -> Language:
    match asked:
        case "vi" | "en":
            return asked
    raise InvalidRequest(name="CANCU_LANG, --lang", value=asked, expected="vi, en")


def _size(asked: str) -> int:
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return int(asked)
    raise InvalidRequest(name="CANCU_UPLOAD_MIB", value=asked, expected="1, 2, 3, ...")
