"""What people see of a check on a terminal: a table of the files, then what the first ones must put right."""

from dataclasses import dataclass, field

from ipforms.cli import findings_view
from ipforms.cli.terminal import Terminal
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.reports import report_rows
from ipforms.reports.report_rows import BatchCounts, FileStatus, file_status, file_status_text
from ipforms.reports.words import COUNTED, report_text

# As much as a person reads on a terminal; the workbook of --report has it all.
_FILES = 50  # rows of the table of files
_DETAILED = 10  # files whose findings are listed
_FINDINGS = 8  # findings that are listed of one file


@dataclass(frozen=True)
class _FileDetail:
    """The findings of a file, or the reason why it cannot be accepted."""

    name: str
    reason: str
    rows: list[tuple[str, ...]]
    more: int


@dataclass
class CheckSummary:
    """What is kept of a run to be shown at its end: as much as a person reads, however many files there are."""

    terminal: Terminal  # where it is shown
    tally: BatchCounts = field(default_factory=BatchCounts)  # the batch in numbers
    clean: int = 0  # files of which nothing need be done
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _incomplete: list[tuple[str, ...]] = field(default_factory=list)
    _details: list[_FileDetail] = field(default_factory=list)
    _to_see: int = 0  # files with something to put right or to judge

    @property
    def is_clean(self) -> bool:
        """Whether nothing need be done at all."""
        return self.clean == self.tally.files

    def add(self, outcome: CheckOutcome) -> None:
        """Count a file, and keep its row, and what is to be put right in it."""
        self.tally.add(outcome)
        is_clean = isinstance(outcome, Report) and outcome.is_clean
        self.clean += is_clean
        is_done = is_clean and file_status(outcome) is FileStatus.GOOD
        self._to_see += not is_done
        for rows in (self._rows,) if is_done else (self._rows, self._incomplete):
            if len(rows) < _FILES:
                rows.append(_row(self.terminal, outcome))
        if not is_done and len(self._details) < _DETAILED:
            self._details.append(_detail(self.terminal, outcome))

    def show(self) -> None:
        """Print it."""
        terminal = self.terminal
        rows = self._rows if self.tally.files <= _FILES else self._incomplete
        if rows:
            terminal.table("check.columns", rows)
        if rows is self._incomplete:
            incomplete, clean = self._to_see - len(rows), self.tally.files - self._to_see
            terminal.print("check.hidden" if incomplete else "check.hidden_clean", incomplete=incomplete, clean=clean)
        for detail in self._details:
            _show(terminal, detail)
        left = self._to_see - len(self._details)
        if self._details and left > 0:
            terminal.print("check.more_files", count=left)
        terminal.line(self.tally.text(terminal.lang), style="bold")


def _row(terminal: Terminal, outcome: CheckOutcome) -> tuple[str, ...]:
    """Four columns: the whole overview is too wide for a terminal, and stands in the workbook."""
    cells = dict(zip(report_rows.OVERVIEW_HEADERS, report_rows.overview_row(outcome, terminal.lang), strict=True))
    counts = [
        terminal.say("check.kind", kind=report_text(key, terminal.lang), count=cells[key])
        for key in (f"severity.{severity}" for severity in COUNTED)
        if cells[key]
    ]
    told = [str(cells[f"header.{name}"]) for name in ("file", "result", "eligibility")]
    return told[0], told[1], terminal.say("check.kind_separator").join(counts), told[2]


def _detail(terminal: Terminal, outcome: CheckOutcome) -> _FileDetail:
    lang = terminal.lang
    name = report_rows.file_name(outcome)
    if isinstance(outcome, UnreadFile):
        facts = {"result": file_status_text(outcome, lang), "reason": report_rows.bare_reason(outcome, lang)}
        return _FileDetail(name, terminal.say("check.unread", **facts), [], 0)
    findings = findings_view.to_do(outcome.findings)
    reason = ""
    if outcome.verdict == "judgement":
        asked = report_rows.open_questions(outcome, lang)
        more = [terminal.say("findings.more", count=left)] if (left := len(asked) - _FINDINGS) > 0 else []
        facts = {"result": file_status_text(outcome, lang), "reason": "；".join([*asked[:_FINDINGS], *more])}
        reason = terminal.say("check.unread", **facts) if asked else ""
    elif not findings:  # the form is filled in well, and the applicant does not qualify
        reason = terminal.say("check.unfit", reason=report_rows.reasoning(outcome, lang).replace("\n", "；"))
    rows = [findings_view.row(finding, lang) for finding in findings[:_FINDINGS]]
    return _FileDetail(name, reason, rows, len(findings) - len(rows))


def _show(terminal: Terminal, detail: _FileDetail) -> None:
    terminal.line("")
    terminal.line(detail.name, style="bold")
    if detail.reason:
        terminal.line(detail.reason)
    findings_view.show(terminal, detail.rows, detail.more)
