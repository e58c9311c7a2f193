"""A batch in numbers: what became of its files, and how many findings of each kind there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import CheckOutcome, Report, ReportVerdict
from ipforms.reports.words import COUNTED, report_text


class FileStatus(StrEnum):
    """What became of a file."""

    GOOD = "good"
    """It can be accepted as it stands."""
    JUDGEMENT = "judgement"
    """Nothing must be put right, and somebody must judge something first."""
    FAULTY = "faulty"
    """Something must be put right."""
    UNFIT = "unfit"
    """Nothing must be put right, and the applicant does not qualify."""
    UNREAD = "unread"
    """It could not be read."""


_BY_VERDICT: Mapping[ReportVerdict, FileStatus] = {
    "acceptable": FileStatus.GOOD,
    "judgement": FileStatus.JUDGEMENT,
    "correct": FileStatus.FAULTY,
    "ineligible": FileStatus.UNFIT,
}


def file_status(outcome: CheckOutcome) -> FileStatus:
    """What became of a file."""
    return _BY_VERDICT[outcome.verdict] if isinstance(outcome, Report) else FileStatus.UNREAD


class BatchCounts:
    """Counts that grow with the batch.

    Attributes:
        results: files by what became of them.
        findings: findings by severity.
    """

    def __init__(self) -> None:
        self.results: Counter[FileStatus] = Counter()
        self.findings: Counter[Severity] = Counter()

    @property
    def files(self) -> int:
        """All files."""
        return self.results.total()

    def add(self, outcome: CheckOutcome) -> None:
        """Count a file and its findings."""
        findings = outcome.findings if isinstance(outcome, Report) else ()
        self.count(file_status(outcome), (finding.severity for finding in findings))

    def count(self, status: FileStatus, severities: Iterable[Severity]) -> None:
        """Count a file of which no more is at hand."""
        self.results[status] += 1
        self.findings.update(severities)

    def text(self, lang: Lang = "zh") -> str:
        """The numbers as a sentence.

        >>> BatchCounts().text().partition("。")[0]
        '共 0 份：可受理 0 份，待核实 0 份，需补正 0 份，不符合条件 0 份，无法读取 0 份'
        """
        counted = {f"status.{status}": self.results[status] for status in FileStatus}
        found = {f"severity.{severity}": self.findings[severity] for severity in COUNTED}
        facts = {"files": _listed(counted, "batch.files", lang), "findings": _listed(found, "batch.findings", lang)}
        return report_text("batch.counts", lang, count=self.files, **facts)


def _listed(counts: Mapping[str, int], key: str, lang: Lang) -> str:
    return report_text("batch.comma", lang).join(
        report_text(key, lang, name=report_text(name, lang), count=count) for name, count in counts.items()
    )


def file_status_text(outcome: CheckOutcome, lang: Lang = "zh") -> str:
    """What became of a file, for people."""
    return report_text(f"status.{file_status(outcome)}", lang)
