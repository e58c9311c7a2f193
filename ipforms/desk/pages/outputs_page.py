"""Papers of many forms: letters, commented copies, overview, recommendation table, made by a job into one ZIP."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Form as FormField
from fastapi.responses import FileResponse, RedirectResponse, Response
from sqlalchemy import select

from ipforms.codes.masking import masked_text
from ipforms.desk.accounts import DeskPerson, DeskRole
from ipforms.desk.desk_context import person_of, requires
from ipforms.desk.desk_store import Row
from ipforms.desk.desk_tables import jobs
from ipforms.desk.job_kinds import StoredError
from ipforms.desk.job_queue import JobQueue
from ipforms.desk.list_registry import register
from ipforms.desk.output_files import media_of, outputs_zip
from ipforms.desk.pages.queue_page import Asked, TheDesk, attachment, local_time
from ipforms.desk.pages.review_page import office_words
from ipforms.desk.problem_details import NotFound, lang_of
from ipforms.desk.queue_rows import QueueFilter, recent_uploads, reviewed_ids, state_counts, unread_files
from ipforms.desk.stored_case import opened_case, stored_cases
from ipforms.errors import IpformsError
from ipforms.forms import forms
from ipforms.messages import say
from ipforms.pipeline.report import UnreadFile

router = APIRouter()
KINDS = ("letter", "commented", "overview", "recommendation", "docx", "pdf")
_SHOWN = 20  # jobs of a page
_NAME = 200  # characters of a file's name, as on the command line


class NothingAsked(IpformsError):
    """No kind of paper was chosen, or nobody to sign the letters."""


@router.get("/outputs")
def outputs_page(
    request: Request,
    desk: TheDesk,
    asked: Asked,
    added: int = -1,
    there: int = 0,
    renamed: Annotated[tuple[int, ...], Query()] = (),
) -> Response:
    """What can be taken away, and what was made before."""
    lang = lang_of(request, desk.settings.lang)
    query = select(jobs).where(jobs.c.kind == "outputs").order_by(jobs.c.created_at.desc()).limit(_SHOWN)
    made = [
        {**row, "at": local_time(row["created_at"]), "word": say(f"desk.job.{row['status']}", lang)}
        for row in desk.store.rows(query)
    ]
    return desk.pages.page(
        request,
        "outputs.html",
        section="outputs",
        asked=asked,
        kinds=KINDS,
        uploads=[{**each, "day": local_time(each["created_at"])} for each in recent_uploads(desk.store)],
        forms=forms(),
        counts=state_counts(desk.store, asked),
        made=made,
        renamed=say("desk.outputs.renamed", lang, numbers=renamed) if renamed else "",
        registered=say("desk.outputs.registered", lang, added=added, there=there) if added >= 0 else "",
    )


@router.post("/outputs")
def ask_for_outputs(
    request: Request,
    desk: TheDesk,
    kind: Annotated[list[str], FormField()] = [],  # noqa: B006 - read by FastAPI, never changed
    upload: Annotated[str, FormField()] = "",
    form: Annotated[str, FormField()] = "",
    office: Annotated[str, FormField(max_length=100)] = "",
    deadline: Annotated[str, FormField(max_length=10)] = "",
    contact: Annotated[str, FormField(max_length=100)] = "",
) -> Response:
    """Have papers made."""
    kinds = [each for each in KINDS if each in kind]
    if not kinds or ("letter" in kinds and not office.strip()):
        raise NothingAsked
    lang = lang_of(request, desk.settings.lang)
    options = {"office": office, "deadline": deadline, "contact": contact, "lang": lang}
    job = desk.store.add_job("outputs", person_of(request).name, kinds=kinds, upload=upload, form=form, words=options)
    desk.queue.submit(job)
    return RedirectResponse(f"/outputs?{_of(upload, form)}job={job}", 303)


@router.post("/outputs/registry")
def take_into_registry(
    desk: TheDesk,
    person: Annotated[DeskPerson, Depends(requires(DeskRole.DECIDE))],
    upload: Annotated[str, FormField()] = "",
    form: Annotated[str, FormField()] = "",
) -> Response:
    """Take the accepted applications of a filter into the registry."""
    ids = reviewed_ids(desk.store, QueueFilter(upload, form, "decided"))
    cases = [opened_case(desk.store, desk.pool, id) for id in ids]
    added = register(desk.settings, cases, person.name)
    told = f"added={len(added.applications)}&there={len(added.known)}"
    told += "".join(f"&renamed={number}" for number, *_ in added.renamed)
    return RedirectResponse(f"/outputs?{_of(upload, form)}{told}", 303)


@router.get("/outputs/{id}")
def output(desk: TheDesk, id: str) -> Response:
    """The ZIP of a job that is done."""
    row = desk.store.row(jobs, id)
    if row is None or row["kind"] != "outputs" or not row["result"]:
        raise NotFound
    result = row["result"]
    path = desk.store.blobs.path(result["digest"])
    return FileResponse(path, media_type=media_of(result["name"]), headers=attachment(result["name"]))


def make_outputs(queue: JobQueue, job: Row) -> Row | None:
    """The job: a worker makes the papers, a form at a time."""
    asked: dict[str, Any] = job["options"]
    wanted = QueueFilter(asked["upload"], asked["form"])
    ids = reviewed_ids(queue.store, wanted)
    unread = [] if wanted.form else [_unread(row) for row in unread_files(queue.store, wanted)]
    for id in ids:
        opened_case(queue.store, queue.pool, id)  # a worker gets what it can load
    cases = stored_cases(queue.store, ids)
    blobs = str(queue.store.blobs.folder)
    seconds = queue.pool.limits.job_seconds
    future = queue.pool.submit(
        outputs_zip,
        asked["kinds"],
        cases,
        unread,
        office_words(**asked["words"]),
        blobs,
        seconds=seconds,
        on_progress=lambda progress: queue.tell(job["id"], *progress),
    )
    blob, failures = future.result()
    queue.store.update(jobs, job["id"], about={"failures": failures})
    day = local_time(job["created_at"]).replace(":", "").replace(" ", "-")
    return {"digest": blob.digest, "name": f"{day}.zip", "media": media_of(".zip"), "failures": failures}


def _unread(row: Row) -> UnreadFile:
    error = dict(row["about"]["error"])
    return UnreadFile(masked_text(row["name"], _NAME), StoredError(stored=error.pop("code"), **error))


def _of(upload: str, form: str) -> str:
    query = QueueFilter(upload, form).query().lstrip("?")
    return f"{query}&" if query else ""
