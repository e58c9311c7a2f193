"""Ctrl-C: the first one asks a run to finish what it has in hand, the second one ends it."""

from __future__ import annotations

import contextlib
import shlex
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from ipforms.cli import output
from ipforms.cli.lang import say

EXIT_INTERRUPTED = 130


@contextlib.contextmanager
def interruptible() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets. Elsewhere than in the main thread, signals are not ours to take."""
    asked = threading.Event()

    def ask(_: int, __: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def tell_how_to_resume() -> None:
    """Say how to go on with the run that was interrupted."""
    given = [each for each in sys.argv[1:] if each != "--resume"]
    command = shlex.join(["ipforms", *given, "--resume"])
    output.line(
        say(
            f"已中断：手头的文件已写完，都是完整的。接着做请运行：\n{command}",
            f"Interrupted: what was in hand is finished, and all files are whole. To go on:\n{command}",
        ),
        error=True,
    )
