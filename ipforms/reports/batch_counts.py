"""A batch in numbers: what became of its files, and how many findings of each kind there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import CheckOutcome, Report
from ipforms.reports.words import COUNTED, SEVERITIES, say
from ipforms.rules.verdicts import Said, Verdict


class FileStatus(StrEnum):
    """What became of a file."""

    GOOD = "good"
    """Nothing must be put right."""
    FAULTY = "faulty"
    """Something must be put right."""
    UNFIT = "unfit"
    """Nothing must be put right, and the applicant does not qualify."""
    UNREAD = "unread"
    """It could not be read."""


FILE_STATUSES: Mapping[FileStatus, Said] = {
    FileStatus.GOOD: Said("可受理", "acceptable"),
    FileStatus.FAULTY: Said("需补正", "to be corrected"),
    FileStatus.UNFIT: Said("不符合条件", "not eligible"),
    FileStatus.UNREAD: Said("无法读取", "unreadable"),
}


def file_status(outcome: CheckOutcome) -> FileStatus:
    """What became of a file."""
    if not isinstance(outcome, Report):
        return FileStatus.UNREAD
    if not outcome.ok:
        return FileStatus.FAULTY
    refused = outcome.eligibility is not None and outcome.eligibility.verdict is Verdict.NO
    return FileStatus.UNFIT if refused else FileStatus.GOOD


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
        """Count a file."""
        self.results[file_status(outcome)] += 1
        if isinstance(outcome, Report):
            self.findings.update(finding.severity for finding in outcome.findings)

    def text(self, lang: Lang = "zh") -> str:
        """The numbers as a sentence.

        >>> BatchCounts().text().partition("。")[0]
        '共 0 份：可受理 0 份，需补正 0 份，不符合条件 0 份，无法读取 0 份'
        """
        files = [(FILE_STATUSES[result].text(lang), self.results[result]) for result in FileStatus]
        found = [(SEVERITIES[severity].text(lang), self.findings[severity]) for severity in COUNTED]
        if lang == "en":
            return f"{self.files} files: {_listed(files)}. Findings: {_listed(found)}."
        said = "，".join(f"{name} {count} 份" for name, count in files)
        return f"共 {self.files} 份：{said}。{'，'.join(f'{name} {count} 处' for name, count in found)}。"


def _listed(counts: list[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts)


def file_status_text(outcome: CheckOutcome, lang: Lang = "zh") -> str:
    """What became of a file, for people."""
    return say(lang, FILE_STATUSES[file_status(outcome)].zh, FILE_STATUSES[file_status(outcome)].en)
