"""The command line: which commands there are, and how errors are told."""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

import typer

from api.commands import asking, copying, doctoring, loading, options, reading, serving, standing, tasking
from api.release import NAME, version
from api.settings import read_settings
from api.terminal.console import complain, report, speak_utf8
from api.terminal.stopped import Stopped
from api.wording import has_words, say
from graph.errors import CancuError
from graph.messages import Language

COMMANDS = (
    loading.load,
    copying.copy,
    copying.export,
    reading.extract,
    reading.text,
    asking.show,
    tasking.tasks,
    tasking.workload,
    asking.basis,
    asking.lineage,
    standing.validity,
    standing.impact,
    standing.agency,
    standing.unresolved,
    asking.search,
    asking.graph,
    serving.serve,
    serving.demo,
    doctoring.doctor,
)
FAILED, MISUSED, INTERRUPTED = 1, 2, 130

# Click's error of usage; this typer brings a click of its own, others take the one that is installed.
Misuse: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name=NAME,
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        report(f"{NAME} {version()}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    store: options.Store = None,
    lang: options.Lang = None,
    _: Annotated[bool, typer.Option("--version", is_eager=True, callback=_show_version)] = False,
) -> None:
    """Which tasks derive from which legal basis, who leads them, with the sentence that proves it."""
    given = {name: value for name, value in (("store", store), ("lang", lang)) if value}
    context.default_map = {command.__name__: given for command in COMMANDS}


for _command in COMMANDS:
    app.command()(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave: 0 done, 1 failed, 2 wrong usage."""
    speak_utf8()
    asked = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(asked, _language(asked)))


def _run(arguments: list[str], language: Language) -> int:
    try:
        return worded(language).main(arguments, prog_name=NAME, standalone_mode=False) or 0
    except CancuError as error:
        complain(say("line.error", language, code=error.code, text=error.explain(language)))
    except Stopped as stopped:
        text = say(f"problem.{stopped.code}", language, **stopped.facts)
        complain(say("line.error", language, code=stopped.code, text=text))
    except Misuse as misuse:
        complain(say("line.error", language, code="usage", text=_misused(misuse, language)))
        return MISUSED
    except (KeyboardInterrupt, typer.Abort):
        complain(say("line.interrupted", language))
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def worded(language: Language) -> Any:
    """The commands with their help in this language; typer's own types are not public."""
    group = typer.main.get_command(app)
    for command in (group, *group.commands.values()):  # type: ignore[attr-defined]  # a group, having commands
        name = command.name or NAME
        command.help = _help(name, language) or command.help
        for parameter in command.params:
            parameter.help = _help(str(parameter.name), language)
    return group


def _help(name: str, language: Language) -> str | None:
    return say(f"help.{name}", language) if has_words(f"help.{name}") else None


def _misused(misuse: Any, language: Language) -> str:
    code = f"usage.{type(misuse).__name__}"
    facts = {
        "option": getattr(misuse, "option_name", ""),
        "parameter": _called(getattr(misuse, "param", None)),
        "message": misuse.format_message(),
        "command": misuse.ctx.command_path if misuse.ctx else NAME,
    }
    return say(code if has_words(code) else "usage.other", language, **facts)


def _called(parameter: Any) -> str:
    """A parameter as the help shows it: `--grade`, `ID`."""
    if parameter is None:
        return ""
    named = str(parameter.opts[0])
    return named if named.startswith("-") else parameter.metavar or named


def _language(arguments: Sequence[str]) -> Language:
    """The language for errors, known before the arguments are; one that is not spoken is told in Vietnamese."""
    given = [after for before, after in pairwise(arguments) if before == "--lang"]
    given += [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    try:
        return read_settings(language=given[-1] if given else None).language
    except CancuError:
        return "vi"
