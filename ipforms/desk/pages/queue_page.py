"""The queue of the desk: files are dropped, read, and listed with what needs a look first."""

from datetime import datetime
from types import SimpleNamespace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi import Form as FormField
from fastapi.responses import FileResponse, JSONResponse, Response

from ipforms.desk.desk_context import Desk, desk_of, person_of
from ipforms.desk.desk_store import Row
from ipforms.desk.desk_tables import files, uploads
from ipforms.desk.problem_details import NotFound, lang_of
from ipforms.desk.queue_rows import (
    STATES,
    QueueFilter,
    first_to_review,
    forms_of_applicants,
    job_under_way,
    next_to_review,
    queue_rows,
    recent_uploads,
    state_counts,
)
from ipforms.forms import forms
from ipforms.messages import Lang, say
from ipforms.registry.clock import office_time
from ipforms.schemas.base import STAGES

router = APIRouter()
TheDesk = Annotated[Desk, Depends(desk_of)]
Asked = Annotated[QueueFilter, Depends()]


@router.get("/")
def queue_page(request: Request, desk: TheDesk, asked: Asked, start: int = 0) -> Response:
    """The queue."""
    lang = lang_of(request, desk.settings.lang)
    rows, has_more = queue_rows(desk.store, asked, max(0, start))
    counts = state_counts(desk.store, asked)
    several = forms_of_applicants(desk.store, rows)
    titles = {each.id: each.title for each in forms()}
    return desk.pages.page(
        request,
        "queue.html",
        section="queue",
        asked=asked,
        rows=[  # templates are slow with dicts
            SimpleNamespace(**_shown(row, titles, lang), forms=several.get((row["applicant"], row["form_id"]), 0))
            for row in rows
        ],
        tabs=[
            (state, counts[state], f"/{asked.query(state=state)}")
            for state in ("", *STATES)
            if not state or counts[state] or state == asked.state
        ],
        more=f"/{asked.query(start=str(start + len(rows)))}" if has_more else "",
        uploads=[{**each, "day": local_time(each["created_at"])} for each in recent_uploads(desk.store)],
        forms=forms(),
        stages=STAGES[1:],
        query=asked.query(),
        next_id=(start <= 0 and first_to_review(rows)) or next_to_review(desk.store, asked),
        job=job_under_way(desk.store),
    )


@router.post("/uploads")
def upload(
    request: Request, desk: TheDesk, received: list[UploadFile], stage: Annotated[str, FormField()] = ""
) -> Response:
    """Take files in; they are read by a job, whose id is the answer."""
    kept = []
    for each in received:
        blob = desk.store.blobs.take(each.file)
        kept.append((each.filename or "?", blob.digest, blob.size))
    options = {"stage": stage} if stage in STAGES else {}
    job = desk.store.add_upload(kept, person_of(request).name, **options)
    desk.queue.submit(job)
    row = desk.queue.state(job) or {}
    return JSONResponse({"job": job, "upload": row.get("upload_id")}, 201)


@router.get("/jobs/{id}")
def job_state(request: Request, desk: TheDesk, id: str) -> Response:
    """How far a job is."""
    row = desk.queue.state(id)
    if row is None:
        raise NotFound
    lang, about = lang_of(request, desk.settings.lang), row["about"] or {}
    error = (about.get("error") or {}).get(lang, "")
    return JSONResponse({**{key: row[key] for key in ("status", "done", "total")}, "error": error})


@router.get("/files/{id}")
def original(desk: TheDesk, id: int) -> Response:
    """A file as it came in, to be saved: what strangers sent is never shown as a page of ours."""
    row = desk.store.row(files, id)
    upload = desk.store.row(uploads, row["upload_id"]) if row else None
    if row is None or not row["digest"] or upload is None or upload["source"] != "desk":
        raise NotFound
    name = row["name"].rpartition("/")[2]
    return FileResponse(
        desk.store.blobs.path(row["digest"]), media_type="application/octet-stream", headers=attachment(name)
    )


def attachment(name: str) -> dict[str, str]:
    """The header of an answer that is to be saved under a name (RFC 6266)."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def local_time(at: str) -> str:
    """A moment of the tables, in the office's time: 2026-11-28 15:04."""
    return office_time(datetime.fromisoformat(at)).strftime("%Y-%m-%d %H:%M")


def _shown(row: Row, titles: dict[str, str], lang: Lang) -> dict[str, Any]:
    state, about = row["state"], row["about"] or {}
    word = say(f"desk.state.{state}", lang)
    if state == "decided":
        word = say(f"desk.decision.{row['decision']}", lang)
    elif state in ("todo", "ready"):
        word = say(f"desk.verdict.{row['verdict']}", lang)
    elif state == "aside":
        word = say(f"desk.aside.{row['status']}", lang)
    same = say("desk.queue.same_as", lang, name=about["same_as"]) if "same_as" in about else ""
    reason = about.get("error", {}).get(lang, "") or same or row["name"].rpartition("/")[2]
    return {**row, "word": word, "reason": reason, "form": titles.get(row["form_id"], ""), "part": about.get("part", 0)}
