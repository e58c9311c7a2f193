"""The papers of applicants, each checked, reported and written to; and the files that lie beside them."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from ipforms.bulk import CheckResult, ReadResult
from ipforms.bulk.check_files import CheckOptions
from ipforms.bundle import Bundle, Status
from ipforms.bundle import bundle as check_folder
from ipforms.bundle.materials import text_in
from ipforms.cli.check import check_results, is_due
from ipforms.cli.inventory import inventory_tables, is_reported
from ipforms.cli.send_back import SendBack
from ipforms.cli.settled_results import settled
from ipforms.codes.masking import masked_text
from ipforms.collate import check_table
from ipforms.errors import IpformsError, unreadable
from ipforms.findings import Finding
from ipforms.intake import Intake
from ipforms.intake.member_names import is_leftover
from ipforms.intake.unpacking import is_container
from ipforms.messages import Lang, Note, say
from ipforms.pipeline.checking import check as check_form
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.pipeline.submission import OtherForm
from ipforms.reports.excel_sheet import SheetColumn
from ipforms.reports.spool import Spool
from ipforms.reports.table_report import ReportTable
from ipforms.roster import Category, ReceivedFile, Roster
from ipforms.roster.roster import counting
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation
from ipforms.text import name_key

_NAME = 200  # characters of a name
_LIST = (26, 36, 34, 14, 56)  # characters; a landscape A4 page is full
_TAKEN_FOR = 2  # the column of what a file was taken for
LooseFile = tuple[CheckOutcome | None, ReceivedFile]  # what became of a file, None where it is no answer; what it is


class NoFolders(IpformsError):
    """`--each` of a folder without folders in it."""


@dataclass
class BundleRun:
    """What becomes of applicants' papers: a report and letters, as of forms, and their table beside them."""

    form_id: str  # the form that they are about
    on: datetime.date  # the day of the check
    outcomes: Spool[CheckOutcome]  # for the reports
    back: SendBack  # where the letters go
    own: AbstractSet[Path]  # what the command itself writes
    applications: list[Report] = field(default_factory=list)  # the forms that were read
    # whose papers there are; of the forms only what their files are is kept
    bundles: list[Bundle] = field(default_factory=list)
    # what a recommendation table says otherwise than the applications
    differing: list[Finding] = field(default_factory=list)
    tables: list[ReportTable] = field(default_factory=list)  # what lies beside, for the reports
    _folders: dict[str, str] = field(default_factory=dict)  # where the papers of each applicant lie, the first of them
    _taken: set[Path] = field(default_factory=set)  # the folders, archives and mails of one applicant

    def each(self, folder: Path) -> Iterator[Bundle]:
        """Report the papers of all applicants in a folder, each apart, though a town or a day has a folder of its own.

        Raises:
            NoFolders: there are no folders, archives or mails in it.
        """
        paths = sent_in(folder, self.own)
        if not paths:
            raise NoFolders(name=str(folder))
        for path in paths:
            yield from self._each(folder, path)

    def _each(self, folder: Path, path: Path) -> Iterator[Bundle]:
        made = check_folder(path, self.form_id)
        inside = sent_in(path, self.own)
        if path.is_file() and all(each.is_opened for each in made.files):
            return  # a mail without attachments is nobody's papers; it is told with what lies beside them
        if made.has_several_applicants and path.is_dir() and (inside or made.is_forms_alone):
            for each in inside:
                yield from self._each(folder, each)
        else:
            self._taken.add(path)
            yield self.taken(path, replace(made, folder=path.relative_to(folder).as_posix()))

    def taken(self, path: Path, made: Bundle | None = None) -> Bundle:
        """Report the papers of one applicant: what is wrong in the form, and what is wrong with its papers."""
        made = self._beside_others(made or check_folder(path, self.form_id))
        name = masked_text(made.folder, _NAME)
        result = ReadResult(path, counting(made.submissions))
        reason = "bundle_several" if made.has_several_applicants else "bundle_no_form"
        other = next((file.submission for file in made.files if file.submission), None)
        outcome: CheckOutcome = UnreadFile(name, unreadable(name, reason))
        if other is not None and not made.submissions:
            known = (made.form.title,)
            outcome = UnreadFile(name, OtherForm(name=name, title=other.form.title, known=known))
        if result.submission is not None and not made.has_several_applicants:
            report = check_form(result.submission, on=self.on, name=name)
            self.applications.append(report)
            outcome = replace(report, findings=(*report.findings, *made.findings))
        self.bundles.append(made)
        self._write(CheckResult(path, Path(made.folder), outcome, result), made)
        return made

    def _beside_others(self, made: Bundle) -> Bundle:
        """The papers; told if others of the same applicant came before them, as one set may complete the other."""
        key = name_key(made.applicant)
        before = self._folders.setdefault(key, made.folder) if key else made.folder
        if before == made.folder:
            return made
        facts = {"name": masked_text(made.applicant), "other": masked_text(before, _NAME)}
        return replace(made, findings=(Finding(Note("bundle.same_applicant", facts)), *made.findings))

    def _write(self, result: CheckResult, made: Bundle) -> None:
        assert result.outcome is not None, "papers have a form, or there is a reason"
        self.outcomes.add(result.outcome)
        papers = [papers_table(self.back.terminal.lang, [made])]
        is_apart = any(each.code == "bundle.same_applicant" for each in made.findings)
        self.back.write(result, papers, is_due=bool(made.files) and not (made.has_several_applicants or is_apart))

    def beside(self, folder: Path) -> Iterator[LooseFile]:
        """Report the files that lie beside the applicants' papers.

        A recommendation table among them is held against all applications.
        """
        terminal, roster, known = self.back.terminal, Roster(), list(self.applications)
        with Intake([folder], without=(*self.own, *self._taken)) as found:
            results = check_results(terminal, found, CheckOptions(on=self.on), 1, quiet=True)
            with settled(results, roster) as told:
                known += [each.report for each, file in told if each.report and file.category is Category.FORM]
                applications = counting_reports(each for each in known if isinstance(each.record, JinhuaApplication))
                for result, file in told:
                    outcome = self._told(result, applications) if is_reported(file) else None
                    if outcome:
                        self.outcomes.add(outcome)
                        due = is_due(file, result, roster)
                        self.back.write(replace(result, outcome=outcome), is_due=due, to=file.applicant)
                    if outcome or file.category is not Category.LEFTOVER:
                        yield outcome, file
        if len(roster.files):
            self.tables += inventory_tables(terminal, roster)[:1]

    def _told(self, result: CheckResult, applications: Sequence[Report]) -> CheckOutcome | None:
        """What became of a file; of a recommendation table, also how it agrees with the applications."""
        if not (result.report and isinstance(result.report.record, JinhuaRecommendation)):
            return result.outcome
        about = check_table(result.report.record, applications)
        self.differing += about
        return replace(result.report, findings=(*result.report.findings, *about))


def counting_reports(reports: Iterable[Report]) -> list[Report]:
    """Of the forms of each company the one that counts, whatever folders they came in; of nobody's, all."""
    groups: dict[str, list[Report]] = {}
    for number, each in enumerate(reports):
        groups.setdefault(name_key(each.applicant) or f"#{number}", []).append(each)
    chosen = {id(counting(each.submission for each in own if each.submission)) for own in groups.values()}
    return [each for own in groups.values() for each in own if id(each.submission) in chosen]


def sent_in(folder: Path, own: AbstractSet[Path]) -> list[Path]:
    """What each applicant has sent: the folders, archives and mails in a folder, in the order of their names."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    sent = [path for path in paths if not (is_leftover(path.name) or path.is_symlink() or path.absolute() in own)]
    return [path for path in sent if path.is_dir() or is_container(path)]


def papers_table(lang: Lang, bundles: Sequence[Bundle]) -> ReportTable:
    """Every file of applicants' papers, once: what it was taken for and why; and what is missing."""
    headers = say("cli.bundle.list_columns", lang).split(",")
    columns = [SheetColumn(header, width) for header, width in zip(headers, _LIST, strict=True)]
    rows = [row for made in bundles for row in _rows_of(made, lang)]
    count = sum(len(made.files) for made in bundles)
    title = say("cli.bundle.list_sum", lang, count=sum(bool(made.files) for made in bundles), files=count)
    return ReportTable(say("cli.bundle.list", lang), columns, rows, _TAKEN_FOR, title)


def _rows_of(made: Bundle, lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    folder = masked_text(made.folder, _NAME)
    titles: dict[str, str] = {}
    for item in made.items:
        titles |= {paper.id: text_in(paper.title, lang) for paper in item.requirement.papers}
        if item.status is Status.MISSING:
            facts = {"status": say("cli.bundle.status.missing", lang), "title": text_in(item.requirement.title, lang)}
            yield "error", (folder, "", "", "", say("cli.bundle.missing", lang, **facts))
    for file in made.files:
        name = masked_text(file.name, _NAME)
        about = [finding for finding in made.findings if finding.label == name]
        taken = [titles[paper] for paper in file.papers]
        basis = say(f"roster.basis.{file.basis}", lang) if file.basis else ""
        remark = [finding.note.message(lang) for finding in about]
        other = [file.submission.form.title] if file.submission and not taken else []
        cells = (folder, name, say("collate.semicolon", lang).join(taken or other), basis, "\n".join(remark))
        yield "warning" if about else "note", cells
