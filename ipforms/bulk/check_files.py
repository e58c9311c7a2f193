"""Many returned files → checked, one by one: the core of `ipforms check`. A bad file never stops the others."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ipforms.bulk.chunked_map import map_items
from ipforms.bulk.page_joining import with_joined_pages
from ipforms.bulk.read_files import lost, opened, results_of
from ipforms.bulk.read_result import PageHolder, ReadResult
from ipforms.codes.masking import masked_text
from ipforms.errors import UnknownStage, UnreadableDocument, typed_errors
from ipforms.forms import form as known_form
from ipforms.forms import stages
from ipforms.intake import Intake, IntakeFile
from ipforms.messages import Lang
from ipforms.pipeline import checking
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import Stage

if TYPE_CHECKING:
    from concurrent.futures import Executor

Made = TypeVar("Made", bound=PageHolder)

_NAME = 200  # characters of a file's name in a report
_REASON = 400  # characters of why it could not be read; most sentences of the catalogue have fewer than 200


@dataclass(frozen=True)
class CheckResult:
    """What became of one file.

    Attributes:
        path: the file as people know it; of one that came in an archive or a mail, below that.
        below: the file, below the folder that all paths have in common.
        outcome: its report, or why it could not be read. It is called as in `below`, with people's numbers masked.
            None of a file that is no answer: a certificate, a duplicate, an archive, a leftover.
        read: what reading says of it.
    """

    path: Path
    below: Path
    outcome: CheckOutcome | None
    read: ReadResult

    @property
    def report(self) -> Report | None:
        """The report; None if the file could not be read."""
        return self.outcome if isinstance(self.outcome, Report) else None

    @property
    def page(self) -> ReadResult | None:
        """What reading says of it, if it may be one page of several."""
        return self.read.page

    @property
    def is_clean(self) -> bool:
        """Whether nobody need do anything: it was read, there are no findings but notes, and no condition fails."""
        if self.outcome is None:
            return self.read.error is None
        return self.report is not None and self.report.is_clean

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The report as plain data; of a file that could not be read, its name and the reason."""
        if self.outcome is None:
            return {"name": masked_text(self.below.as_posix(), _NAME), **unanswered_dict(self.read, lang)}
        return outcome_dict(self.outcome, lang)


def outcome_dict(outcome: CheckOutcome, lang: Lang = "zh") -> dict[str, Any]:
    """What became of a file as plain data: its report, or why it could not be read (`$defs/unread` of the schema)."""
    if isinstance(outcome, Report):
        return outcome.to_dict(lang)
    reason = masked_text(outcome.error.message(lang), _REASON)
    return {"name": outcome.name, "code": outcome.error.code, "error": reason}


def unanswered_dict(read: ReadResult, lang: Lang = "zh") -> dict[str, Any]:
    """What a file is that is no answer, as plain data."""
    return {"status": read.status, "papers": [paper.id for paper in read.paper.papers] if read.paper else []}


@dataclass(frozen=True)
class CheckOptions:
    """What is asked of all files; see `check`."""

    form: str | None = None
    stage: Stage = "applicant"
    on: date = field(default_factory=date.today)
    policies: Policies = DEFAULT


def check(
    paths: Iterable[str | Path] | Intake,
    form: str | None = None,
    *,
    stage: Stage = "applicant",
    on: date | None = None,
    policies: Policies = DEFAULT,
    jobs: int = 1,
    executor: "Executor | None" = None,
    base: Path | None = None,
) -> Iterator[CheckResult]:
    """Read and check files and folders of returned forms.

    The results come in the order of the files and as they are asked for; only a few are held at a time. Every file has
    one, or one for each form in it; see `bulk.read`.

    Args:
        paths: files and folders; or an `Intake`, which stays open.
        form: the id of the form that all of them must be; otherwise it is found out for each.
        stage: how far the forms have come; see `ipforms.check`.
        on: the day of the check; today if None.
        policies: how to read what the notices leave open.
        jobs: how many worker processes to use; with 1 all is done here. A program that is not imported as a module
            needs the usual `if __name__ == "__main__":` for them.
        executor: who does the work instead of new worker processes, `jobs` chunks of files at a time.
        base: the folder below which files are named; the one that all paths have in common if None.

    Raises:
        UnknownForm: there is no form of this id.
        UnknownStage: there is no such stage. All else is the affair of one file, and stands in its result.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "甲.docx").write_bytes(known_form("jinhua-application").blank())
    ...     _ = (Path(folder) / "乙.pdf").write_bytes(b"%PDF-1.7")
    ...     for result in check([folder], stage="draft"):
    ...         print(result.outcome.name, result.is_clean, result.report.ok if result.report else result.outcome.error)
    乙.pdf False 无法读取“乙.pdf”：不是完整的 PDF 文件，可能没有下载完。请重新获取，或提交 Word 文档。
    甲.docx True True
    """
    asked = CheckOptions(form, stage, on or date.today(), policies)
    files = paths if isinstance(paths, Intake) else list(paths)
    return checked(files, asked, _same, jobs=jobs, executor=executor, base=base)


def _same(result: CheckResult) -> CheckResult:
    return result


def checked(
    paths: Iterable[str | Path] | Intake,
    asked: CheckOptions,
    made: Callable[[CheckResult], Made],
    *,
    jobs: int = 1,
    executor: "Executor | None" = None,
    base: Path | None = None,
) -> Iterator[Made]:
    """As `check`, but that `made` hands on each result in its own shape, in the process that has read the file."""
    if asked.form is not None:
        known_form(asked.form)
    if asked.stage not in (known := stages()):
        raise UnknownStage(stage=asked.stage, known=known)
    base = base or common_folder(paths.paths if isinstance(paths, Intake) else paths)
    return _CheckRun(asked, base, made).results(paths, jobs, executor)


@dataclass(frozen=True)
class _CheckRun(Generic[Made]):
    """What is the same for all files; it goes to the workers."""

    asked: CheckOptions
    base: Path | None
    made: Callable[[CheckResult], Made]

    def results(self, paths: Iterable[str | Path] | Intake, jobs: int, executor: "Executor | None") -> Iterator[Made]:
        with opened(paths) as intake:
            found = chain.from_iterable(map_items(self.each, intake, jobs, executor, self.lost))
            yield from with_joined_pages(found, self.of, self.asked.form)

    def each(self, files: Iterable[IntakeFile]) -> Iterator[list[Made]]:
        return (list(map(self.of, result.forms())) for result in results_of(self.asked.form, files))

    def lost(self, file: IntakeFile) -> list[Made]:
        return [self.of(lost(file))]

    def of(self, result: ReadResult) -> Made:
        return self.made(self._checked(result))

    def _checked(self, result: ReadResult) -> CheckResult:
        asked, path, under = self.asked, result.path, below(result.path, self.base)
        name = masked_text(under.as_posix(), _NAME)
        if not result.is_answer:
            return CheckResult(path, under, None, result)
        if result.submission is None:
            assert result.error is not None, "a file is read, or there is a reason"
            return CheckResult(path, under, UnreadFile(name, result.error), result)
        try:
            with typed_errors(name):
                report = checking.check(result.submission, asked.stage, asked.on, asked.policies, name)
                _ = report.unsure  # kept with it: worked out once, by the process that has read the file
        except (UnreadableDocument, UnknownStage) as error:  # one file must not cost the others
            return CheckResult(path, under, UnreadFile(name, error), result)
        return CheckResult(path, under, report, result)


def common_folder(paths: Iterable[str | Path]) -> Path | None:
    """The folder that files and folders have in common; None if they lie on different drives."""
    folders = [_plain(path) if path.is_dir() else _plain(path).parent for path in map(Path, paths)]
    try:
        return Path(os.path.commonpath(folders)) if folders else None
    except ValueError:
        return None


def below(path: Path, base: Path | None) -> Path:
    """A path below a folder; all of it but the drive if there is no such folder."""
    plain = _plain(path)
    return plain.relative_to(base) if base is not None else Path(*plain.parts[1:])


def _plain(path: Path) -> Path:
    """The path without `..`, so that nothing lies outside of what it is below; links stay links."""
    return Path(os.path.normpath(path.absolute()))
