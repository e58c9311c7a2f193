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
    from ipforms.cli import output
    from ipforms.cli.app import app

    try:
        status = app.main(arguments or ["--help"], prog_name="ipforms", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has gone (`| head`): nobody is left to be told.
        _silence()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - nobody is helped by a stack trace
        if isinstance(error, OSError):
            _silence()
        output.fail(_told(error))
    else:
        return int(status or EXIT_OK)
    return EXIT_FAILED


def _told(error: BaseException) -> str:
    """What stopped the run; a fault of our own is named, and shown in full to whoever asks for it."""
    from ipforms.bulk.atomic_files import reason
    from ipforms.cli import command
    from ipforms.cli.lang import LANG, say
    from ipforms.errors import IpformsError

    if isinstance(error, KeyboardInterrupt | click.Abort):
        return say("已中断。", "Interrupted.")
    if isinstance(error, click.ClickException):
        return command.explain(error)
    if isinstance(error, IpformsError):
        return error.message(LANG)
    if isinstance(error, OSError):
        zh, en = reason(error)
        return say(f"读写失败：{zh}。", f"input or output failed: {en}.")
    if os.environ.get("IPFORMS_DEBUG"):
        raise error
    kind = type(error).__name__
    return say(
        f"程序出错（{kind}）。请把所用的命令和文件反馈给我们；设置环境变量 IPFORMS_DEBUG=1 可看到详情。",
        f"a fault of the program ({kind}). Please report the command and the file; IPFORMS_DEBUG=1 shows more.",
    )


def _silence() -> None:
    """Nothing more to standard output, not even at interpreter exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
