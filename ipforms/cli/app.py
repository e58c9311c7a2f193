"""The commands, joined, and how one of them is run: no error leaves as a stack trace."""

import contextlib
import os
import sys
import warnings
from pathlib import Path

import click

import ipforms
from ipforms.bulk.atomic_files import refusal
from ipforms.bulk.workers import collect_rarely
from ipforms.cli.command import CommandGroup, LateChoice, LateCommands, explain
from ipforms.cli.terminal import Terminal, language
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.forms import guests
from ipforms.forms.guests import Guest, GuestLeftOut
from ipforms.messages import languages

_LONGEST_REASON = 1_000  # characters of why a form of another package is left out: all faults of its tags
EXIT_OK, EXIT_FAILED = 0, 2  # 1 is what a command returns where something was refused or is to be put right


# Name → its module, and what it is called there: imported when the command is run, for all of them take a second.
_COMMANDS = {
    "forms": "documents.forms",
    "blank": "documents.blank",
    "schema": "documents.schema",
    "workbook": "documents.workbook",
    "map": "map_columns.map_columns",
    "fill": "fill.fill",
    "flatten": "documents.flatten",
    "read": "read.read",
    "check": "check.check",
    "compare": "compare.compare",
    "recommend": "recommend.recommend",
    "bundle": "bundle.bundle",
    "inspect": "inspect.inspect",
    "new-form": "new_form.new_form_command",
    "lint-form": "new_form.lint_form",
    "registry": "registry_group.registry",
    "serve": "serve.serve",
    "demo": "demo.demo",
}


@click.group(cls=CommandGroup, commands=LateCommands(_COMMANDS))
@click.version_option(ipforms.__version__, "--version", prog_name="ipforms", help=None)
@click.option("--lang", type=LateChoice(languages), metavar="zh|en", expose_value=False)
def app() -> None:
    """The group of all commands."""


def main() -> None:
    """Run `ipforms` and leave with its exit status: 0 all right, 1 something was refused, 2 could not run."""
    collect_rarely()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command in the language that its arguments or IPFORMS_LANG ask for; no error leaves as a stack trace."""
    # Chinese text must not break a Windows console or a pipe that is set to another code page.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    broken = [guest for guest in _guests() if guest.fault]  # first of all: they may bring the language of the call
    terminal = Terminal(language(arguments, os.environ))
    for guest in broken:
        terminal.print(
            "guest", text=masked_text(guest.message(terminal.lang), _LONGEST_REASON), error=True, style="yellow"
        )
    try:
        status = app.main(arguments or ["--help"], prog_name="ipforms", standalone_mode=False, obj=terminal)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has gone (`| head`): nobody is left to read.
        _silence()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - nobody is helped by a stack trace
        if isinstance(error, OSError):
            _silence()
        terminal.fail(_reason(error, terminal))
    else:
        return int(status or EXIT_OK)
    return EXIT_FAILED


def _guests() -> tuple[Guest, ...]:
    """The forms of other packages, without a warning: what is wrong with one is said in the language of the call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuestLeftOut)
        return guests()


def _reason(error: BaseException, terminal: Terminal) -> str:
    """What stopped the run; a fault of our own is named, and shown in full to whoever asks for it."""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return terminal.say("interrupted")
    if isinstance(error, click.ClickException):
        return explain(error, terminal)
    if isinstance(error, IpformsError):
        return error.message(terminal.lang)
    if isinstance(error, OSError):
        # The file itself may be a temporary one, which nobody knows.
        folder = Path(str(error.filename or "")).absolute().parent
        return terminal.say("input_output", reason=refusal(error), folder=folder)
    if os.environ.get("IPFORMS_DEBUG"):
        raise error
    return terminal.say("fault", kind=type(error).__name__)


def _silence() -> None:
    """Nothing more to standard output, not even at interpreter exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
