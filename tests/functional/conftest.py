"""The doors as they are used: the installed command as a process of its own, and the application over a loaded store.

`loaded` is a store that holds the samples, filled once a session and only read; a test that changes something opens
its own. Every process finds an empty home of the user's data.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.web.app import create_app

Run = subprocess.CompletedProcess[str]
Cancu = Callable[..., Run]
COMMAND = Path(sys.executable).with_name("cancu.exe" if os.name == "nt" else "cancu")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the user's data would be."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def surroundings(home: Path) -> dict[str, str]:
    """The environment of a user who has set nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CANCU_", "COLUMNS"))}
    return kept | {"XDG_DATA_HOME": str(home), "LOCALAPPDATA": str(home)}


@pytest.fixture(scope="session")
def cancu(surroundings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Cancu:
    """Run the command with these arguments, by default in an empty folder."""
    nowhere = tmp_path_factory.mktemp("nowhere")

    def run(*arguments: str | Path, cwd: Path = nowhere, **environment: str) -> Run:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            cwd=cwd,
            env=surroundings | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def loaded(cancu: Cancu, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store that holds the samples."""
    url = f"sqlite:///{tmp_path_factory.mktemp('loaded').as_posix()}/samples.sqlite"
    run = cancu("load", *sorted(samples.glob("*.txt")), "--store", url)
    assert run.returncode == 0, run.stderr
    return url


@pytest.fixture(scope="session")
def client(loaded: str) -> Generator[TestClient, None, None]:
    """HTTP over the samples; a fault of the program is an answer of 500, as it is for users."""
    with TestClient(create_app(loaded), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def own_client(tmp_path: Path) -> Generator[TestClient, None, None]:
    """HTTP over an empty store, to change."""
    with TestClient(create_app(f"sqlite:///{tmp_path.as_posix()}/own.sqlite")) as client:
        yield client
