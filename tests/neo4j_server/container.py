"""A real Neo4j Community in a container, for machines that have an engine for these; gone when the tests end."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from testcontainers.community.neo4j import Neo4jContainer

from tests.neo4j_server.server import VERSION

IMAGE = "neo4j:{version}-community"
LONG_SUPPORTED = "5.26.14"  # as docker-compose.yml runs it


def missing() -> str | None:
    """Why no container can be run here, None if one can."""
    command = shutil.which("docker")
    asked = command and subprocess.run([command, "info"], capture_output=True, check=False)
    return None if asked and asked.returncode == 0 else "no container engine"


@contextmanager
def running() -> Iterator[str]:
    """The URL, with user and password, of a server with an empty database."""
    image = IMAGE.format(version=os.environ.get(VERSION) or LONG_SUPPORTED)
    password = secrets.token_hex(8)
    with Neo4jContainer(image, username="neo4j", password=password) as container:
        host = container.get_connection_url().removeprefix("bolt://")
        yield f"bolt://neo4j:{password}@{host}"
