"""Calls that are answered at once: forms and schemas, documents made, read, checked and compared."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Form, Query, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.desk.api import document_tasks
from ipforms.desk.api.api_models import FormSummary, ReadForm
from ipforms.desk.desk_context import Desk, desk_of
from ipforms.desk.output_files import media_of
from ipforms.desk.problem_details import lang_of
from ipforms.desk.scratch_files import scratch_files
from ipforms.forms import BLANK_FORMATS, FORMATS, SUFFIXES, form, forms
from ipforms.messages import Lang
from ipforms.schemas.base import Stage
from ipforms.schemas.jsonschema import UiLibrary

router = APIRouter()
TheDesk = Annotated[Desk, Depends(desk_of)]
TheForm = Annotated[str | None, Form(alias="form", description="Id of the form that it must be; found out without.")]
TheStage = Annotated[Stage, Form()]
TheDay = Annotated[date | None, Form(description="Day of the check; today without.")]
Filled = Literal["docx", "pdf", "pdf-a", "pdf-form", "ofd"]
Blank = Literal["docx", "pdf", "ofd"]
_REPORT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Report"}}}}
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


def language(request: Request, desk: TheDesk) -> Lang:
    """The language of messages: `Accept-Language`, Chinese without."""
    return lang_of(request, desk.settings.lang)


TheLang = Annotated[Lang, Depends(language)]


def document(data: bytes, name: str, suffix: str) -> Response:
    """A file to be saved. Whatever is in it, a browser shows none of it as a page of ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}{suffix}"', "Content-Security-Policy": "sandbox"}
    return Response(data, media_type=media_of(suffix), headers=headers)


@router.get("/forms")
def list_forms() -> list[FormSummary]:
    """All forms that are known."""
    return [_summary(each.id) for each in forms()]


@router.get("/forms/{form_id}")
def one_form(form_id: str) -> FormSummary:
    """One form."""
    return _summary(form_id)


def _summary(form_id: str) -> FormSummary:
    of = form(form_id)
    return FormSummary(
        id=of.id,
        title=of.title,
        notice=of.notice,
        annex=of.annex,
        formats=list(FORMATS),
        blank_formats=list(BLANK_FORMATS),
    )


@router.get("/forms/{form_id}/schema")
def schema(form_id: str, stage: Stage = "applicant", nullable: bool = True) -> dict[str, Any]:
    """JSON Schema of a record: titles are the printed labels, `required` is what the stage asks for."""
    return form(form_id).json_schema(stage, nullable=nullable)


@router.get("/forms/{form_id}/ui-schema")
def form_ui_schema(form_id: str, stage: Stage = "applicant", library: UiLibrary = "rjsf") -> dict[str, Any]:
    """How a web form shows it."""
    return form(form_id).ui_schema(stage, library)


@router.get("/forms/{form_id}/blank", response_class=Response, responses=_FILE)
async def blank(desk: TheDesk, form_id: str, format: Blank = "docx") -> Response:
    """The empty official form; a PDF has fields to fill in."""
    return document(await desk.pool.call(document_tasks.blank, form_id, format), form(form_id).id, SUFFIXES[format])


@router.get("/forms/{form_id}/workbook", response_class=Response, responses=_FILE)
def workbook(form_id: str) -> Response:
    """A workbook in which rows are entered that `jobs/fill` takes."""
    of = form(form_id)
    return document(entry_workbook(of, f"{of.id}.xlsx"), of.id, ".xlsx")


@router.post("/forms/{form_id}/render", response_class=Response, responses=_FILE)
async def render(
    desk: TheDesk, form_id: str, record: Annotated[dict[str, Any], Body()], format: Filled = "docx"
) -> Response:
    """A record as a document."""
    made = await desk.pool.call(document_tasks.render, form_id, record, format)
    return document(made, form(form_id).id, SUFFIXES[format])


@router.post("/forms/{form_id}/check", response_class=Response, responses=_REPORT)
async def check_record(
    desk: TheDesk,
    lang: TheLang,
    form_id: str,
    record: Annotated[dict[str, Any], Body()],
    stage: Stage = "applicant",
    on: Annotated[date | None, Query(description="Day of the check; today without.")] = None,
) -> Any:
    """The report of a record."""
    return _json(await desk.pool.call(document_tasks.check_record, form_id, record, stage, on, lang))


@router.post("/read")
async def read(desk: TheDesk, lang: TheLang, file: UploadFile, form_id: TheForm = None) -> ReadForm:
    """Read a returned form: values, and what reading found."""
    async with scratch_files(desk.settings, [file]) as (kept,):
        return ReadForm.model_validate(await desk.pool.call(document_tasks.read, kept, form_id, lang))


@router.post("/check", response_class=Response, responses=_REPORT)
async def check(
    desk: TheDesk,
    lang: TheLang,
    file: UploadFile,
    form_id: TheForm = None,
    stage: TheStage = "applicant",
    on: TheDay = None,
) -> Any:
    """Read and check a returned form."""
    async with scratch_files(desk.settings, [file]) as (kept,):
        return _json(await desk.pool.call(document_tasks.check_file, kept, form_id, stage, on, lang))


@router.post("/compare")
async def compare(
    desk: TheDesk, lang: TheLang, first: UploadFile, second: UploadFile, form_id: TheForm = None
) -> dict[str, Any]:
    """What differs between two returns of one form."""
    async with scratch_files(desk.settings, [first, second]) as kept:
        found: dict[str, Any] = await desk.pool.call(document_tasks.compare, kept, form_id, lang)
        return found


@router.post(
    "/recommend",
    response_class=Response,
    responses={
        **_FILE,
        200: {
            "content": {
                "application/json": {"schema": {"type": "object", "additionalProperties": True}},
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            }
        },
    },
)
async def recommend(
    desk: TheDesk,
    lang: TheLang,
    files: list[UploadFile],
    unit: Annotated[str | None, Form()] = None,
    stage: TheStage = "applicant",
    on: TheDay = None,
    format: Annotated[Literal["json"] | Filled, Form()] = "json",
) -> Any:
    """Make the recommendation table of applications: as data with who is not in it and why, or as a document."""
    async with scratch_files(desk.settings, files) as kept:
        args = (kept, unit, stage, on, format, lang)
        made = await desk.pool.call(document_tasks.recommend, *args, seconds=desk.settings.limits.job_seconds)
    return _json(made) if format == "json" else document(made, "jinhua-recommendation", SUFFIXES[format])


@router.post("/bundle")
async def bundle(
    desk: TheDesk,
    lang: TheLang,
    files: list[UploadFile],
    form_id: Annotated[str, Form(alias="form")] = "jinhua-application",
) -> dict[str, Any]:
    """The papers of one applicant (an archive, or its files) held against the list of materials."""
    async with scratch_files(desk.settings, files) as kept:
        made: dict[str, Any] = await desk.pool.call(document_tasks.bundle_of, kept, form_id, lang)
        return made


@router.post("/flatten", response_class=Response, responses=_FILE)
async def flatten(desk: TheDesk, file: UploadFile) -> Response:
    """The fields of a fillable PDF as print."""
    async with scratch_files(desk.settings, [file]) as (kept,):
        return document(await desk.pool.call(document_tasks.flatten, kept), "flat", ".pdf")


def _json(data: dict[str, Any]) -> Response:
    """Data that is as its schema says already."""
    return JSONResponse(data)
