"""What people see: tables and progress on a terminal, JSON for scripts."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ipforms.cli.lang import say
from ipforms.masking import veiled

_MOST = 4_000


def console(*, error: bool = False) -> Console:
    """A console for this moment's stdout or stderr."""
    return Console(stderr=error, highlight=False, soft_wrap=True)


def captured(*parts: Any) -> str:
    """What a console would show, as text."""
    buffer = io.StringIO()
    target = Console(file=buffer, width=console().width, force_terminal=sys.stdout.isatty(), highlight=False)
    for part in parts:
        target.print(part, markup=False) if isinstance(part, str) else target.print(part)
    return buffer.getvalue().rstrip()


def line(text: str, *, error: bool = False, style: str | None = None) -> None:
    """A line of text, as it is: people's text is never markup."""
    console(error=error).print(_printable(text), markup=False, style=style)


def _printable(text: str) -> str:
    """People's text without what would steer a terminal."""
    return "".join(character if character.isprintable() or character in "\n\t" else "\ufffd" for character in text)


def fail(text: str) -> None:
    """An error, to stderr. People put their numbers into names of files, and those into errors."""
    line(say("错误：", "Error: ") + veiled(text, _MOST), error=True, style="red")


def as_json(value: Any) -> None:
    """JSON to stdout; Chinese as it is where the console or pipe can take it."""
    sys.stdout.write(_json(value, indent=2) + "\n")


def _json(value: Any, *, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


class JsonList:
    """A JSON list on stdout, written item by item, a line each: it may be longer than the memory. Use it in a `with`.

    >>> with JsonList() as told:
    ...     told.add({"ok": True})
    ...     told.add({"ok": False})
    [
    {"ok": true},
    {"ok": false}
    ]
    """

    def __enter__(self) -> JsonList:
        self._count = 0
        return self

    def add(self, value: Any) -> None:
        """An item."""
        sys.stdout.write((",\n" if self._count else "[\n") + _json(value))
        self._count += 1

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # What stops in the middle must not look whole.
        if kind is None:
            sys.stdout.write("\n]\n" if self._count else "[]\n")


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table to stdout."""
    from rich.text import Text

    grid = Table(header_style="bold")
    for header in headers:
        grid.add_column(header, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_printable(str(cell))) for cell in row))
    Console(highlight=False).print(grid)


def progress(*, quiet: bool) -> Progress:
    """A progress bar on stderr; nothing where stderr is no terminal or nothing is wanted."""
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
        disable=quiet or not target.is_terminal,
    )


def size(path: Path) -> str:
    """A file's size for people.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a"
    ...     _ = file.write_bytes(bytes(2048))
    ...     size(file)
    '2.0 KB'
    """
    count = path.stat().st_size
    return f"{count / 1024:.1f} KB" if count >= 1024 else f"{count} B"
