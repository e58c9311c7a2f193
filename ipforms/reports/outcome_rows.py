"""What the tables of a batch show of one file, ready to be written.

The process that has read a file makes it, as a whole result takes ten times as long to be handed over and unpacked.
"""

from __future__ import annotations

from typing import NamedTuple

from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import CheckOutcome, Report
from ipforms.reports.batch_counts import FileStatus, file_status
from ipforms.reports.report_rows import Row, finding_rows, overview_row


class OutcomeRows(NamedTuple):  # a tuple: dataclasses with slots are slow to unpack
    """A file in the overview, and its findings."""

    status: FileStatus  # what became of it
    is_clean: bool  # whether nobody need do anything
    severities: tuple[Severity, ...]  # of its findings
    overview: Row
    findings: tuple[Row, ...]  # of one that could not be read, the reason

    @classmethod
    def of(cls, outcome: CheckOutcome, lang: Lang) -> OutcomeRows:
        """The rows of a file."""
        findings = outcome.findings if isinstance(outcome, Report) else ()
        return cls(
            file_status(outcome),
            isinstance(outcome, Report) and outcome.is_clean,
            tuple(finding.severity for finding in findings),
            overview_row(outcome, lang),
            tuple(finding_rows(outcome, lang)),
        )
