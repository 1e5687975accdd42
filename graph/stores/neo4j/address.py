"""Where the server is and who asks: a URL and the environment, read into one address that never shows its password."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from graph.errors import StoreError

DATABASE = "neo4j"
USER = "neo4j"
# neo4j+s://user:pass@word@host:7687/base is one; sqlite:///file is none. The last @ ends the password.
URL = re.compile(
    r"""
    (?P<scheme>[a-z0-9+]+)://
    (?: (?P<user>[^/@:]*) (?: : (?P<password>.*) )? @ )?
    (?P<host>[^/@?]+)
    (?: / (?P<database>[A-Za-z0-9.-]*) )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """What the driver is given: `uri` of the server, the database, and the user with the password, if any."""

    uri: str
    database: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The address fit to be told to anybody."""
        return f"{self.uri}/{self.database}"


def read_address(url: str, environ: Mapping[str, str] = os.environ) -> Address:
    """The address that a URL and the environment give; what the URL says goes first. Raises StoreError."""
    parts = URL.fullmatch(url)
    if parts is None:
        raise StoreError(url=re.sub(r"//.*@", "//***@", url))
    uri = f"{parts['scheme']}://{parts['host']}"
    database = parts["database"] or environ.get("CANCU_NEO4J_DATABASE") or DATABASE
    user = unquote(parts["user"] or "") or environ.get("CANCU_NEO4J_USER") or USER
    password = unquote(parts["password"] or "") or _password(environ, uri)
    return Address(uri, database, user if password else "", password)


def _password(environ: Mapping[str, str], uri: str) -> str:
    if file := environ.get("CANCU_NEO4J_PASSWORD_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise StoreError(url=uri) from fault
    return environ.get("CANCU_NEO4J_PASSWORD", "")
