"""Many returned files → submissions, one by one: the core of `ipforms read`. A bad file never stops the others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ipforms import pipeline
from ipforms.bulk.chunked_map import map_items
from ipforms.errors import IpformsError, UnreadableDocument, typed_errors, unreadable
from ipforms.findings import Finding
from ipforms.forms import form as known_form
from ipforms.messages import Severity
from ipforms.pipeline.submission import Submission

if TYPE_CHECKING:
    from concurrent.futures import Executor

Status = Literal["read", "findings", "failed"]

SUFFIXES = frozenset(
    (".docx", ".doc", ".wps", ".pdf", ".rtf", ".odt", ".fodt", ".html", ".htm", ".mht", ".mhtml", ".xml", ".ofd", "")
)
"""What is taken from a folder: what may be a form, also where it cannot be read yet; its result says so then."""

_TOGETHER = 8  # old files for one call of LibreOffice: the start is paid once, and one that hangs costs few others
_TO_BE_SEEN = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class ReadResult:
    """What became of one file.

    Attributes:
        path: the file.
        submission: what was read, or None.
        error: why it could not be read, or None.
    """

    path: Path
    submission: Submission | None
    error: IpformsError | None = None

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings that a person must look at: errors and warnings."""
        found = self.submission.findings if self.submission else ()
        return tuple(finding for finding in found if finding.severity in _TO_BE_SEEN)

    @property
    def status(self) -> Status:
        """One of "read", "findings" (read, and a person must look at it) and "failed"."""
        if self.submission is None:
            return "failed"
        return "findings" if self.doubts else "read"


def read(
    paths: Iterable[str | Path], form: str | None = None, *, jobs: int = 1, executor: Executor | None = None
) -> Iterator[ReadResult]:
    """Read files and folders of returned forms; with one job, each is read when its result is asked for.

    Args:
        paths: files, and folders, which stand for what `files_in` finds there.
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
    return map_items(partial(_results, form), files_in(paths), jobs, executor, _lost)


def _lost(path: Path) -> ReadResult:
    return ReadResult(path, None, worker_died_of(path.name))


def _results(form: str | None, files: Iterable[Path]) -> Iterator[ReadResult]:
    """Each file by itself, but neighbours of old Office formats with one call of LibreOffice."""
    for are_old, group in groupby(files, pipeline.may_be_old):
        if not are_old:
            yield from (_one(path, form) for path in group)
        while chunk := list(islice(group, _TOGETHER)):
            yield from _together(chunk, form)


def _together(files: list[Path], form: str | None) -> Iterator[ReadResult]:
    try:
        results = pipeline.read_old(files, form)
    except Exception:  # noqa: BLE001 - read one by one, the fault is its own file's
        results = {}
    for path in files:
        result = results.get(path)
        if result is None:
            yield _one(path, form)
        elif isinstance(result, IpformsError):
            yield ReadResult(path, None, result)
        else:
            yield ReadResult(path, result)


def worker_died_of(name: str) -> UnreadableDocument:
    """The error of a file that has ended its worker, twice."""
    return unreadable(name, "worker_died")


def files_in(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The files meant by paths: a file is itself, a folder is what lies in it and below, in the order of names.

    Of a folder, files that can be no form (by `SUFFIXES`) are passed over, and hidden ones, the lock files of Word
    (`~$…`) and half-written ones (`.part`). No file comes twice.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for file in _below(path) if path.is_dir() else (path,):
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if _may_be_a_form(name))


def _may_be_a_form(name: str) -> bool:
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES


def _one(path: Path, form: str | None) -> ReadResult:
    try:
        with typed_errors(path.name):  # a fault of ours in one file must not cost the others; it is named
            return ReadResult(path, pipeline.read(path, form))
    except IpformsError as error:
        return ReadResult(path, None, error)
