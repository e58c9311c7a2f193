"""Lines, tables and the bar as rich draws them. Whoever prints loads it: a run that says nothing does without."""

import io
import sys
from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ipforms.text.regex import regex

_LEAST, _GAP = 8, 2  # cells of a column of words, which gets more where there is room; between two columns
_CODE = regex("[!-~]{0,24}|[0-9-]{10} [0-9:]{5}")  # an id, a number, a time; longer ones leave no room beside them

# What stays on one line: a word or number of ASCII; a sign and the punctuation behind it, or the bracket before it.
_UNIT = regex(r"[“‘（《【(]*(?:[!-~]+|\S)[，。、；：？！”’）》】)]*|\s+")


class WrappedText(Text):
    """A text of a table's cell, broken as Chinese is, after any sign; rich breaks at blanks, and leaves half a line."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The lines."""
        lines = []
        for line in self.plain.split("\n"):
            made, used = "", 0
            for unit in _UNIT.findall(line):
                wide = cell_len(unit)
                if made and used + wide > width:
                    lines.append(made.rstrip())
                    made, used = "", 0
                    if unit.isspace():
                        continue
                made, used = made + unit, used + wide
            lines.append(made.rstrip())
        return Lines(piece for line in lines for piece in Text(line).wrap(console, width, overflow="fold"))


def console(*, error: bool = False) -> Console:
    """A console for this moment's stdout or stderr."""
    return Console(stderr=error, highlight=False, soft_wrap=True)


def print_table(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """A table to stdout; False, and nothing printed, if the terminal is too narrow for it."""
    console, least = Console(highlight=False), 0
    grid = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for title, *texts in zip(titles, *cells, strict=True):
        # An id or a date that is broken into two lines cannot be copied.
        is_code = all(_CODE.fullmatch(each) or cell_len(each) <= _LEAST for each in texts)
        widest = max(map(cell_len, (title, *texts)))
        own = widest if is_code else min(widest, _LEAST)
        grid.add_column(title, overflow="fold", no_wrap=is_code, min_width=own)
        least += own + _GAP
    if least - _GAP > console.width:
        return False
    for row in cells:
        grid.add_row(*map(WrappedText, row))
    console.print(grid)
    return True


def captured(*parts: Any) -> str:
    """What a console would show, as text."""
    buffer = io.StringIO()
    target = Console(file=buffer, width=console().width, force_terminal=sys.stdout.isatty(), highlight=False)
    for part in parts:
        target.print(part, markup=False) if isinstance(part, str) else target.print(part)
    return buffer.getvalue().rstrip()


def progress_bar() -> Progress:
    """A progress bar on stderr; nothing where stderr is no terminal."""
    target = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        console=target,
        transient=True,
        disable=not target.is_terminal,
    )
