"""What jobs do beside reading: fill many forms, and pack what was read into a ZIP."""

import pickle
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from ipforms.bulk import BulkFill, Rows, file_names, open_source, result_tables
from ipforms.bulk.error_tables import ErrorTables
from ipforms.bulk.read_result import ReadResult
from ipforms.desk.blob_store import BlobStore
from ipforms.desk.desk_store import Row
from ipforms.desk.desk_tables import files, jobs, submissions, uploads
from ipforms.desk.job_queue import JobQueue, Work
from ipforms.desk.worker_tasks import day, named_file
from ipforms.errors import IpformsError
from ipforms.forms import form
from ipforms.messages import Lang
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import CheckOutcome, UnreadFile
from ipforms.reports.excel import write_excel
from ipforms.reports.html_page import write_page

Filling = Generator[tuple[int, int | None], None, Row]  # Yields how many rows are done of how many; returns the result


class StoredError(IpformsError):
    """An error as a table holds it: `code`, and its sentence in each language."""

    @property
    def code(self) -> str:
        """The code of the error that it was."""
        return str(self.context["stored"])

    def message(self, lang: Lang = "zh") -> str:
        """Its sentence."""
        return str(self.context[lang])


def fill(queue: JobQueue, job: Row) -> Row:
    """Fill a form for each row of a table that came in; after a restart from the beginning."""
    options, blobs = job["options"], queue.store.blobs
    args = (str(blobs.path(options["digest"])), options, str(blobs.folder))
    told = queue.pool.submit(
        fill_table, *args, seconds=queue.pool.limits.job_seconds, on_progress=lambda at: queue.tell(job["id"], *at)
    ).result()
    result: Row = told
    queue.tell(job["id"], result["counts"]["total"], result["counts"]["total"])
    return result


KINDS: dict[str, Work] = {"fill": fill}  # the kinds of jobs beside "read"


def fill_table(path: str, options: Row, blobs: str) -> Filling:
    """In a worker: rows of a table → a ZIP of documents, with a table of what was refused."""
    of, name = form(options["form"]), options["name"].rpartition("/")[2]
    with tempfile.TemporaryDirectory(prefix="ipforms-", dir=Path(blobs) / "incoming") as folder:
        target = Path(folder) / f"{of.id}.zip"
        with named_file(path, name) as data, open_source(str(data)) as source:
            rows = Rows(of, source, ignore_unknown=options["ignore_unknown"])
            pattern = options["pattern"] or file_names.DEFAULT
            with (
                BulkFill(of, rows, target, format=options["format"], name=pattern) as run,
                ErrorTables(Path(folder), "errors", options["lang"]) as errors,
            ):
                for result in run:
                    errors.add(result.faults, result.name)
                    if run.pace.due:
                        now = run.progress
                        yield now.done, now.total
        if errors.count:
            with zipfile.ZipFile(target, "a") as archive:
                for each in errors.paths:
                    archive.write(each, each.name)
        with target.open("rb") as stream:
            digest, _ = BlobStore(Path(blobs)).take(stream)
    summary = run.summary
    counts = {"total": summary.total, "written": summary.written, "refused": summary.refused, "failed": summary.failed}
    return {"digest": digest, "name": target.name, "counts": counts}


async def result_of(queue: JobQueue, job: Row, lang: Lang) -> Row:
    """The ZIP of a job that is done; that of one that reads is made when it is first asked for.

    It is a dict with `digest` and `name`.
    """
    if job["result"]:
        found: Row = job["result"]
        return found
    store = queue.store
    columns = (files.c.name, files.c.about, submissions.c.pickle, uploads.c.options)
    query = select(*columns).join(uploads, uploads.c.id == files.c.upload_id)
    query = query.join(submissions, submissions.c.file_id == files.c.id, isouter=True)
    query = query.where(files.c.upload_id == job["upload_id"], files.c.status.in_(("read", "findings", "failed")))
    rows = store.rows(query.order_by(files.c.id))
    seconds = queue.pool.limits.job_seconds
    made: Row = await queue.pool.call(pack_results, rows, str(store.blobs.folder), lang, seconds=seconds)
    store.update(jobs, job["id"], result=made)
    return made


def pack_results(rows: list[Row], blobs: str, lang: Lang) -> Row:
    """In a worker: what was read as a ZIP: data for `ipforms fill`, an overview in Excel, a page, JSON."""
    store, on = BlobStore(Path(blobs)), day(rows[0]["options"]) if rows else None
    with tempfile.TemporaryDirectory(prefix="ipforms-", dir=Path(blobs) / "incoming") as folder:
        at = Path(folder)
        for name, write in (("report.xlsx", write_excel), ("report.html", write_page)):
            with (at / name).open("wb") as stream:
                write(_outcomes(rows, store), stream, lang, on or date.today())
        for name in ("data.xlsx", "data.jsonl"):
            result_tables.write(_results(rows, store), at / name, lang=lang)
        target = at / "results.zip"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in sorted(at.iterdir()):
                if each != target:
                    archive.write(each, each.name)
        with target.open("rb") as stream:
            digest, _ = store.take(stream)
    return {"digest": digest, "name": "results.zip"}


def _results(rows: list[Row], store: BlobStore) -> Iterator[ReadResult]:
    """The results again, one at a time in memory."""
    for row in rows:
        if row["pickle"]:
            yield ReadResult(Path(row["name"]), pickle.loads(store.path(row["pickle"]).read_bytes()))
        else:
            error = dict(row["about"]["error"])
            yield ReadResult(Path(row["name"]), None, StoredError(stored=error.pop("code"), **error))


def _outcomes(rows: list[Row], store: BlobStore) -> Iterator[CheckOutcome]:
    for row, result in zip(rows, _results(rows, store), strict=True):
        if result.submission is None:
            assert result.error is not None, "a file is read, or there is a reason"
            yield UnreadFile(row["name"], result.error)
        else:
            options = row["options"]
            report = check(result.submission, options.get("stage") or "applicant", day(options))
            yield replace(report, name=row["name"])
