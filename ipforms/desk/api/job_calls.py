"""Jobs of many rows or files: started, followed, fetched, stopped and forgotten."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse, StreamingResponse
from sqlalchemy import select

from ipforms.desk.accounts import DeskPerson
from ipforms.desk.api.api_models import JobError, JobFile, JobState, ReadJobFile
from ipforms.desk.api.document_calls import Filled, TheDay, TheDesk, TheForm, TheLang, TheStage
from ipforms.desk.desk_context import Desk, person_of
from ipforms.desk.desk_store import Row
from ipforms.desk.desk_tables import files, jobs, submissions
from ipforms.desk.job_kinds import result_of
from ipforms.desk.problem_details import NotFound
from ipforms.desk.scratch_files import name_of
from ipforms.errors import IpformsError
from ipforms.forms import form
from ipforms.messages import Lang

router = APIRouter(prefix="/jobs")
ThePerson = Annotated[DeskPerson, Depends(person_of)]
FINAL = ("done", "failed", "cancelled")  # the statuses in which nothing more happens
_PAUSE = 0.3  # seconds between two looks at a job that somebody follows
_BEATS = 50  # looks without news after which a line shows that the connection is alive: 15 seconds
_PAGE = 1_000  # files in one answer at most


class NotFinished(IpformsError):
    """A job has no result yet, or never will."""


@router.post("/read", status_code=202)
def start_reading(
    request: Request,
    desk: TheDesk,
    person: ThePerson,
    lang: TheLang,
    response: Response,
    files: list[UploadFile],
    form_id: TheForm = None,
    stage: TheStage = "applicant",
    on: TheDay = None,
) -> JobState:
    """Read and check many files; archives and mails are unpacked. Results as ZIP, or file by file."""
    if form_id is not None:
        form(form_id)
    kept = [(name_of(each), *desk.store.blobs.take(each.file)) for each in files]
    id = desk.store.add_upload(kept, person.name, source="api", form=form_id, stage=stage, on=_day(on), lang=lang)
    return _started(desk, id, lang, response)


@router.post("/fill", status_code=202)
def start_filling(
    desk: TheDesk,
    person: ThePerson,
    lang: TheLang,
    response: Response,
    file: UploadFile,
    form_id: Annotated[str, Form(alias="form")],
    format: Annotated[Filled, Form()] = "docx",
    name: Annotated[str | None, Form(description="Pattern of file names, as of `ipforms fill --name`.")] = None,
    ignore_unknown: Annotated[bool, Form()] = False,
) -> JobState:
    """Fill a form for each row of a table (XLSX, XLS, ODS, CSV, JSON, JSONL); the documents as ZIP."""
    form(form_id)
    blob = desk.store.blobs.take(file.file)
    options: Row = {"form": form_id, "format": format, "ignore_unknown": ignore_unknown, "lang": lang}
    options |= {"name": name_of(file), "digest": blob.digest, "pattern": name}
    return _started(desk, desk.store.add_job("fill", person.name, **options), lang, response)


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _started(desk: Desk, id: str, lang: Lang, response: Response) -> JobState:
    desk.queue.submit(id)
    response.headers["Location"] = f"/api/v1/jobs/{id}"
    return _state(desk.queue.state(id) or {}, lang)


@router.get("")
def list_jobs(
    desk: TheDesk, person: ThePerson, lang: TheLang, limit: Annotated[int, Query(ge=1, le=_PAGE)] = 100
) -> list[JobState]:
    """One's own jobs, the latest first."""
    own = select(jobs.c.id).where(jobs.c.person == person.name).order_by(jobs.c.created_at.desc()).limit(limit)
    states = (desk.queue.state(row["id"]) for row in desk.store.rows(own))
    return [_state(each, lang) for each in states if each]


def own_job(desk: TheDesk, person: ThePerson, job_id: str) -> Row:
    """A job of whoever asks; another person's is not there."""
    found = desk.queue.state(job_id)
    if found is None or found["person"] != person.name:
        raise NotFound
    return found


OwnJob = Annotated[Row, Depends(own_job)]


@router.get("/{job_id}")
def one_job(job: OwnJob, lang: TheLang) -> JobState:
    """A job at this moment."""
    return _state(job, lang)


@router.get(
    "/{job_id}/events",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def follow_job(request: Request, desk: TheDesk, job: OwnJob, lang: TheLang) -> StreamingResponse:
    """Server-sent events: `progress` with a `JobState` whenever it changes, `end` with the last one."""
    return StreamingResponse(_events(request, desk, job["id"], lang), media_type="text/event-stream")


async def _events(request: Request, desk: Desk, id: str, lang: Lang) -> AsyncIterator[str]:
    last, quiet = "", 0
    while not await request.is_disconnected():
        job = await to_thread.run_sync(desk.queue.state, id)
        if job is None:
            return
        now = _state(job, lang).model_dump_json()
        if job["status"] in FINAL:
            yield f"event: end\ndata: {now}\n\n"
            return
        quiet = 0 if now != last else quiet + 1
        if now != last:
            yield f"event: progress\ndata: {now}\n\n"
        elif quiet % _BEATS == 0:
            yield ": alive\n\n"
        last = now
        await asyncio.sleep(_PAUSE)


@router.get(
    "/{job_id}/result",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def job_result(desk: TheDesk, job: OwnJob, lang: TheLang) -> FileResponse:
    """What has come of it, as ZIP: the documents; of files their data, an overview and a page of findings."""
    if job["status"] != "done":
        raise NotFinished(status=job["status"])
    result = await result_of(desk.queue, job, lang)
    path = desk.store.blobs.path(result["digest"])
    return FileResponse(path, media_type="application/zip", filename=result["name"])


@router.get("/{job_id}/files")
def job_files(
    desk: TheDesk,
    job: OwnJob,
    lang: TheLang,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=_PAGE)] = 100,
) -> list[JobFile]:
    """What became of each file of a job that reads, in the order in which they came."""
    rows = desk.store.rows(_listed(job).order_by(files.c.id).offset(offset).limit(limit))
    return [JobFile(**_file(row, lang)) for row in rows]


@router.get("/{job_id}/files/{file_id}")
def job_file(desk: TheDesk, job: OwnJob, lang: TheLang, file_id: int) -> ReadJobFile:
    """One file, with its values and its report."""
    rows = desk.store.rows(_listed(job, submissions.c.current, submissions.c.report).where(files.c.id == file_id))
    if not rows:
        raise NotFound
    row = rows[0]
    report = row["report"][lang] if row["report"] else None
    return ReadJobFile(**_file(row, lang), values=row["current"], report=report)


def _listed(job: Row, *more: Any) -> Any:
    columns = (submissions.c.form_id, submissions.c.applicant, submissions.c.verdict, submissions.c.doubts, *more)
    joined = select(files, *columns).join(submissions, submissions.c.file_id == files.c.id, isouter=True)
    return joined.where(files.c.upload_id == job["upload_id"])


@router.delete("/{job_id}", status_code=204)
def forget_job(desk: TheDesk, job: OwnJob) -> None:
    """Stop a job, and forget what a program has sent with it and what came of it."""
    if job["status"] not in FINAL:
        desk.queue.cancel(job["id"])
        return
    desk.store.forget(job)


def _error(about: Any, lang: Lang) -> JobError | None:
    error = (about or {}).get("error")
    return JobError(code=error["code"], message=error[lang]) if error else None


def _state(job: Row, lang: Lang) -> JobState:
    shown = {key: job[key] for key in ("id", "kind", "status", "done", "total", "created_at", "finished_at")}
    return JobState(**shown, error=_error(job["about"], lang), counts=(job["result"] or {}).get("counts"))


def _file(row: Row, lang: Lang) -> Row:
    shown = {key: row[key] for key in ("id", "name", "status", "applicant", "verdict", "doubts")}
    return {**shown, "form": row["form_id"], "error": _error(row["about"], lang)}
