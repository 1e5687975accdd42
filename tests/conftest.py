"""What all tests share: where the samples, the real documents and the browser are.

The strategy of the fixtures:

- Values, not mocks. A test builds frozen nouns by hand or reads a real sentence; what stands in for an engine is
  another engine that keeps the same contract. Nothing of our own is patched.
- A fixture belongs to the nearest `conftest.py` above all that use it. Here stands only what every kind of test may
  need; `contract/` opens the stores, `functional/` and `browser/` start the doors, `golden/` reads the cases.
- What costs (a built wheel, a loaded store, a running server) is made once a session and read only; a test that
  changes something makes its own.
- A test that uses `shared` is marked `corpus`, `chromium` marks it `browser`, `tessdata` `ocr`, `neo4j_url` `neo4j`.
  Where the documents, the browser or the server are missing such a test is skipped with the
  reason; with CANCU_CI=1 that skip is a failure.
- Properties have no deadline, and with CANCU_CI=1 the same examples at each run: a gate that fails at random is
  passed by trying again.
"""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from graph.errors import NoTextLayer
from loaders.formats.ocr_engine import readiness
from tests.neo4j_server import container, server

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CANCU_CI") == "1"
NEEDS = {
    "shared": "corpus",
    "chromium": "browser",
    "tessdata": "ocr",
    "neo4j_url": "neo4j",
    "neo4j_server": "neo4j",
}

NEO4J = pytest.StashKey[str]()

settings.register_profile("cancu", deadline=None, derandomize=IN_CI)
settings.load_profile("cancu")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, before `-m` chooses among them."""
    for item in items:
        for fixture in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDS[fixture])
        if item.get_closest_marker("neo4j"):
            item.add_marker(pytest.mark.timeout(600))  # the first fetches the server and starts it


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing that a test needs may be missing: its skip is told as a failure."""
    report = yield
    needy = any(item.get_closest_marker(mark) for mark in NEEDS.values())
    if IN_CI and needy and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be missing: {report.longreprtext}"
    return report


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the five documents that the first run loads."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and answer keys beside the checkout, or the one that CANCU_SHARED names."""
    folder = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no folder of real documents beside the checkout (or named by CANCU_SHARED)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: CANCU_CHROMIUM, else the first on the PATH."""
    named = os.environ.get("CANCU_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium: `make test` finds or installs one, CANCU_CHROMIUM names one")
    return found


@pytest.fixture(scope="session")
def tessdata() -> Path:
    """The folder of Tesseract's model of Vietnamese, with the extra [ocr] installed."""
    try:
        return readiness().model
    except NoTextLayer as fault:
        pytest.skip(f"{fault.code}: `make test` finds or fetches the model, CANCU_TESSDATA names its folder")


@pytest.fixture(scope="session")
def neo4j_server(pytestconfig: pytest.Config) -> Generator[server.Server, None, None]:
    """A Neo4j of our own, started by Maven; a test may stop it, and starts it again."""
    if lacking := server.missing():
        pytest.skip(f"{lacking} to start a Neo4j with, and CANCU_TEST_NEO4J_URL names none")
    with server.running() as started:
        pytestconfig.stash[NEO4J] = server.release(started.url)
        yield started


@pytest.fixture(scope="session")
def neo4j_url(request: pytest.FixtureRequest) -> Generator[str, None, None]:
    """The URL of a Neo4j whose database tests empty: CANCU_TEST_NEO4J_URL, else a container, else one by Maven."""
    if named := os.environ.get("CANCU_TEST_NEO4J_URL"):
        request.config.stash[NEO4J] = server.release(named)
        yield named
    elif container.missing() is None:
        with container.running() as url:
            request.config.stash[NEO4J] = server.release(url)
            yield url
    else:
        yield str(request.getfixturevalue("neo4j_server").url)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell which server was spoken with."""
    if NEO4J in config.stash:
        terminalreporter.write_line(f"tested against {config.stash[NEO4J]}")
