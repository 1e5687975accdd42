"""A real Neo4j Community for the tests: its published jars by Maven, run on a loop-back port until the tests end.

No container engine and no installation is needed, only a JDK (17 or later) and Maven, which keeps the jars in the
user's own repository. The data lie in a folder that is thrown away. CANCU_TEST_NEO4J_VERSION names another version
(calendar versions need a JDK of 21 or later, beside the usual one or named by CANCU_TEST_JAVA_HOME).
"""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase

from graph.stores.neo4j.address import Address, read_address

HERE = Path(__file__).resolve().parent
OPENED = ("java.nio", "java.lang", "sun.nio.ch")
# It lives for minutes: quick to start counts more than quick in the end.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
JVM = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED)
MAVEN = ("mvn", "--batch-mode", "--quiet", "--file", str(HERE / "pom.xml"))
SETTINGS = """
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.memory.pagecache.size={page_cache}
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
"""
# The long-supported line reads Cypher 5 only; the current one is asked to read all queries as Cypher 25.
NEWEST_CYPHER = "db.query.default_language=CYPHER_25\n"
VERSION, JAVA_HOME = "CANCU_TEST_NEO4J_VERSION", "CANCU_TEST_JAVA_HOME"


def missing(environ: Mapping[str, str] = os.environ) -> str | None:
    """Why no server can be started here, None if it can."""
    lacking = [name for name in ("mvn", "java") if shutil.which(name, path=environ.get("PATH")) is None]
    return f"no {' and no '.join(lacking)}" if lacking else None


def fetch() -> str:
    """The class path of the server; the jars are fetched if they are not there yet."""
    asked = [f"-Dneo4j.version={_chosen()}"] if _chosen() else []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "classpath")
        task = ("dependency:build-classpath", f"-Dmdep.outputFile={file}", *asked)
        if subprocess.run([*MAVEN, "--offline", *task], capture_output=True, check=False).returncode != 0:
            subprocess.run([*MAVEN, *task], stdout=sys.stderr, check=True)
        return file.read_text(encoding="utf-8").strip()


def _chosen() -> str:
    """The version of the server; that of the pom where nothing else is asked for."""
    return os.environ.get(VERSION, "")


def _is_calendar(version: str) -> bool:
    return version.startswith("20")


class Server:
    """One server and its data; may be stopped and started again on the same port, as servers are."""

    def __init__(self, home: Path, heap: str, page_cache: str, *, quick: bool) -> None:
        self._home, self._classpath, self._page_cache = home, fetch(), page_cache
        self._jvm = (f"-Xmx{heap}", *(QUICK if quick else ()), *JVM)
        self._process: subprocess.Popen[str] | None = None
        self.port, self.password = 0, secrets.token_hex(8)

    @property
    def url(self) -> str:
        """Where it is found, with user and password."""
        return f"bolt://neo4j:{self.password}@127.0.0.1:{self.port}"

    @property
    def stands(self) -> bool:
        """Whether it was started and not stopped."""
        return self._process is not None

    def start(self) -> None:
        """Bring it up; returns when it answers."""
        command = [_java(), *self._jvm, "-cp", self._classpath, str(HERE / "Server.java")]
        settings = SETTINGS.format(port=self.port, page_cache=self._page_cache) + (
            NEWEST_CYPHER if _is_calendar(_chosen()) else ""
        )
        (self._home / "neo4j.conf").write_text(settings, encoding="utf-8")
        new_password = [] if self.port else [self.password]
        with (self._home / "server.log").open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [*command, str(self._home), *new_password],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        told = next((line for line in self._process.stdout if line.startswith("ready on port ")), None)
        if told is None:
            raise RuntimeError((self._home / "server.log").read_text(encoding="utf-8")[-4000:])
        self.port = int(told.split()[-1])

    def stop(self) -> None:
        """Shut it down in good order."""
        self._end(lambda process: None)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(subprocess.Popen.kill)

    def administer(self, *words: str) -> None:
        """Run `neo4j-admin` with these words while the server is stopped, as most of its commands want it."""
        self.stop()
        try:
            self._administer(words)
        finally:
            self.start()

    def _administer(self, words: Sequence[str]) -> None:
        command = [_java(), *self._jvm, "-cp", self._classpath, "org.neo4j.cli.AdminTool", *words]
        places = {"NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._home)}
        run = subprocess.run(
            command, cwd=self._home, env={**os.environ, **places}, capture_output=True, text=True, check=False
        )
        if run.returncode != 0:
            raise RuntimeError(run.stdout + run.stderr)

    def _end(self, how: Callable[[subprocess.Popen[str]], None]) -> None:
        """It ends by itself when its input does; the block waits for that."""
        if self._process is not None:
            with self._process:
                how(self._process)
            self._process = None


def _java() -> str:
    """The first Java new enough: of CANCU_TEST_JAVA_HOME, on the path, or installed beside that one."""
    if home := os.environ.get(JAVA_HOME):
        return str(Path(home, "bin", "java"))
    usual = Path(shutil.which("java") or "java").resolve()
    beside = sorted(usual.parents[2].glob("*/bin/java")) if len(usual.parents) > 2 else []
    least = 21 if _is_calendar(_chosen()) else 17
    found = next((java for java in (usual, *beside) if _release_of(java) >= least), None)
    if found is None:
        raise RuntimeError(f"no Java {least} or later here; {JAVA_HOME} names the home of one")
    return str(found)


def _release_of(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', told)
    return int(number[1]) if number else 0


@contextmanager
def running(*, heap: str = "768m", page_cache: str = "64m", quick: bool = True) -> Iterator[Server]:
    """A server with an empty database, gone at the end; not `quick` to start, it is faster in the end."""
    with tempfile.TemporaryDirectory(prefix="cancu-neo4j-", ignore_cleanup_errors=True) as home:
        server = Server(Path(home), heap, page_cache, quick=quick)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def run(url: str, query: str, **values: str) -> list[list[Any]]:
    """What a query of the database gives."""
    address = read_address(url)
    with _driver(address) as driver:
        result = driver.execute_query(query, values, database_=address.database)
    return [record.values() for record in result.records]


def run_alone(url: str, query: str) -> None:
    """Run a query that makes transactions of its own."""
    address = read_address(url)
    with _driver(address) as driver, driver.session(database=address.database) as session:
        session.run(query).consume()


def emptied(url: str) -> str:
    """The same URL, when nothing is left in its database."""
    run(url, "MATCH (n) DETACH DELETE n")
    return url


def emptied_by_parts(url: str) -> str:
    """As `emptied`, of a database too large for one transaction."""
    while run(url, "MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)") != [[0]]:
        pass
    return url


def release(url: str) -> str:
    """What the server says that it is: `Neo4j Kernel 5.26.14 community`."""
    with _driver(read_address(url)) as driver:
        query = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition"
        return " ".join(driver.execute_query(query, database_="system").records[0].values())


def _driver(address: Address) -> Driver:
    auth = (address.user, address.password) if address.password else None
    return GraphDatabase.driver(address.uri, auth=auth, max_transaction_retry_time=3)


if __name__ == "__main__" and missing() is None:
    fetch()
