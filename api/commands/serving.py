"""Serving: `serve`, and `demo`, which first loads the samples and shows the mission's question answered."""

import errno
import os
import socket
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.answers import derivation_views
from api.answers.pages import page
from api.commands.options import Lang, Store
from api.settings import HOST, PORT, Settings, data_folder, read_settings
from api.terminal import tables
from api.terminal.console import report, terminal
from api.terminal.desk import Desk, desk
from api.terminal.stopped import Stopped
from api.wording import say
from graph.errors import StoreIsOlder
from graph.questions.derivation import derived_tasks

ASKED = "cp:nd:61:2018"
SAMPLES = Path("samples")
FAULTS = {errno.EADDRINUSE: "port_busy", errno.EACCES: "port_forbidden"}

Host = Annotated[str, typer.Option("--host")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535)]


def serve(host: Host = HOST, port: Port = PORT, store: Store = None, lang: Lang = None) -> None:
    """Answer over HTTP and show the explorer, on this machine only unless another host is named."""
    _serve(read_settings(store, lang), host, port)


def demo(
    samples: Annotated[Path, typer.Option("--samples", metavar="DIR")] = SAMPLES,
    no_serve: Annotated[bool, typer.Option("--no-serve")] = False,
    host: Host = HOST,
    port: Port = PORT,
    store: Store = None,
    lang: Lang = None,
) -> None:
    """Load the samples, show which tasks derive from one decree, then serve."""
    from api.intake.onlooker import summarise
    from loaders.curated.registers import take_curated
    from loaders.ingest import load

    settings = read_settings(store or os.environ.get("CANCU_STORE") or _store_of_demo(), lang)
    if not samples.is_dir():
        raise Stopped("no_samples", folder=samples)
    with desk(settings.store, settings.language) as at:
        summarise(load(sorted(samples.glob("*.txt")), at.store), at.language)
        take_curated(at.store)
        _show_answer(at)
    if not no_serve:
        _serve(settings, host, port)


def _store_of_demo() -> str:
    """A store of its own, so that samples never mix with the user's documents; an earlier version's is thrown away."""
    from graph.stores import open_store

    file = data_folder() / "demo.sqlite"
    url = f"sqlite:///{file.as_posix()}"
    try:
        open_store(url).close()
    except StoreIsOlder:
        for beside in file.parent.glob(f"{file.name}*"):
            beside.unlink()
    return url


def _show_answer(at: Desk) -> None:
    report(say("demo.question", at.language))
    found = page(derived_tasks(at.store, ASKED), partial(derivation_views.derived_task, language=at.language))
    terminal().print(tables.derived_tasks(found["items"], at))
    if found["items"]:
        report(say("demo.next", at.language, task=found["items"][0]["task"]["id"]))


def _serve(settings: Settings, host: str, port: int) -> None:
    import uvicorn

    from api.web.app import create_app

    app = create_app(settings=settings)
    app.state.graph.store()
    with _listener(host, port) as listener:
        address = f"[{host}]" if ":" in host else host
        report(say("line.serving", settings.language, url=f"http://{address}:{listener.getsockname()[1]}"))
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:  # Ctrl+C is how serving ends
            report(say("line.stopped", settings.language))


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as fault:
        code = FAULTS.get(fault.errno or 0, "host_unusable")
        raise Stopped(code, host=host, port=port) from fault
