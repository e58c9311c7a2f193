"""What workers do with files: unpack, read, check, fill. Each runs in a process that may be killed at any moment."""

import contextlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ipforms.bulk.read_files import results_of
from ipforms.bulk.read_result import ReadResult, forms_of
from ipforms.codes.masking import masked_text
from ipforms.desk.blob_store import BlobStore
from ipforms.errors import IpformsError, UnreadableDocument, typed_errors
from ipforms.intake import FileRole, IntakeFile
from ipforms.intake.intake import DEFAULT_LIMITS
from ipforms.intake.member_names import is_leftover, safe_name
from ipforms.intake.unpacking import Unpacker
from ipforms.messages import Lang, Severity
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import Submission

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_NAME = 200  # characters of a file's name in a report, as on the command line


def error_dict(error: IpformsError) -> dict[str, str]:
    """An error as the tables hold it: its code, and its sentence in both languages, numbers masked."""
    return {"code": error.code, **{lang: masked_text(error.message(lang), 1_000) for lang in LANGUAGES}}


@contextlib.contextmanager
def named_file(path: str, name: str) -> Iterator[Path]:
    """A file of the blob store under its own name, which messages tell."""
    with tempfile.TemporaryDirectory(prefix="ipforms-", dir=Path(path).parent) as folder:
        link = Path(folder) / safe_name(name)
        try:
            os.link(path, link)
        except OSError:
            shutil.copyfile(path, link)
        yield link


def unpack(path: str, name: str, blobs: str) -> list[dict[str, Any]]:
    """A file that arrived as rows of `files`: itself first, then all that was in it if it is an archive or a mail."""
    store, shown = BlobStore(Path(blobs)), Path(name)
    if any(map(is_leftover, shown.parts)):
        return [{"status": "leftover"}]
    with named_file(path, name) as file, tempfile.TemporaryDirectory(prefix="ipforms-") as folder:
        found = list(Unpacker(Path(folder), DEFAULT_LIMITS).files(IntakeFile(file, shown)))
        own = {key: value for key, value in _row(found[0], None).items() if key in ("status", "about")}
        return [own, *(_row(each, store) for each in found[1:])]


_STATUSES = {
    FileRole.FILE: "waiting",
    FileRole.CONTAINER: "container",
    FileRole.LEFTOVER: "leftover",
    FileRole.REFUSED: "failed",
}


def _row(file: IntakeFile, store: BlobStore | None) -> dict[str, Any]:
    digest, size = "", 0
    if store is not None and file.role in (FileRole.FILE, FileRole.CONTAINER) and file.path.is_file():
        with file.path.open("rb") as stream:
            digest, size = store.take(stream)
    about = {"error": error_dict(file.error)} if file.error else None
    return {
        "name": file.shown.as_posix(),
        "digest": digest,
        "size": size,
        "status": _STATUSES[file.role],
        "about": about,
    }


def read_file(path: str, name: str, options: dict[str, Any], blobs: str) -> dict[str, Any]:
    """What a file is: its status, what is known of it, and the columns of `submissions` for each form in it."""
    with named_file(path, name) as file:
        (result,) = results_of(options.get("form"), [IntakeFile(file, Path(name))])
    about: dict[str, Any] = {}
    read = result.submission
    if result.error is not None:
        about["error"] = error_dict(result.error)
    if result.paper is not None:
        about["papers"] = [paper.id for paper in result.paper.papers]
    try:
        rows = [_submission_row(result, each, options, blobs) for each in forms_of(read)] if read else []
    except UnreadableDocument as error:
        return {"status": "failed", "about": {"error": error_dict(error)}, "submissions": []}
    return {"status": result.status, "about": about or None, "submissions": rows}


def _submission_row(result: ReadResult, submission: Submission, options: dict[str, Any], blobs: str) -> dict[str, Any]:
    name = masked_text(result.path.as_posix(), _NAME)
    with typed_errors(name):
        report = check(submission, options.get("stage") or "applicant", day(options), name=name)
    kept = BlobStore(Path(blobs)).put(pickle.dumps(submission))
    return {
        "form_id": submission.form.id,
        "format": submission.format,
        "values": submission.values,
        "pickle": kept.digest,
        "current": submission.values,
        **report_columns(report),
        "doubts": len(submission.doubtful),
    }


def report_columns(report: Report) -> dict[str, Any]:
    """The columns of `submissions` that follow from a report."""
    return {
        "report": {lang: report.to_dict(lang) for lang in LANGUAGES},
        "applicant": report.applicant,
        "verdict": report.verdict,
        "errors": sum(finding.severity is Severity.ERROR for finding in report.findings),
    }


def day(options: dict[str, Any]) -> date | None:
    """The day of the check that a job asks for; None is today."""
    return date.fromisoformat(options["on"]) if options.get("on") else None
