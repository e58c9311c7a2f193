"""A batch and its findings as rows of cells: what a terminal shows as tables and Excel as sheets.

Cells are texts and counts and nothing else; whoever prints them draws the lines (the command line does it with rich).
"""

from __future__ import annotations

from collections.abc import Iterator

from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.messages import Lang
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.reports.batch_counts import FILE_STATUSES, FileStatus, file_status_text
from ipforms.reports.words import COUNTED, SEVERITIES, STAGES, VERDICTS, say, where
from ipforms.rules.verdicts import Condition, Said

Row = tuple[str | int, ...]

OVERVIEW_HEADERS = (
    Said("文件", "file"),
    Said("表格", "form"),
    Said("申报单位", "applicant"),
    Said("阶段", "stage"),
    Said("结论", "result"),
    *(SEVERITIES[severity] for severity in COUNTED),
    Said("入库条件", "eligibility"),
    Said("判断依据（无法读取的，为原因）", "reasoning (or why it cannot be read)"),
)
FINDING_HEADERS = (
    Said("文件", "file"),
    Said("申报单位", "applicant"),
    Said("栏目", "field"),
    Said("位置", "place"),
    Said("类别", "kind"),
    Said("问题", "found"),
    Said("如何处理", "what to do"),
    Said("依据", "clause"),
    Said("代码", "code"),
)
_NAME = 200


def overview_row(outcome: CheckOutcome, lang: Lang = "zh") -> Row:
    """A file as a row below `OVERVIEW_HEADERS`."""
    name = file_name(outcome)
    if isinstance(outcome, UnreadFile):
        blanks = ("",) * len(COUNTED)
        return (name, "", "", "", file_status_text(outcome, lang), *blanks, "", reason(outcome, lang))
    counts = outcome.counts
    return (
        name,
        say(lang, outcome.form.title, outcome.form.id),
        applicant(outcome),
        STAGES[outcome.stage].text(lang),
        file_status_text(outcome, lang),
        *(counts[severity.value] for severity in COUNTED),
        verdict(outcome, lang),
        reasoning(outcome, lang),
    )


def finding_rows(outcome: CheckOutcome, lang: Lang = "zh") -> Iterator[Row]:
    """The findings of a file as rows below `FINDING_HEADERS`; why it could not be read is a row too."""
    name = file_name(outcome)
    if isinstance(outcome, UnreadFile):
        kind, why = FILE_STATUSES[FileStatus.UNREAD].text(lang), reason(outcome, lang)
        yield (name, "", "", "", kind, why, "", "", type(outcome.error).__name__)
        return
    for finding in outcome.findings:
        yield (name, applicant(outcome), *_cells(finding, lang))


def _cells(finding: Finding, lang: Lang) -> Row:
    kind, note = SEVERITIES[finding.severity].text(lang), finding.note
    place = where(finding.place, lang)
    return (finding.label, place, kind, note.message(lang), note.hint(lang), finding.source, finding.code)


def file_name(outcome: CheckOutcome) -> str:
    """What to call the file; people put phone numbers into names."""
    return masked_text(outcome.name, _NAME)


def applicant(report: Report) -> str:
    """Whose form it is, or ""."""
    return masked_text(report.applicant, _NAME)


def reason(unread: UnreadFile, lang: Lang = "zh") -> str:
    """Why a file could not be read."""
    return masked_text(unread.error.message(lang), 2 * _NAME)


def verdict(report: Report, lang: Lang = "zh") -> str:
    """Whether the applicant qualifies; a dash where the form does not ask."""
    return VERDICTS[report.eligibility.verdict].text(lang) if report.eligibility else "—"


def reasoning(report: Report, lang: Lang = "zh") -> str:
    """Each condition with its verdict and its sum, a line each."""
    conditions = report.eligibility.conditions if report.eligibility else ()
    return "\n".join(_reasoned(condition, lang) for condition in conditions)


def _reasoned(condition: Condition, lang: Lang) -> str:
    said = f"{condition.title.text(lang)}{say(lang, '：', ': ')}{VERDICTS[condition.verdict].text(lang)}"
    if not condition.arithmetic:
        return said
    return said + say(lang, f"（{condition.arithmetic}）", f" ({condition.arithmetic})")
