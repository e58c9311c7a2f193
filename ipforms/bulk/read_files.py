"""Many returned files → submissions, one by one: the core of `ipforms read`. A bad file never stops the others."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from ipforms import pipeline
from ipforms.bulk.chunked_map import map_items
from ipforms.bulk.page_joining import with_joined_pages
from ipforms.bulk.read_result import ReadResult
from ipforms.bulk.sources import open_source
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.typed_form import document_of
from ipforms.bundle.bundle_files import TABLES, FileKind, kind_of_file
from ipforms.bundle.materials import KNOWN_PAPERS
from ipforms.bundle.paper_recognition import RecognisedPaper, recognise
from ipforms.codes.masking import masked_text
from ipforms.containers.file_format import FileFormat
from ipforms.errors import (
    IpformsError,
    MissingExtra,
    UnreadableDocument,
    UnsupportedFormat,
    reason_key,
    typed_errors,
    unreadable,
)
from ipforms.forms import Form, forms
from ipforms.forms import form as known_form
from ipforms.intake import FileRole, Intake, IntakeFile
from ipforms.messages import Bilingual
from ipforms.pipeline.submission import NoForm, OtherForm, submission_of
from ipforms.text import comparable, label_key

if TYPE_CHECKING:
    from concurrent.futures import Executor

_TOGETHER = 8  # old files for one call of LibreOffice: the start is paid once, and one that hangs costs few others
_FORM = re.compile(r"申报 | 申请 | 推荐 | 登记表", re.VERBOSE)  # what forms are called
_TITLE_OF_A_FORM = re.compile("(?:申[报请]|推荐|登记)[表书](?!.{0,8}通知)")
_ABOUT_FORMS = re.compile("通知|公告|公示|须知|指南|名单|汇总|清单|目录")  # what is written about forms, and is none
_NOTICE = re.compile(rf"关于.{{2,40}}?(?:{_ABOUT_FORMS.pattern})")
_WORKBOOKS = ("xlsx", "xls", "ods")
_FORM_ROWS, _TITLE_ROWS = 500, 5  # a form typed into a workbook has some 100 rows; its title is above all of them
_MOST_LABELS = 2 / 3  # of a form that are in a workbook for it to be one: a form typed anew had 0.8, lists of them 0.6
_MOST_DOUBTFUL = 1 / 4  # of what a workbook says; of forms it was a tenth, of lists with a form's title half
_FEW_DOUBTFUL = 2  # of a form of which little is filled in
_TITLE = 24  # characters of a title that tell what it is
_NO_FORMS: tuple[FileFormat, ...] = (*TABLES, "text", "odp", "pptx", "ppt", "media", "executable", "shortcut")
_DOCUMENTS = frozenset((".docx", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff"))
"""What is called so was meant as one, and is broken if it is something else."""


class FormInTable(NoForm):
    """A workbook with the title of a form, in which its entries were not found: somebody has typed it anew in Excel."""


def read(
    paths: Iterable[str | Path] | Intake, form: str | None = None, *, jobs: int = 1, executor: "Executor | None" = None
) -> Iterator[ReadResult]:
    """Read files and folders of returned forms; with one job, each is read when its result is asked for.

    Every file that is there has a result, whatever it is: forms, certificates, archives and mails, and the files in
    them (`ipforms.intake`). Of several forms in one file each has its own (`ReadResult.forms`). What came in an archive
    lies in a temporary folder until the last result is taken.

    Args:
        paths: files and folders; or an `Intake`, which stays open.
        form: the id of the form that all of them must be; otherwise it is found out for each.
        jobs: how many worker processes to use; with 1 all is done here. A program that is not imported as a module
            needs the usual `if __name__ == "__main__":` for them.
        executor: who does the work instead, `jobs` chunks of files at a time. The files must lie where it finds them.

    Raises:
        UnknownForm: there is no form of this id. All else is the affair of one file, and stands in its result.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "甲.docx").write_bytes(known_form("jinhua-application").blank())
    ...     _ = (Path(folder) / "乙.pdf").write_bytes(b"%PDF-1.7")
    ...     for result in read([folder]):
    ...         print(result.path.name, result.status, result.error or result.submission.form.id)
    乙.pdf failed 无法读取“乙.pdf”：不是完整的 PDF 文件，可能没有下载完。请重新获取，或提交 Word 文档。
    甲.docx read jinhua-application
    """
    if form is not None:
        known_form(form)
    return _read(paths, form, jobs, executor)


def _read(
    paths: Iterable[str | Path] | Intake, form: str | None, jobs: int, executor: "Executor | None"
) -> Iterator[ReadResult]:
    with opened(paths) as intake:
        found = map_items(partial(results_of, form), intake, jobs, executor, lost)
        for result in with_joined_pages(found, lambda result: result, form):
            yield from result.forms()


def opened(paths: Iterable[str | Path] | Intake) -> AbstractContextManager[Intake]:
    """The intake of paths, which ends with the block; one that is open already stays so."""
    return nullcontext(paths) if isinstance(paths, Intake) else Intake(paths)


def lost(file: IntakeFile) -> ReadResult:
    """The result of a file that has ended its worker, twice."""
    return ReadResult(file.shown, None, worker_died_of(file.shown.name), file)


def results_of(form: str | None, files: Iterable[IntakeFile]) -> Iterator[ReadResult]:
    """Files read here and now, each by itself, but neighbours of old Office formats with one call of LibreOffice."""
    for are_old, group in groupby(files, _may_be_old):
        if not are_old:
            yield from (_one(file, form) for file in group)
        while chunk := list(islice(group, _TOGETHER)):
            yield from _together(chunk, form)


def _may_be_old(file: IntakeFile) -> bool:
    return file.as_it_is_now().role is FileRole.FILE and pipeline.may_be_old(file.path)


def _together(files: list[IntakeFile], form: str | None) -> Iterator[ReadResult]:
    try:
        results = pipeline.read_old([file.path for file in files], form)
    except Exception:  # noqa: BLE001 - read one by one, the fault is its own file's
        results = {}
    for file in files:
        result = results.get(file.path)
        if result is None:
            yield _one(file, form)
        elif isinstance(result, IpformsError):
            yield _unread(file, result, form)
        else:
            yield ReadResult(file.shown, result, file=file)


def worker_died_of(name: str) -> UnreadableDocument:
    """The error of a file that has ended its worker, twice."""
    return unreadable(name, "worker_died")


def _one(file: IntakeFile, form: str | None) -> ReadResult:
    file = file.as_it_is_now()
    if file.role is not FileRole.FILE:
        return ReadResult(file.shown, None, file.error, file)
    if (paper := _pictured_paper(file)) is not None:
        return ReadResult(file.shown, None, file=file, paper=paper)
    try:
        with typed_errors(file.path.name):  # a fault of ours in one file must not cost the others; it is named
            return ReadResult(file.shown, pipeline.read(file.path, form), file=file)
    except IpformsError as error:
        return _unread(file, error, form)


def _unread(file: IntakeFile, error: IpformsError, form: str | None) -> ReadResult:
    """A file that gave no form: somebody's licence or certificate, by its name or its title, or else not read.

    One that is broken, or is called a form, is not read, whatever else its name says.
    """
    if error.context.get("format") in _WORKBOOKS and (typed := _form_in_table(file, form)):
        return typed
    is_wordless = reason_key(error) == "unreadable.no_words"
    if not (is_wordless or isinstance(error, NoForm | MissingExtra | UnsupportedFormat)) or _is_called_a_form(file):
        return ReadResult(file.shown, None, error, file)
    title = str(error.context.get("head", ""))
    paper = _paper(file, error, title)
    if paper is None and not file.is_named:
        paper = _other(file, error, title)
    return ReadResult(file.shown, None, None if paper else error, file, paper)


def _form_in_table(file: IntakeFile, form: str | None) -> ReadResult | None:
    """What a form says that somebody has typed anew in Excel; None if the workbook is none."""
    with suppress(IpformsError), typed_errors(file.path.name), open_source(file.path) as source:
        found = [(each, of) for each in source.tables if isinstance(each, SheetTable) and (of := _form_of(each))]
        if not found or found[0][0] is not source.tables[0]:  # a list, with a form for an example
            return None
        name, of = file.path.name, found[0][1]
        try:
            document = document_of([sheet for sheet, _ in found], _FORM_ROWS)
            sub = submission_of(document, name, source.format, form)
        except OtherForm as error:
            return ReadResult(file.shown, None, error, file)
        except NoForm:
            sub = None
        filled = {path for path, text in sub.texts.items() if text} if sub else set[str]()
        if (
            sub
            and sub.form is of
            and len(filled.intersection(sub.doubtful)) <= max(_FEW_DOUBTFUL, len(filled) * _MOST_DOUBTFUL)
        ):
            return ReadResult(file.shown, sub, file=file)
        return ReadResult(file.shown, None, FormInTable(name=name, title=of.title, known=(of.citation,)), file)
    return None


def _form_of(sheet: SheetTable) -> Form | None:
    """The form whose title stands at the head of a sheet, or whose labels stand in it as in the form."""
    titles = {label_key(each.title): each for each in forms()}
    rows = [{label_key(str(cell)) for cell in line.cells if cell} for line in sheet.grid(_FORM_ROWS)]
    head = set[str]().union(*rows[:_TITLE_ROWS])
    titled = (form for title, form in titles.items() if any(key.endswith(title) for key in head))
    return next(titled, None) or next((form for form in forms() if _is_laid_out(rows, form.matcher.keys)), None)


def _is_laid_out(rows: Sequence[Set[str]], labels: Set[str]) -> bool:
    """Whether most labels of a form stand in rows of their own, some side by side: no header of a table, no list."""
    spread = [row & labels for row in rows if row & labels]
    found = set[str]().union(*spread)
    return len(found) > _MOST_LABELS * len(labels) and len(found) / 2 <= len(spread) < len(found)


def _paper(file: IntakeFile, error: IpformsError, title: str) -> RecognisedPaper | None:
    if error.context.get("format") in TABLES:
        return None  # a list of certificates is no copy of any
    # The words of a letter or a manual that has a text may well name patents; a scan has its name, and its print.
    return recognise(file.shown.as_posix(), KNOWN_PAPERS, error.context, hints=not title)


def _other(file: IntakeFile, error: IpformsError, title: str) -> RecognisedPaper | None:
    """A file among others that is neither a form nor a paper: a notice, a letter, a program, a logo."""
    if error.context.get("format") in _NO_FORMS and file.path.suffix.lower() not in _DOCUMENTS:
        return RecognisedPaper((), "text", Bilingual("roster.other.format", {"what": error.context["what"]}))
    if reason_key(error) == "unreadable.no_words" and kind_of_file(file.path) is FileKind.IMAGE:
        return RecognisedPaper((), "picture", Bilingual("roster.other.wordless"))
    if not isinstance(error, NoForm) or _is_titled_a_form(file.shown.name, title):
        return None
    if not title:
        return RecognisedPaper((), "text", Bilingual("roster.other.empty"))
    basis = "picture" if kind_of_file(file.path) is FileKind.IMAGE else "text"
    return RecognisedPaper((), basis, Bilingual(f"roster.other.{basis}", {"title": masked_text(title, _TITLE)}))


def _is_titled_a_form(name: str, title: str) -> bool:
    """Whether a text begins as a form does; a notice may name one in its first lines."""
    is_notice = _NOTICE.match(comparable(title)) or _ABOUT_FORMS.search(comparable(name))
    return not is_notice and _TITLE_OF_A_FORM.search(comparable(title)) is not None


def _pictured_paper(file: IntakeFile) -> RecognisedPaper | None:
    """What a picture is by its own name: reading it as a form would take seconds."""
    if _is_called_a_form(file) or kind_of_file(file.path) is not FileKind.IMAGE:
        return None
    return recognise(file.shown.name, KNOWN_PAPERS, {})


def _is_called_a_form(file: IntakeFile) -> bool:
    name = comparable(file.shown.name)
    return _FORM.search(name) is not None and not _ABOUT_FORMS.search(name)
