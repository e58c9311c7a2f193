"""What all commands that take folders show of them: every file that came, what it is, and who has not answered."""

import contextlib
import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from ipforms.bulk.atomic_files import write_whole
from ipforms.bulk.sources.table_model import MissingFile
from ipforms.cli.options import NoFiles
from ipforms.cli.report_files import check_targets
from ipforms.cli.terminal import Terminal
from ipforms.codes.masking import masked_text
from ipforms.intake import FileRole, Intake
from ipforms.messages import say
from ipforms.reports.excel_sheet import SheetColumn
from ipforms.reports.table_report import ReportTable, table_book
from ipforms.roster import Attendance, Category, ReceivedFile, Roster
from ipforms.roster.attendance import invited_in

_SUFFIXES = (".xlsx", ".json")
_FILES, _NAMES = 30, 20  # as much as a person reads on a terminal; --inventory has it all
_NAME = 200  # characters of a name
_COLUMNS = ("name", "category", "applicant", "to_do", "reason")
_WIDTHS = (40, 24, 26, 10, 60)  # characters of these; a landscape A4 page is full
_ANSWERS = (34, 24, 70)  # characters; a landscape A4 page is full
_REPORTED = frozenset((Category.FORM, Category.UNREAD))
"""What the command itself shows: forms that count, and what may be one and could not be read."""
_PLAIN = frozenset((Category.LEFTOVER, Category.DUPLICATE, Category.CONTAINER))
"""What nobody need read about, unless something is wrong with it."""


@dataclass(frozen=True)
class IntakeOptions:
    """What is asked of the files that came."""

    expected: str | None = None  # a table of those who were asked, or None
    inventory: Path | None = None  # where the list of all files goes, or None

    def prepare(self) -> Roster:
        """The roster that is to be filled, before any work is done.

        Raises:
            UnsupportedFormat: the list of files cannot be written in the format of its name.
            IpformsError: the table of those asked cannot be read.
        """
        if self.inventory is not None:
            check_targets([self.inventory], _SUFFIXES)
        return Roster(None if self.expected is None else invited_in(self.expected))

    @property
    def outputs(self) -> list[Path]:
        """The file that is written."""
        return [self.inventory] if self.inventory else []

    @property
    def own(self) -> list[Path]:
        """The files of these options, which are no answers of anybody."""
        return [*self.outputs, *([Path(self.expected)] if self.expected else [])]


NO_OPTIONS = IntakeOptions()


def intake_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--expected and --inventory, which the command gets as one `received`."""

    @click.option("--expected", metavar="TABLE")
    @click.option("--inventory", type=Path, metavar="FILE")
    @functools.wraps(function)
    def packed(*args: Any, expected: str | None, inventory: Path | None, **rest: Any) -> Any:
        return function(*args, received=IntakeOptions(expected, inventory), **rest)

    return packed


@contextlib.contextmanager
def opened_intake(given: Sequence[str], own: Iterable[Path]) -> Iterator[Intake]:
    """The files that are meant, without what the command itself writes or an earlier run has written.

    Raises:
        MissingFile: a path is none, which nobody has sent.
        NoFiles: there are none.
    """
    for path in given:
        if not os.path.lexists(path):
            raise MissingFile(name=masked_text(path, _NAME))
    with Intake(given, without=own) as intake:
        if all(file.role is FileRole.LEFTOVER for file in intake):
            raise NoFiles(names=list(given))
        yield intake


def is_reported(file: ReceivedFile) -> bool:
    """Whether a file has its place in the reports and letters of the command."""
    return file.category in _REPORTED


def show_roster(terminal: Terminal, roster: Roster) -> None:
    """What else came than forms, who has not answered, and the sum of all."""
    others = [
        file for file in roster.files if not is_reported(file) and (file.to_decide or file.category not in _PLAIN)
    ]
    if len(others) > _FILES:
        others = [file for file in others if file.to_decide or file.category is not Category.PAPER]
    others.sort(key=lambda file: not file.to_decide)
    rows = [_row(terminal, file, ("name", "category", "reason")) for file in others[:_FILES]]
    if rows:
        terminal.table("inventory.columns", rows)
    if len(others) > _FILES:
        terminal.print("inventory.more", count=len(others) - _FILES)
    for clash in roster.clashes:
        terminal.line(terminal.say("inventory.clash", text=clash.text(terminal.lang)))
    if roster.attendance is not None:
        _show_attendance(terminal, roster.attendance)
    terminal.line(sum_text(terminal, roster), style="bold")


def sum_text(terminal: Terminal, roster: Roster) -> str:
    """How many files there are of each kind; they add up."""
    counts = [
        terminal.say("inventory.count", category=_category(terminal, category), count=count)
        for category, count in roster.counts.items()
        if count
    ]
    count, further = len(roster.files) - roster.further, ""
    if roster.further:
        further = terminal.say("inventory.further", count=roster.further)
    facts = {"count": count, "counts": terminal.say("inventory.plus").join(counts), "further": further}
    facts |= {"members": roster.members, "folders": count - roster.members}
    return terminal.say("inventory.sum_archives" if roster.members else "inventory.sum", **facts)


def _category(terminal: Terminal, category: Category) -> str:
    return say(f"roster.category.{category}", terminal.lang)


def _show_attendance(terminal: Terminal, attendance: Attendance) -> None:
    terminal.line(_attendance_sum(terminal, attendance), style="bold")
    for key, rows in _attendance_rows(terminal, attendance).items():
        names = [terminal.say("inventory.shortened_pair", one=one, other=other) for one, other in rows]
        names = names if key == "shortened" else [name for name, _ in rows]
        if names:
            more = terminal.say("inventory.and_more", count=len(names) - _NAMES) if len(names) > _NAMES else ""
            shown = terminal.join(names[:_NAMES]) + more
            terminal.print(f"inventory.{key}", count=len(names), names=shown)


def _attendance_rows(terminal: Terminal, attendance: Attendance) -> dict[str, list[tuple[str, str]]]:
    """Whom a person must ask or look at, by why: a name with what goes with it."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for key in ("missing", "codes_alone"):
        rows[key] = [(masked_text(name, _NAME), "") for name in getattr(attendance, key)]
    for key in ("unread", "twice", "uninvited"):
        rows[key] = [(masked_text(name, _NAME), terminal.join(files)) for name, files in getattr(attendance, key)]
    rows["shortened"] = [(masked_text(one, _NAME), masked_text(other, _NAME)) for one, other in attendance.shortened]
    return rows


def _attendance_table(terminal: Terminal, attendance: Attendance) -> ReportTable:
    headers = terminal.say("inventory.answers_columns").split(",")
    columns = [SheetColumn(header, width) for header, width in zip(headers, _ANSWERS, strict=True)]
    rows = [
        ("note" if key == "shortened" else "warning", (name, terminal.say(f"inventory.as_{key}"), about))
        for key, each in _attendance_rows(terminal, attendance).items()
        for name, about in each
    ]
    return ReportTable(terminal.say("inventory.answers"), columns, rows, 1, _attendance_sum(terminal, attendance))


def _attendance_sum(terminal: Terminal, attendance: Attendance) -> str:
    facts = {"total": attendance.total, "answered": attendance.answered}
    facts |= {"missing": len(attendance.missing), "unread": len(attendance.unread)}
    return terminal.say("inventory.attendance", **facts)


def write_list(terminal: Terminal, roster: Roster, options: IntakeOptions, on: date, *, overwrite: bool) -> None:
    """Write the list of all files, if it is asked for.

    Raises:
        FileExists: another file is there, and may not be replaced.
        UnwritableOutput: the system refuses.
    """
    target = options.inventory
    if target is None:
        return
    if target.suffix.lower() == ".json":
        text = json.dumps(roster.to_dict(terminal.lang), ensure_ascii=False, indent=2)
        made = text.encode("utf-8", "replace") + b"\n"
    else:
        made = table_book(inventory_tables(terminal, roster), terminal.lang, on)
    write_whole(target, made, overwrite=overwrite)


def inventory_tables(terminal: Terminal, roster: Roster) -> list[ReportTable]:
    """Every file that came, once: what it is, whose, and why; and how many there are of each kind, which adds up."""
    headers = terminal.say("inventory.headers").split(",")
    columns = [SheetColumn(header, width) for header, width in zip(headers, _WIDTHS, strict=True)]
    rows = [("warning" if file.to_decide else "note", _row(terminal, file)) for file in roster.files]
    sums = [("note", (_category(terminal, category), count)) for category, count in roster.counts.items() if count]
    sums.append(("note", (terminal.say("inventory.all"), len(roster.files))))
    name, total = terminal.say("inventory.list"), terminal.say("inventory.total")
    return [
        *([_attendance_table(terminal, roster.attendance)] if roster.attendance else []),
        ReportTable(name, columns, rows, _COLUMNS.index("to_do"), sum_text(terminal, roster)),
        ReportTable(total, [SheetColumn(headers[1], _WIDTHS[0]), SheetColumn(total, _WIDTHS[3])], sums),
    ]


def _row(terminal: Terminal, file: ReceivedFile, columns: Iterable[str] = _COLUMNS) -> tuple[str, ...]:
    cells = {
        "name": file.name,
        "category": _category(terminal, file.category),
        "applicant": file.applicant_text(terminal.lang),
        "to_do": terminal.say("inventory.to_do") if file.to_decide else "",
        "reason": file.reason_text(terminal.lang),
    }
    return tuple(cells[column] for column in columns)
