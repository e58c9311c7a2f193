"""How fast files are read, and how long the others will take: a scan takes seconds a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ipforms.cli.terminal import Terminal
from ipforms.pipeline.submission import Submission


@dataclass
class ReadingPace:
    """Measures a run of reading.

    Args:
        terminal: whose language it speaks.
        files: how many there are.
        clock: seconds, from whenever.
    """

    terminal: Terminal
    files: int
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._start, self._done, self._pages = self.clock(), 0, 0

    def after(self, read: Submission | None) -> str:
        """What is said beside the bar after another file: nothing as long as no page was a picture."""
        self._done += 1
        self._pages += len(read.sheet.recognised_pages) if read is not None and read.sheet else 0
        seconds = self.clock() - self._start
        if not self._pages or not seconds:
            return ""
        rest = self.terminal.duration(seconds / self._done * max(self.files - self._done, 0))
        return self.terminal.say("read.pace", rate=self._pages / seconds, rest=rest)
