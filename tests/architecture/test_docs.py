"""Every command and route stands in `docs/questions.md`, asked of the doors themselves."""

from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "questions.md"


def test_every_command_is_documented() -> None:
    cli = pytest.importorskip("api.cli")
    from typer.main import get_command

    documented = DOCS.read_text(encoding="utf-8")
    commands = get_command(cli.app).commands  # type: ignore[attr-defined]  # an app with commands is a group
    shown = [name for name, command in commands.items() if not command.hidden]
    assert [name for name in shown if f"cancu {name}" not in documented] == []


def test_every_route_is_documented() -> None:
    app = pytest.importorskip("api.web.app")
    documented = DOCS.read_text(encoding="utf-8")
    paths = app.create_app().openapi()["paths"]
    routes = [f"{method.upper()} {path}" for path, item in paths.items() for method in item]
    assert [route for route in routes if route not in documented] == []
