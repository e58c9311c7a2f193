"""What people see: sentences, tables and progress on a terminal, in one language; JSON for scripts."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipforms import messages
from ipforms.codes.masking import masked_text
from ipforms.messages import Lang

if TYPE_CHECKING:
    from rich.progress import Progress

_LONGEST_ERROR = 4_000  # characters; the column lists of an unknown-columns error stay whole, a pasted file does not


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language that the arguments or the environment ask for; needed before they are parsed, as that may fail.

    >>> language(["fill", "--lang", "en"], {}), language([], {"IPFORMS_LANG": "en"}), language([], {})
    ('en', 'en', 'zh')
    """
    asked = environment.get("IPFORMS_LANG", "zh")
    for argument, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        if argument.startswith("--lang"):
            value = argument.removeprefix("--lang=") if "=" in argument else following
            asked = value if value in messages.languages() else asked
    short = asked.casefold().partition("_")[0].partition("-")[0]
    return next((lang for lang in (asked, short) if lang in messages.languages()), "zh")


@dataclass(frozen=True)
class Terminal:
    """The streams of this process, and the language that its user reads. Commands get it as click's context object."""

    lang: Lang = "zh"

    def say(self, key: str, /, **context: Any) -> str:
        """The message `cli.<key>` of the catalogue."""
        return messages.say(f"cli.{key}", self.lang, **context)

    def duration(self, seconds: float) -> str:
        """How long something takes, in its two largest units."""
        minutes, rest = divmod(round(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        unit = "hours" if hours else "minutes" if minutes else "seconds"
        return self.say(f"duration.{unit}", hours=hours, minutes=minutes, seconds=rest)

    def print(self, key: str, /, *, style: str | None = None, error: bool = False, **context: Any) -> None:
        """Print a message of the catalogue."""
        self.line(self.say(key, **context), style=style, error=error)

    def line(self, text: str, *, style: str | None = None, error: bool = False) -> None:
        """Print a line of text, as it is: people's text is never markup."""
        from ipforms.cli.rich_output import console

        console(error=error).print(_printable(text), markup=False, style=style)

    def fail(self, text: str) -> None:
        """An error, to stderr. People put their numbers into names of files, and those into errors."""
        self.print("error", text=masked_text(text, _LONGEST_ERROR), error=True, style="red")

    def join(self, texts: Iterable[str]) -> str:
        """Sentences or entries that commas may stand in, in one line."""
        return self.say("separator").join(texts)

    def table(self, headers: str | Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A table to stdout; its headers, or the key of a message that lists them with commas.

        A terminal that is too narrow for it gets a paragraph for each row.
        """
        from ipforms.cli.rich_output import print_table

        titles = self.say(headers).split(",") if isinstance(headers, str) else headers
        cells = [[_printable(str(cell)) for cell in row] for row in rows]
        if print_table(titles, cells):
            return
        for row in cells:
            facts = [(title, cell) for title, cell in zip(titles, row, strict=True) if cell]
            said = (messages.say("reports.labelled", self.lang, label=title, text=cell) for title, cell in facts)
            self.line(self.say("cell_separator").join(said))


def _printable(text: str) -> str:
    """People's text without what would steer a terminal; a wide or firm blank does not, though it is no print."""
    kept = "\n\t\u3000\xa0"
    return "".join(character if character.isprintable() or character in kept else "\ufffd" for character in text)


def print_json(value: Any) -> None:
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

    >>> with JsonList() as items:
    ...     items.add({"ok": True})
    ...     items.add({"ok": False})
    [
    {"ok": true},
    {"ok": false}
    ]
    """

    def __enter__(self) -> "JsonList":
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


class NoBar:
    """In place of rich's progress where nothing is to be shown; rich is not even loaded."""

    def add_task(self, description: str, **_: Any) -> Any:
        """Say nothing of work that begins."""

    def update(self, task: Any, **_: Any) -> None:
        """Say nothing of how far it is."""

    def advance(self, task: Any) -> None:
        """Say nothing of a step."""


def progress(*, quiet: bool) -> "AbstractContextManager[Progress | NoBar]":
    """A progress bar on stderr; nothing where stderr is no terminal or nothing is wanted."""
    if quiet:
        return nullcontext(NoBar())
    from ipforms.cli.rich_output import progress_bar

    return progress_bar()


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
