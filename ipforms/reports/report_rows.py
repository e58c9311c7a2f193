"""A batch and its findings as rows of cells: what a terminal shows as tables and Excel as sheets.

Cells are texts and counts and nothing else; whoever prints them draws the lines (the command line does it with rich).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Lang, Severity
from ipforms.pipeline.certainty import UnsureField
from ipforms.pipeline.report import CheckOutcome, Report, ReportVerdict, UnreadFile
from ipforms.pipeline.submission import NoForm
from ipforms.reports.words import COUNTED, report_text, seen_place, stage_text
from ipforms.rules.eligibility.verdicts import Condition, Verdict


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
    OTHER_FORM = "other_form"
    """It was opened, and is none of the forms that are asked for."""


_BY_VERDICT: Mapping[ReportVerdict, FileStatus] = {
    "acceptable": FileStatus.GOOD,
    "judgement": FileStatus.JUDGEMENT,
    "correct": FileStatus.FAULTY,
    "ineligible": FileStatus.UNFIT,
}


def file_status(outcome: CheckOutcome) -> FileStatus:
    """What became of a file."""
    if isinstance(outcome, Report):
        return _BY_VERDICT[outcome.verdict]
    return FileStatus.OTHER_FORM if isinstance(outcome.error, NoForm) else FileStatus.UNREAD


class BatchCounts:
    """Counts that grow with the batch.

    Attributes:
        results: files by what became of them.
        findings: findings by severity.
    """

    def __init__(self) -> None:
        self.results: Counter[FileStatus] = Counter()
        self.findings: Counter[Severity] = Counter()
        self.refused = 0  # files that must be corrected first, and as they stand do not qualify either

    @property
    def files(self) -> int:
        """All files."""
        return self.results.total()

    def add(self, outcome: CheckOutcome) -> None:
        """Count a file and its findings."""
        status = file_status(outcome)
        self.results[status] += 1
        self.refused += status is FileStatus.FAULTY and _is_refused(outcome)
        if isinstance(outcome, Report):
            self.findings.update(finding.severity for finding in outcome.findings)

    def text(self, lang: Lang = "zh") -> str:
        """The numbers as a sentence.

        >>> BatchCounts().text().partition("。")[0]
        '共 0 份：可受理 0 份，待核实 0 份，须补正 0 份，不符合条件 0 份，无法读取 0 份，不是规定的表格 0 份'
        """
        counted = {f"status.{status}": self.results[status] for status in FileStatus}
        found = {f"severity.{severity}": self.findings[severity] for severity in COUNTED}
        facts = {"files": _listed(counted, "batch.files", lang), "findings": _listed(found, "batch.findings", lang)}
        if self.refused:
            facts["files"] += report_text("batch.refused", lang, count=self.refused)
        return report_text("batch.counts", lang, count=self.files, **facts)


def _listed(counts: Mapping[str, int], key: str, lang: Lang) -> str:
    return report_text("batch.comma", lang).join(
        report_text(key, lang, name=report_text(name, lang), count=count) for name, count in counts.items()
    )


def _is_refused(outcome: CheckOutcome) -> bool:
    eligibility = outcome.eligibility if isinstance(outcome, Report) else None
    return eligibility is not None and eligibility.verdict is Verdict.NO


def file_status_text(outcome: CheckOutcome, lang: Lang = "zh") -> str:
    """What became of a file, for people."""
    status = report_text(f"status.{file_status(outcome)}", lang)
    is_blank = isinstance(outcome, Report) and any(each.code == "form.unfilled" for each in outcome.findings)
    return report_text("blank_form", lang, status=status) if is_blank else status


Row = tuple[str | int, ...]
_CONTAINERS = (".zip", ".rar", ".7z", ".eml", ".msg", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_NAMED = re.compile("^[^“”]{0,20} ?“[^”]*”[：:] ?")  # “Cannot read “a.pdf”: ”

OVERVIEW_HEADERS = (
    *(f"header.{name}" for name in ("file", "form", "applicant", "stage", "result")),
    *(f"severity.{severity}" for severity in COUNTED),
    *("header.doubtful", "header.eligibility", "header.reasoning"),
)
"""Keys of the headers of `overview_row`, for `ipforms.reports.words.report_text`."""
FINDING_HEADERS = tuple(
    f"header.{name}" for name in ("file", "applicant", "field", "place", "kind", "found", "action", "clause")
)
"""Keys of the headers of `finding_rows`."""
NAME_LENGTH = 200  # characters; a file name has at most 255 bytes, a company's name some 50 characters


def overview_row(outcome: CheckOutcome, lang: Lang = "zh") -> Row:
    """A file as a row below `OVERVIEW_HEADERS`."""
    name = file_name(outcome)
    if isinstance(outcome, UnreadFile):
        blanks = ("",) * (len(COUNTED) + 1)
        return (name, "", "", "", file_status_text(outcome, lang), *blanks, "", reason(outcome, lang))
    counts = outcome.counts
    return (
        name,
        form_name(outcome, lang),
        applicant(outcome, lang),
        stage_text(outcome.stage, lang),
        file_status_text(outcome, lang),
        *(counts[severity.value] for severity in COUNTED),
        len(doubtful_fields(outcome)),
        verdict(outcome, lang),
        reasoning(outcome, lang),
    )


def finding_rows(outcome: CheckOutcome, lang: Lang = "zh") -> Iterator[Row]:
    """The findings of a file as rows below `FINDING_HEADERS`, then what else is open: conditions, readings in doubt.

    Why a file could not be read is a row too.
    """
    name = file_name(outcome)
    if isinstance(outcome, UnreadFile):
        kind, why = file_status_text(outcome, lang), reason(outcome, lang)
        yield (name, "", "", "", kind, why, "", "")
        return
    for finding in outcome.findings:
        yield (name, applicant(outcome, lang), *_cells(finding, lang))

    for question in _questions(outcome, lang):
        if not question.is_finding:
            yield (name, applicant(outcome, lang), *question.cells)


def _cells(finding: Finding, lang: Lang) -> Row:
    kind, note = report_text(f"severity.{finding.severity}", lang), finding.note
    place = seen_place(finding.place, lang)
    return (finding.label, place, kind, note.message(lang), note.hint(lang), finding.source)


def doubtful_fields(report: Report) -> tuple[UnsureField, ...]:
    """The fields of which the reading is in doubt; those that are likely are not among them."""
    return tuple(each for each in report.unsure if each.path in report.doubted)


def file_name(outcome: CheckOutcome) -> str:
    """What to call the file; people put phone numbers into names."""
    return masked_text(outcome.name, NAME_LENGTH)


def applicant(report: Report, lang: Lang = "zh") -> str:
    """Whose form it is, or ""; a name that may be misread bears a mark."""
    name = masked_text(report.applicant, NAME_LENGTH)
    return report_text("doubted_name", lang, name=name) if name and report.doubts_applicant else name


def reason(unread: UnreadFile, lang: Lang = "zh") -> str:
    """Why a file could not be read."""
    return masked_text(unread.error.message(lang), 2 * NAME_LENGTH)


def bare_reason(unread: UnreadFile, lang: Lang = "zh") -> str:
    """The same below the file's name, without “无法读取“a.pdf”：”."""
    reason = unread.error.context.get("reason")
    text = reason.text(lang) if isinstance(reason, Bilingual) else unread.error.message(lang)
    return masked_text(_NAMED.sub("", text), 2 * NAME_LENGTH)


def cause_for_sender(unread: UnreadFile, lang: Lang = "zh") -> str:
    """The same for whoever sent it: the cause alone, as what is said to do then is for the office."""
    return re.split("(?<=[。.]) ?(?=[^0-9a-z])", bare_reason(unread, lang))[0]


def sent_name(name: str) -> str:
    """A file as whoever sent it knows it: without the office's folders, within the archive or mail that it came in.

    >>> sent_name("金东/甲/申报表.docx"), sent_name("金东/甲.zip/申报表.docx")
    ('申报表.docx', '甲.zip/申报表.docx')
    """
    parts = PurePosixPath(name).parts
    first = next((at for at, part in enumerate(parts) if part.lower().endswith(_CONTAINERS)), len(parts) - 1)
    return "/".join(parts[first:])


def verdict(report: Report, lang: Lang = "zh") -> str:
    """Whether the applicant qualifies; a dash where the form does not ask."""
    return report_text(f"verdict.{report.eligibility.verdict}", lang) if report.eligibility else "—"


def reasoning(report: Report, lang: Lang = "zh") -> str:
    """Each condition with its verdict and its sum, a line each."""
    conditions = report.eligibility.conditions if report.eligibility else ()
    return "\n".join(_reasoned(condition, lang) for condition in conditions)


def open_questions(report: Report, lang: Lang = "zh") -> list[str]:
    """What somebody must judge first and no finding asks for: open conditions, and readings in doubt."""
    told = {(each.label, _shown(each.note.message(lang))) for each in report.findings if each.severity in COUNTED}
    asked = [(str(each.cells[0]), str(each.cells[3])) for each in _questions(report, lang)]
    return [
        report_text("labelled", lang, label=label, text=text.rstrip("。."))
        for label, text in dict.fromkeys(asked)
        if (label, text) not in told
    ]


class _Question(NamedTuple):
    """What is open."""

    cells: Row  # its cells below `FINDING_HEADERS`, but for the file and the applicant
    is_finding: bool = False  # whether a finding says the same


def _questions(report: Report, lang: Lang) -> Iterator[_Question]:
    is_open = report.eligibility is not None and report.eligibility.verdict is Verdict.UNKNOWN
    for condition in report.eligibility.conditions if report.eligibility and is_open else ():
        if condition.verdict is Verdict.UNKNOWN:
            title, kind = condition.title.text(lang), report_text(f"verdict.{condition.verdict}", lang)
            wanted = [need.what.text(lang) for need in condition.needs] or [condition.arithmetic]
            yield from (_Question((title, "", kind, _shown(each), "", str(condition.clause))) for each in wanted)
    found = {(finding.path, finding.code) for finding in report.findings}
    for each in report.unsure:
        kind, place = report_text(f"certainty.{each.certainty}", lang), seen_place(each.place, lang)
        for reason in each.reasons:
            cells = (each.label, place, kind, _shown(reason.message(lang)), reason.hint(lang), "")
            yield _Question(cells, not found.isdisjoint(((each.path, reason.code), ("", reason.code))))


def _shown(text: str) -> str:
    return masked_text(text, 2 * NAME_LENGTH)


def _reasoned(condition: Condition, lang: Lang) -> str:
    verdict = report_text(f"verdict.{condition.verdict}", lang)
    text = report_text("labelled", lang, label=condition.title, text=verdict)
    return text + (report_text("bracketed", lang, text=condition.arithmetic) if condition.arithmetic else "")


def form_name(report: Report, lang: Lang = "zh") -> str:
    """What to call the form: no form has an English title, so that its id stands for it."""
    return report.form.title if lang == "zh" else report.form.id
