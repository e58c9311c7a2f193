"""The command line: arguments in, text out. Nothing is decided here that the library does not decide."""

from __future__ import annotations

import contextlib
import os
import sys

import click

EXIT_OK, EXIT_FINDINGS, EXIT_FAILED = 0, 1, 2


def main() -> None:
    """Run `ipforms` and leave with its exit status: 0 all right, 1 something was refused, 2 could not run."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; no error leaves as a stack trace."""
    # Chinese text must not break a Windows console or a pipe that is set to another code page.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from ipforms.bulk.files import reason
    from ipforms.cli import command, output
    from ipforms.cli.app import app
    from ipforms.cli.lang import LANG, say
    from ipforms.errors import IpformsError

    try:
        status = app.main(arguments or ["--help"], prog_name="ipforms", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        output.fail(command.explain(error))
    except IpformsError as error:
        output.fail(error.message(LANG))
    except (KeyboardInterrupt, click.Abort):
        output.fail(say("已中断。", "Interrupted."))
    except BrokenPipeError:
        # The reader of a pipe has gone (`| head`): nobody is left to be told.
        _silence()
    except OSError as error:
        _silence()
        zh, en = reason(error)
        output.fail(say(f"读写失败：{zh}。", f"input or output failed: {en}."))
    else:
        return int(status or EXIT_OK)
    return EXIT_FAILED


def _silence() -> None:
    """Nothing more to standard output, not even at interpreter exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
