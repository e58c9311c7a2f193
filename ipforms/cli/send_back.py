"""What goes back to the applicants: copies of their files with comments or notes, and notices of corrections."""

import copy
import datetime
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from ipforms import formats
from ipforms.bulk import CheckResult
from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.bulk.file_names import safe
from ipforms.cli.report_files import OutputRecord, check_targets
from ipforms.cli.terminal import Terminal
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.formats.docx_markup import Element
from ipforms.pipeline.report import CheckOutcome, Report
from ipforms.reports.html_page import write_page
from ipforms.reports.mailing_list import MailingRow, mailing_list, mailing_row
from ipforms.reports.notice import NothingToCorrect, Sender, notice_paragraphs
from ipforms.reports.official_letter import letter
from ipforms.reports.table_report import ReportTable, table_book

_NAME = 200  # characters of a name
_CUT = 50  # characters of a name that is cut and counted: 150 bytes of Chinese, so that `safe` leaves the number
_CONTAINER = re.compile(r"\.[A-Za-z0-9]{2,4}$")  # the suffix of an archive or mail, whose folder is no such file
_WRITTEN_TO = ("correct", "ineligible")  # verdicts; what is open a person settles first


class NoOffice(IpformsError):
    """Notices without the office that sends them."""


class NoLetters(IpformsError):
    """What letters say, without letters."""


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


_LETTER_OPTIONS = (
    click.option("--notices", type=Path, metavar="DIR"),
    click.option("--office", metavar="NAME"),
    click.option("--deadline", callback=as_deadline, metavar="DATE|DAYS"),
    click.option("--contact", metavar="TEXT"),
    click.option("--all-notices", type=Path, metavar="FILE"),
    click.option("--mailing-list", type=Path, metavar="FILE"),
    click.option("--show-contacts", is_flag=True),
    click.option("--pages", type=Path, metavar="DIR"),
)


def letter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What is written for single applicants, by the names of `SendBack`'s attributes."""
    for option in reversed(_LETTER_OPTIONS):
        function = option(function)
    return function


@dataclass
class SendBack:
    """Where copies, notices and pages go."""

    terminal: Terminal  # whose language they are in
    comments: Path | None  # the folder of the copies with comments, or None
    notices: Path | None  # the folder of the notices, or None
    office: str | None = None  # who sends the notices
    deadline: datetime.date | int | None = None  # by when to correct; see `reports.notice`
    contact: str | None = None  # whom to ask
    overwrite: bool = False  # replace files that differ
    pages: Path | None = None  # the folder of the pages of single files, or None
    all_notices: Path | None = None  # the DOCX of all notices, or None
    mailing_list: Path | None = None  # the XLSX of those who get a notice, or None
    show_contacts: bool = False  # whether phones and e-mails stand there in full
    on: datetime.date = field(default_factory=datetime.date.today)  # the day of the check
    written: dict[Path, int] = field(default_factory=dict)  # how many files each folder has got
    # how many files of an earlier run were moved aside, by the folder to which
    withdrawn: dict[Path, int] = field(default_factory=dict)
    # why a file could get no comments, such as one in a format that takes none
    refused: list[str] = field(default_factory=list)
    _records: dict[Path, OutputRecord] = field(default_factory=dict)
    _letters: list[list[Element]] = field(default_factory=list)
    _mailing: list[MailingRow] = field(default_factory=list)
    _stems: set[Path] = field(default_factory=set)
    _stem: Path = Path()

    def prepare(self) -> None:
        """See that it can be done, before any work is.

        Raises:
            NoOffice: notices are asked for, and nobody to send them.
            NoLetters: something is said of notices, and none are asked for.
            UnsupportedFormat: one file is asked for by a name of another format.
            UnwritableOutput: a folder cannot be written into.
        """
        if self._notifies and not self.office:
            raise NoOffice
        if unused := self._unused:
            raise NoLetters(options=unused)
        for path, suffix in ((self.all_notices, ".docx"), (self.mailing_list, ".xlsx")):
            check_targets([path] if path else [], (suffix,))
        for folder in self.folders:
            make_folder(folder)
        self._records = {folder: OutputRecord(folder) for folder in self.folders}

    def outputs(self, given: Iterable[str]) -> list[Path]:
        """What is there, or may be, of what a run over these files and folders writes."""
        paths = [Path(path) for path in given]
        return [*self.files, *(path for record in self._records.values() for path in record.about(paths))]

    @property
    def folders(self) -> list[Path]:
        """The folders that are asked for."""
        return [folder for folder in (self.comments, self.notices, self.pages) if folder]

    @property
    def files(self) -> list[Path]:
        """The single files that are asked for."""
        return [path for path in (self.all_notices, self.mailing_list) if path]

    @property
    def _unused(self) -> list[str]:
        """The options that say something of what is not asked for."""
        notifies = self._notifies
        options = (
            ("--deadline", self.deadline, notifies),
            ("--contact", self.contact, notifies),
            ("--office", self.office, notifies or self.comments),  # comments bear the office's name too
            ("--show-contacts", self.show_contacts, self.mailing_list),
        )
        return [option for option, value, used in options if value is not None and value is not False and not used]

    @property
    def _notifies(self) -> bool:
        return any((self.notices, self.all_notices, self.mailing_list))

    def write(
        self, result: CheckResult, tables: Sequence[ReportTable] = (), *, is_due: bool = True, to: str = ""
    ) -> None:
        """Write what is due for one file, and withdraw what an earlier run has written and is not due any more.

        Args:
            result: the file.
            tables: what its page shows besides.
            is_due: whether its sender is to be written to.
            to: who that is, where the file does not say so.
        """
        assert result.outcome is not None, "a file that is no answer gets nothing"
        self._begin(result)
        if self.comments:
            self._comment(self.comments, result)
        if self._notifies:
            self._notify(result, result.outcome, to, is_due=is_due)
        if self.pages:
            page = io.BytesIO()
            name = result.outcome.applicant if isinstance(result.outcome, Report) else ""
            title = masked_text(name or result.outcome.name)
            write_page([result.outcome], page, self.terminal.lang, self.on, title, is_single=True, tables=tables)
            self._write_copy(self.pages, result, "page", page.getvalue(), ".html")

    def withdraw(self, result: CheckResult) -> None:
        """Withdraw what an earlier run has written for a file that is none of those that count any more."""
        self._begin(result)
        if self.comments:
            for suffix in (".docx", ".pdf"):
                self._withdraw(self.comments, "comments", suffix)
        if self.notices:
            for kind in ("notice", "refusal"):
                self._withdraw(self.notices, kind)
        if self.pages:
            self._withdraw(self.pages, "page", ".html")

    def _begin(self, result: CheckResult) -> None:
        # 申报表.docx and 申报表.pdf of one folder: the second goes by its whole name, whether or not the first is due.
        # Names that are cut to what a system takes may be the same again: these are counted.
        file, below = result.read.file, result.below
        unpacked = [_CONTAINER.sub("", part) for part in below.parent.parts] if file and file.is_member else None
        folder = Path(*map(safe, unpacked or below.parent.parts))
        names = chain((below.stem, below.name), (f"{below.stem[:_CUT]}_{number}" for number in count(2)))
        self._stem = next(path for name in names if (path := folder / safe(name)) not in self._stems)
        self._stems.add(self._stem)

    def finish(self) -> None:
        """Write what holds all of them, one file to print and the list for sending; withdraw what is of files now gone.

        Raises:
            FileExists: another file is there, and may not be replaced.
            UnwritableOutput: the system refuses.
        """
        for folder, record in self._records.items():
            for below in record.orphans():
                self._move_aside(folder, below)
            record.save()
        if self.all_notices and self._letters:
            write_whole(self.all_notices, letter(*self._letters), overwrite=self.overwrite)
        if self.mailing_list:
            lang = self.terminal.lang
            made = table_book([mailing_list(self._mailing, lang)], lang, self.on)
            write_whole(self.mailing_list, made, overwrite=self.overwrite)

    def _comment(self, folder: Path, result: CheckResult) -> None:
        from ipforms.reports.comments import commented

        if result.report is None:
            return
        terminal = self.terminal
        try:
            data = result.read.source.read_bytes()
            given = formats.annotatable(data, result.path.name)
            made = commented(given, result.report, terminal.lang, author=self.office or "ipforms")
        except (IpformsError, OSError) as error:  # One file must not cost the others.
            reason: object = error if isinstance(error, IpformsError) else error.strerror or type(error).__name__
            if isinstance(error, IpformsError) and error.context.get("format") == "picture":
                reason = terminal.say("check.picture")
            self.refused.append(terminal.say("check.refused", file=result.below.as_posix(), reason=reason))
            return
        if made is not given:
            self._write_copy(folder, result, "comments", made, formats.suffix(given))
        else:
            self._withdraw(folder, "comments", formats.suffix(given))

    def _notify(self, result: CheckResult, outcome: CheckOutcome, to: str, *, is_due: bool) -> None:
        assert self.office, "prepare() has asked for it"
        sender, lang = Sender(self.office, None, self.on, self.deadline, self.contact), self.terminal.lang
        to = "" if isinstance(outcome, Report) and outcome.applicant else masked_text(to, _NAME)
        verdict = outcome.verdict if isinstance(outcome, Report) else "correct"
        kind = "refusal" if verdict == "ineligible" else "notice"
        is_due = is_due and verdict in _WRITTEN_TO
        try:
            made = notice_paragraphs(outcome, sender, to or None, lang=lang) if is_due else []
        except NothingToCorrect:
            made = []
        kind = kind if made else ""
        for other in ("notice", "refusal"):
            if self.notices and other != kind:
                self._withdraw(self.notices, other)
        if not made:
            return
        if self.notices:
            self._write_copy(self.notices, result, kind, letter(copy.deepcopy(made)))
        if self.all_notices:
            self._letters.append(made)
        name = self._name(kind, ".docx").as_posix()
        self._mailing.append(mailing_row(outcome, name, lang, to=to or None, shows_contacts=self.show_contacts))

    def _name(self, kind: str, suffix: str) -> Path:
        return self._stem.with_name(f"{self._stem.name}-{self.terminal.say(f'check.file_{kind}')}{suffix}")

    def _write_copy(self, folder: Path, result: CheckResult, kind: str, data: bytes, suffix: str = ".docx") -> None:
        below = self._name(kind, suffix)
        target = folder / below
        if target.parent != folder:
            make_folder(target.parent)
        write_whole(target, data, overwrite=self.overwrite)
        self._records[folder].add(below, result.path)
        self.written[folder] = self.written.get(folder, 0) + 1

    def _withdraw(self, folder: Path, kind: str, suffix: str = ".docx") -> None:
        """Move aside what an earlier run has written for a file that is right now."""
        self._move_aside(folder, self._name(kind, suffix))

    def _move_aside(self, folder: Path, below: Path) -> None:
        self._records[folder].remove(below)
        if not (folder / below).is_file():
            return
        aside = folder / self.terminal.say("check.withdrawn_folder")
        target = aside / below
        make_folder(target.parent)
        (folder / below).replace(target)
        self.withdrawn[aside] = self.withdrawn.get(aside, 0) + 1
