"""The page for applicants: a form is filled in, checked in the words of the check, and taken away to be stamped.

Nothing of it is kept on the server: a draft is a file of the applicant's own.
"""

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request, UploadFile
from fastapi import Form as FormField
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from ipforms.bulk.file_names import safe
from ipforms.desk.form_view import entered_submission, entered_texts, form_view
from ipforms.desk.output_files import media_of
from ipforms.desk.pages.queue_page import TheDesk, attachment
from ipforms.desk.problem_details import lang_of
from ipforms.desk.worker_tasks import named_file
from ipforms.errors import IpformsError
from ipforms.forms import SUFFIXES, forms
from ipforms.forms import form as known_form
from ipforms.messages import Lang
from ipforms.pipeline import read
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.render.rendered import RenderFormat
from ipforms.schemas.base import Stage

router = APIRouter()
_STAGE: Stage = "applicant"
_FORMATS: dict[str, RenderFormat] = {each: each for each in ("docx", "pdf", "pdf-form")}
_MOST_FIELDS = 5_000  # texts of a form; one of 500 rows has less
Texts = Annotated[dict[str, str], Field(max_length=_MOST_FIELDS)]


class BrokenDraft(IpformsError):
    """What a page sent is no form that was filled in there."""


class EnteredForm(BaseModel):
    """A form as far as it is filled in: texts by the paths of its inputs."""

    texts: Texts


@router.get("/apply")
def choose_form(request: Request, desk: TheDesk) -> Response:
    """The forms that can be filled in."""
    return desk.pages.page(request, "apply_list.html", section="apply", forms=forms())


@router.get("/apply/{form_id}")
def fill_in(request: Request, desk: TheDesk, form_id: str) -> Response:
    """The page of one form."""
    form = known_form(form_id)
    return desk.pages.page(request, "apply.html", section="apply", form=form, nodes=form_view(form_id, _STAGE))


@router.post("/apply/{form_id}/check")
def check_entered(request: Request, desk: TheDesk, form_id: str, entered: EnteredForm) -> Response:
    """What the check says of a form as far as it is filled in."""
    lang = lang_of(request, desk.settings.lang)
    report = check(entered_submission(known_form(form_id), entered.texts), _STAGE)
    return JSONResponse(_told(report, lang))


@router.post("/apply/{form_id}/document")
def document(
    form_id: str, texts: Annotated[str, FormField()], format: Annotated[str, FormField()] = "docx"
) -> Response:
    """The official form with what was filled in.

    Raises:
        BrokenDraft: the texts are none, or the format is not offered.
    """
    form = known_form(form_id)
    entered = _parsed(texts)
    if format not in _FORMATS:
        raise BrokenDraft
    sub = entered_submission(form, entered)
    made = form.rendered(sub.record, _FORMATS[format])
    name = f"{safe(form.applicant_of(sub.record))} {form.title}".strip() + SUFFIXES[_FORMATS[format]]
    return Response(made.data, media_type=media_of(name), headers=attachment(name))


@router.post("/apply/{form_id}/import")
async def import_old(request: Request, desk: TheDesk, form_id: str, file: UploadFile) -> Response:
    """An old form as texts of the inputs, to begin from."""
    lang = lang_of(request, desk.settings.lang)
    known_form(form_id)
    with tempfile.TemporaryDirectory(prefix="ipforms-") as folder:
        path = Path(folder) / "original"
        await run_in_threadpool(path.write_bytes, await file.read())
        made = await desk.pool.call(read_old, str(path), file.filename or "?", form_id, lang)
    return JSONResponse(made)


def read_old(path: str, name: str, form_id: str, lang: Lang) -> dict[str, Any]:
    """A document as the texts of inputs, and what should be looked at. For a worker."""
    with named_file(path, name) as file:
        sub = read(file, form_id, name=name)
    unsure = {each.path: [note.message(lang) for note in each.reasons] for each in sub.evidence.unsure()}
    return {"texts": entered_texts(sub), "unsure": unsure}


def _parsed(texts: str) -> dict[str, str]:
    try:
        return EnteredForm.model_validate({"texts": json.loads(texts)}).texts
    except ValueError:
        raise BrokenDraft from None


def _told(report: Report, lang: Lang) -> dict[str, Any]:
    """A report as the page shows it: what is blank apart from what is wrong, as a form is blank when one begins."""
    told = report.to_dict(lang)
    findings = [
        {
            "path": each.path,
            "label": each.label,
            "severity": each.severity.value,
            "message": each.note.message(lang),
            "hint": each.note.hint(lang),
            "clause": each.source,
            "is_blank": each.code.endswith(".blank"),
        }
        for each in report.findings
    ]
    return {"findings": findings, "verdict": report.verdict, "eligibility": told["eligibility"]}
