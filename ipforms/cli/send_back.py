"""What goes back to the applicants: copies of their files with comments or notes, and notices of corrections."""

from __future__ import annotations

import contextlib
import datetime
from dataclasses import dataclass, field
from pathlib import Path

import click

from ipforms import formats
from ipforms.bulk import CheckResult
from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.cli.terminal import Terminal
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.pipeline.report import Report
from ipforms.reports.notice import NothingToCorrect, notice


class NoOffice(IpformsError):
    """Notices without the office that sends them."""


class NoDeadline(IpformsError):
    """A deadline that is neither a date nor a number of days."""


def as_deadline(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date | int | None:
    """A callback of click: a date, or a number of days.

    Raises:
        NoDeadline: it is neither.
    """
    if value is None:
        return None
    try:
        return int(value) if len(value) < len("170401") else datetime.date.fromisoformat(value)
    except ValueError:
        raise NoDeadline(value=masked_text(value)) from None


@dataclass
class SendBack:
    """Where copies and notices go.

    Attributes:
        terminal: whose language they are in.
        comments: the folder of the copies with comments, or None.
        notices: the folder of the notices, or None.
        office: who sends the notices.
        deadline: by when to correct; see `reports.notice`.
        contact: whom to ask.
        overwrite: replace files that differ.
        written: how many files each of the two has got.
        refused: why a file could get no comments, such as one in a format that takes none.
    """

    terminal: Terminal
    comments: Path | None
    notices: Path | None
    office: str | None = None
    deadline: datetime.date | int | None = None
    contact: str | None = None
    overwrite: bool = False
    written: dict[Path, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """See that it can be done, before any work is.

        Raises:
            NoOffice: notices are asked for, and nobody to send them.
            UnwritableOutput: a folder cannot be written into.
        """
        if self.notices and not self.office:
            raise NoOffice
        for folder in self.folders:
            make_folder(folder)

    @property
    def folders(self) -> list[Path]:
        """The folders that are asked for."""
        return [folder for folder in (self.comments, self.notices) if folder]

    def write(self, result: CheckResult) -> None:
        """Write what is due for one file; nothing for a file that could not be read, or needs nothing."""
        if result.report is None:
            return
        if self.comments:
            self._comment(self.comments, result, result.report)
        if self.notices:
            self._notify(self.notices, result, result.report)

    def _comment(self, folder: Path, result: CheckResult, report: Report) -> None:
        from ipforms.reports.comments import commented

        terminal = self.terminal
        try:
            data = result.read.source.read_bytes()
            given = formats.annotatable(data, result.path.name)
            copy = commented(given, report, terminal.lang, author=self.office or "ipforms")
        except (IpformsError, OSError) as error:  # One file must not cost the others.
            reason = error if isinstance(error, IpformsError) else error.strerror or type(error).__name__
            self.refused.append(terminal.say("check.refused", file=result.below.as_posix(), reason=reason))
            return
        if copy is not given:
            self._write_copy(folder, result, "comments", copy, formats.suffix(given))

    def _notify(self, folder: Path, result: CheckResult, report: Report) -> None:
        assert self.office, "prepare() has asked for it"
        with contextlib.suppress(NothingToCorrect):
            letter = notice(
                report, office=self.office, deadline=self.deadline, contact=self.contact, lang=self.terminal.lang
            )
            self._write_copy(folder, result, "notice", letter)

    def _write_copy(self, folder: Path, result: CheckResult, kind: str, data: bytes, suffix: str = ".docx") -> None:
        name = f"{result.below.stem}-{self.terminal.say(f'check.file_{kind}')}{suffix}"
        target = folder / result.below.with_name(name)
        if target.parent != folder:
            make_folder(target.parent)
        write_whole(target, data, overwrite=self.overwrite)
        self.written[folder] = self.written.get(folder, 0) + 1
