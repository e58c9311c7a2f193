"""What people see of a check on a terminal: a table of the files, then what the first ones must put right."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipforms.bulk import CheckResult
from ipforms.cli import found, output
from ipforms.cli.lang import LANG, say
from ipforms.pipeline.report import Report, Unread
from ipforms.reports import table
from ipforms.reports.tally import Tally, result_text
from ipforms.reports.words import COUNTED, SEVERITIES

_FILES, _DETAILED, _FINDINGS = 50, 10, 8


@dataclass(frozen=True)
class _Detail:
    """A file of which something is to be said."""

    name: str
    reason: str
    rows: list[tuple[str, ...]]
    more: int


@dataclass
class Shown:
    """What is kept of a run to be shown at its end: as much as a person reads, however many files there are.

    Attributes:
        tally: the batch in numbers.
        clean: files of which nothing need be done.
    """

    tally: Tally = field(default_factory=Tally)
    clean: int = 0
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _wanting: list[tuple[str, ...]] = field(default_factory=list)
    _details: list[_Detail] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing need be done at all."""
        return self.clean == self.tally.files

    def add(self, result: CheckResult) -> None:
        """Count a file, and keep its row."""
        self.tally.add(result.outcome)
        self.clean += result.is_clean
        for rows in (self._rows,) if result.is_clean else (self._rows, self._wanting):
            if len(rows) < _FILES:
                rows.append(_row(result))
        if len(self._details) < _DETAILED and (detail := _detail(result)):
            self._details.append(detail)

    def show(self) -> None:
        """Print it."""
        rows = self._rows if self.tally.files <= _FILES else self._wanting
        headers = say("文件,结论,问题,入库条件", "file,result,findings,eligibility").split(",")
        if rows:
            output.table(headers, rows)
        if rows is self._wanting:
            _hidden(self.tally.files - self.clean - len(rows), self.clean)
        for detail in self._details:
            _show(detail)
        left = self.tally.files - self.clean - len(self._details)
        if self._details and left > 0:
            output.line(
                say(
                    f"……另有 {left} 份需要处理，可用 --report 输出全部问题。",
                    f"… {left} more files need something done; --report writes all findings.",
                )
            )
        output.line(self.tally.text(LANG), style="bold")


def _hidden(wanting: int, clean: int) -> None:
    more = say(f"另有 {wanting} 份需要处理，", f"{wanting} more need something done, ") if wanting else ""
    output.line(say(f"……{more}{clean} 份没有问题，未列出。", f"… {more}{clean} are clean; they are not listed."))


def _row(result: CheckResult) -> tuple[str, ...]:
    """Four columns: the whole overview is too wide for a terminal, and stands in the workbook."""
    outcome = result.outcome
    name, conclusion = table.file_name(outcome), result_text(outcome, LANG)
    if isinstance(outcome, Unread):
        return name, conclusion, "", ""
    counts = [(SEVERITIES[severity].text(LANG), outcome.counts[severity.value]) for severity in COUNTED]
    said = [say(f"{kind} {count} 处", f"{count} {kind}") for kind, count in counts if count]
    return name, conclusion, say("，", ", ").join(said), table.verdict(outcome, LANG)


def _detail(result: CheckResult) -> _Detail | None:
    outcome = result.outcome
    if isinstance(outcome, Unread):
        return _Detail(table.file_name(outcome), f"{result_text(outcome, LANG)}{_COLON}{_why(outcome)}", [], 0)
    findings = found.asking(outcome.findings)
    reason = "" if findings or result.is_clean else _unfit(outcome)
    if not findings and not reason:
        return None
    rows = [found.row(finding) for finding in findings[:_FINDINGS]]
    return _Detail(table.file_name(outcome), reason, rows, len(findings) - len(rows))


_COLON = say("：", ": ")


def _why(outcome: Unread) -> str:
    return table.reason(outcome, LANG)


def _unfit(report: Report) -> str:
    """Why an applicant does not qualify whose form is filled in well."""
    return say("不符合入库条件：", "the conditions are not met: ") + table.reasoning(report, LANG).replace("\n", "；")


def _show(detail: _Detail) -> None:
    output.line("")
    output.line(detail.name, style="bold")
    if detail.reason:
        output.line(detail.reason)
    found.show(detail.rows, detail.more)
